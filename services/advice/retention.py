"""What advice holds about people: a case file kept by the rules of advisers, then gone whole."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

from rco_network.core import history
from rco_network.core.personal_data import BY_LAW, STAYS, declare, identifies, said, who
from rco_network.core.personal_data.rules import Due, Rule, add_rule

from .calculations import files_due
from .models import (
    ConflictCheck,
    Deadline,
    Document,
    Matter,
    MatterAdviser,
    MatterOutcome,
    PartyKey,
    Step,
    ThirdParty,
)

_OTHERS = "It names other people, whose data it is too."
_FILE: dict[str, Any] = {
    "participant": "participant",
    "purpose": "services",
    "period": "advice_file",
    "row": BY_LAW,
}
_KEPT = {"goes": STAYS, "special": True}

declare(
    "advice.enquiry",
    plain="id uuid organisation created_at participant",
    participant="participant",
    clock="day",
    purpose="services",
    period="service_record",
    remark=_("It stays as an enquiry of somebody, so that the figures stay true."),
    day=said(_("When somebody asked."), goes=STAYS),
    channel=said(_("In which way they came to us."), goes=STAYS),
    subject=identifies(_("What it was about, so that the work can be counted."), **_KEPT),
    level=said(_("How far the advice went."), goes=STAYS),
    minutes=said(_("How long it took."), goes=STAYS),
    note=identifies(_("What was said, for the next colleague."), special=True),
    taken_by=who(),
)
declare(
    "advice.matter",
    plain="id uuid organisation created_at participant enquiry",
    **_FILE,
    holds=True,
    remark=_("A case file is kept for six years after it was closed."),
    subjects=identifies(_("What the advice is about."), **_KEPT),
    level=said(_("How far the advice goes."), goes=STAYS),
    wanted=identifies(_("What the person wants."), **_KEPT),
    state=said(_("Whether work goes on."), goes=STAYS),
    opened_on=said(_("When it was opened."), goes=STAYS),
    closed_on=said(_("When it was closed."), goes=STAYS),
    ended=said(_("How it ended."), goes=STAYS),
    ending=identifies(_("How it ended, in words."), **_KEPT),
    opened_by=who(),
)
declare(
    "advice.matteradviser",
    plain="id uuid organisation created_at participant matter",
    **_FILE,
    membership=who(_("Which colleague works on it.")),
    named_by=who(),
)
declare(
    "advice.step",
    plain="id uuid organisation created_at participant matter",
    **_FILE,
    done_on=said(_("When something was done."), goes=STAYS),
    minutes=said(_("How long it took."), goes=STAYS),
    level=said(_("How far the work went."), goes=STAYS),
    channel=said(_("In which way."), goes=STAYS),
    subject=identifies(_("Which subject it was about."), **_KEPT),
    text=identifies(_("What was done and said."), **_KEPT),
    by=who(),
)
declare(
    "advice.deadline",
    plain="id uuid organisation created_at participant matter reminded",
    **_FILE,
    due_on=said(_("By when something must be done."), goes=STAYS),
    what=identifies(_("What must be done."), **_KEPT),
    membership=who(_("Which colleague does it.")),
    done_on=said(_("When it was done."), goes=STAYS),
)
declare(
    "advice.document",
    plain="id uuid organisation created_at participant matter",
    **_FILE,
    what=identifies(_("Which paper it is."), **_KEPT),
    copy=said(_("Whether it is the paper itself or a copy."), goes=STAYS),
    place=identifies(_("Where it is kept."), **_KEPT),
    state=said(_("Whether it is here."), goes=STAYS),
    asked_on=said(_("When it was asked for."), goes=STAYS),
    received_on=said(_("When it came."), goes=STAYS),
    returned_on=said(_("When it was given back."), goes=STAYS),
)
declare(
    "advice.thirdparty",
    plain="id uuid organisation created_at participant matter",
    **_FILE,
    withheld=_OTHERS,
    name=identifies(_("Who else is part of the matter."), **_KEPT),
    role=identifies(_("What they have to do with it."), **_KEPT),
    reference=identifies(_("Their reference for the matter."), **_KEPT),
)
declare(
    "advice.partykey",
    called=_("Word to find another name by"),
    plain="id uuid organisation created_at participant matter party place spans",
    **_FILE,
    withheld=_OTHERS,
    word=identifies(_("A hash by which a name in a matter is found again."), goes=STAYS),
    sound=identifies(_("The same, as the name sounds."), goes=STAYS),
)
declare(
    "advice.matteroutcome",
    plain="id uuid organisation created_at participant matter",
    **_FILE,
    happened_on=said(_("When something came of it."), goes=STAYS),
    code=identifies(_("What came of it."), **_KEPT),
    amount=said(_("What it was worth in money."), goes=STAYS),
    every=said(_("How often that amount comes."), goes=STAYS),
    backdated=said(_("What was paid for the time before."), goes=STAYS),
    recorded_by=who(),
)
declare(
    "advice.conflictcheck",
    plain="id uuid organisation created_at participant matter reopens",
    **_FILE,
    withheld=_OTHERS,
    names=identifies(_("For which other names we looked."), **_KEPT),
    is_hit=said(_("Whether somebody of such a name was known."), goes=STAYS),
    decision=said(_("What was decided."), goes=STAYS),
    reason=identifies(_("Why it was decided so."), **_KEPT),
    asked_by=who(),
    decided_by=who(),
    decided_at=said(_("When it was decided."), goes=STAYS),
)
declare(
    "advice.adviserregistration",
    plain="id uuid organisation created_at reminded",
    purpose="staff",
    period="staff_file",
    membership=who(_("Whose registration it is.")),
    level=said(_("At which level."), about_staff=True, goes=STAYS),
    category=said(_("For which kind of advice."), about_staff=True, goes=STAYS),
    expires_on=said(_("Until when."), about_staff=True, goes=STAYS),
    seen_on=said(_("When somebody looked at the register."), about_staff=True, goes=STAYS),
    seen_by=who(),
)
declare(
    "advice.exemption",
    plain="id uuid organisation created_at kind said_on ended_on",
    purpose="staff",
    period="staff_file",
    said_by=identifies(_("Who said so."), about_staff=True, goes=STAYS),
    set_by=who(),
)
declare(
    "advice.guardrule",
    plain="id uuid line version level category permitted work subjects works source dated why "
    "made_at replaced_at",
    purpose="staff",
    period="staff_file",
    made_by=who(),
)

# What hangs on a matter, in the order in which it can go.
_PARTS = (
    PartyKey,
    ThirdParty,
    ConflictCheck,
    MatterOutcome,
    Document,
    Deadline,
    Step,
    MatterAdviser,
)


def _let_go(organisation: Any, found: list[Due]) -> Counter[str]:
    """Remove case files whole, with their history, in a scope that may erase."""
    pks = [one.pk for one in found]
    went = Counter[str]()
    for part in _PARTS:
        rows = part._default_manager.filter(organisation=organisation, matter_id__in=pks)
        went[part._meta.label_lower] = rows.delete()[0]
    gone = Matter.objects.for_organisation(organisation).filter(pk__in=pks).delete()[0]
    went[Matter._meta.label_lower] = gone
    history.forget(Matter, pks)
    return +went


add_rule(
    Rule(
        key="advice_files",
        period="advice_file",
        subject_type=Matter._meta.label_lower,
        says=ngettext_lazy(
            "%(number)s advice case file goes",
            "%(number)s advice case files go",
            "number",
        ),
        due=files_due,
        apply=_let_go,
    )
)
