"""What stands beside the marks of a register: what was given, and the note."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from ..actions.extras import extras_of
from ..actions.register_sheet import ExtraKey, Given
from ..actions.session_notes import digest
from ..enums import EXTRA_COUNTS, ExtraKind
from ..forms.extras import EVERYBODY
from ..models import Session

_KINDS = [
    {"kind": kind.value, "label": kind.label, "unit": EXTRA_COUNTS.get(kind, "")}
    for kind in ExtraKind
]
_CELL = (
    '<td><input name="extra_{who}_{kind}" value="{value}"{numbers} aria-labelledby="{row} x-{kind}"'
    ' autocomplete="off">{was}</td>'
)
_WAS = '<input type="hidden" name="extrawas_{}_{}" value="{}">'
_NUMBERS = SafeString(' inputmode="decimal"')
_NOTHING = SafeString("")


def beside(
    rows: Iterable[Mapping[str, Any]], session: Session | None, posted: QueryDict | None = None
) -> dict[str, Any]:
    """Return what the part of the page draws: as stored, or as typed where a form came back."""
    there = extras_of(session) if session else {}
    sent: Mapping[str, Any] = posted or {}
    named = [{"uuid": row["uuid"], "name": row["name"]} for row in rows]
    stored = getattr(session, "note", None) if session else None
    text = stored.text if stored else ""
    return {
        "extra_kinds": _KINDS,
        "extra_rows": [
            {**one, "cells": _cells(one["uuid"], UUID(one["uuid"]), there, sent)} for one in named
        ],
        "extra_all": _cells(EVERYBODY, None, there, sent),
        "note": sent.get("note", text),
        "note_was": sent.get("note_was", digest(text)),
        "extras_number": len(there),
        "has_note": bool(text),
    }


def _cells(
    who: str, uuid: UUID | None, there: Mapping[ExtraKey, Given], sent: Mapping[str, Any]
) -> SafeString:
    """The fields of one person, or of everybody."""
    if uuid and not there and not sent:
        return format_html(_BLANK, who)
    return _draw_cells(who, uuid, there, sent)


def _draw_cells(
    who: str, uuid: UUID | None, there: Mapping[ExtraKey, Given], sent: Mapping[str, Any]
) -> SafeString:
    drawn = []
    for kind in ExtraKind.values:
        stored = str(there.get((uuid, kind), ""))
        was = sent.get(f"extrawas_{who}_{kind}", stored)
        cell = {
            "who": who,
            "kind": kind,
            "value": sent.get(f"extra_{who}_{kind}", stored),
            "row": f"n-{who}" if uuid else "x-all",
            "numbers": _NUMBERS if uuid else _NOTHING,
            "was": format_html(_WAS, who, kind, was) if was else _NOTHING,
        }
        drawn.append(cell)
    return format_html_join("", _CELL, drawn)


# Most registers have no extras, and twenty people have a hundred fields for them: drawn once, with
# a place for the person.
_BLANK = _draw_cells("WHO", UUID(int=0), {}, {}).replace("WHO", "{0}")


def clash_sentences(
    clashes: Mapping[ExtraKey, tuple[Given, Given]], names: Mapping[str, str], who: Any
) -> list[str]:
    """Say of each thing that two people wrote differently what stands and what was sent."""
    return [
        gettext("%(kind)s, %(name)s: %(who)s wrote %(theirs)s; you wrote %(yours)s.")
        % {
            "kind": ExtraKind(kind).label,
            "name": names.get(str(uuid), gettext("everybody together")),
            "who": who,
            "theirs": str(theirs) or gettext("nothing"),
            "yours": str(yours) or gettext("nothing"),
        }
        for (uuid, kind), (theirs, yours) in clashes.items()
    ]
