"""Writing a long file into rows of the database, a piece as soon as it is full."""

from collections.abc import Callable
from typing import Any

# Bytes of the file in one row.
PIECE = 1_000_000


class Pieces:
    """Something to write to, for `zipfile`; `keep(number, piece)` stores each piece in order."""

    def __init__(self, keep: Callable[[int, bytes], Any]) -> None:
        self.number = self.size = 0
        self._keep_piece = keep
        self._waiting = bytearray()

    def write(self, data: Any) -> int:
        self._waiting += data
        while len(self._waiting) >= PIECE:
            self._keep(PIECE)
        return len(data)

    def flush(self) -> None:
        """Nothing: a piece is written when it is full, within a transaction of the asker's."""

    def end(self) -> None:
        """Keep what is left."""
        if self._waiting:
            self._keep(len(self._waiting))

    def _keep(self, length: int) -> None:
        piece = bytes(self._waiting[:length])
        del self._waiting[:length]
        self._keep_piece(self.number, piece)
        self.number += 1
        self.size += length
