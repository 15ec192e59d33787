from django.db import models
from django.utils.translation import gettext_lazy as _


class Work(models.TextChoices):
    """How far advice goes, from a word at the door to a hearing (reference/levels.py)."""

    INFORMATION = "INFO", _("Information or signposting")
    ADVICE = "ADV", _("Advice")
    CASEWORK = "CW", _("Casework")
    REPRESENTATION = "REP", _("Representation")


# What a matter is opened for: information alone is an enquiry.
OF_A_MATTER = (Work.ADVICE, Work.CASEWORK, Work.REPRESENTATION)


class Channel(models.TextChoices):
    """The channels of the common framework (CAPMRF)."""

    FACE = "face", _("Face to face")
    PHONE = "phone", _("Telephone")
    EMAIL = "email", _("E-mail")
    WEB = "web", _("Web")
    WEBCHAT = "webchat", _("Webchat or message")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Not recorded")


class Category(models.TextChoices):
    """What an adviser is registered for, and what a line of the table speaks of."""

    ANY = "any", _("any")
    ASYLUM = "asylum", _("asylum and protection")
    IMMIGRATION = "immigration", _("immigration")
    BOTH = "both", _("asylum and protection, and immigration")


# What somebody can be registered for.
REGISTERED_FOR = (Category.BOTH, Category.ASYLUM, Category.IMMIGRATION)


class Exempt(models.TextChoices):
    """Why the table of levels does not bind an organisation's advisers."""

    SOLICITOR = "solicitor", _("Supervised by a solicitor or another qualified person")
    BODY = "body", _("Authorised by a body of the legal professions")
    ORDER = "order", _("Exempt by order, such as a public authority")


class State(models.TextChoices):
    """Where a matter stands."""

    CHECKING = "checking", _("Waiting for the supervisor")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    REFUSED = "refused", _("Not taken on")


# The one table of allowed moves of a matter.
MOVES: dict[str, frozenset[str]] = {
    State.CHECKING: frozenset({State.OPEN, State.REFUSED}),
    State.OPEN: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN}),
    State.REFUSED: frozenset(),
}


class Ended(models.TextChoices):
    """How a matter ended."""

    DONE = "done", _("What could be done is done")
    REFERRED = "referred", _("Somebody else took it on")
    STOPPED = "stopped", _("The person did not want to go on")
    LOST = "lost", _("We lost contact")
    NOT_ABLE = "not_able", _("We could not go on")


class Decision(models.TextChoices):
    """What came of a check for conflicts of interest."""

    WAITING = "waiting", _("Waiting for the supervisor")
    CLEAR = "clear", _("No conflict")
    REFER = "refer", _("Conflict: not taken on")
    ALLOWED = "allowed", _("Allowed by the supervisor, with a reason")


class PartyRole(models.TextChoices):
    """Who else stands in a matter."""

    OTHER_SIDE = "other_side", _("The other side")
    PARTNER = "partner", _("Partner or relative")
    LANDLORD = "landlord", _("Landlord")
    EMPLOYER = "employer", _("Employer")
    HOME_OFFICE = "home_office", _("Home Office")
    COUNCIL = "council", _("Council")
    DWP = "dwp", _("Department for Work and Pensions")
    SOLICITOR = "solicitor", _("Solicitor")
    SCHOOL = "school", _("School or college")
    HEALTH = "health", _("Doctor or hospital")
    OTHER = "other", _("Somebody else")


class Held(models.TextChoices):
    """Where a document is on its way."""

    ASKED = "asked", _("Asked for")
    RECEIVED = "received", _("Here")
    RETURNED = "returned", _("Given back")


# The one table of allowed moves of a document.
HELD_MOVES: dict[str, frozenset[str]] = {
    Held.ASKED: frozenset({Held.RECEIVED}),
    Held.RECEIVED: frozenset({Held.RETURNED}),
    Held.RETURNED: frozenset(),
}


class Copy(models.TextChoices):
    """What there is of a document."""

    ORIGINAL = "original", _("The paper itself")
    COPY = "copy", _("A copy on paper")
    SCAN = "scan", _("A scan or photo")
    EVISA = "evisa", _("An eVisa, seen online")


class Every(models.TextChoices):
    """How often an amount comes."""

    ONCE = "once", _("Once")
    WEEK = "week", _("Every week")
    FOUR_WEEKS = "four_weeks", _("Every four weeks")
    MONTH = "month", _("Every month")
    YEAR = "year", _("Every year")
