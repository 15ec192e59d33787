from .concern import Concern
from .entry import Entry
from .receipt import Receipt

__all__ = ["Concern", "Entry", "Receipt"]
