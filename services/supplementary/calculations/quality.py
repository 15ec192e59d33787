"""The quality framework's file: what is there, and what has to be looked at again."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from ..models import QualityItem
from ..reference.quality import ITEMS

# So many days before something expires, somebody is reminded.
NOTICE = timedelta(days=30)


@dataclass(frozen=True)
class OnFile:
    """One item of the framework with what is on file for it."""

    key: str
    pack: str
    name: str
    item: QualityItem | None


def on_file(organisation_id: int) -> list[OnFile]:
    """Return every item in the framework's order."""
    rows = {row.key: row for row in QualityItem.objects.for_organisation(organisation_id)}
    return [OnFile(key, pack, name, rows.get(key)) for key, (pack, name) in ITEMS.items()]


def days_left(one: OnFile, today: date) -> int | None:
    """Return for how many days the item is still good, negative once it is over."""
    if one.item is None or one.item.expires_on is None:
        return None
    return (one.item.expires_on - today).days


def expiring(organisation_id: int, today: date) -> QuerySet[QualityItem]:
    """Return what has expired, or will within the time of notice."""
    rows = QualityItem.objects.for_organisation(organisation_id)
    return rows.filter(expires_on__lte=today + NOTICE).order_by("expires_on", "pk")
