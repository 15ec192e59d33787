"""The parts that pages are made of. `/design/` shows each in every state.

Loaded into every template (settings, `builtins`), so a page needs no `{% load %}`. A part with
text inside is a block tag and ends with `end` + its name. Values are escaped here; text that
people wrote is drawn with `dir="auto"`, since nobody knows its script beforehand.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language_bidi, gettext

from rco_network.core.charts import lay_out
from rco_network.core.dates import in_hours
from rco_network.core.enums import Purpose
from rco_network.core.register_rows import draw_rows

register = template.Library()

KINDS = ("info", "good", "warn", "bad")
SESSION_STATES = ("due", "logged", "missing", "coming", "cancelled")
JOB_STATES = ("waiting", "running", "done", "failed")


def _one_of(value: str, allowed: Sequence[str], what: str) -> str:
    """Return the value, or raise TemplateSyntaxError that names what is allowed."""
    if value not in allowed:
        raise template.TemplateSyntaxError(f"{what} is {value!r}; use one of {', '.join(allowed)}.")
    return value


@register.simple_block_tag
def page_header(content: str, title: str, lead: str = "", user_text: bool = False) -> SafeString:
    """The page's h1 with a sentence below; the block holds its buttons (may be empty).

    `user_text` says that a person wrote the title (a name), so its direction is its own.
    """
    return format_html(
        '<div class="page-head"><div><h1{}>{}</h1>{}</div>{}</div>',
        format_html(' dir="{}"', "auto") if user_text else "",
        title,
        format_html('<p class="lead">{}</p>', lead) if lead else "",
        format_html('<div class="actions">{}</div>', content) if content.strip() else "",
    )


@register.simple_block_tag
def card(content: str, title: str = "", url: str = "", level: int = 2) -> SafeString:
    """A surface with an optional heading (of `level`) that may link somewhere."""
    heading = format_html('<a href="{}">{}</a>', url, title) if url else title
    return format_html(
        '<section class="card">{}{}</section>',
        format_html("<h{} dir=auto>{}</h{}>", level, heading, level) if title else "",
        content,
    )


@register.simple_block_tag
def alert(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A notice: `info`, `good`, `warn` or `bad`. The title says it, the block what to do."""
    return format_html(
        '<div class="alert {}"{}>{}{}</div>',
        _one_of(kind, KINDS, "alert kind"),
        format_html(' role="{}"', "alert") if kind == "bad" else "",
        format_html('<p class="alert-title">{}</p>', title) if title else "",
        content,
    )


@register.simple_block_tag
def empty_state(
    content: str, title: str, action_label: str = "", action_url: str = ""
) -> SafeString:
    """Nothing here yet: says why it is empty (block) and offers the next step (button)."""
    return format_html(
        '<div class="empty"><h2>{}</h2>{}{}</div>',
        title,
        content,
        format_html('<p><a class="btn" href="{}">{}</a></p>', action_url, action_label)
        if action_url
        else "",
    )


@register.simple_block_tag
def table_region(content: str, label: str, cards: bool = False) -> SafeString:
    """Round a wide table: it scrolls sideways by finger and by keyboard, the page does not.

    With `cards`, phones show each row as a card; every td then needs `data-label`.
    """
    return format_html(
        '<div class="scroll{}" role="region" aria-label="{}" tabindex="0">{}</div>',
        " as-cards" if cards else "",
        label,
        content,
    )


@register.simple_tag
def tag(label: str, kind: str = "info") -> SafeString:
    """A word about a state: `info`, `good`, `warn` or `bad`. The word says it, not the colour."""
    return format_html('<span class="tag {}">{}</span>', _one_of(kind, KINDS, "tag kind"), label)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any, focus: bool = True) -> dict[str, Any]:
    """All problems of one or more bound forms or formsets, each a link to its field.

    Put it above the form: it takes the focus (unless told not to, as in a gallery of states).
    Draws nothing while there is no problem.
    """
    problems: list[dict[str, str]] = []
    for form in _each_form(forms):
        for message in form.non_field_errors():
            problems.append({"target": "", "label": "", "text": str(message)})
        for bound in form:
            target = f"{bound.auto_id}_0" if bound.use_fieldset and bound.auto_id else bound.auto_id
            for message in bound.errors:
                problems.append({"target": target, "label": str(bound.label), "text": str(message)})
    return {"problems": problems, "focus": focus}


def _each_form(forms: Iterable[Any]) -> Iterable[Any]:
    """Yield the forms, those inside formsets too."""
    for form in forms:
        yield from form.forms if hasattr(form, "forms") else (form,)


@register.inclusion_tag("components/pager.html")
def pager(next_url: str = "", previous_url: str = "") -> dict[str, str]:
    """Pages by key: only the way on and the way back, since counting pages costs a full read."""
    return {"next_url": next_url, "previous_url": previous_url}


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*pairs: str) -> dict[str, Any]:
    """The way back up: `{% breadcrumb "Today" url "ESOL" url2 %}`, from the top down."""
    if len(pairs) % 2:
        raise template.TemplateSyntaxError("breadcrumb takes pairs of a label and an address.")
    return {"steps": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[Mapping[str, Any]], label: str) -> dict[str, Any]:
    """Links between views of one thing: dicts of label, url, is_current."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/stat.html")
def stat(
    label: str, value: Any, definition: str = "", trace_url: str = "", note: str = ""
) -> dict[str, Any]:
    """A number with its name, what it counts, and the thread back to the logs it comes from."""
    return {
        "label": label,
        "value": value,
        "definition": definition,
        "trace_url": trace_url,
        "note": note,
    }


@register.inclusion_tag("charts/chart.html", takes_context=True)
def chart(
    context: template.Context, breakdown: Any, unit: str = "", title: str = "", code: str = ""
) -> dict[str, Any]:
    """A breakdown of the reports as it asks to be drawn (`breakdown.chart`), with its table.

    `title` is the figure's label, for the text alternative; with an edition's `code` each number
    leads back to its rows. The page links `css/charts.css`.
    """
    direction = context.get("direction") or ("rtl" if get_language_bidi() else "ltr")
    drawn = lay_out(breakdown, unit, title, is_rtl=direction == "rtl")
    return {"chart": drawn, "on_paper": False, "code": code}


@register.inclusion_tag("components/progress.html")
def progress(label: str, percent: int) -> dict[str, Any]:
    """How far something is, from 0 to 100, in words and as a line."""
    return {"label": label, "percent": max(0, min(100, int(percent)))}


@register.inclusion_tag("components/job_progress.html")
def job_progress(
    state: str, message: str, poll_url: str, percent: int = 0, page_url: str = ""
) -> dict[str, Any]:
    """A job that looks after itself: asks `poll_url` every 2 s until it is done or failed.

    `poll_url` answers with this same part alone; `page_url` is the whole page, for those
    without JavaScript. States: waiting, running, done, failed.
    """
    return {
        "state": _one_of(state, JOB_STATES, "job state"),
        "is_active": state in ("waiting", "running"),
        # A step is written down by a worker, in the language that we write in.
        "message": gettext(message) if message else "",
        "percent": max(0, min(100, int(percent))),
        "poll_url": poll_url,
        "page_url": page_url,
    }


@register.inclusion_tag("components/file_link.html")
def file_link(url: str, label: str, kind: str, size: int) -> dict[str, Any]:
    """A file to take away, with its kind ("PDF") and its size in bytes said beforehand."""
    return {"url": url, "label": label, "kind": kind, "size": size}


@register.inclusion_tag("components/export_form.html", takes_context=True)
def export_form(
    context: template.Context,
    url: str,
    label: str,
    kept: Iterable[tuple[str, str]] = (),
    purposes: Iterable[str] = Purpose.values,
) -> dict[str, Any]:
    """A file with personal data: asks what it is for, then POSTs `purpose` and `kept` to `url`.

    `purposes` leaves out what makes no sense for the file. The view asks
    `core.exports.asked_purpose(request)` before it makes the file.
    """
    return {
        "csrf_token": context.get("csrf_token", ""),
        "url": url,
        "label": label,
        "id": slugify(url),
        "kept": kept,
        "purposes": [(p, Purpose(p).label) for p in purposes],
    }


@register.inclusion_tag("components/session_card.html")
def session_card(
    group: str, time: str, place: str, url: str, state: str = "due", detail: str = ""
) -> dict[str, Any]:
    """One of today's sessions and the one tap that logs it; without a `url`, none is offered.

    States: due ("Log now"), logged (detail: "18 here"), missing (detail: "since Tuesday"),
    coming (detail: "starts at 14:00"; can be logged all the same), cancelled (detail: why).
    """
    return {
        "group": group,
        "time": time,
        "place": place,
        "url": url,
        "state": _one_of(state, SESSION_STATES, "session state"),
        "detail": detail,
    }


@register.inclusion_tag("components/link_rows.html")
def link_rows(items: Iterable[Mapping[str, Any]], label: str = "") -> dict[str, Any]:
    """A list to tap: dicts of title and url; detail, tag and kind (of the tag) if there are any."""
    empty = {"detail": "", "tag": "", "kind": "info"}
    return {"items": [{**empty, **item} for item in items], "label": label}


@register.inclusion_tag("components/facts.html")
def facts(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Names and values side by side. An empty value reads "Not recorded"."""
    return {"pairs": pairs}


@register.filter
def duration(minutes: int) -> str:
    """Minutes as people say them: 2 h 30 min."""
    return in_hours(minutes)


@register.inclusion_tag("components/timeline.html")
def timeline(events: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What happened, newest first: dicts of when and title; detail if there is one."""
    return {"events": [{"detail": "", **event} for event in events]}


@register.simple_tag
def register_rows(rows: Iterable[Mapping[str, Any]]) -> SafeString:
    """The people of a register with their marks. `draw_rows` says what a row is."""
    return draw_rows(rows)


@register.inclusion_tag("components/register_newcomers.html")
def register_newcomers(newcomers: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """People who came for the first time, and the button that adds one. See the template."""
    blank = {"key": "KEY", "name": "", "mark": "present", "likely": (), "same": "", "error": ""}
    return {"newcomers": newcomers, "blank": blank}


@register.inclusion_tag("components/save_bar.html")
def save_bar(here: int, away: int, unmarked: int, label: str) -> dict[str, Any]:
    """The bar at the thumb that saves a register, with a count that register.js keeps true."""
    return {"here": here, "away": away, "unmarked": unmarked, "label": label}
