"""The trials' ground, laid once for each test of the trials."""

import pytest

from rco_network.management.trials.ground import Ground, prepare


@pytest.fixture
def ground(db: None) -> Ground:
    """Two networks with everything in them, in the test's own transaction."""
    return prepare()


@pytest.fixture(autouse=True)
def undefined_variables_fail() -> None:
    """Let them pass here: every page is drawn, those of libraries too, whose templates ask for
    what they were not given. The other tests hold ours."""
