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
        return with_ref(cell.text, ref)
    return format_html(
        '<a class="trace" href="{}">{}</a>', reverse("trace", args=[code, ref]), cell.text
    )


@register.simple_tag
def with_ref(text: str, ref: int) -> str:
    """Write a number on paper with its own number behind it, as one whole from left to right.

    Within words from right to left the two would change places, for the eye and for a machine
    that reads the text: the small one would stand before.
    """
    if all(letter.isdigit() or letter in ".," for letter in text):
        return format_html('<bdi dir="ltr">{}<span class="ref">·{}</span></bdi>', text, ref)
    return format_html('<bdi>{}</bdi><bdi dir="ltr" class="ref">·{}</bdi>', text, ref)
