"""What a phone's outbox sends: a list of entries in the order in which they were made.

Each is read by itself, so that one which cannot be read holds up none of the others.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rco_network.core.text import clean_line

from ..actions.outbox import Entry
from ..actions.register_sheet import Newcomer, Sheet
from ..enums import Counting, EntryKind, Mark
from ..models import Group
from .registers import LONGEST_NAME, RegisterForm

MOST_ENTRIES = 50
MOST_MARKS = 400


class Unreadable(Exception):
    """This is not a list of entries: nothing of it was taken."""


def read_outbox(body: bytes) -> tuple[str, list[Mapping[str, Any]]]:
    """Return (for whom it was written, its entries as sent). Raises Unreadable."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable from None
    entries = sent.get("entries") if isinstance(sent, dict) else None
    if not isinstance(entries, list) or not 0 < len(entries) <= MOST_ENTRIES:
        raise Unreadable
    if not all(isinstance(one, dict) and _uuid(one.get("key")) for one in entries):
        raise Unreadable
    return str(sent.get("for", "")), entries


def groups_named(entries: list[Mapping[str, Any]]) -> set[UUID]:
    """Return the ids of groups that the entries name."""
    return {uuid for one in entries if (uuid := _uuid(one.get("group")))}


def read_entry(sent: Mapping[str, Any], groups: Mapping[UUID, Group]) -> Entry:
    """Return one entry; what is wrong with it is in its `problem`, as a sentence."""
    key, kind = _uuid(sent.get("key")), sent.get("kind")
    if key is None:
        raise Unreadable
    if kind not in EntryKind.values:
        return Entry(key, EntryKind.MARKS, problem=_("This entry cannot be read. Write it anew."))
    group = groups.get(_uuid(sent.get("group")) or UUID(int=0))
    if group is None:
        return Entry(key, kind)
    if (kind == EntryKind.HEADS) != (group.counting == Counting.BY_HEAD):
        said = _("This group changed between names and head counts. Open it again.")
        return Entry(key, kind, group, problem=said)
    form = RegisterForm(_when(sent), group=group)
    if not form.is_valid():
        return Entry(key, kind, group, problem=" ".join(_said(form)))
    sheet = Sheet(
        key=form.cleaned_data["key"],
        version=form.cleaned_data["version"],
        held_on=form.cleaned_data["on"],
        starts_at=form.cleaned_data["starts"],
        minutes=form.cleaned_data["minutes"],
        heads=form.cleaned_data["heads"],
        because=form.cleaned_data["because"],
        by_phone=True,
    )
    return _filled(Entry(key, kind, group, sheet), sent)


def _filled(entry: Entry, sent: Mapping[str, Any]) -> Entry:
    """Add what the kind of entry is about."""
    sheet = entry.sheet
    if sheet is None:
        return entry
    if entry.kind == EntryKind.HEADS:
        was = sent.get("was")
        sheet.heads_was = was if isinstance(was, int) else None
    elif entry.kind == EntryKind.MARKS:
        sheet.marks, sheet.was = _marks(sent.get("marks")), _marks(sent.get("was"))
        if not sheet.marks or len(sheet.marks) > MOST_MARKS:
            return Entry(entry.key, entry.kind, entry.group, problem=_("Nobody is marked on it."))
    else:
        name = clean_line(_whole(sent.get("name")))
        person, mark = _uuid(sent.get("person")), sent.get("mark")
        if not 0 < len(name) <= LONGEST_NAME or person is None:
            said = _("Write a name of up to %(most)s letters.") % {"most": LONGEST_NAME}
            return Entry(entry.key, entry.kind, entry.group, problem=said)
        mark = mark if mark in Mark.values else Mark.PRESENT
        sheet.newcomers = [Newcomer(key=str(person), name=name, mark=mark, same="new")]
    return entry


def _when(sent: Mapping[str, Any]) -> dict[str, Any]:
    names = {"session": "key", "version": "version", "on": "on", "starts": "starts", "ends": "ends"}
    when = {to: sent.get(name) for name, to in names.items()}
    return when | {"heads": sent.get("heads"), "because": _whole(sent.get("because"))}


def _whole(text: Any) -> str:
    """JSON can hold halves of letters, which no text of ours can."""
    return text.encode("utf-8", "ignore").decode() if isinstance(text, str) else ""


def _said(form: RegisterForm) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


def _marks(sent: Any) -> dict[UUID, str]:
    if not isinstance(sent, dict):
        return {}
    read = ((_uuid(uuid), mark) for uuid, mark in sent.items())
    return {uuid: mark for uuid, mark in read if uuid and mark in Mark.values}


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(text) if isinstance(text, str) else None
    except ValueError:
        return None
