"""Who may do what, in one table: every permission that asks only who somebody is.

No database: a permission is a sentence about a membership. That pages ask it, tests/access holds;
what it says of a record as well, test_permissions.py of each app.
"""

import importlib
import inspect
from types import FunctionType, SimpleNamespace

import pytest

from organisations.enums import Duty, Right, Role
from organisations.models import StaffMembership
from rco_network.core.access import Refused
from rco_network.management.local.state import ROOT
from tests.factories import unsaved_membership

LOGGER, WORKER, MANAGER = Role.LOGGER, Role.WORKER, Role.MANAGER
COORDINATOR, OFFICER, VISITOR = Role.COORDINATOR, Role.OFFICER, Role.VISITOR
STAFF = {WORKER, MANAGER}
IN_CHARGE = {MANAGER, COORDINATOR, OFFICER}

# A duty stands where it opens more than its holder's role; who holds it here is a logger.
WHO_MAY: dict[str, dict[str, set[str]]] = {
    "organisations": {
        "manage_staff": IN_CHARGE,
        "read_trail": IN_CHARGE,
        "export_trail": {MANAGER},
        "change_members": {COORDINATOR},
    },
    "services": {
        "see_people": STAFF | {VISITOR},
        "change_people": STAFF,
        "see_services": STAFF | {LOGGER, VISITOR},
        "run_services": STAFF,
        "use_feed": STAFF | {LOGGER},
        "restrict": {MANAGER},
        "import": {MANAGER},
        "answer_people": {MANAGER},
        "set_retention": {MANAGER},
        "close_days": STAFF | {COORDINATOR},
        "read_corrections": {MANAGER},
    },
    "services.safeguarding": {
        "raise": STAFF | {LOGGER, COORDINATOR},
        "come": STAFF | {LOGGER, COORDINATOR},
        "handle": {Duty.SAFEGUARDING_LEAD},
    },
    "services.data_rights": {
        "see_rights": STAFF | {VISITOR},
        "record": STAFF,
        "answer": {MANAGER},
    },
    "services.referrals": {"refer": STAFF},
    "services.esol": {
        "see_english": STAFF | {VISITOR},
        "teach": STAFF,
        "run_classes": STAFF,
        "make_return": {MANAGER},
    },
    "services.advice": {
        "log_enquiry": STAFF | {LOGGER},
        "supervise": {MANAGER},
        "advise": {MANAGER, Duty.ADVISER},
        "read_rules": {MANAGER, COORDINATOR, Duty.ADVISER},
        "keep_rules": {COORDINATOR},
    },
    "services.supplementary": {
        "see_school": STAFF | {VISITOR},
        "keep_children": STAFF,
        "run_school": STAFF,
    },
    "services.volunteering": {"manage": {MANAGER, Duty.VOLUNTEER_LEAD}},
    "outcomes": {
        "record_outcomes": STAFF,
        "set_domains": STAFF,
        "keep_stories": STAFF,
        "ask": STAFF,
        "set_up_questions": {MANAGER},
        "see_frameworks": STAFF | {COORDINATOR, OFFICER},
        "keep_frameworks": IN_CHARGE,
    },
    "funding": {
        "see_awards": {MANAGER, OFFICER},
        "add_awards": {MANAGER},
    },
    "rco_network.reports": {
        "collect": STAFF | {COORDINATOR, OFFICER},
        "take_out": {MANAGER},
        "agree_to_share": {MANAGER},
        "see_who_agreed": {COORDINATOR},
    },
}
EVERYBODY = [*Role, *Duty]


def somebody(who: str) -> StaffMembership:
    """A colleague with this role, or a logger with this duty."""
    is_duty = who in Duty.values
    return unsaved_membership(LOGGER if is_duty else who, duties=[who] if is_duty else [])


def asked_of_a_membership(app: str) -> dict[str, FunctionType]:
    """The permissions of an app that are given nothing but a membership."""
    module = importlib.import_module(f"{app}.permissions")
    own = {n: f for n, f in vars(module).items() if getattr(f, "__module__", "") == module.__name__}
    return {
        name: function
        for name, function in own.items()
        if name.startswith(("check_can_", "can_"))
        and list(inspect.signature(function).parameters) == ["membership"]
    }


def is_let(check: FunctionType, membership: StaffMembership | None) -> bool:
    try:
        check(membership)
    except Refused as refused:
        assert str(refused)
        return False
    return True


def test_no_permission_is_left_out():
    found = ROOT.glob("[a-z]*/**/permissions.py")
    apps = {".".join(path.parent.relative_to(ROOT).parts) for path in found}
    assert set(WHO_MAY) == {app for app in apps if not app.startswith("tests")}
    for app, rows in WHO_MAY.items():
        names = {name for name in asked_of_a_membership(app) if name.startswith("check_")}
        assert {f"check_can_{row}" for row in rows} == names


@pytest.mark.parametrize(
    ("app", "row"), [(app, row) for app, rows in WHO_MAY.items() for row in rows]
)
def test_these_may_and_nobody_else(app, row):
    there, allowed = asked_of_a_membership(app), WHO_MAY[app][row]
    check, can = there[f"check_can_{row}"], there.get(f"can_{row}")
    for who in EVERYBODY:
        expected = who in allowed or (who in Duty.values and LOGGER in allowed)
        assert is_let(check, somebody(who)) is expected, who
        if can:
            assert can(somebody(who)) is expected, who


@pytest.mark.parametrize("app", WHO_MAY)
def test_nobody_is_let_in_without_a_place(app):
    for name, function in asked_of_a_membership(app).items():
        if "None" not in str(inspect.signature(function).parameters["membership"].annotation):
            continue
        if name.startswith("check_"):
            assert not is_let(function, None), name
        else:
            assert function(None) is False, name


@pytest.mark.parametrize(
    ("app", "row", "rights"),
    [
        ("organisations", "export_trail", {Right.READ_TRAIL, Right.EXPORT}),
        ("rco_network.reports", "take_out", {Right.EXPORT, Right.SEE_RESTRICTED}),
    ],
)
def test_what_asks_for_two_rights_is_refused_where_either_is_missing(app, row, rights):
    """Whatever roles there come to be: today whoever holds the second holds the first."""
    check = asked_of_a_membership(app)[f"check_can_{row}"]
    assert is_let(check, holder_of(rights))
    for right in rights:
        assert not is_let(check, holder_of(set(Right) - {right})), right


def holder_of(rights: set[Right]) -> SimpleNamespace:
    return SimpleNamespace(has_right=rights.__contains__)
