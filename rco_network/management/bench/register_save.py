"""Saving a register of twenty against the same rows in one raw SQL transaction."""

import http.client
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
from django.db import connection
from django.urls import reverse
from psycopg.types.json import Jsonb

from rco_network.core.tenancy import Scope
from rco_network.core.tenancy.scope import statement
from services.actions.register_sheet import Sheet
from services.actions.save_register import save_register

from .ground import Ground
from .measure import Result, Size, alternate, median_ms
from .row_security import HIDDEN, PRICE, RowSecuritySwitch, hidden_records
from .site import Site, Sites


def measure(ground: Ground, size: Size, sites: Sites) -> list[Result]:
    """Compare medians in milliseconds: the action alone, and the whole request from a browser."""
    switch = RowSecuritySwitch(ground.owner_url)
    action, raw = _by_action(ground), _raw(ground)
    post = _by_request(ground, sites.product)
    rivals: dict[str, Callable[[], object]] = {"action": action, "raw": raw, "request": post}
    hidden = hidden_records(ground)
    timed = {name: (lambda work=work: median_ms(work, size.saves)) for name, work in rivals.items()}
    found = alternate(
        {
            "action": timed["action"],
            "open action": switch.without(timed["action"], _often(action)),
            "raw": timed["raw"],
            "hidden action": lambda: _amid(hidden, timed["action"]),
            "request": timed["request"],
            "open request": switch.without(timed["request"], _often(post)),
        },
        size.rounds,
    )
    connection.close()
    what = "saving a register of 20 against the same rows in raw SQL"
    price = "row security's price: saving a register"
    return [
        Result(f"{what}, the action", found["action"], found["raw"], "ms", 5),
        Result(f"{what}, the whole request", found["request"], found["raw"], "ms", None),
        Result(f"{price}, the action", found["action"], found["open action"], "ms", PRICE),
        Result(
            f"… with {HIDDEN} records restricted",
            found["hidden action"],
            found["open action"],
            "ms",
            PRICE,
        ),
        Result(f"{price}, the whole request", found["request"], found["open request"], "ms", PRICE),
    ]


def _amid(hidden: Callable[[], AbstractContextManager[None]], work: Callable[[], float]) -> float:
    with hidden():
        return work()


def _often(work: Callable[[], object]) -> Callable[[], object]:
    """What must be planned anew after row security was switched, done a few times."""
    return lambda: [work() for _ in range(4)]


def _by_action(ground: Ground) -> Callable[[], object]:
    def save() -> None:
        sheet = Sheet(
            key=uuid4(),
            version=0,
            held_on=ground.days.next(),
            starts_at=ground.group.starts_at,
            minutes=90,
            marks={person.uuid: "present" for person in ground.people},
            was={person.uuid: "present" for person in ground.people},
        )
        with ground.acting():
            save_register(by=ground.membership, group=ground.group, sheet=sheet)

    return save


def _by_request(ground: Ground, site: Site) -> Callable[[], object]:
    page = reverse("register", args=[ground.group.uuid])
    site.cookies = ground.cookies()
    with site.client() as client:
        text = site.fetch(client, "GET", page)[1]
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
        if not found:
            raise RuntimeError("The register page has no form to send.")
        token = found[1]
    # The cookie and the form may carry the same masked token.
    site.cookies += f"; csrftoken={token}"
    kept_open = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    marks = {f"{name}_{p.uuid}": "present" for p in ground.people for name in ("mark", "was")}

    def save() -> None:
        typed = {
            "csrfmiddlewaretoken": token,
            "key": str(uuid4()),
            "version": "0",
            "on": ground.days.next().isoformat(),
            "starts": "09:15",
            "ends": "10:45",
        }
        status, answer = site.fetch(kept_open, "POST", page, urlencode(typed | marks))
        if status != 302:
            raise RuntimeError(f"The register was not saved ({status}): {answer[:2000]}")

    return save


def _raw(ground: Ground) -> Callable[[], object]:
    """The same rows by hand: one session, twenty marks in one statement, one line of the trail."""
    raw = psycopg.connect(ground.url)
    user, organisation = ground.membership.user_id, ground.membership.organisation_id
    group, people = ground.group, [person.pk for person in ground.people]

    def save() -> None:
        day, uuid = ground.days.next(), uuid4()
        with raw.transaction(), raw.cursor() as cursor:
            cursor.execute(*statement(Scope(user, (organisation,))))
            cursor.execute(
                "insert into services_session (organisation_id, group_id, service_id, uuid, "
                "created_at, held_on, starts_at, minutes, place_id, version, saved_at, "
                "saved_by_id) values (%s, %s, %s, %s, now(), %s, '09:15', 90, %s, 1, now(), %s) "
                "returning id",
                [organisation, group.pk, group.service_id, uuid, day, group.place_id, user],
            )
            row = cursor.fetchone()
            cursor.execute(
                "insert into services_attendance "
                "(organisation_id, session_id, participant_id, held_on, mark) "
                "select %s, %s, person, %s, 'present' from unnest(%s::bigint[]) as person",
                [organisation, row[0] if row else None, day, people],
            )
            cursor.execute(
                "insert into core_auditevent (organisation_id, actor_id, action, uuid, "
                "subject_type, subject_uuid, detail, at, is_confidential) "
                "values (%s, %s, 'register saved', %s, 'services.session', %s, %s, now(), false)",
                [organisation, user, uuid4(), uuid, Jsonb({"marks": 20, "newcomers": 0})],
            )

    return save
