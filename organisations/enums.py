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


# Which roles an organisation of each kind can give.
ROLES_OF: dict[str, tuple[Role, ...]] = {
    Kind.RCO: (Role.LOGGER, Role.WORKER, Role.MANAGER),
    Kind.FORUM: (Role.COORDINATOR,),
    Kind.FUNDER: (Role.OFFICER,),
    Kind.COUNCIL: (Role.OFFICER,),
    Kind.PARTNER: (Role.WORKER,),
}


class Right(models.TextChoices):
    """One thing that a role may do. `permissions.py` files ask for rights, never for roles."""

    LOG = "log", "log registers and add newcomers"
    SEE_PEOPLE = "see_people", "see and change participants"
    RUN_SERVICES = "run_services", "set up services and groups"
    RECORD_OUTCOMES = "record_outcomes", "record outcomes"
    IMPORT = "import", "import past records"
    MANAGE_STAFF = "manage_staff", "invite colleagues and set roles"
    EDIT_PROFILE = "edit_profile", "change what the directory says about your organisation"
    MAKE_REPORTS = "make_reports", "make, share and download reports"
    SET_ATTRIBUTION = "set_attribution", "say which work counts towards which award"
    SEE_MEMBERS = "see_members", "see member organisations and that they report"
    MANAGE_MEMBERS = "manage_members", "add organisations to the forum and remove them"
    READ_REPORTS = "read_reports", "read reports shared on the organisation's own awards"


_LOGGER = frozenset({Right.LOG})
_WORKER = _LOGGER | {Right.SEE_PEOPLE, Right.RUN_SERVICES, Right.RECORD_OUTCOMES}
_MANAGER = _WORKER | {
    Right.IMPORT,
    Right.MANAGE_STAFF,
    Right.EDIT_PROFILE,
    Right.MAKE_REPORTS,
    Right.SET_ATTRIBUTION,
}

# The one table of roles and rights.
RIGHTS_OF: dict[str, frozenset[Right]] = {
    Role.LOGGER: _LOGGER,
    Role.WORKER: _WORKER,
    Role.MANAGER: _MANAGER,
    Role.COORDINATOR: frozenset(
        {Right.SEE_MEMBERS, Right.MANAGE_MEMBERS, Right.MANAGE_STAFF, Right.EDIT_PROFILE}
    ),
    Role.OFFICER: frozenset({Right.READ_REPORTS, Right.MANAGE_STAFF, Right.EDIT_PROFILE}),
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
