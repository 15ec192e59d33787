from django.db import models
from django.utils.translation import gettext_lazy as _


class OfferKind(models.TextChoices):
    """What the work already holds that may be an outcome, by the room that holds it."""

    LEVEL = "level", _("A level gained in English")
    EXAM = "exam", _("An English exam passed")
    ATTAINMENT = "attainment", _("Progress at the supplementary school")
    VOLUNTEER = "volunteer", _("A volunteer who found work or a course")
    ADVICE = "advice", _("What came of advice")


class Answer(models.TextChoices):
    """What a colleague said to an offer."""

    ACCEPTED = "accepted", _("Recorded as an outcome")
    ASIDE = "aside", _("Not an outcome")


class Standing(models.TextChoices):
    """Whether what an outcome was taken from still says so."""

    SAME = "same", _("Unchanged")
    CORRECTED = "corrected", _("Corrected since")
    GONE = "gone", _("Removed since, or corrected so that nothing of it is left")


class Teller(models.TextChoices):
    """Whose story it is: both sides of integration tell."""

    PARTICIPANT = "participant", _("Somebody who comes to us")
    VOLUNTEER = "volunteer", _("A volunteer")
    NEIGHBOUR = "neighbour", _("A neighbour")
    PARTNER = "partner", _("Somebody at a school, a surgery, a council, an employer")
    OTHER = "other", _("Somebody else")


class Use(models.TextChoices):
    """For what somebody lets their story be used. Each is asked for by itself."""

    REPORT = "report", _("One report")
    FUNDER = "funder", _("Reports to one funder or council")
    FUNDERS = "funders", _("Reports to all who pay for the work")
    PUBLIC = "public", _("Our website and other places that everybody sees")


# Uses that speak of one funder.
NAMES_A_FUNDER = (Use.REPORT, Use.FUNDER)


class Given(models.TextChoices):
    """How somebody agreed."""

    SPOKEN = "spoken", _("They said so")
    WRITTEN = "written", _("They signed")
    GUARDIAN = "guardian", _("A parent or guardian said so")


class Media(models.TextChoices):
    """What goes with the words."""

    PICTURE = "picture", _("Picture")
    RECORDING = "recording", _("Recording")


class Found(models.TextChoices):
    """What could tell who somebody is."""

    PERSON = "person", _("A name of somebody among your people")
    STAFF = "staff", _("A name of a colleague")
    TELLER = "teller", _("The name of whoever told it")
    CAPITAL = "capital", _("Perhaps a name, or a place smaller than a district")
    PHONE = "phone", _("A telephone number")
    EMAIL = "email", _("An e-mail address")
    LINK = "link", _("An address on the internet, or a name there")
    POSTCODE = "postcode", _("A postcode")
    ADDRESS = "address", _("An address")
    PLACE = "place", _("A place smaller than a district")
    DATE = "date", _("An exact date")
    REFERENCE = "reference", _("A Home Office or other reference")


class Theme(models.TextChoices):
    """What a story is about. A short list that every organisation shares, so that it adds up."""

    ARRIVING = "arriving", _("Arriving and waiting")
    HOME = "home", _("A home")
    WORKING = "working", _("Work")
    LEARNING = "learning", _("Learning")
    LANGUAGE = "language", _("Being understood")
    HEALTH = "health", _("Health and feeling well")
    FAMILY = "family", _("Family and children")
    FRIENDS = "friends", _("Friends and neighbours")
    BELONGING = "belonging", _("Belonging, faith and culture")
    SAFETY = "safety", _("Feeling safe, and hostility")
    RIGHTS = "rights", _("Rights, papers and advice")
    GIVING = "giving", _("Giving back")


class Subject(models.TextChoices):
    """Whom a measure is about: integration has more than one side."""

    REFUGEES = "refugees", _("Refugees and migrants")
    COMMUNITY = "community", _("The receiving community")
    INSTITUTIONS = "institutions", _("Institutions and services")


class Better(models.TextChoices):
    HIGH = "high", _("Higher is better")
    LOW = "low", _("Lower is better")


class Scoring(models.TextChoices):
    """How answers become a score."""

    EACH = "each", _("Each question by itself")
    SUM = "sum", _("All answers added up")
    MEAN = "mean", _("The mean of the answers")


class WaveKind(models.TextChoices):
    BASELINE = "baseline", _("At the start")
    FOLLOW_UP = "follow_up", _("Later on")


class AskState(models.TextChoices):
    OPEN = "open", _("Not answered yet")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Did not want to answer")


class Way(models.TextChoices):
    """How an answer came in: who held the pen can change what is said."""

    WORKER = "worker", _("Written down by a worker")
    PHONE = "phone", _("By the person, on our phone")
    LINK = "link", _("By the person, by a link")
