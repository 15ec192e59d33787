"""What is held about people where change is recorded."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from rco_network.core.personal_data import STAYS, declare, identifies, said, who
from rco_network.core.personal_data.lengths import over_on, started_by
from rco_network.core.personal_data.rules import Due, Rule, add_rule

from .models import Outcome

# Stands where a sentence stood, so that the outcome still counts.
ERASED_EVIDENCE = "–"

declare("outcomes.framework", plain="id code edition name publisher source")
declare("outcomes.domain", plain="id framework code name heading position")
declare("outcomes.servicedomain", plain="id organisation service domain")
declare(
    "outcomes.outcome",
    plain="id organisation uuid created_at participant service",
    participant="participant",
    clock="happened_on",
    purpose="accountability",
    period="service_record",
    domain=said("In which part of life something changed.", special=True, goes=STAYS),
    happened_on=said("When it changed.", goes=STAYS),
    evidence=identifies(
        "One sentence: what changed, and how we know.", special=True, becomes=ERASED_EVIDENCE
    ),
    evidence_language=said("To set the sentence in its own script.", becomes="en"),
    may_be_quoted=said(
        "Whether they agreed that a report may quote it, without a name.",
        purpose="stories",
        period="case_story",
        becomes=False,
    ),
    recorded_by=who(),
)


def _stories_due(
    organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
) -> list[Due]:
    """Outcomes whose sentence may be quoted since longer than somebody can remember agreeing."""
    agreed = Outcome.objects.for_organisation(organisation_id).filter(
        may_be_quoted=True, created_at__date__lte=started_by("case_story", day, months)
    )
    if only is not None:
        agreed = agreed.filter(uuid__in=list(only))
    rows = agreed.order_by("pk").values_list("pk", "uuid", "created_at", "participant__name")
    return [
        Due(pk, uuid, over_on("case_story", timezone.localdate(at), months), name)
        for pk, uuid, at, name in rows
    ]


def _quote_no_more(organisation: Any, found: list[Due]) -> Counter[str]:
    own = Outcome.objects.for_organisation(organisation)
    ended = own.filter(pk__in=[one.pk for one in found]).update(may_be_quoted=False)
    return Counter({Outcome._meta.label_lower: ended})


add_rule(
    Rule(
        key="stories",
        period="case_story",
        subject_type=Outcome._meta.label_lower,
        one="sentence may no longer be quoted, unless the person is asked again",
        many="sentences may no longer be quoted, unless the people are asked again",
        due=_stories_due,
        apply=_quote_no_more,
    )
)
