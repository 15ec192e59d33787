from django.db import models


class AgreesTo(models.TextChoices):
    """What somebody can agree to and take back. Without it the thing is not done."""

    QUOTE = "quote", "Being quoted without a name"
    PHOTO = "photo", "Photos in which they can be seen"
    SHARE = "share", "Passing their details to another organisation that helps them"
    NEWS = "news", "News and invitations"
    RESEARCH = "research", "Being asked to take part in research"


class Given(models.TextChoices):
    """How somebody agreed."""

    SPOKEN = "spoken", "They said so"
    WRITTEN = "written", "They signed"
    GUARDIAN = "guardian", "A parent or guardian said so"


class Asked(models.TextChoices):
    """What somebody asks about their own data (UK GDPR Art. 15 to 18 and 21)."""

    ACCESS = "access", "See what is held about them"
    CORRECTION = "correction", "Have something corrected"
    RESTRICTION = "restriction", "Have it kept, but not used for now"
    OBJECTION = "objection", "Object to a use of it"
    ERASURE = "erasure", "Have it erased"


class Answer(models.TextChoices):
    OPEN = "open", "Waiting for an answer"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused, with the reason"


class Use(models.TextChoices):
    """Uses to which somebody can object; they end the moment that the objection is accepted."""

    MONITORING = "monitoring", "Counting by gender, age, language and district"
    STORIES = "stories", "Quoting their words in reports"
    MATCHING = "matching", "Being recognised across organisations, to be counted once"
