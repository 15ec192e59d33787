"""The language in which change is told: frameworks and their domains."""

from django.db import models
from django.utils.translation import gettext


class Framework(models.Model):
    """A published way to name change, with its edition. The same for everyone."""

    code = models.CharField(max_length=20)
    edition = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    publisher = models.CharField(max_length=120)
    source = models.URLField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "edition"], name="one_framework_an_edition")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.edition})"


class Domain(models.Model):
    """One field of life in which a framework sees change."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="domains")
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    heading = models.CharField(max_length=80, help_text="The framework's group of domains.")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["framework", "position"]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Its name in the language of the page; one that a forum gave stands as it was written."""
        return gettext(self.name) if self.name else ""
