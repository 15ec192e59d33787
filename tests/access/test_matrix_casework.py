"""The access matrix (trials/matrix.py), shared out over files: each is one process's work."""

import pytest

from rco_network.management.trials.matrix import Matrix
from rco_network.management.trials.visitors import Visitor as V


@pytest.mark.parametrize("visitor", [V.WORKER, V.LEAD], ids=str)
def test_every_door_opens_to_whom_it_should_and_tells_nobody_else(ground, visitor):
    found = Matrix(ground).run([visitor])
    assert found.leaked == []
    assert found.faults == []
    assert found.cells > 1500
