"""What stands beside the marks of a register: what was given, and the note."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import QueryDict
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
) -> list[dict[str, str]]:
    cells = []
    for kind in ExtraKind.values:
        stored = str(there[uuid, kind]) if (uuid, kind) in there else ""
        cells.append(
            {
                "kind": kind,
                "value": sent.get(f"extra_{who}_{kind}", stored),
                "was": sent.get(f"extrawas_{who}_{kind}", stored),
            }
        )
    return cells


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
