"""From the bytes of a file to a reading of it: the one way in, for every target."""

from collections import Counter
from collections.abc import Iterable

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from rco_network.core.spreadsheets import Unreadable, cell_text, column_letter, open_book

from ..models import Group, ImportMapping
from .mapping import Mapping, Memory, guess
from .reading import Choices, NewGroups, Reading
from .source import Sheet
from .targets import ATTENDANCES, Target, target_for


def read_file(
    content: bytes,
    organisation_id: int,
    *,
    encoding: str = "",
    family: str = ATTENDANCES,
    mapping: Mapping | None = None,
    new_groups: NewGroups | None = None,
    answers: dict[str, str] | None = None,
) -> Reading:
    """Read a file and match it with what the organisation has; nothing is written.

    Without a `mapping` the columns are guessed, or remembered. Raises Unreadable for a file that
    is no such table: EncodingUnknown or MappingNeeded where somebody can say more about it.
    """
    book = open_book(content, encoding=encoding)
    if mapping is None:
        groups = SimpleLazyObject(lambda: group_names(organisation_id))
        mapping = guess(book, family, memory_of(organisation_id, family), groups)
    choices = Choices(organisation_id, new_groups, answers or {})
    target, sheet = target_for(mapping.target), Sheet(book, mapping.sheet)
    _refuse(target, sheet, mapping)
    return target.read(sheet, mapping, choices)


def _refuse(target: Target, sheet: Sheet, mapping: Mapping) -> None:
    """Raise Unreadable for a sheet with a column that must not come in at all."""
    if target.refuses is None:
        return
    head = sheet.row(mapping.header_row)
    below = [row for at, row in sheet.head if at > mapping.header_row]
    for place in range(max(map(len, [head, *below]), default=0)):
        cells = [cell_text(row[place]) for row in [head, *below] if place < len(row)]
        if why := target.refuses(cells[0] if place < len(head) else "", cells):
            where = f" of sheet “{sheet.name}”" if sheet.name else ""
            raise Unreadable(
                gettext("Column %(column_letter)s%(where)s %(why)s")
                % {"column_letter": column_letter(place), "where": where, "why": why}
            )


def memory_of(organisation_id: int, family: str) -> Memory:
    """Return what finds the mappings that were remembered for these sums of headings."""

    def remembered(sums: set[str]) -> dict[str, dict[str, object]]:
        mine = ImportMapping.objects.filter(organisation=organisation_id, family=family)
        return dict(mine.filter(headings__in=sums).values_list("headings", "mapping"))

    return remembered


def group_names(organisation_id: int) -> Iterable[str]:
    """Return the names of the groups, with their service where two share one."""
    mine = Group.objects.for_organisation(organisation_id).running()
    named = list(mine.values_list("service__name", "name"))
    often = Counter(name for _, name in named)
    return [f"{of}: {name}" if often[name] > 1 else name for of, name in named]
