"""Awards and what is owed for them are about money and work, and about nobody."""

from rco_network.core.personal_data import declare

declare(
    "funding.award",
    plain="id uuid funder recipient title purpose programme currency amount awarded_on starts_on "
    "ends_on from_open_call accepts_others identifier",
)
declare(
    "funding.attributionrule",
    plain="id organisation uuid created_at award service place starts_on ends_on share",
)
declare(
    "funding.returndue",
    plain="id uuid award organisation funder due_on period_start period_end met_at "
    "is_scheduled reminders",
)
declare(
    "funding.returnschedule",
    plain="id organisation uuid created_at award funder every first_on last_days days_to_write",
)
declare(
    "funding.budgetline",
    plain="id organisation uuid created_at award what planned",
)
declare(
    "funding.spending",
    plain="id organisation uuid created_at award line starts_on ends_on amount",
)
declare(
    "funding.othermoney",
    plain="id organisation uuid created_at award source starts_on ends_on amount",
)
