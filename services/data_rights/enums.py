from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreesTo(models.TextChoices):
    """What somebody can agree to and take back. Without it the thing is not done."""

    QUOTE = "quote", _("Being quoted without a name")
    PHOTO = "photo", _("Photos in which they can be seen")
    SHARE = "share", _("Passing their details to another organisation that helps them")
    NEWS = "news", _("News and invitations")
    RESEARCH = "research", _("Being asked to take part in research")


class Given(models.TextChoices):
    """How somebody agreed."""

    SPOKEN = "spoken", _("They said so")
    WRITTEN = "written", _("They signed")
    GUARDIAN = "guardian", _("A parent or guardian said so")


class Asked(models.TextChoices):
    """What somebody asks about their own data (UK GDPR Art. 15 to 18 and 21)."""

    ACCESS = "access", _("See what is held about them")
    CORRECTION = "correction", _("Have something corrected")
    RESTRICTION = "restriction", _("Have it kept, but not used for now")
    OBJECTION = "objection", _("Object to a use of it")
    ERASURE = "erasure", _("Have it erased")


class Answer(models.TextChoices):
    OPEN = "open", _("Waiting for an answer")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused, with the reason")


class Use(models.TextChoices):
    """Uses to which somebody can object; they end the moment that the objection is accepted."""

    MONITORING = "monitoring", _("Counting by gender, age, language and district")
    STORIES = "stories", _("Quoting their words in reports")
    MATCHING = "matching", _("Being recognised across organisations, to be counted once")
