"""A report's numbers as they are kept: the page and the files of one report read the same ones."""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .shape import Breakdown, Cell, Figure, ReportDocument, Row, Voice


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
            "summary": tuple(kept["summary"]),
            "method": tuple(kept["method"]),
            "figures": tuple(_figure(f) for f in kept["figures"]),
            "voices": tuple(Voice(**v) for v in kept["voices"]),
        }
    )


def _figure(kept: dict[str, Any]) -> Figure:
    return Figure(
        **kept
        | {
            "total": _cell(kept["total"]),
            "breakdowns": tuple(_breakdown(b) for b in kept["breakdowns"]),
            "shared_with": tuple(kept["shared_with"]),
        }
    )


def _breakdown(kept: dict[str, Any]) -> Breakdown:
    rows = tuple(Row(**row | {"cell": _cell(row["cell"])}) for row in kept["rows"])
    return Breakdown(**kept | {"rows": rows})


def _cell(kept: dict[str, Any]) -> Cell:
    return Cell(_number(kept["value"]), _number(kept["upper"]), kept["hidden"])


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
