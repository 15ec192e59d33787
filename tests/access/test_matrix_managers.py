"""The access matrix (trials/matrix.py), shared out over files: each is one process's work.

Each visitor tries half of the addresses here. `manage.py trial access` tries all of them, with
a second manager and a second officer too.
"""

import pytest

from rco_network.management.trials.matrix import Matrix
from rco_network.management.trials.visitors import Visitor as V
from tests.browser_rules import keeps_rules


@pytest.mark.parametrize("visitor", [V.MANAGER], ids=str)
def test_every_door_opens_to_whom_it_should_and_tells_nobody_else(ground, visitor):
    found = Matrix(ground, is_brief=True, keeps_rules=keeps_rules).run([visitor])
    assert found.leaked == []
    assert found.faults == []
    assert found.cells > 1150
