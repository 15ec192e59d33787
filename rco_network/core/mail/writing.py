"""Writing to somebody in their own language."""

from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string

from ..context import PRODUCT
from ..models import Mail
from .letters import Letter, spoken_in
from .outbox import post


def write(
    letter: Letter,
    template: str,
    *,
    to: str,
    language: str,
    path: str = "/",
    about: UUID | None = None,
    **said: Any,
) -> Mail:
    """Draw a template and post it (outbox.py), with the site's own address of `path` as `link`.

    `language` is the one that the reader chose; "" for somebody of whom nobody knows it.
    """
    said |= {"product": PRODUCT, "link": urljoin(settings.SITE_URL, path)}
    with spoken_in(language):
        return post(letter, to=to, body=render_to_string(template, said).lstrip(), about=about)
