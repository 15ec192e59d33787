from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class ServiceKind(models.TextChoices):
    ESOL = "esol", _("English classes (ESOL)")
    ADVICE = "advice", _("Advice")
    SUPPLEMENTARY = "supplementary", _("Supplementary education")
    VOLUNTEERING = "volunteering", _("Volunteering")
    CHILDREN = "children", _("Children and young people")
    WOMEN = "women", _("Women")
    WELLBEING = "wellbeing", _("Wellbeing")
    CULTURE = "culture", _("Culture")


class Mark(models.TextChoices):
    """What a register says of one person at one session."""

    PRESENT = "present", _("Here")
    LATE = "late", _("Late")
    ABSENT = "absent", _("Away")
    EXCUSED = "excused", _("Told us")


# One letter a mark, as the printed register's key says and the grid reads it.
MARK_LETTERS: dict[str, str] = {
    "H": Mark.PRESENT,
    "L": Mark.LATE,
    "A": Mark.ABSENT,
    "T": Mark.EXCUSED,
}
LETTER_OF: dict[str, str] = {mark: letter for letter, mark in MARK_LETTERS.items()}

# Marks that mean the person was there.
ATTENDED = (Mark.PRESENT, Mark.LATE)


class Gender(models.TextChoices):
    WOMAN = "woman", _("Woman or girl")
    MAN = "man", _("Man or boy")
    ANOTHER = "another", _("Another way")
    UNSAID = "unsaid", _("Prefers not to say")


class AgeBand(models.TextChoices):
    """Bands of completed years on the day a figure is about."""

    UNDER_5 = "0-4", _("Under 5")
    CHILD = "5-11", _("5 to 11")
    TEEN = "12-17", _("12 to 17")
    YOUNG = "18-24", _("18 to 24")
    ADULT = "25-49", _("25 to 49")
    OLDER = "50-64", _("50 to 64")
    ELDER = "65+", _("65 and over")


# First age of each band, in the order of the bands.
AGE_BAND_STARTS: dict[str, int] = {
    AgeBand.UNDER_5: 0,
    AgeBand.CHILD: 5,
    AgeBand.TEEN: 12,
    AgeBand.YOUNG: 18,
    AgeBand.ADULT: 25,
    AgeBand.OLDER: 50,
    AgeBand.ELDER: 65,
}


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Nation(models.TextChoices):
    """Whose bank holidays a group keeps."""

    ENGLAND = "ENG", _("England")
    WALES = "WLS", _("Wales")
    SCOTLAND = "SCT", _("Scotland")
    NORTHERN_IRELAND = "NIR", _("Northern Ireland")


class ClosureKind(models.TextChoices):
    CLOSED = "closed", _("We are closed: nothing meets")
    BREAK = "break", _("Term break: only groups that keep terms stop")


class ChangeKind(models.TextChoices):
    """What is different about one date of a series."""

    CANCELLED = "cancelled", _("Cancelled")
    CHANGED = "changed", _("Another day, time, room or leader")
    EXTRA = "extra", _("One more session")


class OccurrenceState(models.TextChoices):
    """What is to be said of a group on a day."""

    PLANNED = "planned", _("Planned")
    MOVED = "moved", _("Moved")
    EXTRA = "extra", _("Extra")
    CANCELLED = "cancelled", _("Cancelled")
    # The day that a moved session left; only where it is asked for.
    LEFT = "left", _("Moved away")


class Reason(models.TextChoices):
    """Why a session does not take place as usual; a word that anybody may read."""

    LEADER_AWAY = "leader_away", _("The leader cannot come")
    ROOM = "room", _("The room is not free")
    FEW_PEOPLE = "few_people", _("Too few people")
    FEAST = "feast", _("A feast or holiday")
    EVENT = "event", _("Another event")
    WEATHER = "weather", _("Weather or transport")
    OTHER = "other", _("Another reason")


class EditScope(models.TextChoices):
    """How far a change to a series goes."""

    ONE = "one", _("Only this one")
    LATER = "later", _("This one and all later ones")
    ALL = "all", _("All of them")


class Counting(models.TextChoices):
    """How a group's sessions are counted."""

    BY_NAME = "names", _("By name")
    BY_HEAD = "heads", _("By counting heads, where names would be wrong")


class Channel(models.TextChoices):
    """A way of reaching somebody, as a sentence names it: "It is not safe to call them."."""

    CALL = "call", _("call them")
    VOICEMAIL = "voicemail", _("leave them a voicemail")
    TEXT = "text", _("send them a text message")
    EMAIL = "email", _("send them an e-mail")
    LETTER = "letter", _("send them a letter")


class NoteKind(models.TextChoices):
    NOTE = "note", _("Note")
    CALL = "call", _("Phone call")
    VISIT = "visit", _("Visit")
    MESSAGE = "message", _("Message or letter")


class EntryKind(models.TextChoices):
    """What an entry of a phone's outbox is about."""

    MARKS = "marks", _("Marks")
    NEWCOMER = "newcomer", _("Newcomer")
    HEADS = "heads", _("Head count")


class ImportState(models.TextChoices):
    """Where an uploaded file of old records stands."""

    UPLOADED = "uploaded", _("Waiting to be checked")
    CHECKED = "checked", _("Checked, nothing saved yet")
    SAVED = "saved", _("Saved")
    REFUSED = "refused", _("Could not be read")
    UNDONE = "undone", _("Taken back")


# The one table of allowed moves of an uploaded file. Checking again keeps it checked.
IMPORT_MOVES: dict[str, frozenset[str]] = {
    ImportState.UPLOADED: frozenset(
        {ImportState.UPLOADED, ImportState.CHECKED, ImportState.REFUSED}
    ),
    ImportState.CHECKED: frozenset(
        {ImportState.UPLOADED, ImportState.CHECKED, ImportState.REFUSED, ImportState.SAVED}
    ),
    ImportState.SAVED: frozenset({ImportState.UNDONE}),
    ImportState.UNDONE: frozenset(),
    ImportState.REFUSED: frozenset(),
}


class ExtraKind(models.TextChoices):
    """What somebody was given so that they could come, beside the session itself."""

    CHILDCARE = "childcare", _("Childcare")
    TRAVEL = "travel", _("Travel")
    INTERPRETER = "interpreter", _("Interpreter")
    FOOD = "food", _("Food")


# What a number of each kind counts; travel is money alone.
EXTRA_COUNTS: dict[str, Any] = {
    ExtraKind.CHILDCARE: _("children"),
    ExtraKind.INTERPRETER: _("times"),
    ExtraKind.FOOD: _("meals"),
}


class Obstacle(models.TextChoices):
    """What keeps somebody from joining, as they told it."""

    LEVEL = "level", _("No group at their level")
    CHILDCARE = "childcare", _("Childcare")
    TRAVEL = "travel", _("Travel")
    FULL = "full", _("The group is full")
    OTHER = "other", _("Something else")


class WaitingState(models.TextChoices):
    """Where a place on a waiting list stands."""

    WAITING = "waiting", _("Waiting")
    PLACED = "placed", _("Has a place")
    GONE = "gone", _("No longer waiting")


class OfferAnswer(models.TextChoices):
    """What became of an offered place."""

    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed")
    WITHDRAWN = "withdrawn", _("Taken back")


class OutOfTurn(models.TextChoices):
    """Why somebody is offered a place before those who asked earlier."""

    LEVEL = "level", _("The level fits them and not those before")
    TIME = "time", _("The day or time suits them and not those before")
    NEED = "need", _("They need it most urgently")
    REACH = "reach", _("Those before could not be reached")


# The one table of allowed moves of an offer.
OFFER_MOVES: dict[str, frozenset[str]] = {
    OfferAnswer.OPEN: frozenset(set(OfferAnswer.values) - {OfferAnswer.OPEN}),
    # Somebody who answers a day late may still be given the place, if it is there.
    OfferAnswer.LAPSED: frozenset({OfferAnswer.ACCEPTED}),
    OfferAnswer.ACCEPTED: frozenset(),
    OfferAnswer.DECLINED: frozenset(),
    OfferAnswer.WITHDRAWN: frozenset(),
}


class LinkAnswer(models.TextChoices):
    """What was decided of two records that look like one person's."""

    SAME = "same", _("One person")
    DIFFERENT = "different", _("Two people")


class Kin(models.TextChoices):
    """What one person is to another."""

    PARENT = "parent", _("Parent")
    CHILD = "child", _("Child")
    GUARDIAN = "guardian", _("Guardian")
    WARD = "ward", _("Child in their care")
    PARTNER = "partner", _("Husband, wife or partner")
    SIBLING = "sibling", _("Brother or sister")
    CARER = "carer", _("Carer")
    CARED_FOR = "caredfor", _("Person they care for")
    OTHER = "other", _("Another relative or close person")


# What the second of two people is, by what the first is.
THE_OTHER_IS: dict[str, str] = {
    Kin.PARENT: Kin.CHILD,
    Kin.CHILD: Kin.PARENT,
    Kin.GUARDIAN: Kin.WARD,
    Kin.WARD: Kin.GUARDIAN,
    Kin.PARTNER: Kin.PARTNER,
    Kin.SIBLING: Kin.SIBLING,
    Kin.CARER: Kin.CARED_FOR,
    Kin.CARED_FOR: Kin.CARER,
    Kin.OTHER: Kin.OTHER,
}


class AccessNeed(models.TextChoices):
    """What lets somebody take part: what to arrange, never what they have."""

    STEP_FREE = "stepfree", _("A way in without steps")
    HEARING = "hearing", _("Help with hearing, or sign language")
    SEEING = "seeing", _("Large print or help with seeing")
    READING = "reading", _("Somebody to read aloud or write for them")
    QUIET = "quiet", _("A quiet place, or breaks")
    COMPANION = "companion", _("Somebody who comes along")
    CHILDCARE = "childcare", _("Childcare")
    OTHER = "other", _("Something else")
