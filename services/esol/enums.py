from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """What is assessed apart: hardly anybody is equally far in all three."""

    SPEAKING = "SL", _("Speaking and listening")
    READING = "R", _("Reading")
    WRITING = "W", _("Writing")


class Level(models.TextChoices):
    """Levels of the adult ESOL core curriculum, the CEFR beside each; in rising order."""

    PRE_ENTRY = "PE", _("Pre-Entry (Pre-A1)")
    ENTRY_1 = "E1", _("Entry 1 (A1)")
    ENTRY_2 = "E2", _("Entry 2 (A2)")
    ENTRY_3 = "E3", _("Entry 3 (B1)")
    LEVEL_1 = "L1", _("Level 1 (B2)")
    LEVEL_2 = "L2", _("Level 2 (C1)")


class AssessmentKind(models.TextChoices):
    INITIAL = "initial", _("Initial assessment")
    REVIEW = "review", _("Check on the way")
    EXIT = "exit", _("At the end of the course")


class FirstLanguageReading(models.TextChoices):
    """Whether somebody reads in any language: who never learnt to read needs another course."""

    NOT_AT_ALL = "none", _("Does not read in any language")
    A_LITTLE = "little", _("Reads a little")
    WELL_OTHER = "other", _("Reads well, in another alphabet")
    WELL_LATIN = "latin", _("Reads well, in the Latin alphabet")


class Completion(models.TextChoices):
    """How a learner's time on a course ended; codes as reference/codes.py has them."""

    CONTINUING = "1", _("Continuing")
    COMPLETED = "2", _("Completed the learning activities")
    WITHDRAWN = "3", _("Withdrawn")
    BREAK = "6", _("Temporarily withdrawn (agreed break in learning)")


class Outcome(models.TextChoices):
    ACHIEVED = "1", _("Achieved")
    PARTIAL = "2", _("Partial achievement")
    NONE = "3", _("No achievement")
    NOT_KNOWN = "8", _("Learning activities complete, outcome not yet known")


class Stage(models.IntegerChoices):
    """The five stages of RARPA (recognising and recording progress and achievement)."""

    AIMS = 1, _("Aims appropriate to the learner or group")
    STARTING_POINT = 2, _("Initial assessment to establish the starting point")
    OBJECTIVES = 3, _("Appropriately challenging learning objectives")
    PROGRESS = 4, _("Recognising and recording progress during the programme")
    END = 5, _("End of programme assessment")


class TargetState(models.TextChoices):
    OPEN = "open", _("Working on it")
    REACHED = "reached", _("Reached")
    CHANGED = "changed", _("Changed for another")


# The one table of allowed moves of a target. What was reached can turn out not to be.
TARGET_MOVES: dict[str, frozenset[str]] = {
    TargetState.OPEN: frozenset({TargetState.REACHED, TargetState.CHANGED}),
    TargetState.REACHED: frozenset({TargetState.OPEN}),
    TargetState.CHANGED: frozenset({TargetState.OPEN}),
}


class ExamResult(models.TextChoices):
    WAITING = "waiting", _("No result yet")
    PASSED = "passed", _("Passed")
    NOT_PASSED = "not_passed", _("Not passed")
    DID_NOT_SIT = "did_not_sit", _("Did not sit it")


class Barrier(models.TextChoices):
    """What keeps somebody from class. Chosen, not written: nobody's story belongs in a return."""

    CHILDCARE = "childcare", _("Childcare")
    TRAVEL = "travel", _("Travel: distance or cost")
    WORK = "work", _("Working hours")
    CARING = "caring", _("Looking after somebody")
    HEALTH = "health", _("Health")
    LEVEL = "level", _("No class at the right level")
    FULL = "full", _("Classes are full")
    DIGITAL = "digital", _("No device or internet for online classes")
    CONFIDENCE = "confidence", _("Confidence")
    OTHER = "other", _("Something else")


class Funding(models.TextChoices):
    """Whether public money for ESOL pays for the class."""

    FULL = "full", _("Yes, in full")
    PART = "part", _("Yes, in part")
    NO = "no", _("No")
