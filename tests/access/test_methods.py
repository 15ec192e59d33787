"""Only what a browser does with pages and forms is answered at all."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_other_methods_are_refused_at_the_door(client, django_assert_num_queries, method):
    with django_assert_num_queries(0):
        answer = getattr(client, method)("/people/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST"


def test_whether_it_is_well_can_be_asked_with_any_cookie(as_member):
    from ..factories import make_membership

    assert as_member(make_membership()).get("/healthz").status_code == 200
