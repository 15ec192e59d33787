"""A matter: one thing for which somebody is advised, with those who work on it and what is due."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import (
    OwnedManager,
    OwnedModel,
    OwnedQuerySet,
    OwnedReference,
    RowSecurity,
)
from rco_network.core.tenancy.constraints import may, mine

from ..enums import Channel, Ended, State, Work
from .rows import ERASES, SUPERVISES, OfMatter, in_matter, of_matter
from .sealed import SubjectsField

_USER = settings.AUTH_USER_MODEL


class MatterQuerySet(OwnedQuerySet):
    def in_state(self, *states: str) -> Self:
        return self.filter(state__in=states)

    def current(self) -> Self:
        """Matters on which there is something to do."""
        return self.in_state(State.OPEN, State.CHECKING)


class Matter(OwnedModel):
    """What somebody is advised about. What it is about is sealed, and its trail is hidden.

    Read by its named advisers (`MatterAdviser`) and by supervisors, as the database judges.
    """

    HIDES_ITS_TRAIL = True

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    subjects = SubjectsField(help_text="Codes of the second tier, or of the first.")
    level = models.CharField(max_length=4, choices=Work.choices)
    wanted = EncryptedTextField(blank=True, help_text="What the person wants, in short.")
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHECKING)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    ended = models.CharField(max_length=8, choices=Ended.choices, blank=True)
    ending = EncryptedTextField(blank=True, help_text="How it ended, in words.")
    enquiry = models.ForeignKey(
        "advice.Enquiry",
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    opened_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = OwnedManager.from_queryset(MatterQuerySet)()

    class Meta(OwnedModel.Meta):
        verbose_name = "advice matter"
        indexes = [
            models.Index(fields=["organisation", "state", "-opened_on"], name="matter_by_state"),
            models.Index(fields=["organisation", "participant"], name="matter_by_person"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "id", "participant"], name="matter_of_one_person"
            ),
            models.UniqueConstraint(
                fields=["enquiry"],
                name="one_matter_an_enquiry",
                violation_error_message=_("This enquiry is a matter already."),
            ),
            models.CheckConstraint(
                name="matter_is_about_something",
                condition=Q(subjects__is_empty=False),
                violation_error_message=_("Choose what it is about."),
            ),
            models.CheckConstraint(
                name="matter_is_more_than_information",
                condition=~Q(level=Work.INFORMATION),
                violation_error_message=_("Information alone is an enquiry, not a matter."),
            ),
            models.CheckConstraint(
                name="matter_closed_says_when_and_how",
                condition=(Q(state=State.CLOSED) & Q(closed_on__isnull=False) & ~Q(ended=""))
                | (~Q(state=State.CLOSED) & Q(closed_on=None, ended="")),
                violation_error_message=_("Say on which day it was closed, and how it ended."),
            ),
            models.CheckConstraint(
                name="matter_closes_after_it_was_opened",
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")),
                violation_error_message=_("It cannot be closed before the day it was opened."),
            ),
            OwnedReference(
                name="matter_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            OwnedReference(
                name="matter_enquiry_same_organisation",
                to="advice.Enquiry",
                columns=("organisation_id", "enquiry_id"),
            ),
            RowSecurity(
                name="advice_matter_rows",
                read=of_matter("id"),
                write=f"({mine('organisation_id')} and ({SUPERVISES} or {may('advise')}))",
                change=of_matter("id"),
                remove=f"({mine('organisation_id')} and {ERASES})",
            ),
            Tracked(
                name="advice_matter_history",
                about=("advice.matter", "id"),
                secret=("subjects", "wanted", "ending"),
            ),
        ]

    def __str__(self) -> str:
        return f"Matter of {self.opened_on:%-d %B %Y}"

    @property
    def is_open(self) -> bool:
        """Whether work goes on."""
        return self.state == State.OPEN


class MatterAdviser(OfMatter):
    """A colleague who is named on a matter: reads it and works on it."""

    membership = models.ForeignKey(
        "organisations.StaffMembership",
        on_delete=models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    named_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    class Meta(OfMatter.Meta):
        constraints = [
            *OfMatter.Meta.constraints,
            models.UniqueConstraint(fields=["matter", "membership"], name="named_once_on_a_matter"),
            in_matter("matteradviser"),
            OwnedReference(
                name="matteradviser_membership_same_organisation",
                to="organisations.StaffMembership",
                columns=("organisation_id", "membership_id"),
            ),
            RowSecurity(
                name="advice_matteradviser_rows",
                read=of_matter(),
                # Nobody names themselves.
                write=f"({mine('organisation_id')} and ({SUPERVISES} or {ERASES}))",
            ),
            Tracked(name="advice_matteradviser_history", about=("advice.matter", "matter_id")),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} on {self.matter_id}"


class Step(OfMatter):
    """What was done, by whom, in how many minutes. Written once, never changed."""

    done_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=4, choices=Work.choices)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    subject = SubjectsField(help_text="Which of the matter's subjects it was about.")
    text = EncryptedTextField()
    by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    class Meta(OfMatter.Meta):
        indexes = [
            models.Index(fields=["organisation", "matter", "-done_on", "-id"], name="step_newest")
        ]
        constraints = [
            *OfMatter.Meta.constraints,
            models.CheckConstraint(
                name="step_takes_some_time",
                condition=Q(minutes__gte=1, minutes__lte=960),
                violation_error_message=_("A step takes from 1 to 960 minutes."),
            ),
            in_matter("step"),
            RowSecurity(
                name="advice_step_rows",
                read=of_matter(),
                append_only=True,
                remove=f"({mine('organisation_id')} and {ERASES})",
            ),
        ]

    def __str__(self) -> str:
        return f"Step of {self.done_on:%-d %B %Y}"


class Deadline(OfMatter):
    """Something that must be done by a day, and who does it."""

    due_on = models.DateField()
    what = EncryptedTextField()
    membership = models.ForeignKey(
        "organisations.StaffMembership",
        on_delete=models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    done_on = models.DateField(null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="For which number of days before a mail went."
    )

    class Meta(OfMatter.Meta):
        indexes = [
            models.Index(
                fields=["organisation", "due_on"],
                name="deadline_to_come",
                condition=Q(done_on=None),
            ),
            models.Index(fields=["organisation", "matter", "due_on"], name="deadline_by_matter"),
        ]
        constraints = [
            *OfMatter.Meta.constraints,
            in_matter("deadline"),
            OwnedReference(
                name="deadline_membership_same_organisation",
                to="organisations.StaffMembership",
                columns=("organisation_id", "membership_id"),
            ),
            RowSecurity(name="advice_deadline_rows", read=of_matter()),
            Tracked(
                name="advice_deadline_history",
                about=("advice.matter", "matter_id"),
                ignored=("reminded",),
                secret=("what",),
            ),
        ]

    def __str__(self) -> str:
        return f"Due {self.due_on:%-d %B %Y}"
