"""How a chart writes a number: plain, or with the way back to the rows that it was counted from."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html

register = template.Library()


@register.simple_tag(takes_context=True)
def number(context: template.Context, cell: Any) -> str:
    """Write a cell. In an edition (`code`) it leads back: a link on a page, its number on paper."""
    code, ref = context.get("code", ""), getattr(cell, "ref", 0)
    if not (code and ref):
        return str(cell.text)
    if context.get("on_paper"):
        return format_html('{}<span class="ref">·{}</span>', cell.text, ref)
    return format_html(
        '<a class="trace" href="{}">{}</a>', reverse("trace", args=[code, ref]), cell.text
    )
