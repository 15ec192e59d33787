from django.db import models
from django.utils.translation import gettext_lazy as _


class Every(models.TextChoices):
    """How often a funder expects a report."""

    QUARTER = "quarter", _("Every three months")
    HALF = "half", _("Every half-year")
    YEAR = "year", _("Every year")
    DAYS = "days", _("On days that the funder gave")


# How many months a period of each has.
MONTHS_OF = {Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}
