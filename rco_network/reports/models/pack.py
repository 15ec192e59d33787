"""Everything held about one person, made for that person (UK GDPR Art. 15). It goes after a day."""

from django.conf import settings
from django.db import models

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import ERASE, OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import may
from services.models.seen import seen

_READ = f"({seen()} and ({may('answer_people')} or {may(ERASE)}))"


class Pack(OwnedModel):
    """What was asked for and, once a job has made it, the two files, encrypted."""

    participant = models.ForeignKey(
        "services.Participant", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    job = models.ForeignKey(
        "core.Job", on_delete=models.PROTECT, null=True, db_constraint=False, related_name="+"
    )
    language = models.CharField(max_length=12, default="en-gb")
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    json_text = EncryptedTextField(blank=True)
    pdf_base64 = EncryptedTextField(blank=True)

    class Meta(OwnedModel.Meta):
        indexes = [models.Index(fields=["organisation", "participant"], name="pack_by_person")]
        constraints = [
            *OwnedModel.Meta.constraints,
            OwnedReference(
                name="pack_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            OwnedReference(
                name="pack_job_same_organisation",
                to="core.Job",
                columns=("organisation_id", "job_id"),
            ),
            RowSecurity(name="reports_pack_rows", read=_READ),
        ]

    def __str__(self) -> str:
        return f"everything held about {self.participant_id}"
