"""The table of doors: every address of the site, who may come in there, and why.

A new address fails `tests/access` until it stands here, once; so does one that has gone. For
everybody who is not named, and for ids of another organisation, a door gives 404 or 403 (or the
way in, to who is not signed in), and the same to a real id as to one that was made up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .visitors import (
    CASEWORK,
    EVERYBODY,
    IN_CHARGE,
    MANAGERS,
    MEMBERS,
    NOT_IN,
    OF_AN_RCO,
    OFFICERS,
    SIGNED_IN,
    V,
    Visitor,
)


@dataclass(frozen=True)
class Door:
    """Who comes in (`who`), by which methods, and why.

    `of`: the model whose ids the address takes, as rows of the ground name it. `sends`: form
    fields that carry ids, by model. `fixed`: parts of the address that are no ids. `is_open`: rows
    of other organisations are shown as one's own are, for the reason given. `also`: answers, apart
    from the usual ones, to those who come in.
    """

    who: frozenset[Visitor]
    why: str
    of: str = ""
    methods: str = "GET POST"
    is_open: bool = False
    fixed: Mapping[str, str] = field(default_factory=dict)
    also: frozenset[int] = frozenset()
    sends: Mapping[str, str] = field(default_factory=dict)


def _all(who: Iterable[Visitor], why: str, names: str, **more: object) -> dict[str, Door]:
    return {name: Door(frozenset(who), why, **more) for name in names.split()}  # type: ignore[arg-type]


ADMINISTRATOR = frozenset({V.ADMINISTRATOR})
COORDINATOR = frozenset({V.COORDINATOR})
BOTH_SIDES = MANAGERS | OFFICERS
ORGANISATION, MEMBER, STAFF = (
    "organisations.Organisation",
    "member",
    "organisations.StaffMembership",
)
INVITATION, TOKEN = "organisations.Invitation", "token"
PARTICIPANT, SERVICE, GROUP = "services.Participant", "services.Service", "services.Group"
SESSION, IMPORT, OUTCOME = "services.Session", "services.AttendanceImport", "outcomes.Outcome"
PASSKEY, NOTE = "mfa.Authenticator", "services.Note"
AWARD, RULE, REPORT = "funding.Award", "funding.AttributionRule", "reports.Report"
CONSENT, WORDING = "data_rights.Consent", "data_rights.ConsentWording"
REQUEST, PACK = "data_rights.PersonRequest", "reports.Pack"
SIGNED_IN_AT = "usersessions.UserSession"
CONCERN, RECEIPT = "safeguarding.Concern", "safeguarding.Receipt"
_RAISERS = OF_AN_RCO | COORDINATOR

_THE_HOUSE = {
    **_all(EVERYBODY, "says that the process answers", "healthz readyz", methods="GET"),
    **_all(EVERYBODY, "shows parts of pages and no data", "design", methods="GET"),
    **_all(MEMBERS, "the first page of whoever acts for an organisation", "home"),
}
_ORGANISATIONS = {
    **_all(
        MEMBERS, "the directory is for everybody who takes part", "organisations", methods="GET"
    ),
    **_all(
        MEMBERS,
        "the directory is for everybody who takes part",
        "organisation",
        of=ORGANISATION,
        methods="GET",
        is_open=True,
    ),
    **_all(
        IN_CHARGE,
        "an organisation's own people say what the directory shows",
        "organisation-edit",
        of=ORGANISATION,
    ),
    **_all(
        IN_CHARGE,
        "an organisation's own people say what the directory shows",
        "organisation-part-add organisation-part-remove",
        of=ORGANISATION,
        methods="POST",
        fixed={"part": "places"},
    ),
    **_all(
        COORDINATOR,
        "a forum takes in whom it likes; the directory is open",
        "member-add",
        of=MEMBER,
        methods="POST",
        is_open=True,
    ),
    **_all(
        COORDINATOR, "a forum ends its own memberships", "member-remove", of=MEMBER, methods="POST"
    ),
    **_all(MEMBERS, "colleagues know each other", "staff", methods="GET"),
    **_all(IN_CHARGE, "those in charge read who did what", "trail", methods="GET"),
    **_all(MANAGERS, "a file that names colleagues", "trail-export", methods="POST"),
    **_all(
        MANAGERS,
        "those in charge read who did what",
        "record-history",
        of=GROUP,
        fixed={"noun": "group"},
        methods="GET",
    ),
    **_all(IN_CHARGE, "those in charge ask people in", "invite"),
    **_all(
        IN_CHARGE,
        "those in charge ask people in",
        "invitation-resend invitation-withdraw",
        of=INVITATION,
        methods="POST",
    ),
    **_all(IN_CHARGE, "those in charge look after accounts", "former-colleagues", methods="GET"),
    **_all(
        IN_CHARGE,
        "those in charge look after accounts",
        "account-erase",
        of=STAFF,
        methods="POST",
        also=frozenset({404}),
    ),
    **_all(IN_CHARGE, "those in charge set roles", "staff-member", of=STAFF, methods="GET"),
    **_all(
        IN_CHARGE,
        "those in charge set roles",
        "staff-role staff-duties staff-answers-to staff-end",
        of=STAFF,
        methods="POST",
    ),
    **_all(IN_CHARGE, "those in charge help with it", "staff-second-step", of=STAFF, methods="GET"),
    **_all(
        IN_CHARGE,
        "those in charge help with it",
        "staff-second-step-later staff-second-step-take-away",
        of=STAFF,
        methods="POST",
    ),
    **_all({V.ADMINISTRATOR}, "with a reason, for an hour", "break-glass"),
    **_all((), "only who came in by that door", "break-glass-leave", methods="POST"),
    **_all(
        MEMBERS,
        "between one's own organisations",
        "switch-organisation",
        methods="POST",
        sends={"organisation": ORGANISATION},
    ),
    **_all(
        EVERYBODY,
        "whoever holds the link was asked; signed in as somebody else, one is told so",
        "invitation-accept",
        of=TOKEN,
        is_open=True,
        also=frozenset({403}),
    ),
}
_SERVICES = {
    **_all(CASEWORK, "work with people", "people participant-new"),
    **_all(CASEWORK, "work with people", "participant participant-edit", of=PARTICIPANT),
    **_all(OF_AN_RCO, "whoever logs sees what there is to log", "groups"),
    **_all(OF_AN_RCO, "whoever logs sees what there is to log", "service", of=SERVICE),
    **_all(OF_AN_RCO, "whoever logs sees what there is to log", "group register", of=GROUP),
    **_all(OF_AN_RCO, "whoever logs sees what there is to log", "session-register", of=SESSION),
    **_all(CASEWORK, "services are set up by those who run them", "service-new"),
    **_all(CASEWORK, "services are set up by those who run them", "service-edit", of=SERVICE),
    **_all(CASEWORK, "services are set up by those who run them", "group-new", of=SERVICE),
    **_all(
        CASEWORK,
        "services are set up by those who run them",
        "service-close service-reopen",
        of=SERVICE,
        methods="POST",
    ),
    **_all(CASEWORK, "services are set up by those who run them", "group-edit", of=GROUP),
    **_all(CASEWORK, "who belongs to a group", "group-people", of=GROUP),
    **_all(CASEWORK, "those who run services name who logs", "group-staff", of=GROUP),
    **_all(CASEWORK, "seen with participants", "contact", of=PARTICIPANT, methods="GET"),
    **_all(CASEWORK, "seen with participants", "contact-edit notes", of=PARTICIPANT),
    **_all(CASEWORK, "seen with participants", "note-edit", of=NOTE),
    **_all(MANAGERS, "managers say who sees a record", "restrict", of=PARTICIPANT),
    **_all(
        MANAGERS, "managers say who sees a record", "restrict-lift", of=PARTICIPANT, methods="POST"
    ),
    **_all(
        MANAGERS,
        "managers answer what people ask, and say how long records are kept",
        "participant-erase keep-longer",
        of=PARTICIPANT,
    ),
    **_all(MANAGERS, "managers say how long", "keep-no-longer", of=PARTICIPANT, methods="POST"),
    **_all(MANAGERS, "managers say how long", "kept kept-next kept-runs", methods="GET"),
    **_all(MANAGERS, "managers say how long", "kept-length", fixed={"period": "monitoring"}),
    **_all(
        CASEWORK,
        "services are set up by those who run them",
        "group-close group-reopen group-people-remove",
        of=GROUP,
        methods="POST",
    ),
    **_all(MANAGERS, "past records by the manager", "imports import-example", methods="GET"),
    **_all(MANAGERS, "past records by the manager", "import-new"),
    **_all(
        MANAGERS, "past records by the manager", "import import-refused", of=IMPORT, methods="GET"
    ),
    **_all(
        MANAGERS,
        "past records by the manager",
        "import-check import-confirm import-throw-away",
        of=IMPORT,
        methods="POST",
    ),
}
_SAFEGUARDING = {
    **_all(_RAISERS, "whoever works with people tells of what worries them", "concern-new"),
    **_all(_RAISERS, "what one told oneself", "concerns", methods="GET"),
    **_all({V.LOGGER}, "what one told oneself", "receipt-remove", of=RECEIPT, methods="POST"),
    **_all(
        {V.LEAD},
        "read by the lead, and not by the manager whom it is about",
        "concern",
        of=CONCERN,
        methods="GET",
    ),
    **_all(
        {V.LEAD},
        "the lead acts on it",
        "concern-write concern-kind concern-name concern-take-off concern-also-about concern-close "
        "concern-reopen concern-hand-over concern-remove",
        of=CONCERN,
        methods="POST",
    ),
}
_DATA_RIGHTS = {
    **_all(CASEWORK, "what somebody agreed to", "person-data", of=PARTICIPANT, methods="GET"),
    **_all(
        CASEWORK, "what somebody agrees to", "consent-new", of=PARTICIPANT, fixed={"to": "quote"}
    ),
    **_all(CASEWORK, "what somebody takes back", "consent-withdraw", of=CONSENT, methods="POST"),
    **_all(CASEWORK, "what somebody asks about their data", "request-new", of=PARTICIPANT),
    **_all(MANAGERS, "managers answer what people ask", "person-requests", methods="GET"),
    **_all(MANAGERS, "managers answer what people ask", "request-answer", of=REQUEST),
    **_all(
        MANAGERS, "managers answer what people ask", "limit-lift", of=PARTICIPANT, methods="POST"
    ),
    **_all(MANAGERS, "managers choose the words of a consent", "consent-words"),
    **_all(MANAGERS, "managers choose the words of a consent", "consent-words-edit", of=WORDING),
    **_all(MANAGERS, "managers answer what people ask", "pack-new", of=PARTICIPANT),
    **_all(
        MANAGERS, "managers answer what people ask", "pack pack-progress", of=PACK, methods="GET"
    ),
    **_all(
        MANAGERS,
        "managers answer what people ask",
        "pack-file",
        of=PACK,
        fixed={"ending": "json"},
        methods="GET",
    ),
}
_OUTCOMES = {
    **_all(CASEWORK, "what changed, by those who work with people", "outcomes"),
    **_all(CASEWORK, "what changed, by those who work with people", "outcome-edit", of=OUTCOME),
    **_all(
        CASEWORK,
        "what changed, by those who work with people",
        "participant-outcomes outcome-new",
        of=PARTICIPANT,
    ),
    **_all(CASEWORK, "what a service works towards", "service-domains", of=SERVICE),
}
_FUNDING = {
    **_all(BOTH_SIDES, "both sides of an award see it", "awards"),
    **_all(BOTH_SIDES, "both sides of an award see it", "award", of=AWARD),
    **_all(MANAGERS, "the recipient records awards", "award-new"),
    **_all(MANAGERS, "the recipient records awards", "return-due-new", of=AWARD),
    **_all(MANAGERS, "the recipient says what counts", "attribution rule-new", of=AWARD),
    **_all(MANAGERS, "the recipient says what counts", "rule-edit", of=RULE),
    **_all(MANAGERS, "the recipient says what counts", "rule-remove", of=RULE, methods="POST"),
}
_REPORTS = {
    **_all(BOTH_SIDES, "the recipient makes, the funder reads", "award-reports", of=AWARD),
    **_all(
        BOTH_SIDES,
        "the recipient makes, the funder reads what was shared",
        "report report-progress report-pdf report-csv report-print",
        of=REPORT,
        methods="GET",
    ),
    **_all(MANAGERS, "the recipient shares", "report-share", of=REPORT, methods="POST"),
}
_SIGNING_IN = {
    **_all(
        EVERYBODY,
        "ways in",
        "account_login account_logout account_signup account_request_login_code "
        "account_confirm_login_code account_reset_password mfa_authenticate mfa_login_webauthn",
    ),
    **_all(
        EVERYBODY,
        "what the ways in say",
        "account_inactive account_email_verification_sent account_reset_password_done "
        "account_reset_password_from_key_done",
        methods="GET",
    ),
    **_all(
        EVERYBODY,
        "says whether one is still signed in",
        "still-here",
        methods="GET",
        also=frozenset({401}),
    ),
    **_all(
        EVERYBODY,
        "a secret from a mail",
        "account_reset_password_from_key",
        fixed={"uidb36": "1", "key": "made-up"},
    ),
    **_all(
        SIGNED_IN,
        "one's own account",
        "account_email account_change_password account_set_password account_reauthenticate "
        "mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp mfa_generate_recovery_codes "
        "mfa_add_webauthn mfa_reauthenticate_webauthn usersessions_list",
    ),
    **_all(
        SIGNED_IN,
        "one's own account",
        "mfa_index mfa_view_recovery_codes mfa_download_recovery_codes mfa_list_webauthn",
        methods="GET",
    ),
    **_all(
        SIGNED_IN,
        "setting up one's own second step",
        "second-step second-step-picture second-step-done",
        methods="GET",
    ),
    **_all(SIGNED_IN, "one's own sessions", "session-end", of=SIGNED_IN_AT, methods="POST"),
    **_all(SIGNED_IN, "one's own passkeys", "mfa_edit_webauthn mfa_remove_webauthn", of=PASSKEY),
}
_KEEPS = "those who run the installation keep the directory; no person's row exists for them"
# The admin's lists: which pages each has. Rows of every organisation are theirs to keep.
_EXCHANGED = "changelist add history change import export process_import"
_LISTS = {
    "accounts_user": ("accounts.User", "changelist history change"),
    "organisations_organisation": (ORGANISATION, _EXCHANGED),
    "organisations_place": ("organisations.Place", _EXCHANGED),
    "organisations_invitation": (INVITATION, "changelist add history change"),
    "outcomes_framework": ("outcomes.Framework", f"{_EXCHANGED} delete"),
    "outcomes_domain": ("outcomes.Domain", _EXCHANGED),
    "funding_award": (AWARD, "changelist add history change export"),
}
_OF_A_ROW = ("history", "delete", "change")
_LOOKED_AT = {"organisations_invitation_change"}
# Accounts are made by invitation, and hardly anything is deleted: what hangs on a row cannot be
# seen from there. The pages are there all the same, and let nobody in.
_SHUT = ("add", "delete")


def _admin_lists() -> dict[str, Door]:
    found = {}
    for table, (label, pages) in _LISTS.items():
        for page in {*pages.split(), *_SHUT}:
            of = label if page in _OF_A_ROW else ""
            who = ADMINISTRATOR if page in pages.split() else frozenset()
            methods = "GET" if f"{table}_{page}" in _LOOKED_AT else "GET POST"
            if page == "process_import":
                methods = "POST"
            found[f"admin:{table}_{page}"] = Door(
                who, _KEEPS, of=of, is_open=bool(of), methods=methods
            )
        route = f"/admin/{table.replace('_', '/', 1)}/<path:object_id>/"
        found[route] = Door(ADMINISTRATOR, _KEEPS, of=label, is_open=True)
    return found


_ADMINISTRATION = {
    **_admin_lists(),
    **_all(ADMINISTRATOR, _KEEPS, "admin:index admin:password_change"),
    **_all(ADMINISTRATOR, _KEEPS, "admin:jsi18n admin:password_change_done", methods="GET"),
    **_all(
        ADMINISTRATOR,
        f"{_KEEPS}; asked without saying of what, it refuses",
        "admin:autocomplete",
        methods="GET",
        also=frozenset({403}),
    ),
    **_all(ADMINISTRATOR, _KEEPS, "admin:app_list", fixed={"app_label": "organisations"}),
    **_all(
        ADMINISTRATOR,
        _KEEPS,
        "admin:view_on_site",
        fixed={"content_type_id": "1", "object_id": "1"},
    ),
    **_all(ADMINISTRATOR, _KEEPS, "/admin/(?P<url>.*)$", fixed={"url": "made-up"}),
    **_all(SIGNED_IN, "the way out", "admin:logout", methods="POST"),
    **_all(NOT_IN | ADMINISTRATOR, "goes to the way in", "admin:login"),
}

_WINGS = (
    _THE_HOUSE,
    _ORGANISATIONS,
    _SERVICES,
    _SAFEGUARDING,
    _DATA_RIGHTS,
    _OUTCOMES,
    _FUNDING,
    _REPORTS,
    _SIGNING_IN,
    _ADMINISTRATION,
)


def doors() -> dict[str, Door]:
    """Return the table. Raises ValueError for a name that stands in it twice."""
    found: dict[str, Door] = {}
    for wing in _WINGS:
        if twice := found.keys() & wing.keys():
            raise ValueError(f"Placed twice: {', '.join(sorted(twice))}")
        found |= wing
    return found
