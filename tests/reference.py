"""Real reference data beside the project, where a machine has it: only tests and trials read it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def reference(name: str) -> Path:
    """Return a file or folder of the reference data, or skip the test that asks."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"The reference data {name} is not beside this checkout.")
    return path
