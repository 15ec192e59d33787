"""A log line says what happened and where, and never what somebody typed.

Django and Celery write through `NoPersonalData`; gunicorn and PostgreSQL, which have logs of their
own, are held to the same in core/server_logs.py.
"""

import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLResolver, get_resolver
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

_ADDRESS = re.compile(r"[^\s<>\"'@(),;:]+@[^\s<>\"'@(),;:]+")
_QUERY = re.compile(r"\?[^\s\"']+")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SECRET = re.compile(r"(?<![\w-])[A-Za-z0-9_-]{25,}")
# Celery hands over what a task was given and what it raised; the place of the error is enough.
_NOT_OURS_TO_WRITE = (
    "exc",
    "traceback",
    "args",
    "kwargs",
    "return_value",
    "internal",
    "description",
)


@cache
def _known_words() -> frozenset[str]:
    """The words of our own addresses: what else stands in a path was typed by somebody."""

    def routes(resolver: Any) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            yield re.sub(r"<[^>]*>", "", str(pattern.pattern))
            if isinstance(pattern, URLResolver):
                yield from routes(pattern)

    return frozenset(re.findall(r"[\w.-]+", " ".join(routes(get_resolver()))))


def safe_path(path: str) -> str:
    """Return a path with everything that is neither our word nor a record's name left out."""
    return "/".join(
        part if not part or part in _known_words() or _UUID.fullmatch(part) else "…"
        for part in unquote(path.partition("?")[0]).split("/")
    )


def _clean(text: str) -> str:
    text = _QUERY.sub("?…", _ADDRESS.sub("[address]", text))
    return _SECRET.sub(lambda found: found[0] if _UUID.fullmatch(found[0]) else "[…]", text)


def _harmless(value: Any) -> Any:
    """Return what a message may say of one of its arguments."""
    return type(value).__name__ if isinstance(value, BaseException) else value


class NoPersonalData(logging.Formatter):
    """Exceptions are written by type and place; their text may quote a row with a name in it."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may be given the same record: what it sees is not ours to change.
        copy = logging.makeLogRecord(record.__dict__)
        copy.exc_text = None
        copy.stack_info = None
        copy.msg, copy.args = self.message(record), ()
        return super().format(copy)

    def message(self, record: logging.LogRecord) -> str:
        """Return the message without addresses of people, secrets, queries and error texts."""
        request, status = getattr(record, "request", None), getattr(record, "status_code", None)
        if request is not None and status is not None and hasattr(request, "method"):
            return f"{status} {request.method} {safe_path(request.path)}"
        args = record.args
        if isinstance(args, Mapping):
            clean: Any = {
                name: "…" if name in _NOT_OURS_TO_WRITE else _harmless(value)
                for name, value in args.items()
            }
        else:
            clean = tuple(_harmless(value) for value in args or ())
        message = _harmless(record.msg)
        try:
            return _clean(str(message) % clean if clean else str(message))
        except (TypeError, ValueError):
            return _clean(str(message))

    def formatException(self, ei: Any) -> str:
        kind, error, trace = ei
        frames = traceback.extract_tb(trace)
        place = " < ".join(f"{f.filename}:{f.lineno} {f.name}" for f in reversed(frames[-6:]))
        state = getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None)
        name = kind.__name__ if kind else "error"
        # Written by us for those who run the installation, and about settings only.
        why = f": {error}" if isinstance(error, ImproperlyConfigured) else ""
        return f"{name}{f' (SQLSTATE {state})' if state else ''}{why} at {place}"


class NothingTyped(SafeExceptionReporterFilter):
    """An error report, should anybody switch one on, has no settings, cookies, fields or values."""

    def is_active(self, request: Any) -> bool:
        return True

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: Any) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: Any) -> dict[str, Any]:
        return {}

    def get_post_parameters(self, request: Any) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> Any:
        return []


class TypeAndPlace(ExceptionReporter):
    """As above, and without the sentence of the exception, which may quote a row."""

    def get_traceback_data(self) -> dict[str, Any]:
        kind = self.exc_type.__name__ if self.exc_type else "error"
        frames = [
            {"filename": f["filename"], "lineno": f["lineno"], "function": f["function"]}
            for f in self.get_traceback_frames()
        ]
        return {"exception_type": kind, "frames": frames}

    def get_traceback_text(self) -> Any:
        found = self.get_traceback_data()
        lines = [f"  {f['filename']}:{f['lineno']} {f['function']}" for f in found["frames"]]
        return "\n".join([found["exception_type"], *lines])

    def get_traceback_html(self) -> Any:
        return ""
