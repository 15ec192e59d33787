"""A request of somebody is answered once."""

from rco_network.core.access import allows
from services.data_rights.enums import Answer
from services.data_rights.models import PersonRequest
from services.data_rights.permissions import check_is_open


def test_a_request_is_open_until_it_is_answered():
    assert [a for a in Answer if allows(check_is_open, PersonRequest(answer=a))] == [Answer.OPEN]
