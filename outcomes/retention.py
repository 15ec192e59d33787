"""What is held about people where change is recorded."""

from rco_network.core.personal_data import STAYS, declare, identifies, said, who

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
