"""The rows of a register, one person each: the screen that decides, drawn without a template.

Twenty rows of a template cost more than anything else on the page; written out like this they
cost next to nothing. Scripts: static/js/register.js. Words of people are escaped by format_html.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

_ROW = """
<div class="reg{conflicting}" role="radiogroup" aria-labelledby="n-{uuid}">\
<p class="reg-name"><span id="n-{uuid}" dir="auto">{name}</span>\
<span class="reg-told">{told}</span></p>
<div class="seg">\
<label><input type="radio" name="mark_{uuid}" value="present"{present}><span>{here}</span></label>\
<label><input type="radio" name="mark_{uuid}" value="late"{late}><span>{is_late}</span></label>\
<label><input type="radio" name="mark_{uuid}" value="absent"{absent}><span>{away}</span></label>\
</div>
<details class="reg-more" data-menu>\
<summary aria-label="{more}"><span aria-hidden="true">⋯</span></summary>\
<label class="choice"><input type="radio" name="mark_{uuid}" value="excused"{excused}>{told_long}\
</label></details>\
<input type="hidden" name="was_{uuid}" value="{was}">{known}{conflict}</div>"""
_MARKS = ("present", "late", "absent", "excused")
# What needs no escaping says so: twenty rows are three hundred values.
_NOTHING = SafeString("")
_CHECKED = SafeString(" checked")
_CONFLICTING = SafeString(" has-conflict")


def draw_rows(rows: Iterable[Mapping[str, Any]]) -> SafeString:
    """Return the rows of a register; they stand inside `<form class="register" data-register>`.

    Each row has
      uuid      of the participant; the row posts mark_<uuid> and was_<uuid>
      name      to be called by, in any script
      mark      present | late | absent | excused | "" (what the controls show)
      was       the mark that this page was drawn from (what the second of two savers is held by)
      known     what a room puts beside the name (services/parts.py: Beside), or nothing
      conflict  "" or one sentence: "Amina marked Late at 14:02; you marked Here."
    """
    words = {
        "here": gettext("Here"),
        "is_late": gettext("Late"),
        "away": gettext("Away"),
        "told": gettext("Told us"),
        "told_long": gettext("Told us they cannot come"),
        "more": gettext("More"),
    }
    words = {name: conditional_escape(word) for name, word in words.items()}
    drawn = format_html_join("", "{}", ((_row(row, words),) for row in rows))
    return format_html('<div class="reg-list">{}\n</div>', drawn)


def _row(row: Mapping[str, Any], words: Mapping[str, str]) -> SafeString:
    conflict = row.get("conflict")
    return format_html(
        _ROW,
        **words,
        **{mark: _CHECKED if row["mark"] == mark else _NOTHING for mark in _MARKS},
        uuid=row["uuid"],
        name=row["name"],
        was=row["was"],
        known=_beside(row["known"], words["more"]) if row.get("known") else _NOTHING,
        conflict=_sentence(conflict) if conflict else _NOTHING,
        conflicting=_CONFLICTING if conflict else _NOTHING,
    )


def _beside(known: Any, more: str) -> SafeString:
    urgent = format_html_join(
        "",
        '\n<p class="reg-conflict" dir="auto"><strong>{}</strong></p>',
        ((one,) for one in known.urgent),
    )
    if not known.more:
        return urgent
    lines = format_html_join("", '<p dir="auto">{}</p>', ((one,) for one in known.more))
    return format_html(
        '{}\n<details class="reg-conflict"><summary>{}</summary>{}</details>', urgent, more, lines
    )


def _sentence(text: str) -> SafeString:
    return format_html('\n<p class="reg-conflict" dir="auto">{}</p>', text)
