"""The trials' ground, laid once for each test of the trials."""

import pytest

from rco_network.management.trials.ground import Ground, prepare


@pytest.fixture
def ground(db: None) -> Ground:
    """Two networks with everything in them, in the test's own transaction."""
    return prepare()
