"""What each level of adviser may do: the same for the whole installation, kept by the forum."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.tenancy import RowSecurity
from rco_network.core.tenancy.constraints import SIGNED_IN, may

from ..enums import Category, Work
from ..reference.subjects import TIER_1, TIER_2
from .sealed import Subjects


class RuleQuerySet(models.QuerySet):
    def in_force(self) -> Self:
        """The newest version of each line."""
        return self.filter(replaced_at=None)


class GuardRule(models.Model):
    """One line of the table in one version. A change is a new version: nothing is overwritten."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    line = models.CharField(max_length=40, help_text="The same for all versions of one line.")
    version = models.PositiveSmallIntegerField(default=1)
    level = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=11, choices=Category.choices)
    permitted = models.BooleanField()
    work = models.CharField(max_length=300)
    subjects = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    works = ArrayField(models.CharField(max_length=4, choices=Work.choices), default=list)
    source = models.CharField(max_length=300)
    dated = models.DateField(help_text="On which day somebody read the source.")
    why = models.CharField(max_length=500, blank=True, help_text="Why this version was made.")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    replaced_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(RuleQuerySet)()

    class Meta:
        ordering = ["level", "category", "-permitted", "line"]
        constraints = [
            models.UniqueConstraint(fields=["line", "version"], name="one_version_of_a_line"),
            models.UniqueConstraint(
                fields=["line"], condition=Q(replaced_at=None), name="one_version_in_force"
            ),
            models.CheckConstraint(
                name="guard_rule_level_exists",
                condition=Q(level__lte=3),
                violation_error_message=_("The levels are 0, 1, 2 and 3."),
            ),
            models.CheckConstraint(
                name="guard_rule_has_a_source",
                condition=~Q(source="") & ~Q(work=""),
                violation_error_message=_("Say what the work is, and where that is written."),
            ),
            RowSecurity(
                name="advice_guardrule_rows",
                read=SIGNED_IN,
                write=may("keep_rules"),
                append_only=True,
                change=may("keep_rules"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}, version {self.version}"

    @property
    def subjects_in_words(self) -> str:
        """Which subjects it speaks of, by their names; a whole heading by the heading's."""
        left, words = set(self.subjects), []
        for heading, name in TIER_1.items():
            inside = {code for code in TIER_2 if code.startswith(f"{heading}-")}
            if inside and inside <= left:
                left -= inside
                words.append(name)
        rest = str(Subjects(code for code in self.subjects if code in left))
        return ", ".join([*words, *([rest] if rest else [])])

    @property
    def works_in_words(self) -> str:
        """How far the work goes, by name."""
        return ", ".join(str(Work(code).label) for code in self.works)

    @property
    def source_parts(self) -> list[str]:
        """The source in parts between which a line may break: addresses are long."""
        return self.source.split(".")
