"""Published awards become awards of the directory: new ones added, changed ones brought up to date.

Set-based, in one transaction, and safe to run again: the same file twice changes nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from organisations.actions.directory_entries import (
    DirectoryEntries,
    Entry,
    PublishedOrganisation,
    TwoHolders,
)
from organisations.enums import Kind
from rco_network.core import audit
from rco_network.core.tenancy import scope

from ..models import Award

_BATCH = 1000
# What a publication may change of an award that is there. Its two sides stay: rules and returns
# of both organisations hang on them.
_FIELDS = (
    "title",
    "purpose",
    "programme",
    "currency",
    "amount",
    "awarded_on",
    "starts_on",
    "ends_on",
    "from_open_call",
)


@dataclass(frozen=True)
class PublishedAward:
    """An award as published. `place` says where in the file; None and "" were not said."""

    place: str
    identifier: str
    title: str
    amount: Decimal
    currency: str
    awarded_on: date
    funder: PublishedOrganisation
    recipient: PublishedOrganisation
    purpose: str = ""
    programme: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    from_open_call: bool | None = None


@dataclass(frozen=True)
class Refusal:
    """One reason why one grant cannot come in: where, which, what field and why."""

    place: str
    identifier: str
    field: str
    reason: str

    def __str__(self) -> str:
        name = f" ({self.identifier})" if self.identifier else ""
        where = f", {self.field}" if self.field else ""
        return f"{self.place}{name}{where}: {self.reason}"


@dataclass
class ImportResult:
    """What came of a file. Nothing was written where `is_refused`."""

    refusals: list[Refusal] = field(default_factory=list)
    is_refused: bool = False
    new: int = 0
    changed: int = 0
    same: int = 0
    organisations_new: int = 0
    organisations_changed: int = 0


@dataclass(frozen=True)
class _Pair:
    award: PublishedAward
    funder: Entry
    recipient: Entry


def import_awards(
    *,
    awards: Sequence[PublishedAward],
    refusals: Sequence[Refusal] = (),
    recipients_are: str = Kind.PARTNER,
    accept_good: bool = False,
) -> ImportResult:
    """Add and update awards and the organisations on both sides of them.

    `refusals` are those of the file's reader. One refusal refuses the whole file, unless
    `accept_good`. Recipients that are new become directory entries of the kind `recipients_are`.
    """
    result = ImportResult(list(refusals))
    with scope(installation=True):
        entries = DirectoryEntries(side for a in awards for side in (a.funder, a.recipient))
        existing = _existing(awards)
        pairs = [
            pair
            for award in awards
            if (pair := _match(award, entries, existing, recipients_are, result.refusals))
        ]
        if result.refusals and not accept_good:
            result.is_refused = True
            return result
        result.organisations_new, result.organisations_changed = entries.save()
        _save(pairs, existing, result)
    return result


def _existing(awards: Sequence[PublishedAward]) -> dict[str, Award]:
    found: dict[str, Award] = {}
    identifiers = [award.identifier for award in awards]
    for start in range(0, len(identifiers), _BATCH):
        rows = Award.objects.filter(identifier__in=identifiers[start : start + _BATCH])
        found |= {str(row.identifier): row for row in rows.select_related("funder", "recipient")}
    return found


def _match(
    award: PublishedAward,
    entries: DirectoryEntries,
    existing: dict[str, Award],
    recipients_are: str,
    refusals: list[Refusal],
) -> _Pair | None:
    """Find both sides of an award, or add the reasons why it cannot come in."""

    def refuse(where: str, reason: str) -> None:
        refusals.append(Refusal(award.place, award.identifier, where, reason))

    try:
        funder = entries.claim(award.funder, kind=Kind.FUNDER, on=award.awarded_on)
        recipient = entries.claim(award.recipient, kind=recipients_are, on=award.awarded_on)
    except TwoHolders as two:
        refuse("", f"{two} Join them in the directory, or correct the numbers in the file.")
        return None
    count = len(refusals)
    if funder is recipient:
        refuse("recipient", "The funder and the recipient are the same organisation.")
    for side, entry in (("funder", funder), ("recipient", recipient)):
        if entry.organisation and entry.organisation.is_fictional:
            refuse(side, f"Its number belongs to “{entry.label}”, which is made up for a demo.")
    if there := existing.get(award.identifier):
        _check_against(there, award, funder, recipient, refuse)
    return _Pair(award, funder, recipient) if len(refusals) == count else None


def _check_against(
    there: Award, award: PublishedAward, funder: Entry, recipient: Entry, refuse: Any
) -> None:
    for side, entry in (("funder", funder), ("recipient", recipient)):
        recorded = getattr(there, side)
        if entry.organisation is None or entry.organisation.pk != recorded.pk:
            refuse(
                side,
                f"This award is recorded with “{recorded.name}”, the file says “{entry.label}”. "
                "An award does not move; give the new one an identifier of its own.",
            )
    starts_on = award.starts_on or there.starts_on
    ends_on = award.ends_on or there.ends_on
    if starts_on and ends_on and ends_on < starts_on:
        refuse("planned dates", "With the dates recorded before, it would end before it starts.")


def _save(pairs: Sequence[_Pair], existing: dict[str, Award], result: ImportResult) -> None:
    new, changed = [], []
    for pair in pairs:
        said = {name: getattr(pair.award, name) for name in _FIELDS}
        there = existing.get(pair.award.identifier)
        if there is None:
            new.append(
                Award(
                    identifier=pair.award.identifier,
                    funder=pair.funder.whole().organisation,
                    recipient=pair.recipient.whole().organisation,
                    **said,
                )
            )
        elif _brought_up_to_date(there, said):
            changed.append(there)
    Award.objects.bulk_create(new, batch_size=_BATCH)
    Award.objects.bulk_create(
        changed,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_FIELDS,
    )
    result.new, result.changed = len(new), len(changed)
    result.same = len(pairs) - len(new) - len(changed)
    _record(new, changed)


def _brought_up_to_date(award: Award, said: dict[str, Any]) -> bool:
    """Take over what the file says and what differs; what it does not say stays as it is."""
    differs = {
        name: value
        for name, value in said.items()
        if value not in (None, "") and value != getattr(award, name)
    }
    for name, value in differs.items():
        setattr(award, name, value)
    return bool(differs)


def _record(new: list[Award], changed: list[Award]) -> None:
    """One line in each funder's trail: who ran the import is whoever runs the installation."""
    added = Counter(award.funder for award in new)
    updated = Counter(award.funder for award in changed)
    funders = list(dict.fromkeys([*added, *updated]))
    if not funders:
        return
    with scope(organisation_ids=[funder.pk for funder in funders], installation=True):
        for funder in funders:
            audit.record(
                "awards.imported",
                by=None,
                organisation=funder,
                new=added[funder],
                changed=updated[funder],
            )
