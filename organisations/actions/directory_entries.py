"""Organisations known from published data: matched by any number they ever had, else added.

Set-based: however many organisations a file names, they are found by a few queries and written
by a few more. Somebody opens an installation scope around it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..enums import Kind, Scheme
from ..models import Identifier, Organisation

Number = tuple[str, str]  # register and number
_BATCH = 1000
_COUNCILS = {Scheme.LAE, Scheme.LAS, Scheme.PLA, Scheme.LANI}


@dataclass(frozen=True)
class PublishedOrganisation:
    """What a publisher says of an organisation: at least one number, and a name."""

    numbers: tuple[Number, ...]
    name: str
    website: str = ""


class TwoHolders(Exception):
    """Numbers given as one organisation's belong to two; the sentence names both."""


@dataclass(eq=False)
class Entry:
    """One organisation of a file: there already, or to be added."""

    kind: str
    organisation: Organisation | None = None
    numbers: dict[Number, None] = field(default_factory=dict)
    name: str = ""
    website: str = ""
    said_on: date = date.min
    joined: "Entry | None" = None

    def whole(self) -> "Entry":
        """The entry that this one turned out to be."""
        return self.joined.whole() if self.joined else self

    @property
    def label(self) -> str:
        """What it is called in a sentence."""
        return self.organisation.name if self.organisation else self.name


class DirectoryEntries:
    """The organisations of one file, read and written together."""

    def __init__(self, named: Iterable[PublishedOrganisation]) -> None:
        """Find, in few queries, who holds any of the numbers that the file names."""
        self.entries: dict[Number, Entry] = {}
        self.held: set[Number] = set()
        self._there: dict[int, Entry] = {}
        numbers = list({number for one in named for number in one.numbers})
        for batch in _batches(numbers):
            wanted = set(batch)
            rows = Identifier.objects.filter(number__in={number for _, number in batch})
            for row in rows.select_related("organisation"):
                if (row.scheme, row.number) in wanted:
                    self._holds(row)

    def _holds(self, row: Identifier) -> None:
        entry = self._there.setdefault(
            row.organisation_id, Entry(row.organisation.kind, row.organisation)
        )
        self.entries[row.scheme, row.number] = entry
        self.held.add((row.scheme, row.number))

    def claim(self, said: PublishedOrganisation, *, kind: str, on: date | None) -> Entry:
        """Return the entry that this is, and note what is said of it.

        Of several names in one file the latest counts. Raises TwoHolders with a sentence.
        """
        found = list(
            dict.fromkeys(self.entries[n].whole() for n in said.numbers if n in self.entries)
        )
        there = [entry for entry in found if entry.organisation]
        if len(there) > 1:
            names = " and ".join(f"“{entry.label}”" for entry in there)
            raise TwoHolders(f"The numbers given for “{said.name}” belong to two: {names}.")
        entry = (there or found or [Entry(_kind_by(said.numbers) or kind)])[0]
        for other in found:
            if other is not entry:
                other.joined = entry
                entry.numbers |= other.numbers
        for number in said.numbers:
            entry.numbers[number] = None
            self.entries[number] = entry
        if (on or date.min) >= entry.said_on:
            entry.said_on = on or date.min
            entry.name = said.name
            entry.website = said.website or entry.website
        return entry

    def save(self) -> tuple[int, int]:
        """Write what is new or changed; return how many organisations are new, and changed.

        An organisation that takes part keeps its own name and website; it only gains numbers.
        """
        entries = list(dict.fromkeys(entry.whole() for entry in self.entries.values()))
        entries = [entry for entry in entries if entry.name]
        new = [entry for entry in entries if entry.organisation is None]
        added = [
            Organisation(name=e.name, kind=e.kind, website=e.website, is_directory_entry=True)
            for e in new
        ]
        for entry, organisation in zip(new, added, strict=True):
            entry.organisation = organisation
        Organisation.objects.bulk_create(added, batch_size=_BATCH)
        changed = [e.organisation for e in entries if e.organisation and _renamed(e)]
        Organisation.objects.bulk_create(
            changed,
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["name", "website"],
        )
        numbers = [
            Identifier(organisation=entry.organisation, scheme=scheme, number=number)
            for entry in entries
            for scheme, number in entry.numbers
            if (scheme, number) not in self.held
        ]
        Identifier.objects.bulk_create(numbers, batch_size=_BATCH)
        return len(new), len(changed)


def _renamed(entry: Entry) -> bool:
    """Take over name and website where they differ; tell whether something did."""
    organisation = entry.organisation
    if organisation is None or not organisation.is_directory_entry:
        return False
    said = (entry.name, entry.website or organisation.website)
    if said == (organisation.name, organisation.website):
        return False
    organisation.name, organisation.website = said
    return True


def _kind_by(numbers: Sequence[Number]) -> str:
    return Kind.COUNCIL if any(scheme in _COUNCILS for scheme, _ in numbers) else ""


def _batches(numbers: list[Number]) -> Iterable[list[Number]]:
    for start in range(0, len(numbers), _BATCH):
        yield numbers[start : start + _BATCH]
