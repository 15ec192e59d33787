"""What the directory holds about people: colleagues and those who were invited."""

from rco_network.core.personal_data import REMOVED, STAYS, declare, identifies, said, who

_OWN = {"about_staff": True}

declare(
    "organisations.organisation",
    plain="id uuid name kind about website is_directory_entry is_fictional created_at",
)
declare("organisations.place", plain="gss_code name region")
declare("organisations.identifier", plain="id organisation scheme number valid_from valid_to")
declare("organisations.forummembership", plain="id forum member joined_on left_on")
declare("organisations.placeserved", plain="id organisation place")
declare("organisations.languageserved", plain="id organisation code")
declare("organisations.communityserved", plain="id organisation name")
declare(
    "organisations.staffmembership",
    plain="id uuid organisation",
    staff="user",
    purpose="staff",
    period="staff_file",
    user=who("Whose place in the organisation it is."),
    role=said("What they may do here.", goes=STAYS, **_OWN),
    duties=said("What they were asked to look after, such as safeguarding.", goes=STAYS, **_OWN),
    answers_to=said("Who looks after their work.", goes=STAYS, **_OWN),
    second_factor_due_on=said("Until when they may sign in by password alone.", **_OWN),
    joined_at=said("Since when they work here.", goes=STAYS, **_OWN),
    ended_at=said("When they left.", goes=STAYS, **_OWN),
    ends_at=said("When their place ends by itself.", goes=STAYS, **_OWN),
)
declare(
    "organisations.invitation",
    plain="id uuid organisation role sent_at expires_at accepted_at withdrawn_at",
    purpose="staff",
    period="invitation",
    row=REMOVED,
    email=identifies("To whom the invitation was sent.", **_OWN),
    token_hash=identifies("To know the link in the mail again.", **_OWN),
    invited_by=who(),
)
declare(
    "organisations.openeddoor",
    plain="id uuid organisation membership opened_at ends_at",
    staff="opened_by",
    purpose="staff",
    period="staff_file",
    opened_by=who("Who, of those who run the installation, looked in."),
    reason=said("Why they had to look.", goes=STAYS, **_OWN),
)
