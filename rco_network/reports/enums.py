from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportKind(models.TextChoices):
    """What a report is about, and so whose work it counts and who reads it."""

    AWARD = "award", _("Return on an award")
    YEAR = "year", _("Impact report")
    OVERVIEW = "overview", _("Overview of the network")
    PLACE = "place", _("Report on a place")


# On several organisations, made by one that sees nobody of theirs.
NETWORK = (ReportKind.OVERVIEW, ReportKind.PLACE)


class Adds(models.TextChoices):
    """How a figure combines: over months and services, or over organisations."""

    SUM = "sum", _("Adds up.")
    DISTINCT = "distinct", _("Does not add up: each person is counted once in the whole.")
    RATE = "rate", _("Does not add up: it is worked out anew from its two numbers.")
    NEVER = "never", _("Is not put together.")


class Disclosure(models.TextChoices):
    """What a number could say about somebody."""

    PEOPLE = "people", _("Counts people: small numbers are hidden.")
    BEHIND = "behind", _("Counts what people did: hidden where few people stand behind it.")
    OPEN = "open", _("Says nothing about anybody.")


class Base(models.TextChoices):
    """What an organisation's own figure counts: figures of the catalogue that can be narrowed."""

    PEOPLE = "people", _("Different people")
    SESSIONS = "sessions", _("Sessions")
    ATTENDANCES = "attendances", _("Attendances")
    CONTACT_HOURS = "contact_hours", _("Contact hours")
    OUTCOMES = "outcomes", _("Outcomes")
    PEOPLE_WITH_OUTCOMES = "people_with_outcomes", _("People with an outcome")


class Answer(models.TextChoices):
    """What a reader says of an edition."""

    ACCEPTED = "accepted", _("Accepted")
    SENT_BACK = "sent_back", _("Sent back")
