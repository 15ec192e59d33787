"""What a restatement says that the edition before it did not: “was 212, now 209”."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from .numbering import places
from .shape import ReportDocument


@dataclass(frozen=True)
class Change:
    """One number that differs; `address` finds it in both. Texts are as the documents print."""

    address: str
    label: str
    was: str
    now: str

    @property
    def sentence(self) -> str:
        """Different people: was 212, now 209."""
        return _("%(label)s: was %(was)s, now %(now)s.") % asdict(self)

    def kept(self) -> dict[str, Any]:
        """The change as plain data."""
        return asdict(self)


def changes(before: ReportDocument, now: ReportDocument) -> tuple[Change, ...]:
    """Return every number that the two documents say differently, in the newer one's order.

    A hidden cell tells nothing: where either is hidden, only that it is now or was is compared.
    """
    with translation.override(now.language):
        earlier = {place.address: place.cell.text for place in places(before)}
        return tuple(
            Change(place.address, place.label, earlier[place.address], place.cell.text)
            for place in places(now)
            if place.address in earlier and earlier[place.address] != place.cell.text
        )
