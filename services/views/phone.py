"""The register on a phone without a line: the page, what it takes along, what it sends."""

import json
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from organisations.enums import Right
from organisations.permissions import check_right
from organisations.request import Request
from rco_network.core import audit
from rco_network.core.context import PRODUCT

from ..actions.outbox import take_in
from ..forms.outbox import Unreadable, groups_named, read_entry, read_outbox
from ..models import Group
from ..phone_key import (
    PAGE,
    half_of,
    hand_over,
    name_of,
    person_of,
    place_of,
    seconds_left,
)
from ..phone_week import week_of

# What the page is made of; the worker keeps these on the phone, and nothing else.
SHELL = (
    "css/hub.css",
    "vendor/idb/idb-8.0.4.umd.js",
    "js/phone/kept.js",
    "js/phone/outbox.js",
    "js/phone/screens.js",
    "icons/favicon.svg",
)


@login_not_required
@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """The page. The same for everybody: it holds nobody's data and knows nobody (core.middleware);
    what it shows, the phone itself fills in."""
    return render(request, "services/phone.html")


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. A change of any file, of the page or of its language is a new one."""
    files = [static(path) for path in SHELL]
    page = render_to_string("services/phone.html", request=request)
    version = sha256("\n".join([*files, _worker(), page]).encode()).hexdigest()[:12]
    head = f"const VERSION = {json.dumps(version)};\nconst SHELL = {json.dumps([PAGE, *files])};\n"
    return HttpResponse(head + _worker(), content_type="text/javascript")


@cache
def _worker() -> str:
    return (settings.BASE_DIR / "static/js/phone/worker.js").read_text()


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone is told when somebody puts the product on its start screen."""
    colour, paper = "#b4570a", "#fffefb"
    icons = [
        ("icons/favicon.svg", "any", "image/svg+xml", "any"),
        ("icons/app-192.png", "192x192", "image/png", "any"),
        ("icons/app-512.png", "512x512", "image/png", "any"),
        ("icons/app-maskable-512.png", "512x512", "image/png", "maskable"),
    ]
    told = {
        "id": PAGE,
        "name": PRODUCT,
        "short_name": PRODUCT,
        "description": _("Registers, with or without a connection."),
        "lang": get_language() or settings.LANGUAGE_CODE,
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": PAGE,
        "scope": "/",
        "display": "standalone",
        "theme_color": colour,
        "background_color": paper,
        "icons": [
            {"src": static(path), "sizes": sizes, "type": kind, "purpose": purpose}
            for path, sizes, kind, purpose in icons
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@ensure_csrf_cookie
@require_safe
def week(request: Request) -> JsonResponse:
    """This week's groups of whoever asks, and whose they are."""
    check_right(request.membership, Right.LOG)
    today = timezone.localdate()
    return JsonResponse(
        {
            "person": person_of(request.membership.user_id),
            "place": place_of(request.membership),
            "key": name_of(request),
            "seconds": seconds_left(request),
            "today": today.isoformat(),
            "at": f"{timezone.localtime():%H:%M}",
            "groups": week_of(request.membership, today),
        }
    )


@require_POST
def key(request: Request) -> JsonResponse:
    """The server's half of the key under which the phone keeps things, in a cookie."""
    check_right(request.membership, Right.LOG)
    is_new, half = not name_of(request), half_of(request)
    if is_new:
        audit.record("registers taken along", by=request.membership)
    response = JsonResponse({"key": half.name, "seconds": half.seconds})
    hand_over(response, half, request.membership.user_id)
    return response


@require_POST
def outbox(request: Request) -> JsonResponse:
    """Take entries that were kept on the phone, in order; answer each."""
    check_right(request.membership, Right.LOG)
    try:
        whose, sent = read_outbox(request.body)
    except Unreadable:
        return JsonResponse({"state": "unreadable"}, status=400)
    if whose != place_of(request.membership):
        # Written by somebody else, or for another organisation: it stays on the phone.
        return JsonResponse({"state": "other"}, status=409)
    seen = Group.objects.visible_to(request.membership).select_related("service")
    groups = {group.uuid: group for group in seen.filter(uuid__in=groups_named(sent))}
    answers = take_in(by=request.membership, entries=[read_entry(one, groups) for one in sent])
    return JsonResponse({"at": f"{timezone.localtime():%H:%M}", "answers": answers})
