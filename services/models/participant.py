"""A person whom an organisation serves. Only a name to be called by is required."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedQuerySet, OwnedReference
from rco_network.core.tenancy import RowSecurity as Rows
from rco_network.core.text import search_key

from ..enums import AgeBand, Gender
from .seen import seen

# The part of a postcode before the space: A9, A99, AA9, AA99, A9A, AA9A (Royal Mail).
OUTWARD_POSTCODE = RegexValidator(
    r"^[A-Z]{1,2}[0-9][0-9A-Z]?$",
    "Write only the first half of the postcode, for example M14 or SW1A.",
)


class ParticipantQuerySet(OwnedQuerySet):
    def known(self) -> Self:
        """People who were not erased: everybody that a page can be about."""
        return self.filter(erased_at=None)

    def visible_to(self, membership: StaffMembership) -> Self:
        """People of the organisation whom this colleague meets.

        Everybody, or for a logger who is or was in a group that they are named on. Whose record
        is restricted to others is left out by the database, here as everywhere.
        """
        from .attendance import Attendance
        from .group import Enrolment, Group

        own = self.for_organisation(membership.organisation_id)
        if membership.has_right(Right.SEE_ALL_GROUPS):
            return own
        groups = Group.objects.visible_to(membership).values("pk")
        theirs = {
            "organisation_id": membership.organisation_id,
            "participant_id": models.OuterRef("pk"),
        }
        listed = Enrolment.objects.filter(**theirs, group__in=groups)
        came = Attendance.objects.filter(**theirs, session__group__in=groups)
        return own.filter(models.Exists(listed) | models.Exists(came))

    def current(self) -> Self:
        """People who have not left."""
        return self.filter(left_on=None)

    def called(self, words: str) -> Self:
        """People whose name has, for each word typed, a word that starts with it or sounds like it.

        In any script: what is typed in one finds what is written in another, by the first letters
        too. Compares the keys written by the database's own trigger, by plain `<` on indexes that
        start with the organisation: unlike LIKE, that may use them under row security.
        """
        from .name_key import NameKey

        found = self
        for word in search_key(words).split()[:6]:
            theirs = NameKey.objects.filter(
                organisation_id=models.OuterRef("organisation_id"),
                participant_id=models.OuterRef("pk"),
            )
            found = found.filter(models.Exists(theirs.filter(_reads(word))))
        return found


class _ReadAs(models.Func):
    """Whether a key is one of the readings of a typed word: as the trigger reads written ones."""

    template = "(%(expressions)s))))"
    arg_joiner = " = any(services_sounds(services_romanised("
    output_field = models.BooleanField()


class _First(models.Func):
    template = "(services_sounds(services_romanised(%(expressions)s)))[1]"
    output_field = models.CharField()


def _reads(word: str) -> models.Q:
    """Keys that start with a typed word, that sound like it, or start like it in another script.

    Half a word sounds like too many of its own script, so there the letters count.
    """
    found = models.Q(word__gte=word, word__lt=word + LAST)
    if len(word) < 2:
        return found
    first = _First(models.Value(word))
    if len(word) > 2:
        found |= models.Q(_ReadAs(models.F("sound"), models.Value(word)))
    elsewhere = models.Q(word__gte=FIRST_AFTER_LATIN) if word < FIRST_AFTER_LATIN else models.Q()
    after = Concat(first, models.Value(LAST))
    return found | models.Q(sound__gte=first, sound__lt=after, spans=1) & elsewhere


# The last letter of all, and the first that is not Latin: keys are compared by code point.
LAST = "\U0010ffff"
FIRST_AFTER_LATIN = "\u0370"


class Participant(OwnedModel):
    """Somebody who comes. Immigration status is not a field, and nothing asks for it."""

    name = models.CharField(max_length=120, help_text="The name they want to be called by.")
    name_key = models.CharField(max_length=200, editable=False)
    main_language = models.CharField(max_length=12, blank=True)
    other_languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    year_of_birth = models.PositiveSmallIntegerField(null=True, blank=True)
    age_band = models.CharField(
        max_length=5,
        choices=AgeBand.choices,
        blank=True,
        help_text="When the year of birth is not known.",
    )
    gender = models.CharField(max_length=10, choices=Gender.choices, blank=True)
    outward_postcode = models.CharField(max_length=4, blank=True, validators=[OUTWARD_POSTCODE])
    district = models.ForeignKey(
        "organisations.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    household = models.ForeignKey(
        "services.Household",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="members",
    )
    person_id = models.BigIntegerField(
        null=True,
        editable=False,
        help_text="The same on records that are of one person; empty where there is one record.",
    )
    joined_on = models.DateField(help_text="The day they first came, as far as we know.")
    left_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    erased_at = models.DateTimeField(
        null=True, editable=False, help_text="Since then nobody knows who it was."
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(ParticipantQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "name_key", "id"], name="participant_by_name"),
            # The list shows who still comes, and must not read past everyone who ever left.
            models.Index(
                fields=["organisation", "name_key", "id"],
                name="participant_here_by_name",
                condition=models.Q(left_on=None),
            ),
            models.Index(fields=["organisation", "household"], name="participant_by_household"),
            # Few records are linked, and every figure asks which.
            models.Index(
                fields=["organisation", "person_id"],
                name="participant_linked",
                condition=models.Q(person_id__isnull=False),
            ),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="participant_has_a_name",
                condition=~models.Q(name=""),
                violation_error_message=_("Write the name that the person wants to be called by."),
            ),
            models.CheckConstraint(
                name="participant_year_of_birth_is_possible",
                condition=models.Q(year_of_birth=None)
                | models.Q(year_of_birth__gte=1900, year_of_birth__lte=2100),
                violation_error_message=_("The year of birth must have four digits, like 1987."),
            ),
            models.CheckConstraint(
                name="participant_leaves_after_joining",
                condition=models.Q(left_on=None) | models.Q(left_on__gte=models.F("joined_on")),
                violation_error_message=_(
                    "The day they left must not be before the day they came."
                ),
            ),
            OwnedReference(
                name="participant_household_same_organisation",
                to="services.Household",
                columns=("organisation_id", "household_id"),
            ),
            Rows(name="services_participant_rows", read=seen("id")),
            Tracked(
                name="services_participant_history",
                about=("services.participant", "id"),
                # Links have a history of their own, which a colleague may see less of.
                ignored=("name_key", "person_id"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_restricted(self) -> bool:
        """Whether only named people and managers see the record; asks once (`restriction`)."""
        return hasattr(self, "restriction")

    def set_name_key(self) -> None:
        """Keep the comparable form of the name; needed before a bulk insert, which skips save."""
        self.name_key = search_key(self.name)[:200]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_name_key()
        super().save(*args, **kwargs)
