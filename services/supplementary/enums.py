from django.db import models
from django.utils.translation import gettext_lazy as _


class Relation(models.TextChoices):
    """What an adult is to a child."""

    MOTHER = "mother", _("Mother")
    FATHER = "father", _("Father")
    GRANDPARENT = "grandparent", _("Grandparent")
    SIBLING = "sibling", _("Brother or sister")
    FOSTER = "foster", _("Foster carer")
    RELATIVE = "relative", _("Another relative")
    FRIEND = "friend", _("Friend or neighbour")
    OTHER = "other", _("Somebody else")


class AgreesTo(models.TextChoices):
    """What a guardian can agree to for a child. Without it the thing is not done."""

    PHOTO = "photo", _("Photos in which the child can be seen")
    TRIP = "trip", _("Coming along on trips")
    MEDICAL = "medical", _("First aid, and treatment in an emergency")


class Pack(models.TextChoices):
    """The parts of a school's management file, and the standards, by which items are listed."""

    WELCOME = "welcome", _("Welcome pack for parents")
    HANDBOOK = "handbook", _("Staff and volunteer handbook")
    COMMITTEE = "committee", _("Management committee guide")
    STANDARDS = "standards", _("The ten standards")
