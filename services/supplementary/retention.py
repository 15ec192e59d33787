"""What a supplementary school holds about children and those who bring them, and how it goes."""

from typing import Any

from django.db.models import Q

from rco_network.core.personal_data import REMOVED, declare, identifies, said, who

_OWN = "id organisation uuid created_at"
_THEIRS: dict[str, Any] = {
    "participant": "participant",
    "purpose": "services",
    "period": "service_record",
    "row": REMOVED,
}


def _child_or_adult(participant: Any) -> Q:
    """Rows about a child, and those that say that this person looks after one."""
    return Q(participant=participant.pk) | Q(person=participant.pk)


declare("supplementary.term", plain=f"{_OWN} name starts_on ends_on")
declare("supplementary.schoolclass", plain=f"{_OWN} group subject age_from age_to")
declare("supplementary.scale", plain=f"{_OWN} name steps")
declare("supplementary.qualityitem", plain=f"{_OWN} key evidence on_file_since expires_on")
declare(
    "supplementary.child",
    called="What the register must know of a child",
    plain=f"{_OWN} participant",
    medical=identifies("Allergies and medicine, so that the child is safe in class.", special=True),
    not_collect=identifies("Who must not take the child home.", special=True),
    **_THEIRS,
)
declare(
    "supplementary.mainstreamschool",
    called="A child’s day school",
    plain=f"{_OWN} participant",
    name=identifies("Which school the child goes to, to work with it."),
    agreed_on=said("Since when a guardian agrees that it is named."),
    agreed_by=identifies("Which guardian agreed."),
    **_THEIRS,
)
declare(
    "supplementary.carer",
    called="Guardian, or somebody who may collect a child",
    plain=f"{_OWN} participant",
    name=identifies("To know who looks after the child."),
    relation=said("What they are to the child."),
    phone=identifies("To ring them when something happens in class."),
    is_guardian=said("Whether they decide for the child."),
    may_collect=said("Whether they may take the child home."),
    person=identifies("Which record of ours is theirs."),
    **(_THEIRS | {"participant": _child_or_adult}),
)
declare(
    "supplementary.childconsent",
    called="What a guardian agreed to",
    plain=f"{_OWN} participant",
    to=said("What the guardian agreed to."),
    given_on=said("Since when."),
    given_by=identifies("Which guardian agreed."),
    recorded_by=who(),
    withdrawn_on=said("When it was taken back."),
    **_THEIRS,
)
declare(
    "supplementary.attainment",
    called="Attainment in a subject",
    plain=f"{_OWN} participant term scale",
    subject=said("In which subject."),
    at_start=said("How far the child was when the term began."),
    at_end=said("How far the child was when it ended."),
    **_THEIRS,
)
