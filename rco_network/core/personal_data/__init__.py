"""What we hold about people, why, how long, and how it goes: one declaration for every model.

Each app's `retention.py` declares its models. A model, or a field, that nobody declared fails
tests/test_personal_data.py. What is derived from the declarations: the page "What we keep", the
columns that the reporting role may read, the pack that somebody gets who asks what is held about
them, erasure, and what the nightly job does.
"""

from .declarations import (
    ANONYMOUS,
    BLANKED,
    BY_LAW,
    COARSENED,
    REMOVED,
    STAYS,
    Declaration,
    Personal,
    declare,
    identifies,
    said,
    who,
)
from .periods import PERIODS, Period
from .purposes import PURPOSES, Purpose
from .questions import (
    Holding,
    columns_of,
    countable_columns,
    declaration_of,
    declarations,
    holdings_of,
    identifying_columns,
    telling_texts,
)

__all__ = [
    "ANONYMOUS",
    "BLANKED",
    "BY_LAW",
    "COARSENED",
    "PERIODS",
    "PURPOSES",
    "REMOVED",
    "STAYS",
    "Declaration",
    "Holding",
    "Period",
    "Personal",
    "Purpose",
    "columns_of",
    "countable_columns",
    "declaration_of",
    "declarations",
    "declare",
    "holdings_of",
    "identifies",
    "identifying_columns",
    "said",
    "telling_texts",
    "who",
]
