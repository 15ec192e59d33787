"""What is held of volunteers, why, how long; and what of their checks goes after the decision."""

from collections import Counter
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

from rco_network.core import history
from rco_network.core.personal_data import REMOVED, STAYS, declare, identifies, said, who
from rco_network.core.personal_data.rules import Due, Rule, add_rule
from services.models import Participant

from .calculations.going import checks_due, going_rows

_OWN_KEYS = "id organisation uuid created_at volunteer participant"
_VOLUNTEERING: Any = {"participant": "participant", "purpose": "volunteering"}
_IN_CONFIDENCE = (
    "References are given in confidence and are not given out (Data Protection Act 2018, Sch. 2, "
    "para. 24: the placement of a person as a volunteer)."
)

declare(
    "volunteering.volunteerrole",
    plain="id organisation uuid created_at name what needs_dbs needs_trainings needs_references "
    "closed_on",
)
declare(
    "volunteering.hourlyrate",
    plain="id organisation uuid created_at amount applies_from source source_on",
)
declare(
    "volunteering.shift",
    plain="id organisation uuid created_at role group day starts_at ends_at places where "
    "cancelled_at",
)
declare(
    "volunteering.volunteer",
    plain="id organisation uuid created_at participant is_new_here",
    **_VOLUNTEERING,
    period="service_record",
    remark=_("It stays as somebody who gave time, so that the figures stay true."),
    state=said(_("How far they are: enquiry, checks, active, left."), goes=STAYS),
    membership=identifies(_("With which account they see the rota.")),
    skills=identifies(_("What they can do, to find a role that fits.")),
    words=identifies(_("What they want to do, in a sentence.")),
    available=identifies(_("When they have time.")),
    enquired_on=said(_("Since when they wanted to help."), goes=STAYS),
    started_on=said(_("Since when they help."), goes=STAYS),
    left_on=said(_("Until when they helped."), goes=STAYS),
)
declare(
    "volunteering.roleheld",
    plain="id organisation volunteer participant",
    **_VOLUNTEERING,
    period="service_record",
    row=REMOVED,
    role=said(_("Which role was agreed with them.")),
)
declare(
    "volunteering.statechange",
    plain=_OWN_KEYS,
    **_VOLUNTEERING,
    period="service_record",
    remark=_("It stays as a step of somebody, so that the figures stay true."),
    to=said(_("Which step it was."), goes=STAYS),
    on=said(_("On which day."), goes=STAYS),
    why_left=said(_("Why they left, from a short list."), goes=STAYS),
    by=who(),
)
declare(
    "volunteering.reference",
    plain=_OWN_KEYS,
    **_VOLUNTEERING,
    period="volunteer_checks",
    row=REMOVED,
    withheld=_IN_CONFIDENCE,
    referee=identifies(_("Who was asked for a reference.")),
    state=said(_("Whether it came, and whether it was satisfactory.")),
    asked_on=said(_("When it was asked for.")),
    received_on=said(_("When it came.")),
    words=identifies(_("What the referee said, in confidence.")),
    written_by=who(),
)
declare(
    "volunteering.check",
    plain=f"{_OWN_KEYS} reminded_at",
    **_VOLUNTEERING,
    period="volunteer_checks",
    row=REMOVED,
    remark=_("The certificate’s number, a copy and what it said are never kept."),
    kind=said(_("What was seen."), special=True),
    level=said(_("Of which level the DBS check was."), special=True),
    seen_on=said(_("When it was seen."), special=True),
    seen_by=who(),
    expires_on=said(_("Until when it is relied on.")),
)
declare(
    "volunteering.training",
    plain=f"{_OWN_KEYS} reminded_at",
    **_VOLUNTEERING,
    period="service_record",
    row=REMOVED,
    kind=said(_("Which training they did.")),
    done_on=said(_("When they did it.")),
    recorded_by=who(),
    expires_on=said(_("Until when it holds.")),
)
declare(
    "volunteering.assignment",
    plain=f"{_OWN_KEYS} shift place",
    **_VOLUNTEERING,
    clock="day",
    period="service_record",
    remark=_("It stays as somebody’s turn, so that the rota of the past stays true."),
    day=said(_("On which day they were to help."), goes=STAYS),
    during=said(_("From when to when."), goes=STAYS),
    state=said(_("Whether they came."), goes=STAYS),
    said_by=who(),
)
declare(
    "volunteering.stint",
    plain=f"{_OWN_KEYS} role assignment",
    **_VOLUNTEERING,
    clock="day",
    period="service_record",
    remark=_("It stays as somebody’s hours, so that the figures stay true."),
    day=said(_("On which day they helped."), goes=STAYS),
    minutes=said(_("How long they helped."), goes=STAYS),
    what=identifies(_("What they did.")),
    logged_by=who(),
    approved_by=who(),
    approved_at=said(_("When a colleague approved it."), goes=STAYS),
)
declare(
    "volunteering.expense",
    plain=_OWN_KEYS,
    **_VOLUNTEERING,
    clock="day",
    period="service_record",
    remark=_("The amount stays, without saying whose: the accounts need it for six years."),
    day=said(_("On which day they spent it."), goes=STAYS),
    kind=said(_("What sort of thing it was for."), goes=STAYS),
    amount=said(_("How much it was."), goes=STAYS),
    what=identifies(_("What it was for.")),
    receipt_seen=said(_("Whether a receipt was seen."), goes=STAYS),
    logged_by=who(),
    approved_by=who(),
    approved_at=said(_("When a colleague approved it."), goes=STAYS),
    paid_on=said(_("When it was paid back."), goes=STAYS),
)
declare(
    "volunteering.checkin",
    plain=_OWN_KEYS,
    **_VOLUNTEERING,
    clock="on",
    period="service_record",
    row=REMOVED,
    on=said(_("When somebody talked with them about volunteering.")),
    pulse=said(_("How they said it was going, from 1 to 5.")),
    note=identifies(_("What was said.")),
    written_by=who(),
)


def _let_go(organisation: Any, found: list[Due]) -> Counter[str]:
    went = Counter[str]()
    people = [one.pk for one in found]
    for model, pks in going_rows(organisation, timezone.localdate(), people):
        gone, _ = model._default_manager.filter(pk__in=pks).delete()
        history.forget(model, pks)
        went[model._meta.label_lower] += gone
    return went


add_rule(
    Rule(
        key="volunteer_checks",
        period="volunteer_checks",
        subject_type=Participant._meta.label_lower,
        says=ngettext_lazy(
            "%(number)s volunteer’s checks or references go",
            "%(number)s volunteers’ checks or references go",
            "number",
        ),
        due=checks_due,
        apply=_let_go,
    )
)
