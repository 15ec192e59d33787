"""What is kept of what people agreed to and asked for: proof that we did as they said."""

from rco_network.core.personal_data import REMOVED, STAYS, declare, identifies, said, who

declare("data_rights.consentwording", plain="id organisation uuid created_at to language text")
declare(
    "data_rights.consent",
    called="Consent",
    plain="id organisation uuid created_at participant",
    participant="participant",
    purpose="rights",
    period="service_record",
    row=REMOVED,
    to=said("What the person agreed to."),
    words=said("The words that were read to them."),
    language=said("In which language.", special=True),
    given=said("How they agreed."),
    given_on=said("Since when."),
    recorded_by=who(),
    withdrawn_on=said("When they took it back."),
    withdrawn_by=who(),
)
declare(
    "data_rights.personrequest",
    called="What a person asked",
    plain="id organisation uuid created_at participant",
    participant="participant",
    purpose="rights",
    period="service_record",
    row=REMOVED,
    asked=said("What they asked."),
    use=said("To which use they objected."),
    words=identifies("What they asked, in their words."),
    asked_on=said("When they asked."),
    due_on=said("By when they must have an answer."),
    written_by=who(),
    answer=said("What became of it."),
    reason=identifies("Why it was answered so."),
    answered_at=said("When it was answered."),
    answered_by=who(),
)
declare(
    "data_rights.limit",
    called="Record kept and not used",
    holds=True,
    plain="id organisation participant",
    participant="participant",
    purpose="rights",
    period="service_record",
    row=REMOVED,
    since=said("Since when the record is kept and not used.", goes=STAYS),
    set_by=who(),
)
declare(
    "data_rights.objection",
    called="Objection to a use",
    plain="id organisation participant",
    participant="participant",
    purpose="rights",
    period="service_record",
    row=REMOVED,
    use=said("To which use they objected."),
    since=said("Since when it has ended.", goes=STAYS),
    accepted_by=who(),
)
