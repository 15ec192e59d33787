"""A report's numbers as they are kept: the page and the files of one report read the same ones."""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .shape import Breakdown, Cell, Figure, Passage, ReportDocument, Row, Voice, Written


def to_json(document: ReportDocument) -> dict[str, Any]:
    """Return the document as plain data; decimals and days become text."""
    return _plain(asdict(document))


def from_json(kept: dict[str, Any]) -> ReportDocument:
    """Return the document that `to_json` was given."""
    return ReportDocument(
        **kept
        | {
            "period_start": date.fromisoformat(kept["period_start"]),
            "period_end": date.fromisoformat(kept["period_end"]),
            "made_at": datetime.fromisoformat(kept["made_at"]),
            "summary": _passages(kept["summary"]),
            "method": tuple(kept["method"]),
            "figures": tuple(_figure(f) for f in kept["figures"]),
            "voices": tuple(Voice(**v) for v in kept["voices"]),
            "restated": tuple(kept["restated"]),
            # Editions from before there were layouts have none.
            "written": tuple(_written(w) for w in kept.get("written", ())),
        }
    )


def _figure(kept: dict[str, Any]) -> Figure:
    return Figure(
        **kept
        | {
            "total": _cell(kept["total"]),
            "breakdowns": tuple(_breakdown(b) for b in kept["breakdowns"]),
            "shared_with": tuple(kept["shared_with"]),
            "words": _passages(kept["words"]),
            "facts": tuple((name, value) for name, value in kept["facts"]),
        }
    )


def _written(kept: dict[str, Any]) -> Written:
    return Written(**kept | {"words": _passages(kept["words"])})


def _breakdown(kept: dict[str, Any]) -> Breakdown:
    return Breakdown(
        **kept | {"rows": tuple(map(_row, kept["rows"])), "columns": tuple(kept["columns"])}
    )


def _row(kept: dict[str, Any]) -> Row:
    interval = kept.get("interval")
    return Row(
        **kept
        | {
            "cell": _cell(kept["cell"]),
            "cells": tuple(map(_cell, kept["cells"])),
            "interval": None if interval is None else tuple(interval),
        }
    )


def _passages(kept: list[dict[str, Any]]) -> tuple[Passage, ...]:
    return tuple(
        Passage(tuple(p if isinstance(p, str) else _cell(p) for p in passage["parts"]))
        for passage in kept
    )


def _cell(kept: dict[str, Any]) -> Cell:
    return Cell(_number(kept["value"]), _number(kept["upper"]), kept["hidden"], kept["ref"])


def _number(kept: Any) -> Any:
    return Decimal(kept) if isinstance(kept, str) else kept


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
