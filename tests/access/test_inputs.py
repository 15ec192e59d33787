"""Generated inputs, 150 for each of three roles; `manage.py trial inputs` does more."""

import pytest

from rco_network.management.trials.inputs import THROWERS
from rco_network.management.trials.odd import Generator
from rco_network.management.trials.throwing import Found, Thrower
from rco_network.management.trials.trial import in_silence

REQUESTS = 150


@pytest.mark.parametrize("visitor", THROWERS, ids=str)
def test_no_input_is_a_server_error_a_script_or_a_broken_page(ground, visitor):
    found = Found()
    with in_silence():
        Thrower(ground, visitor, found, seed=2).run(REQUESTS)
    assert found.errors == []
    assert found.traces == []
    assert found.scripts == []
    assert found.leaked == []
    assert found.poisoned == []
    assert found.requests == REQUESTS
    # Most of it reaches a page: it is not all turned away at the door.
    assert found.statuses.get(200, 0) + found.statuses.get(422, 0) > REQUESTS / 4


def test_the_same_seed_makes_the_same_inputs():
    one, two = (Generator(7, ["/people/"], []) for _ in range(2))
    assert [one._odd_path().path for _ in range(20)] == [two._odd_path().path for _ in range(20)]


@pytest.mark.parametrize("charset", ["utf-16", "latin-1", "cp1252"])
def test_a_form_that_is_not_in_utf_8_is_told_so(client, db, charset):
    answer = client.generic(
        "POST",
        "/accounts/login/",
        "login=x",
        content_type=f"application/x-www-form-urlencoded; charset={charset}",
    )
    assert answer.status_code == 400
