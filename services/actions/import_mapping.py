"""Saying by hand which column of a file is which, and remembering it for the next one."""

from collections.abc import Mapping as AnyMapping
from typing import Any

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.spreadsheets import open_book

from ..models import FileImport, ImportMapping
from ..permissions import check_can_bring_in
from ..resources.dates import head_dates
from ..resources.mapping import Mapping, sum_of, to_remember
from ..resources.source import Sheet
from .import_files import check_again, right_for


@transaction.atomic
def correct_mapping(*, by: StaffMembership, imported: FileImport, mapping: Mapping) -> FileImport:
    """Take this mapping for the file, remember it for its set of headings, and check again.

    Raises ImportRefused where the file is being worked on or was saved, Unreadable where it is
    gone.
    """
    check_can_bring_in(by, right_for(imported.family))
    sheet = Sheet(open_book(imported.file, encoding=imported.encoding), mapping.sheet)
    row = sheet.row(mapping.header_row)
    days = [one.column for one in head_dates(sheet, mapping.header_row)]
    ImportMapping.objects.update_or_create(
        organisation_id=by.organisation_id,
        family=imported.family,
        headings=sum_of(row, days),
        defaults={"mapping": to_remember(mapping, row)},
    )
    audit.record("import mapped", by=by, subject=imported, columns=len(mapping.places))
    return check_again(by=by, imported=imported, mapping=mapping.as_json(), needs_mapping=False)


def correct_words(
    *, by: StaffMembership, imported: FileImport, words: AnyMapping[str, AnyMapping[str, str]]
) -> FileImport:
    """Say what ways of writing mean in this file (field, spelling, meaning), and check again."""
    said: dict[str, dict[str, str]] = dict(imported.mapping.get("words", {}))
    for field, spellings in words.items():
        said[field] = {**said.get(field, {}), **spellings}
    mapping = Mapping(**{**imported.mapping, "words": said})
    return correct_mapping(by=by, imported=imported, mapping=mapping)


def answer_questions(
    *, by: StaffMembership, imported: FileImport, answers: AnyMapping[str, str]
) -> FileImport:
    """Say who of the file is somebody known ("" for somebody else), and check again."""
    merged: dict[str, Any] = {**imported.answers, **answers}
    return check_again(by=by, imported=imported, answers=merged)
