"""What can be measured in a domain, and about whom."""

from django.db import models

from ..enums import Better, Subject


class Measure(models.Model):
    """A measure that is aligned to a domain of a published framework. The same for everyone.

    The wording is ours: it is never printed as an indicator of the framework itself, and carries
    no number of it. `is_verified` says that a published source was read that uses it (`source`).
    """

    domain = models.ForeignKey("outcomes.Domain", on_delete=models.PROTECT, related_name="measures")
    key = models.SlugField(max_length=80, unique=True)
    wording = models.CharField(max_length=160)
    unit = models.CharField(max_length=40)
    better = models.CharField(max_length=4, choices=Better.choices, default=Better.HIGH)
    subject = models.CharField(max_length=12, choices=Subject.choices, default=Subject.REFUGEES)
    is_verified = models.BooleanField(default=False)
    source = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["domain", "position"]

    def __str__(self) -> str:
        return self.wording
