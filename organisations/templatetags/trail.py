"""The way from a record's page to its history."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from rco_network.core.access import allows

from ..permissions import check_can_read_trail

register = template.Library()


@register.simple_tag(takes_context=True)
def history_link(context: Any, noun: str, uuid: Any) -> str:
    """A link to the record's history, for those who may read it; nothing for everybody else.

    Nouns are those of reference/trail_words.py: PAGES.
    """
    membership = getattr(context.get("request"), "membership", None)
    if not uuid or not allows(check_can_read_trail, membership):
        return ""
    address = reverse("record-history", args=[noun, uuid])
    return format_html(
        '<p class="history"><a href="{}">{}</a></p>', address, _("History: who changed what, when")
    )
