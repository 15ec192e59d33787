from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    RCO = "rco", _("Refugee community organisation")
    FORUM = "forum", _("Refugee forum")
    FUNDER = "funder", _("Funder")
    COUNCIL = "council", _("Council")
    PARTNER = "partner", _("Partner")


class Role(models.TextChoices):
    LOGGER = "logger", _("Logger")
    WORKER = "worker", _("Worker")
    MANAGER = "manager", _("Manager")
    COORDINATOR = "coordinator", _("Coordinator")
    OFFICER = "officer", _("Officer")
    # The installation's administrator, let in for an hour through the break-glass door.
    VISITOR = "visitor", _("Visitor")


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

    SAFEGUARDING_LEAD = "safeguarding_lead", _("Safeguarding lead")
    ADVISER = "adviser", _("Adviser")
    VOLUNTEER_LEAD = "volunteer_lead", _("Volunteer coordinator")


class Right(models.TextChoices):
    """One thing that a role may do. `permissions.py` files ask for rights, never for roles.

    Policies of the database ask for them too: a request's scope carries its membership's.
    """

    LOG = "log", _("log registers and add newcomers")
    SEE_ALL_GROUPS = "see_all_groups", _("see every group, not only those they are named on")
    SEE_PEOPLE = "see_people", _("see participants")
    CHANGE_PEOPLE = "change_people", _("add and change participants")
    RUN_SERVICES = "run_services", _("set up services and groups")
    RECORD_OUTCOMES = "record_outcomes", _("record outcomes")
    RAISE_CONCERNS = "raise_concerns", _("raise a safeguarding concern")
    HANDLE_CONCERNS = "handle_concerns", _("see and handle safeguarding concerns")
    REFER = "refer", _("refer people to other organisations and answer referrals")
    ADVISE = "advise", _("open advice matters and work on those they are named on")
    SUPERVISE_ADVICE = "supervise_advice", _("see every advice matter and name its advisers")
    MANAGE_VOLUNTEERS = (
        "manage_volunteers",
        _("look after volunteers: checks, rota, hours, expenses"),
    )
    KEEP_RULES = "keep_rules", _("keep the table of what each level of adviser may do")
    IMPORT = "import", _("import past records")
    EXPORT = "export", _("download lists that name people")
    SEE_RESTRICTED = "see_restricted", _("see records that are restricted to named people")
    RESTRICT = "restrict", _("restrict a record to named people")
    ANSWER_PEOPLE = "answer_people", _("answer what people ask about their own data")
    SET_RETENTION = "set_retention", _("say how long records are kept")
    READ_TRAIL = "read_trail", _("read who did what")
    MANAGE_STAFF = "manage_staff", _("invite colleagues and set roles")
    EDIT_PROFILE = "edit_profile", _("change what the directory says about your organisation")
    MAKE_REPORTS = "make_reports", _("make and issue reports on the organisation's work")
    MAKE_NETWORK_REPORTS = "make_network_reports", _("make and issue reports on the network")
    APPROVE_REPORTS = "approve_reports", _("approve a colleague's report and read those issued")
    SET_ATTRIBUTION = "set_attribution", _("say which work counts towards which award")
    SEE_MEMBERS = "see_members", _("see member organisations and that they report")
    MANAGE_MEMBERS = "manage_members", _("add organisations to the forum and remove them")
    READ_REPORTS = "read_reports", _("read the reports that the organisation was handed")


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

    CHC = "GB-CHC", _("Charity Commission for England and Wales")
    SC = "GB-SC", _("Office of the Scottish Charity Regulator")
    NIC = "GB-NIC", _("Charity Commission for Northern Ireland")
    COH = "GB-COH", _("Companies House")
    LAE = "GB-LAE", _("Local authority, England")
    LAS = "GB-LAS", _("Local authority, Scotland")
    PLA = "GB-PLA", _("Principal local authority, Wales")
    LANI = "GB-LANI", _("Local authority, Northern Ireland")
    GOR = "GB-GOR", _("Government organisation")
    MPR = "GB-MPR", _("Mutuals public register")
    SHPE = "GB-SHPE", _("Registered social housing provider, England")
    EDU = "GB-EDU", _("School, England and Wales")
    SCOTEDU = "GB-SCOTEDU", _("School, Scotland")
    WALEDU = "GB-WALEDU", _("School, Wales")
    IRN = "GB-IRN", _("School, Northern Ireland")
    UKPRN = "GB-UKPRN", _("Learning provider")
    HESA = "GB-HESA", _("Higher education provider")
    NHS = "GB-NHS", _("NHS organisation")
    REV = "GB-REV", _("HM Revenue and Customs")
    THREE_SIXTY = "360G", _("360Giving publisher's own number")
