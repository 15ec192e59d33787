"""What is said when something is broken."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from rco_network.views import server_error


def answer_to(error):
    try:
        raise error
    except type(error):
        return server_error(RequestFactory().get("/"))


def test_a_database_that_is_away_is_a_pause_and_not_a_fault():
    answer = answer_to(OperationalError("the name of somebody"))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert "send it again" in answer.content.decode()
    assert "somebody" not in answer.content.decode()


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("y")])
def test_anything_else_is_a_fault_of_ours(error):
    answer = answer_to(error)
    assert answer.status_code == 500
    assert "It is not you" in answer.content.decode()
