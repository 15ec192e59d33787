"""When groups meet, in words."""

from django import template
from django.utils.translation import gettext

from ..calculations.recurrence import in_words
from ..models import Group, Series

register = template.Library()


@register.filter
def meets(group: Group) -> str:
    """When and where a group meets that was fetched `with_series`: "every Tuesday, 10:00"."""
    found = [pattern(series) for series in getattr(group, "now_meets", ())]
    return "; ".join(found) or gettext("no usual day")


@register.filter
def pattern(series: Series) -> str:
    """When and where a series meets."""
    words = f"{in_words(series.rule)}, {series.starts_at:%H:%M}"
    return f"{words} · {series.room.name}" if series.room else words
