"""Only what a browser does with pages and forms is answered at all."""

import pytest

from tests.pages import every_address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_other_methods_are_refused_at_every_door(client, django_assert_num_queries, method):
    """Before anybody is known: so it is the same for every visitor."""
    with django_assert_num_queries(0):
        answers = [getattr(client, method)(path) for _, path in every_address()]
    assert {answer.status_code for answer in answers} == {405}
    assert {answer.headers["Allow"] for answer in answers} == {"GET, HEAD, POST"}


def test_whether_it_is_well_can_be_asked_with_any_cookie(as_member):
    from ..factories import make_membership

    assert as_member(make_membership()).get("/healthz").status_code == 200
