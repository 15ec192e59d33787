"""The table of doors: every address of the site, who may come in there, and why.

A new address fails `tests/access` until it stands here, once; so does one that has gone. For
everybody who is not named, and for ids of another organisation, a door gives 404 or 403 (or the
way in, to who is not signed in), and the same to a real id as to one that was made up.
"""

from .door import Door, doors_of
from .doors_admin import ADMINISTRATION
from .rooms import DOORS
from .visitors import (
    CASEWORK,
    EVERYBODY,
    IN_CHARGE,
    MANAGERS,
    MEMBERS,
    OF_AN_RCO,
    OFFICERS,
    SIGNED_IN,
    V,
)

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
SESSION, IMPORT, OUTCOME = "services.Session", "services.FileImport", "outcomes.Outcome"
PASSKEY, NOTE = "mfa.Authenticator", "services.Note"
AWARD, RULE = "funding.Award", "funding.AttributionRule"
CONSENT, WORDING = "data_rights.Consent", "data_rights.ConsentWording"
REQUEST, PACK = "data_rights.PersonRequest", "reports.Pack"
SIGNED_IN_AT = "usersessions.UserSession"
CONCERN, RECEIPT = "safeguarding.Concern", "safeguarding.Receipt"
_RAISERS = OF_AN_RCO | COORDINATOR

_THE_HOUSE = {
    **doors_of(EVERYBODY, "says that the process answers", "healthz readyz", methods="GET"),
    **doors_of(EVERYBODY, "shows parts of pages and no data", "design", methods="GET"),
    **doors_of(EVERYBODY, "everybody reads in a language of their own", "language", methods="POST"),
    **doors_of(MEMBERS, "the first page of whoever acts for an organisation", "home"),
}
_ORGANISATIONS = {
    **doors_of(
        MEMBERS, "the directory is for everybody who takes part", "organisations", methods="GET"
    ),
    **doors_of(
        MEMBERS,
        "the directory is for everybody who takes part",
        "organisation",
        of=ORGANISATION,
        methods="GET",
        is_open=True,
    ),
    **doors_of(
        IN_CHARGE,
        "an organisation's own people say what the directory shows",
        "organisation-edit",
        of=ORGANISATION,
    ),
    **doors_of(
        IN_CHARGE,
        "an organisation's own people say what the directory shows",
        "organisation-part-add organisation-part-remove",
        of=ORGANISATION,
        methods="POST",
        fixed={"part": "places"},
    ),
    **doors_of(
        COORDINATOR,
        "a forum takes in whom it likes; the directory is open",
        "member-add",
        of=MEMBER,
        methods="POST",
        is_open=True,
    ),
    **doors_of(
        COORDINATOR, "a forum ends its own memberships", "member-remove", of=MEMBER, methods="POST"
    ),
    **doors_of(MEMBERS, "colleagues know each other", "staff", methods="GET"),
    **doors_of(IN_CHARGE, "those in charge read who did what", "trail", methods="GET"),
    **doors_of(MANAGERS, "a file that names colleagues", "trail-export", methods="POST"),
    **doors_of(
        MANAGERS,
        "those in charge read who did what",
        "record-history",
        of=GROUP,
        fixed={"noun": "group"},
        methods="GET",
    ),
    **doors_of(IN_CHARGE, "those in charge ask people in", "invite"),
    **doors_of(
        IN_CHARGE,
        "those in charge ask people in",
        "invitation-resend invitation-withdraw",
        of=INVITATION,
        methods="POST",
    ),
    **doors_of(
        IN_CHARGE, "those in charge look after accounts", "former-colleagues", methods="GET"
    ),
    **doors_of(
        IN_CHARGE,
        "those in charge look after accounts",
        "account-erase",
        of=STAFF,
        methods="POST",
        also=frozenset({404}),
    ),
    **doors_of(IN_CHARGE, "those in charge set roles", "staff-member", of=STAFF, methods="GET"),
    **doors_of(
        IN_CHARGE,
        "those in charge set roles",
        "staff-role staff-duties staff-answers-to staff-end",
        of=STAFF,
        methods="POST",
    ),
    **doors_of(
        IN_CHARGE, "those in charge help with it", "staff-second-step", of=STAFF, methods="GET"
    ),
    **doors_of(
        IN_CHARGE,
        "those in charge help with it",
        "staff-second-step-later staff-second-step-take-away",
        of=STAFF,
        methods="POST",
    ),
    **doors_of({V.ADMINISTRATOR}, "with a reason, for an hour", "break-glass"),
    **doors_of((), "only who came in by that door", "break-glass-leave", methods="POST"),
    **doors_of(
        MEMBERS,
        "between one's own organisations",
        "switch-organisation",
        methods="POST",
        sends={"organisation": ORGANISATION},
    ),
    **doors_of(
        EVERYBODY,
        "whoever holds the link was asked; signed in as somebody else, one is told so",
        "invitation-accept",
        of=TOKEN,
        is_open=True,
        also=frozenset({403}),
    ),
}
_SERVICES = {
    **doors_of(CASEWORK, "work with people", "people participant-new"),
    **doors_of(CASEWORK, "work with people", "participant participant-edit", of=PARTICIPANT),
    **doors_of(OF_AN_RCO, "whoever logs sees what there is to log", "groups"),
    **doors_of(OF_AN_RCO, "whoever logs sees what there is to log", "service", of=SERVICE),
    **doors_of(OF_AN_RCO, "whoever logs sees what there is to log", "group register", of=GROUP),
    **doors_of(OF_AN_RCO, "whoever logs sees what there is to log", "session-register", of=SESSION),
    **doors_of(CASEWORK, "services are set up by those who run them", "service-new"),
    **doors_of(CASEWORK, "services are set up by those who run them", "service-edit", of=SERVICE),
    **doors_of(CASEWORK, "services are set up by those who run them", "group-new", of=SERVICE),
    **doors_of(
        CASEWORK,
        "services are set up by those who run them",
        "service-close service-reopen",
        of=SERVICE,
        methods="POST",
    ),
    **doors_of(CASEWORK, "services are set up by those who run them", "group-edit", of=GROUP),
    **doors_of(CASEWORK, "who belongs to a group", "group-people", of=GROUP),
    **doors_of(CASEWORK, "those who run services name who logs", "group-staff", of=GROUP),
    **doors_of(CASEWORK, "seen with participants", "contact", of=PARTICIPANT, methods="GET"),
    **doors_of(CASEWORK, "seen with participants", "contact-edit notes", of=PARTICIPANT),
    **doors_of(CASEWORK, "seen with participants", "note-edit", of=NOTE),
    **doors_of(MANAGERS, "managers say who sees a record", "restrict", of=PARTICIPANT),
    **doors_of(
        MANAGERS, "managers say who sees a record", "restrict-lift", of=PARTICIPANT, methods="POST"
    ),
    **doors_of(
        MANAGERS,
        "managers answer what people ask, and say how long records are kept",
        "participant-erase keep-longer",
        of=PARTICIPANT,
    ),
    **doors_of(MANAGERS, "managers say how long", "keep-no-longer", of=PARTICIPANT, methods="POST"),
    **doors_of(MANAGERS, "managers say how long", "kept kept-next kept-runs", methods="GET"),
    **doors_of(MANAGERS, "managers say how long", "kept-length", fixed={"period": "monitoring"}),
    **doors_of(
        CASEWORK,
        "services are set up by those who run them",
        "group-close group-reopen group-people-remove",
        of=GROUP,
        methods="POST",
    ),
    **doors_of(MANAGERS, "past records by the manager", "imports import-example", methods="GET"),
    **doors_of(MANAGERS, "past records by the manager", "import-new"),
    **doors_of(
        MANAGERS, "past records by the manager", "import import-refused", of=IMPORT, methods="GET"
    ),
    **doors_of(
        MANAGERS,
        "past records by the manager",
        "import-check import-confirm import-throw-away",
        of=IMPORT,
        methods="POST",
    ),
}
_SAFEGUARDING = {
    **doors_of(_RAISERS, "whoever works with people tells of what worries them", "concern-new"),
    **doors_of(_RAISERS, "what one told oneself", "concerns", methods="GET"),
    **doors_of({V.LOGGER}, "what one told oneself", "receipt-remove", of=RECEIPT, methods="POST"),
    **doors_of(
        {V.LEAD},
        "read by the lead, and not by the manager whom it is about",
        "concern",
        of=CONCERN,
        methods="GET",
    ),
    **doors_of(
        {V.LEAD},
        "the lead acts on it",
        "concern-write concern-kind concern-name concern-take-off concern-also-about concern-close "
        "concern-reopen concern-hand-over concern-remove",
        of=CONCERN,
        methods="POST",
    ),
}
_DATA_RIGHTS = {
    **doors_of(CASEWORK, "what somebody agreed to", "person-data", of=PARTICIPANT, methods="GET"),
    **doors_of(
        CASEWORK, "what somebody agrees to", "consent-new", of=PARTICIPANT, fixed={"to": "quote"}
    ),
    **doors_of(
        CASEWORK, "what somebody takes back", "consent-withdraw", of=CONSENT, methods="POST"
    ),
    **doors_of(CASEWORK, "what somebody asks about their data", "request-new", of=PARTICIPANT),
    **doors_of(MANAGERS, "managers answer what people ask", "person-requests", methods="GET"),
    **doors_of(MANAGERS, "managers answer what people ask", "request-answer", of=REQUEST),
    **doors_of(
        MANAGERS, "managers answer what people ask", "limit-lift", of=PARTICIPANT, methods="POST"
    ),
    **doors_of(MANAGERS, "managers choose the words of a consent", "consent-words"),
    **doors_of(
        MANAGERS, "managers choose the words of a consent", "consent-words-edit", of=WORDING
    ),
    **doors_of(MANAGERS, "managers answer what people ask", "pack-new", of=PARTICIPANT),
    **doors_of(
        MANAGERS, "managers answer what people ask", "pack pack-progress", of=PACK, methods="GET"
    ),
    **doors_of(
        MANAGERS,
        "managers answer what people ask",
        "pack-file",
        of=PACK,
        fixed={"ending": "json"},
        methods="GET",
    ),
}
_OUTCOMES = {
    **doors_of(CASEWORK, "what changed, by those who work with people", "outcomes"),
    **doors_of(CASEWORK, "what changed, by those who work with people", "outcome-edit", of=OUTCOME),
    **doors_of(
        CASEWORK,
        "what changed, by those who work with people",
        "participant-outcomes outcome-new",
        of=PARTICIPANT,
    ),
    **doors_of(CASEWORK, "what a service works towards", "service-domains", of=SERVICE),
}
_FUNDING = {
    **doors_of(BOTH_SIDES, "both sides of an award see it", "awards"),
    **doors_of(BOTH_SIDES, "both sides of an award see it", "award", of=AWARD),
    **doors_of(MANAGERS, "the recipient records awards", "award-new"),
    **doors_of(MANAGERS, "the recipient records awards", "return-due-new", of=AWARD),
    **doors_of(MANAGERS, "the recipient says what counts", "attribution rule-new", of=AWARD),
    **doors_of(MANAGERS, "the recipient says what counts", "rule-edit", of=RULE),
    **doors_of(MANAGERS, "the recipient says what counts", "rule-remove", of=RULE, methods="POST"),
}
_EVERYTHING = {
    **doors_of(MANAGERS, "managers take everything out", "takeouts"),
    **doors_of(
        MANAGERS,
        "whoever asked for the archive",
        "takeout takeout-progress",
        of="reports.Takeout",
        methods="GET",
    ),
    **doors_of(
        MANAGERS,
        "whoever asked for the archive",
        "takeout-file",
        of="reports.Takeout",
        methods="POST",
    ),
}
_SIGNING_IN = {
    **doors_of(
        EVERYBODY,
        "ways in",
        "account_login account_logout account_signup account_request_login_code "
        "account_confirm_login_code account_reset_password mfa_authenticate mfa_login_webauthn",
    ),
    **doors_of(
        EVERYBODY,
        "what the ways in say",
        "account_inactive account_email_verification_sent account_reset_password_done "
        "account_reset_password_from_key_done",
        methods="GET",
    ),
    **doors_of(
        EVERYBODY,
        "says whether one is still signed in",
        "still-here",
        methods="GET",
        also=frozenset({401}),
    ),
    **doors_of(
        EVERYBODY,
        "a secret from a mail",
        "account_reset_password_from_key",
        fixed={"uidb36": "1", "key": "made-up"},
    ),
    **doors_of(
        SIGNED_IN,
        "one's own account",
        "account_email account_change_password account_set_password account_reauthenticate "
        "mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp mfa_generate_recovery_codes "
        "mfa_add_webauthn mfa_reauthenticate_webauthn usersessions_list",
    ),
    **doors_of(
        SIGNED_IN,
        "one's own account",
        "mfa_index mfa_view_recovery_codes mfa_download_recovery_codes mfa_list_webauthn",
        methods="GET",
    ),
    **doors_of(
        SIGNED_IN,
        "setting up one's own second step",
        "second-step second-step-picture second-step-done",
        methods="GET",
    ),
    **doors_of(SIGNED_IN, "one's own sessions", "session-end", of=SIGNED_IN_AT, methods="POST"),
    **doors_of(
        SIGNED_IN, "one's own passkeys", "mfa_edit_webauthn mfa_remove_webauthn", of=PASSKEY
    ),
}
_WINGS = (
    _THE_HOUSE,
    _ORGANISATIONS,
    _SERVICES,
    _SAFEGUARDING,
    _DATA_RIGHTS,
    _OUTCOMES,
    _FUNDING,
    _EVERYTHING,
    _SIGNING_IN,
    ADMINISTRATION,
    *DOORS,
)


def doors() -> dict[str, Door]:
    """Return the table. Raises ValueError for a name that stands in it twice."""
    found: dict[str, Door] = {}
    for wing in _WINGS:
        if twice := found.keys() & wing.keys():
            raise ValueError(f"Placed twice: {', '.join(sorted(twice))}")
        found |= wing
    return found
