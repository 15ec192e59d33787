"""What the person at the terminal reads: steps, how long they take, and refusals in words."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Refusal(Exception):
    """Something the person can put right. The text says what is wrong and the way out."""


def say(text: str) -> None:
    print(text, flush=True)


@contextmanager
def step(label: str) -> Iterator[None]:
    """Name a piece of work, and say every few seconds that it is still going on."""
    say(label)
    started = time.monotonic()
    finished = threading.Event()

    def keep_saying() -> None:
        wait = 2.0
        while not finished.wait(wait):
            say(f"  {time.monotonic() - started:3.0f} s")
            wait = 5.0

    ticker = threading.Thread(target=keep_saying, daemon=True)
    ticker.start()
    try:
        yield
    finally:
        finished.set()
        ticker.join()


def warn(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
