"""What signing in holds about colleagues, in our own tables and in those of the libraries."""

from django.utils.translation import gettext_noop as _

from rco_network.core.personal_data import REMOVED, STAYS, declare, identifies, said, who

_OWN = {"about_staff": True}

declare(
    "accounts.user",
    called=_("Account"),
    plain="id uuid is_superuser is_active is_staff session_round",
    staff="pk",
    purpose="staff",
    period="staff_file",
    email=identifies(_("To sign in, and to be written to."), **_OWN),
    name=identifies(_("What colleagues call them."), **_OWN),
    password=identifies(_("To sign in; only a hash of it is kept."), period="account", **_OWN),
    language=said(_("To show the pages in the language they chose."), **_OWN),
    last_login=said(_("To see accounts that nobody uses any more."), **_OWN),
    joined_at=said(_("Since when the account is there."), goes=STAYS, **_OWN),
)
declare("accounts.user_groups", plain="id user group")
declare("accounts.user_user_permissions", plain="id user permission")
declare("auth.permission", plain="id name content_type codename")
declare("auth.group_permissions", plain="id group permission")
declare("auth.group", plain="id name")
declare("contenttypes.contenttype", plain="id app_label model")
declare(
    "admin.logentry",
    called=_("Line of the administrators’ book"),
    plain="id action_time content_type object_id action_flag",
    staff="user",
    purpose="security",
    period="trail",
    remark=_("The book of those who run the installation: nobody may change it, they neither."),
    user=who(period="trail"),
    object_repr=identifies(_("Which entry of the directory was changed."), goes=STAYS, **_OWN),
    change_message=identifies(_("What was changed of it."), goes=STAYS, **_OWN),
)
declare(
    "sessions.session",
    called=_("Signed-in session"),
    plain="expire_date",
    purpose="security",
    period="session",
    row=REMOVED,
    session_key=identifies(_("To know somebody again from one page to the next."), **_OWN),
    session_data=identifies(
        _("Who is signed in, since when, and what they last searched."), **_OWN
    ),
)
declare(
    "usersessions.usersession",
    called=_("Signed-in device"),
    plain="id created_at",
    staff="user",
    purpose="security",
    period="session",
    row=REMOVED,
    user=who(),
    ip=identifies(_("To recognise a sign-in that was not theirs."), **_OWN),
    last_seen_at=said(_("To end a session that nobody uses."), **_OWN),
    session_key=identifies(_("To end the session from another device."), **_OWN),
    user_agent=identifies(_("To show on which device it is."), **_OWN),
    data=identifies(_("What the library notes of the session."), **_OWN),
)
declare(
    "account.emailaddress",
    called=_("E-mail address"),
    plain="id verified primary",
    staff="user",
    purpose="staff",
    period="staff_file",
    row=REMOVED,
    user=who(),
    email=identifies(_("To sign in, and to be written to."), **_OWN),
)
declare(
    "account.emailconfirmation",
    called=_("E-mail to confirm"),
    plain="id created sent",
    staff="email_address__user",
    purpose="security",
    period="session",
    row=REMOVED,
    email_address=identifies(_("Which address is to be confirmed."), **_OWN),
    key=identifies(_("The secret in the mail."), **_OWN),
)
declare(
    "mfa.authenticator",
    called=_("Second step"),
    plain="id type created_at last_used_at",
    staff="user",
    purpose="security",
    period="account",
    row=REMOVED,
    user=who(),
    data=identifies(_("The second step: an app's secret, a passkey, recovery codes."), **_OWN),
)
