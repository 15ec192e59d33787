"""Codes by which one person is counted once across organisations. Nobody can read them."""

from django.db import models

from rco_network.core.tenancy import COUNT, ERASE, OwnedReference, OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import may, mine

_COUNTING = f"({mine('organisation_id')} and ({may(COUNT)} or {may(ERASE)}))"


class MatchCode(OwnedRow):
    """How many people with one code came in one month. No name, and no key of a person's record.

    `code` is a keyed digest of the sound of a name and the year of birth (matching/codes.py). Only
    the scope that counts has these rows (and erasure, to remove them): no organisation and no
    forum does.
    """

    agreement = models.ForeignKey(
        "reports.SharingAgreement",
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    month = models.CharField(max_length=7, help_text="2026-03.")
    code = models.CharField(max_length=32)
    people = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "month", "code"], name="match_code_once"),
            models.CheckConstraint(
                name="match_code_is_somebody", condition=models.Q(people__gte=1)
            ),
            OwnedReference(
                name="matchcode_agreement_same_organisation",
                to="reports.SharingAgreement",
                columns=("organisation_id", "agreement_id"),
            ),
            RowSecurity(name="reports_matchcode_rows", read=_COUNTING),
        ]

    def __str__(self) -> str:
        return f"a code of {self.month}"
