"""What is kept of what people agreed to and asked for: proof that we did as they said."""

from django.utils.translation import gettext_noop as _

from rco_network.core.personal_data import REMOVED, STAYS, declare, identifies, said, who

declare("data_rights.consentwording", plain="id organisation uuid created_at to language text")
declare(
    "data_rights.consent",
    called=_("Consent"),
    plain="id organisation uuid created_at participant",
    participant="participant",
    purpose="rights",
    period="service_record",
    row=REMOVED,
    to=said(_("What the person agreed to.")),
    words=said(_("The words that were read to them.")),
    language=said(_("In which language."), special=True),
    given=said(_("How they agreed.")),
    given_on=said(_("Since when.")),
    recorded_by=who(),
    withdrawn_on=said(_("When they took it back.")),
    withdrawn_by=who(),
)
declare(
    "data_rights.personrequest",
    called=_("What a person asked"),
    plain="id organisation uuid created_at participant",
    participant="participant",
    purpose="rights",
    period="service_record",
    row=REMOVED,
    asked=said(_("What they asked.")),
    use=said(_("To which use they objected.")),
    words=identifies(_("What they asked, in their words.")),
    asked_on=said(_("When they asked.")),
    due_on=said(_("By when they must have an answer.")),
    written_by=who(),
    answer=said(_("What became of it.")),
    reason=identifies(_("Why it was answered so.")),
    answered_at=said(_("When it was answered.")),
    answered_by=who(),
)
declare(
    "data_rights.limit",
    called=_("Record kept and not used"),
    holds=True,
    plain="id organisation participant",
    participant="participant",
    purpose="rights",
    period="service_record",
    row=REMOVED,
    since=said(_("Since when the record is kept and not used."), goes=STAYS),
    set_by=who(),
)
declare(
    "data_rights.objection",
    called=_("Objection to a use"),
    plain="id organisation participant",
    participant="participant",
    purpose="rights",
    period="service_record",
    row=REMOVED,
    use=said(_("To which use they objected.")),
    since=said(_("Since when it has ended."), goes=STAYS),
    accepted_by=who(),
)
