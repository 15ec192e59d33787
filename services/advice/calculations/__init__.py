"""What follows from what is written: sums of money, what a level allows, who is known already."""

from .conflicts import Hit, keys_of, known_as
from .figures import Figures, Line, figures_of
from .guard import AboveLevel, Verdict, judge, lines_about
from .keeping import files_due
from .money import FORMULA, ROUNDING, Worth, add_up, in_pounds, is_money, worth

__all__ = [
    "FORMULA",
    "ROUNDING",
    "AboveLevel",
    "Figures",
    "Hit",
    "Line",
    "Verdict",
    "Worth",
    "add_up",
    "figures_of",
    "files_due",
    "in_pounds",
    "is_money",
    "judge",
    "keys_of",
    "known_as",
    "lines_about",
    "worth",
]
