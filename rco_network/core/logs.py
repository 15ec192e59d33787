"""A log line says what happened and where, and never what somebody typed."""

import logging
import traceback


class NoPersonalData(logging.Formatter):
    """Exceptions are written by type and place; their text may quote a row with a name in it."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatException(self, ei: tuple) -> str:
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)
        place = " < ".join(f"{f.filename}:{f.lineno} {f.name}" for f in reversed(frames[-6:]))
        return f"{kind.__name__ if kind else 'error'} at {place}"
