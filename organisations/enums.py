from django.db import models


class Kind(models.TextChoices):
    RCO = "rco", "Refugee community organisation"
    FORUM = "forum", "Refugee forum"
    FUNDER = "funder", "Funder"
    COUNCIL = "council", "Council"
    PARTNER = "partner", "Partner"


class Role(models.TextChoices):
    LOGGER = "logger", "Logger"
    WORKER = "worker", "Worker"
    MANAGER = "manager", "Manager"
    COORDINATOR = "coordinator", "Coordinator"
    OFFICER = "officer", "Officer"
    # The installation's administrator, let in for an hour through the break-glass door.
    VISITOR = "visitor", "Visitor"


# Which roles an organisation of each kind can give. Nobody is invited as a visitor.
ROLES_OF: dict[str, tuple[Role, ...]] = {
    Kind.RCO: (Role.LOGGER, Role.WORKER, Role.MANAGER),
    Kind.FORUM: (Role.COORDINATOR,),
    Kind.FUNDER: (Role.OFFICER,),
    Kind.COUNCIL: (Role.OFFICER,),
    Kind.PARTNER: (Role.WORKER, Role.MANAGER),
}
# Those that somebody can be given.
GIVEN = tuple(dict.fromkeys(role for roles in ROLES_OF.values() for role in roles))


class Duty(models.TextChoices):
    """What one named person is asked to do, whatever their role."""

    SAFEGUARDING_LEAD = "safeguarding_lead", "Safeguarding lead"
    ADVISER = "adviser", "Adviser"
    VOLUNTEER_LEAD = "volunteer_lead", "Volunteer coordinator"


class Right(models.TextChoices):
    """One thing that a role may do. `permissions.py` files ask for rights, never for roles.

    Policies of the database ask for them too: a request's scope carries its membership's.
    """

    LOG = "log", "log registers and add newcomers"
    SEE_ALL_GROUPS = "see_all_groups", "see every group, not only those they are named on"
    SEE_PEOPLE = "see_people", "see participants"
    CHANGE_PEOPLE = "change_people", "add and change participants"
    RUN_SERVICES = "run_services", "set up services and groups"
    RECORD_OUTCOMES = "record_outcomes", "record outcomes"
    RAISE_CONCERNS = "raise_concerns", "raise a safeguarding concern"
    HANDLE_CONCERNS = "handle_concerns", "see and handle safeguarding concerns"
    REFER = "refer", "refer people to other organisations and answer referrals"
    ADVISE = "advise", "open advice matters and work on those they are named on"
    SUPERVISE_ADVICE = "supervise_advice", "see every advice matter and name its advisers"
    MANAGE_VOLUNTEERS = "manage_volunteers", "look after volunteers: checks, rota, hours, expenses"
    KEEP_RULES = "keep_rules", "keep the table of what each level of adviser may do"
    IMPORT = "import", "import past records"
    EXPORT = "export", "download lists that name people"
    SEE_RESTRICTED = "see_restricted", "see records that are restricted to named people"
    RESTRICT = "restrict", "restrict a record to named people"
    ANSWER_PEOPLE = "answer_people", "answer what people ask about their own data"
    SET_RETENTION = "set_retention", "say how long records are kept"
    READ_TRAIL = "read_trail", "read who did what"
    MANAGE_STAFF = "manage_staff", "invite colleagues and set roles"
    EDIT_PROFILE = "edit_profile", "change what the directory says about your organisation"
    MAKE_REPORTS = "make_reports", "make and issue reports on the organisation's work"
    MAKE_NETWORK_REPORTS = "make_network_reports", "make and issue reports on the network"
    APPROVE_REPORTS = "approve_reports", "approve a colleague's report and read those issued"
    SET_ATTRIBUTION = "set_attribution", "say which work counts towards which award"
    SEE_MEMBERS = "see_members", "see member organisations and that they report"
    MANAGE_MEMBERS = "manage_members", "add organisations to the forum and remove them"
    READ_REPORTS = "read_reports", "read the reports that the organisation was handed"


_LOGGER = frozenset({Right.LOG, Right.RAISE_CONCERNS})
_WORKER = _LOGGER | {
    Right.SEE_ALL_GROUPS,
    Right.SEE_PEOPLE,
    Right.CHANGE_PEOPLE,
    Right.RUN_SERVICES,
    Right.RECORD_OUTCOMES,
    Right.REFER,
    Right.APPROVE_REPORTS,
}
_IN_CHARGE = frozenset({Right.MANAGE_STAFF, Right.EDIT_PROFILE, Right.READ_TRAIL})
_MANAGER = (
    _WORKER
    | _IN_CHARGE
    | {
        Right.SUPERVISE_ADVICE,
        Right.MANAGE_VOLUNTEERS,
        Right.IMPORT,
        Right.EXPORT,
        Right.SEE_RESTRICTED,
        Right.RESTRICT,
        Right.ANSWER_PEOPLE,
        Right.SET_RETENTION,
        Right.MAKE_REPORTS,
        Right.SET_ATTRIBUTION,
    }
)

# The one table of roles and rights.
RIGHTS_OF: dict[str, frozenset[Right]] = {
    Role.LOGGER: _LOGGER,
    Role.WORKER: _WORKER,
    Role.MANAGER: _MANAGER,
    Role.COORDINATOR: _IN_CHARGE
    | {
        Right.SEE_MEMBERS,
        Right.MANAGE_MEMBERS,
        Right.RAISE_CONCERNS,
        Right.KEEP_RULES,
        Right.MAKE_NETWORK_REPORTS,
        Right.APPROVE_REPORTS,
    },
    Role.OFFICER: _IN_CHARGE | {Right.READ_REPORTS},
    Role.VISITOR: frozenset({Right.SEE_ALL_GROUPS, Right.SEE_PEOPLE}),
}

# What a duty adds to its holder's role.
RIGHTS_OF_DUTY: dict[str, frozenset[Right]] = {
    Duty.SAFEGUARDING_LEAD: frozenset({Right.HANDLE_CONCERNS}),
    Duty.ADVISER: frozenset({Right.ADVISE}),
    Duty.VOLUNTEER_LEAD: frozenset({Right.MANAGE_VOLUNTEERS}),
}

# A duty can be given where somebody's role carries this right: who has no registers has no
# volunteers and gives no advice.
DUTY_NEEDS: dict[str, Right] = {
    Duty.SAFEGUARDING_LEAD: Right.RAISE_CONCERNS,
    Duty.ADVISER: Right.LOG,
    Duty.VOLUNTEER_LEAD: Right.LOG,
}


class Scheme(models.TextChoices):
    """Registers of organisations by their org-id.guide code."""

    CHC = "GB-CHC", "Charity Commission for England and Wales"
    SC = "GB-SC", "Office of the Scottish Charity Regulator"
    NIC = "GB-NIC", "Charity Commission for Northern Ireland"
    COH = "GB-COH", "Companies House"
    LAE = "GB-LAE", "Local authority, England"
    LAS = "GB-LAS", "Local authority, Scotland"
    PLA = "GB-PLA", "Principal local authority, Wales"
    LANI = "GB-LANI", "Local authority, Northern Ireland"
    GOR = "GB-GOR", "Government organisation"
    MPR = "GB-MPR", "Mutuals public register"
    SHPE = "GB-SHPE", "Registered social housing provider, England"
    EDU = "GB-EDU", "School, England and Wales"
    SCOTEDU = "GB-SCOTEDU", "School, Scotland"
    WALEDU = "GB-WALEDU", "School, Wales"
    IRN = "GB-IRN", "School, Northern Ireland"
    UKPRN = "GB-UKPRN", "Learning provider"
    HESA = "GB-HESA", "Higher education provider"
    NHS = "GB-NHS", "NHS organisation"
    REV = "GB-REV", "HM Revenue and Customs"
    THREE_SIXTY = "360G", "360Giving publisher's own number"
