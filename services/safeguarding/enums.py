from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """Kinds of harm in the words of the Care Act 2014 and of Working Together.

    Care and support statutory guidance, 14.17; Working Together to Safeguard Children 2023,
    glossary; section 5B of the FGM Act 2003; the Prevent duty. The lead says which it is.
    """

    PHYSICAL = "physical", _("Physical harm")
    EMOTIONAL = "emotional", _("Emotional harm")
    SEXUAL = "sexual", _("Sexual harm")
    NEGLECT = "neglect", _("Neglect")
    DOMESTIC = "domestic", _("Domestic abuse")
    SLAVERY = "slavery", _("Modern slavery or trafficking")
    FINANCIAL = "financial", _("Money or belongings taken")
    DISCRIMINATION = "discrimination", _("Discrimination or hate")
    SELF_NEGLECT = "self_neglect", _("Self-neglect or self-harm")
    HONOUR = "honour", _("FGM, forced marriage or so-called honour")
    RADICALISATION = "radicalisation", _("Radicalisation")
    ORGANISATIONAL = "organisational", _("Harm by an organisation or its staff")
    OTHER = "other", _("Something else")


class State(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


# The one table of allowed moves of a concern.
MOVES: dict[str, frozenset[str]] = {
    State.OPEN: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN}),
}


class EntryKind(models.TextChoices):
    """What is written under a concern. The first block is chosen, the second comes with an act."""

    NOTE = "note", _("Note")
    DONE = "done", _("Something was done")
    ADVICE = "advice", _("Advice only, no referral")
    ADULTS = "adults", _("Referred to the council’s adult services")
    CHILDREN = "children", _("Referred to the council’s children’s services")
    POLICE = "police", _("Reported to the police")
    LADO = "lado", _("Reported to the LADO (it is about staff and a child)")
    DBS = "dbs", _("Referred to the DBS")
    COMMISSION = "commission", _("Serious incident report to the Charity Commission")

    SORTED = "sorted", _("Kind of harm")
    NAMED = "named", _("Somebody was named on it")
    UNNAMED = "unnamed", _("Somebody was taken off it")
    ALSO_ABOUT = "also_about", _("It is also about a colleague")
    HANDED_OVER = "handed_over", _("Handed over")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Opened again")


# What a person named on a concern may write, and what its lead may.
OF_THE_NAMED = (EntryKind.NOTE, EntryKind.DONE)
OF_THE_LEAD = (
    *OF_THE_NAMED,
    EntryKind.ADVICE,
    EntryKind.ADULTS,
    EntryKind.CHILDREN,
    EntryKind.POLICE,
    EntryKind.LADO,
    EntryKind.DBS,
    EntryKind.COMMISSION,
)
