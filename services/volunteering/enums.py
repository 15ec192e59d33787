from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far somebody's volunteering is, in the words of the field."""

    ENQUIRY = "enquiry", _("Enquiry")
    REFERENCES = "references", _("References")
    CHECKS = "checks", _("Checks")
    INDUCTION = "induction", _("Induction")
    ACTIVE = "active", _("Active")
    RESTING = "resting", _("Resting")
    LEFT = "left", _("Left")


_S = State
# The one table of allowed moves of a volunteer. Steps that a role does not need are passed over.
MOVES: dict[str, tuple[str, ...]] = {
    _S.ENQUIRY: (_S.REFERENCES, _S.CHECKS, _S.INDUCTION, _S.LEFT),
    _S.REFERENCES: (_S.CHECKS, _S.INDUCTION, _S.LEFT),
    _S.CHECKS: (_S.INDUCTION, _S.REFERENCES, _S.LEFT),
    _S.INDUCTION: (_S.ACTIVE, _S.CHECKS, _S.LEFT),
    _S.ACTIVE: (_S.RESTING, _S.LEFT),
    _S.RESTING: (_S.ACTIVE, _S.LEFT),
    _S.LEFT: (_S.ENQUIRY,),
}
# On the way in: what waits for somebody here.
ON_THE_WAY = (_S.ENQUIRY, _S.REFERENCES, _S.CHECKS, _S.INDUCTION)


class WhyLeft(models.TextChoices):
    """Why somebody stopped. A short list, so that it can be counted and says little of anybody."""

    PAID_WORK = "paid_work", _("Found paid work")
    STUDY = "study", _("Started to study")
    MOVED = "moved", _("Moved away")
    TIME = "time", _("No time any more")
    HEALTH = "health", _("Health or family")
    NOT_RIGHT = "not_right", _("The role was not right for them")
    UNHAPPY = "unhappy", _("Not happy with us")
    ROLE_ENDED = "role_ended", _("The role ended")
    WE_ENDED = "we_ended", _("We ended it")
    NO_START = "no_start", _("Never started")
    NOT_SAID = "not_said", _("Did not say")


class DbsLevel(models.TextChoices):
    """Levels of a disclosure, lowest first (Police Act 1997, Part V).

    Basic may be asked for any role. Standard, enhanced and the barred lists only where the law
    names the role (Exceptions Order 1975; Police Act 1997 regulations).
    """

    NONE = "none", _("No DBS check")
    BASIC = "basic", _("Basic")
    STANDARD = "standard", _("Standard")
    ENHANCED = "enhanced", _("Enhanced")
    BARRED = "barred", _("Enhanced with barred lists")


# Lowest first: a higher level serves where a lower one is needed.
DBS_ORDER: tuple[str, ...] = tuple(DbsLevel.values)


class CheckKind(models.TextChoices):
    DBS = "dbs", _("DBS certificate")
    IDENTITY = "identity", _("Who they are")
    MAY_VOLUNTEER = "may_volunteer", _("That they may volunteer")
    DRIVING = "driving", _("Driving licence and insurance")


class TrainingKind(models.TextChoices):
    SAFEGUARDING_ADULTS = "adults", _("Safeguarding adults")
    SAFEGUARDING_CHILDREN = "children", _("Safeguarding children")
    DATA_PROTECTION = "data", _("Data protection and confidentiality")
    BOUNDARIES = "boundaries", _("Boundaries and lone working")
    FIRST_AID = "first_aid", _("First aid")
    FOOD_HYGIENE = "food", _("Food hygiene")
    FIRE = "fire", _("Fire and safety of the building")
    INTERPRETING = "interpreting", _("Interpreting")
    EQUALITY = "equality", _("Equality and trauma awareness")


class ReferenceState(models.TextChoices):
    ASKED = "asked", _("Asked, not here yet")
    SATISFACTORY = "satisfactory", _("Received, satisfactory")
    NOT_SATISFACTORY = "not_satisfactory", _("Received, not satisfactory")


class Skill(models.TextChoices):
    INTERPRETING = "interpreting", _("Interpreting")
    TEACHING = "teaching", _("Teaching")
    CHILDCARE = "childcare", _("Childcare")
    BEFRIENDING = "befriending", _("Befriending")
    COOKING = "cooking", _("Cooking")
    DRIVING = "driving", _("Driving")
    RECEPTION = "reception", _("Reception and office")
    COMPUTERS = "computers", _("Computers and phones")
    SPORT = "sport", _("Sport")
    ARTS = "arts", _("Music and arts")
    REPAIRS = "repairs", _("Repairs and gardening")
    EVENTS = "events", _("Events and fundraising")
    MONEY = "money", _("Money and accounts")
    TRUSTEE = "trustee", _("Trusteeship")


class PartOfDay(models.TextChoices):
    MORNING = "m", _("Morning")
    AFTERNOON = "a", _("Afternoon")
    EVENING = "e", _("Evening")


class Turn(models.TextChoices):
    """A volunteer on a shift."""

    ASKED = "asked", _("Asked")
    SIGNED_UP = "signed_up", _("Signed up")
    CONFIRMED = "confirmed", _("Confirmed")
    OFFERED = "offered", _("Looks for a swap")
    SWAPPED = "swapped", _("Swapped")
    CALLED_OFF = "called_off", _("Called off")
    DONE = "done", _("Done")
    MISSED = "missed", _("Did not come")


_T = Turn
# The one table of allowed moves of a turn. SWAPPED comes only with somebody else's taking it.
TURN_MOVES: dict[str, tuple[str, ...]] = {
    _T.ASKED: (_T.CONFIRMED, _T.CALLED_OFF, _T.DONE, _T.MISSED),
    _T.SIGNED_UP: (_T.CONFIRMED, _T.OFFERED, _T.CALLED_OFF, _T.DONE, _T.MISSED),
    _T.CONFIRMED: (_T.OFFERED, _T.CALLED_OFF, _T.DONE, _T.MISSED),
    _T.OFFERED: (_T.CONFIRMED, _T.SWAPPED, _T.CALLED_OFF, _T.DONE, _T.MISSED),
    _T.SWAPPED: (),
    _T.CALLED_OFF: (),
    _T.DONE: (_T.MISSED,),
    _T.MISSED: (_T.DONE,),
}
# Still to come: each holds a place.
STANDING = (_T.ASKED, _T.SIGNED_UP, _T.CONFIRMED, _T.OFFERED)
# Each takes a place of its shift and its volunteer's time.
TAKES_A_PLACE = (*STANDING, _T.DONE, _T.MISSED)
# What a volunteer says of their own turn; confirming is theirs where they were asked.
OWN_MOVES = (_T.CONFIRMED, _T.OFFERED, _T.CALLED_OFF)


class ExpenseKind(models.TextChoices):
    TRAVEL = "travel", _("Travel")
    FOOD = "food", _("Food and drink")
    CHILDCARE = "childcare", _("Childcare")
    PHONE = "phone", _("Phone and post")
    MATERIALS = "materials", _("Materials")
    OTHER = "other", _("Something else")
