"""Who is whose, and what somebody needs so that they can take part."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import COUNT, ERASE, OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import may

from ..enums import THE_OTHER_IS, AccessNeed, Kin
from .seen import seen

_SEE = f"({may('see_people')} or {may(ERASE)})"
_CHANGE = f"({may('change_people')} or {may(ERASE)})"
# Figures count who needs an interpreter, in which language, and read nothing else.
_COUNTED = f"({may('see_people')} or {may(COUNT)} or {may(ERASE)})"
_BOTH_SEEN = f"({seen('first_id')} and {seen('second_id')})"


class Relationship(OwnedModel):
    """Two people of one organisation: what the first is to the second, and the other way round."""

    first = models.ForeignKey(
        "services.Participant", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    second = models.ForeignKey(
        "services.Participant", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    first_is = models.CharField(max_length=8, choices=Kin.choices)
    second_is = models.CharField(max_length=8, choices=Kin.choices)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["first", "second"], name="one_relationship_a_pair"),
            models.CheckConstraint(
                name="relationship_lower_key_first",
                condition=models.Q(first__lt=models.F("second")),
                violation_error_message=_("Choose somebody else: nobody is their own relative."),
            ),
            models.CheckConstraint(
                name="relationship_words_belong_together",
                condition=models.Q(
                    *(models.Q(first_is=a, second_is=b) for a, b in THE_OTHER_IS.items()),
                    _connector=models.Q.OR,
                ),
            ),
            OwnedReference(
                name="relationship_first_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "first_id"),
            ),
            OwnedReference(
                name="relationship_second_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "second_id"),
            ),
            RowSecurity(
                name="services_relationship_rows",
                read=f"({_BOTH_SEEN} and {_SEE})",
                write=f"({_BOTH_SEEN} and {_CHANGE})",
            ),
            Tracked(
                name="services_relationship_history",
                about=("services.participant", "first_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.first_is} – {self.second_id} {self.second_is}"


class Needs(OwnedModel):
    """What somebody reads, whether an interpreter is needed, and what else lets them take part."""

    participant = models.OneToOneField(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="needs",
    )
    reads = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    interpreter_language = models.CharField(max_length=12, blank=True)
    access = ArrayField(
        models.CharField(max_length=12, choices=AccessNeed.choices), default=list, blank=True
    )
    access_words = EncryptedTextField(blank=True)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="interpreter_language_needs_interpreter",
                condition=models.Q(interpreter_language="") | models.Q(needs_interpreter=True),
                violation_error_message=_("Tick that an interpreter is needed."),
            ),
            OwnedReference(
                name="needs_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(
                name="services_needs_rows",
                read=f"({seen()} and {_COUNTED})",
                write=f"({seen()} and {_CHANGE})",
            ),
            Tracked(
                name="services_needs_history",
                about=("services.participant", "participant_id"),
                secret=("access_words", "access"),
            ),
        ]

    def __str__(self) -> str:
        return f"What {self.participant_id} needs"
