from django.db import models


class Category(models.TextChoices):
    """Kinds of harm in the words of the Care Act 2014 and of Working Together.

    Care and support statutory guidance, 14.17; Working Together to Safeguard Children 2023,
    glossary; section 5B of the FGM Act 2003; the Prevent duty. The lead says which it is.
    """

    PHYSICAL = "physical", "Physical harm"
    EMOTIONAL = "emotional", "Emotional harm"
    SEXUAL = "sexual", "Sexual harm"
    NEGLECT = "neglect", "Neglect"
    DOMESTIC = "domestic", "Domestic abuse"
    SLAVERY = "slavery", "Modern slavery or trafficking"
    FINANCIAL = "financial", "Money or belongings taken"
    DISCRIMINATION = "discrimination", "Discrimination or hate"
    SELF_NEGLECT = "self_neglect", "Self-neglect or self-harm"
    HONOUR = "honour", "FGM, forced marriage or so-called honour"
    RADICALISATION = "radicalisation", "Radicalisation"
    ORGANISATIONAL = "organisational", "Harm by an organisation or its staff"
    OTHER = "other", "Something else"


class State(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


# The one table of allowed moves of a concern.
MOVES: dict[str, frozenset[str]] = {
    State.OPEN: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN}),
}


class EntryKind(models.TextChoices):
    """What is written under a concern. The first block is chosen, the second comes with an act."""

    NOTE = "note", "Note"
    DONE = "done", "Something was done"
    ADVICE = "advice", "Advice only, no referral"
    ADULTS = "adults", "Referred to the council’s adult services"
    CHILDREN = "children", "Referred to the council’s children’s services"
    POLICE = "police", "Reported to the police"
    LADO = "lado", "Reported to the LADO (it is about staff and a child)"
    DBS = "dbs", "Referred to the DBS"
    COMMISSION = "commission", "Serious incident report to the Charity Commission"

    SORTED = "sorted", "Kind of harm"
    NAMED = "named", "Somebody was named on it"
    UNNAMED = "unnamed", "Somebody was taken off it"
    ALSO_ABOUT = "also_about", "It is also about a colleague"
    HANDED_OVER = "handed_over", "Handed over"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Opened again"


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
