"""What a supplementary school holds about children and those who bring them, and how it goes."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_noop as _

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
    called=_("What the register must know of a child"),
    plain=f"{_OWN} participant",
    medical=identifies(
        _("Allergies and medicine, so that the child is safe in class."), special=True
    ),
    not_collect=identifies(_("Who must not take the child home."), special=True),
    **_THEIRS,
)
declare(
    "supplementary.mainstreamschool",
    called=_("A child’s day school"),
    plain=f"{_OWN} participant",
    name=identifies(_("Which school the child goes to, to work with it.")),
    agreed_on=said(_("Since when a guardian agrees that it is named.")),
    agreed_by=identifies(_("Which guardian agreed.")),
    **_THEIRS,
)
declare(
    "supplementary.carer",
    called=_("Guardian, or somebody who may collect a child"),
    plain=f"{_OWN} participant",
    name=identifies(_("To know who looks after the child.")),
    relation=said(_("What they are to the child.")),
    phone=identifies(_("To ring them when something happens in class.")),
    is_guardian=said(_("Whether they decide for the child.")),
    may_collect=said(_("Whether they may take the child home.")),
    person=identifies(_("Which record of ours is theirs.")),
    **(_THEIRS | {"participant": _child_or_adult}),
)
declare(
    "supplementary.childconsent",
    called=_("What a guardian agreed to"),
    plain=f"{_OWN} participant",
    to=said(_("What the guardian agreed to.")),
    given_on=said(_("Since when.")),
    given_by=identifies(_("Which guardian agreed.")),
    recorded_by=who(),
    withdrawn_on=said(_("When it was taken back.")),
    **_THEIRS,
)
declare(
    "supplementary.attainment",
    called=_("Attainment in a subject"),
    plain=f"{_OWN} participant term scale",
    subject=said(_("In which subject.")),
    at_start=said(_("How far the child was when the term began.")),
    at_end=said(_("How far the child was when it ended.")),
    **_THEIRS,
)
