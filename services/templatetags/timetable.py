"""When groups meet, in words."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext

from rco_network.core.text import isolated

from ..calculations.recurrence import in_words
from ..models import Group, Series

register = template.Library()


@register.filter
def meets(group: Group) -> str:
    """When and where a group meets that was fetched `with_series`: "every Tuesday, 10:00"."""
    every = list(getattr(group, "now_meets", ()))
    running = [series for series in every if not is_to_come(series)]
    return "; ".join(pattern(series) for series in running or every) or gettext("no usual day")


@register.filter
def is_to_come(series: Series) -> bool:
    """Whether a series begins only later."""
    return series.first_on > timezone.localdate()


@register.filter
def pattern(series: Series) -> str:
    """When and where a series meets."""
    words = f"{in_words(series.rule)}, {series.starts_at:%H:%M}"
    return f"{words} · {isolated(series.room.name)}" if series.room else words
