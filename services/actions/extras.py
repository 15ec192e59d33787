"""What was given at a session so that people could come: written once, and nobody's overwritten."""

from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext

from ..enums import ExtraKind
from ..models import Extra, Participant, Session
from .register_sheet import ExtraKey, Given, RegisterRefused, Sheet

_WRITE = """
insert into services_extra (organisation_id, session_id, participant_id, kind, number, pounds)
select %s, %s, unnest(%s::bigint[]), unnest(%s::text[]), unnest(%s::int[]), unnest(%s::numeric[])
on conflict (session_id, participant_id, kind)
do update set number = excluded.number, pounds = excluded.pounds
"""


def extras_of(session: Session) -> dict[ExtraKey, Given]:
    """Return what was given at a session, as far as the scope sees the people."""
    rows = Extra.objects.for_organisation(session.organisation_id).filter(session=session)
    return {
        (uuid, kind): Given(number, pounds)
        for uuid, kind, number, pounds in rows.values_list(
            "participant__uuid", "kind", "number", "pounds"
        )
    }


def write_extras(
    by: Any, session: Session, sheet: Sheet, *, is_stale: bool
) -> tuple[bool, dict[ExtraKey, tuple[Given, Given]]]:
    """Write what the sheet says was given; return whether any changed, and what clashes.

    What clashes maps to (what somebody else wrote, what was sent now); theirs stands. A part of
    `save_register`, with the session locked, which writes the trail (audit.record).
    """
    there = extras_of(session)
    chosen: dict[ExtraKey, Given] = {}
    clashes: dict[ExtraKey, tuple[Given, Given]] = {}
    for key, sent in sheet.extras.items():
        now, was = there.get(key, Given()), sheet.extras_were.get(key, Given())
        if now == sent or (is_stale and sent == was):
            continue
        if is_stale and now != was:
            clashes[key] = (now, sent)
        else:
            chosen[key] = sent
    if chosen:
        people = _keys_of(by, chosen)
        _take_away(session, [key for key, given in chosen.items() if given == Given()], people)
        _write(session, {k: given for k, given in chosen.items() if given != Given()}, people)
    return bool(chosen), clashes


def _keys_of(by: Any, chosen: dict[ExtraKey, Given]) -> dict[UUID | None, int | None]:
    uuids = {uuid for uuid, _ in chosen if uuid is not None}
    seen = Participant.objects.visible_to(by).filter(uuid__in=uuids)
    known: dict[UUID | None, int | None] = {None: None, **dict(seen.values_list("uuid", "pk"))}
    if len(known) != len(uuids) + 1:
        raise RegisterRefused(
            gettext(
                "Somebody for whom something is written is not in your organisation’s list. Open "
                "the register again."
            )
        )
    return known


def _take_away(
    session: Session, keys: list[ExtraKey], people: dict[UUID | None, int | None]
) -> None:
    rows = Extra.objects.for_organisation(session.organisation_id).filter(session=session)
    for uuid, kind in keys:
        rows.filter(participant=people[uuid], kind=kind).delete()


def _write(
    session: Session, given: dict[ExtraKey, Given], people: dict[UUID | None, int | None]
) -> None:
    """One statement of plain lists, as the marks are written."""
    if given:
        with connection.cursor() as cursor:
            cursor.execute(
                _WRITE,
                [
                    session.organisation_id,
                    session.pk,
                    [people[uuid] for uuid, _ in given],
                    [str(ExtraKind(kind)) for _, kind in given],
                    [one.number for one in given.values()],
                    [one.pounds for one in given.values()],
                ],
            )
