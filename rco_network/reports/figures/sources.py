"""What figures are made of: the only columns that the role that counts may read.

None says who somebody is: no name, contact detail, sentence or exact date of birth, no public
identifier of a person's record. A figure that needs another column adds it here, in sight of
tests/reports/test_reporting_role.py, and `manage.py migrate` grants it.
"""

from typing import Any

from django.db.models import Model

from funding.models import AttributionRule, Award, ReturnDue
from organisations.models import ForumMembership, Organisation, Place
from outcomes.models import (
    Ask,
    Domain,
    DomainMapping,
    Framework,
    Instrument,
    Measure,
    Outcome,
    OwnDomain,
    OwnFramework,
    Question,
    Response,
    Wave,
)
from rco_network.reports.models import MatchCode, SharingAgreement
from services.esol.models import Assessment
from services.models import (
    Attendance,
    Enrolment,
    Extra,
    HeadCount,
    Needs,
    Offer,
    Participant,
    Service,
    Session,
    TurnedAway,
    WaitingPlace,
)
from services.volunteering.models import Volunteer

# About nobody: every column.
_WHOLE: tuple[type[Model], ...] = (
    AttributionRule,
    Award,
    Domain,
    DomainMapping,
    ForumMembership,
    Framework,
    HeadCount,
    Instrument,
    Measure,
    Organisation,
    OwnDomain,
    OwnFramework,
    Place,
    Question,
    ReturnDue,
    Service,
)
# About people: what is counted and broken down by, and the keys that join it.
_IN_PART: dict[type[Model], str] = {
    Ask: "id organisation wave participant state asked_on",
    Assessment: "id organisation participant held_on speaking reading writing",
    Attendance: "id organisation session participant held_on mark",
    Enrolment: "id organisation group participant enrolled_on left_on",
    Extra: "id organisation session kind",
    Needs: "id organisation participant needs_interpreter interpreter_language",
    Offer: "id organisation place participant group last_day answer",
    Outcome: "id organisation participant domain service happened_on",
    Participant: "id organisation gender main_language district age_band year_of_birth "
    "joined_on left_on person_id",
    MatchCode: "organisation agreement month code people",
    SharingAgreement: "id organisation forum starts_on ends_on withdrawn_at "
    "codes_made_at codes_key",
    Response: "id organisation wave participant match_key answered_on answers",
    Session: "id organisation group service place held_on starts_at minutes",
    TurnedAway: "id organisation participant service people why happened_on",
    Volunteer: "id organisation participant started_on left_on",
    WaitingPlace: "id organisation participant service group asked_on state ended_on",
    Wave: "id organisation instrument kind subject group opened_on closed_on is_anonymous expected "
    "is_of_age",
}


def reporting_columns() -> dict[str, list[str]]:
    """Return the columns that figures may read, by table."""
    whole = {m._meta.db_table: [str(f.column) for f in m._meta.concrete_fields] for m in _WHOLE}
    in_part = {
        model._meta.db_table: [_column(model, name) for name in names.split()]
        for model, names in _IN_PART.items()
    }
    return whole | in_part


def _column(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)
