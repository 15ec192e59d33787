"""Saving a register: once however often it is sent, and without losing what somebody else saved."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from rco_network.core import audit
from rco_network.core.actions.add_once import add_once, add_unless_there

from ..enums import Counting, Mark
from ..models import Attendance, Enrolment, Group, HeadCount, Participant, Session
from .extras import write_extras
from .mark_conflicts import keep_conflicts, settle
from .periods import About, explained
from .register_sheet import ExtraKey, Given, Newcomer, RegisterRefused, Sheet
from .session_notes import can_overwrite, digest, write_session_note


@dataclass
class Saved:
    """What became of a register.

    `conflicts` maps a participant's uuid to (the mark somebody else saved, the mark sent now):
    the first stands until somebody decides. `theirs` are marks that somebody else changed and
    this sheet had not touched; they stand. `extra_conflicts` are those of what was given, and
    `note_refused` is a note that was not saved, since somebody else had changed it.
    """

    session: Session
    is_new: bool
    conflicts: dict[UUID, tuple[str, str]] = field(default_factory=dict)
    extra_conflicts: dict[ExtraKey, tuple[Given, Given]] = field(default_factory=dict)
    note_refused: str = ""
    theirs: dict[UUID, str] = field(default_factory=dict)
    saved_before_by: Any = None
    saved_before_at: Any = None

    @property
    def has_conflicts(self) -> bool:
        """Whether two people wrote different things and one of them must choose."""
        return bool(self.conflicts or self.extra_conflicts or self.note_refused)


def save_register(*, by: Any, group: Group, sheet: Sheet) -> Saved:
    """Save the sheet as one session of the group; return what was saved and what was not.

    The same sheet sent again changes nothing. A sheet drawn from an older version is merged mark
    by mark: what only one side changed is taken, what both changed is reported, left as it is, and
    kept for somebody to decide (mark_conflicts.py). A phone's sheet is always merged so.
    Raises RegisterRefused for people who are not the organisation's and for a day and time at
    which the group already has another session, PeriodClosed where the day is in an issued report
    and the sheet does not say why it is changed.
    """
    about = partial(_about, group, sheet)
    return explained(by=by, because=sheet.because, about=about, do=lambda: _save(by, group, sheet))


def _about(group: Group, sheet: Sheet) -> About:
    """The session that the sheet is of: there already, or to be made under the sheet's key."""
    own = Session.objects.for_organisation(group.organisation_id).filter(group=group)
    there = own.filter(Q(uuid=sheet.key) | Q(held_on=sheet.held_on, starts_at=sheet.starts_at))
    uuid = there.order_by("-version").values_list("uuid", flat=True).first()
    return About(Session._meta.label_lower, uuid or sheet.key)


def _save(by: Any, group: Group, sheet: Sheet) -> Saved:
    session, is_new = _session_for(by, group, sheet)
    saved = Saved(session, is_new)
    is_stale = not is_new and (
        sheet.by_phone or (session.version != sheet.version and not _is_resent(session, sheet))
    )
    if is_stale:
        saved.saved_before_by, saved.saved_before_at = session.saved_by, session.saved_at
    people = _people(by, sheet)
    now = {} if is_new else _marks_of(session)
    chosen = _merge(sheet, people, now, is_stale=is_stale, saved=saved)
    added = _add_newcomers(by, group, sheet)
    chosen |= {pk: mark for pk, mark in added.items() if now.get(pk) != mark}
    _write_marks(session, chosen)
    if not is_new:
        settle(session, chosen if is_stale else people.values())
    has_moved = _move(session, sheet)
    counted = _write_heads(session, group, sheet)
    beside = _write_beside(by, sheet, saved, is_stale=is_stale)
    if is_new or chosen or has_moved or counted or beside:
        _sign(session, by, is_new=is_new)
        audit.record(
            "register saved", by=by, subject=session, marks=len(chosen), newcomers=len(added)
        )
    pairs = {people[uuid]: pair for uuid, pair in saved.conflicts.items()}
    keep_conflicts(
        session,
        pairs,
        sent_by=by.user_id,
        there_by=saved.saved_before_by,
        there_at=saved.saved_before_at,
    )
    return saved


def _write_beside(by: Any, sheet: Sheet, saved: Saved, *, is_stale: bool) -> bool:
    """Write what stands beside the marks: what was given, and the note. Whether any changed."""
    has_changed = False
    if sheet.extras:
        has_changed, saved.extra_conflicts = write_extras(
            by, saved.session, sheet, is_stale=is_stale
        )
    if sheet.note is None:
        return has_changed
    if is_stale and not can_overwrite(saved.session, sheet.note, sheet.note_was):
        saved.note_refused = sheet.note
        return has_changed
    is_untouched = is_stale and digest(sheet.note) == sheet.note_was
    return (not is_untouched and write_session_note(saved.session, sheet.note)) or has_changed


def _session_for(by: Any, group: Group, sheet: Sheet) -> tuple[Session, bool]:
    """Find or make the session, and lock it until the transaction ends."""
    made = Session(
        uuid=sheet.key,
        organisation_id=group.organisation_id,
        group=group,
        service_id=group.service_id,
        held_on=sheet.held_on,
        starts_at=sheet.starts_at,
        minutes=sheet.minutes,
        place_id=group.place_id,
        saved_by_id=by.user_id,
    )
    if sheet.version == 0 and add_unless_there(made):
        return made, True
    locked = Session.objects.for_organisation(group.organisation_id).select_for_update(of=("self",))
    mine = locked.filter(group=group).select_related("saved_by")
    found = mine.filter(uuid=sheet.key).first()
    if found is None and sheet.version == 0:
        found = mine.filter(held_on=sheet.held_on, starts_at=sheet.starts_at).first()
    if found is None:
        raise RegisterRefused(
            gettext("This register was removed. Open the group and start a new one.")
        )
    return found, False


def _is_resent(session: Session, sheet: Sheet) -> bool:
    """Whether the sheet made this session itself and its answer was lost on the way back."""
    return sheet.version == 0 and session.version == 1 and session.uuid == sheet.key


def _people(by: Any, sheet: Sheet) -> dict[UUID, int]:
    """Map the uuids on the sheet to keys; refuses people of anybody else."""
    known = dict(
        Participant.objects.visible_to(by).filter(uuid__in=sheet.marks).values_list("uuid", "pk")
    )
    if len(known) != len(sheet.marks):
        raise RegisterRefused(
            gettext(
                "Somebody on this register is not in your organisation's list. Open the register "
                "again; what you marked for the others can be marked once more."
            )
        )
    return known


def _marks_of(session: Session) -> dict[int, str]:
    return dict(
        Attendance.objects.for_organisation(session.organisation_id)
        .filter(session=session)
        .values_list("participant_id", "mark")
    )


def _merge(
    sheet: Sheet, people: dict[UUID, int], now: dict[int, str], *, is_stale: bool, saved: Saved
) -> dict[int, str]:
    """Return the marks to write, by participant key; note the others in `saved`."""
    chosen = {}
    for uuid, mark in sheet.marks.items():
        pk = people[uuid]
        there, was = now.get(pk), sheet.was.get(uuid)
        if there == mark:
            continue
        if there is None or not is_stale:
            chosen[pk] = mark
        elif mark == was:
            saved.theirs[uuid] = there
        elif there == was and (sheet.version or sheet.by_phone):
            chosen[pk] = mark
        else:
            # Both changed it, or both filled in a new sheet and nobody can say what was first.
            saved.conflicts[uuid] = (there, mark)
    return chosen


def _add_newcomers(by: Any, group: Group, sheet: Sheet) -> dict[int, str]:
    """Add people who came for the first time and put them on the group's list.

    A logger reaches nobody outside of their groups, by no uuid either.
    """
    if not sheet.newcomers:
        return {}
    wanted = {UUID(n.same if n.same not in ("", "new") else n.key): n for n in sheet.newcomers}
    theirs = Participant.objects.visible_to(by).filter(uuid__in=wanted)
    missing = set(wanted) - set(theirs.values_list("uuid", flat=True))
    if any(wanted[uuid].same not in ("", "new") for uuid in missing):
        raise RegisterRefused(
            gettext("That person is not in your organisation's list. Choose again.")
        )
    marks = {pk: wanted[uuid].mark for uuid, pk in theirs.values_list("uuid", "pk")}
    for uuid in missing:
        added, is_new = add_once(_new_participant(by, group, sheet, uuid, wanted[uuid]))
        if not is_new and not Participant.objects.visible_to(by).filter(pk=added.pk).exists():
            added, _ = add_once(_new_participant(by, group, sheet, uuid4(), wanted[uuid]))
        marks[added.pk] = wanted[uuid].mark
    _enrol(group, marks, sheet.held_on)
    return marks


def _new_participant(
    by: Any, group: Group, sheet: Sheet, uuid: UUID, newcomer: Newcomer
) -> Participant:
    return Participant(
        uuid=uuid,
        organisation_id=group.organisation_id,
        name=newcomer.name,
        joined_on=sheet.held_on,
        added_by_id=by.user_id,
    )


def _enrol(group: Group, participants: Iterable[int], on: date) -> None:
    Enrolment.objects.bulk_create(
        [
            Enrolment(
                organisation_id=group.organisation_id,
                group=group,
                participant_id=pk,
                enrolled_on=on,
            )
            for pk in participants
        ],
        update_conflicts=True,
        unique_fields=["group", "participant"],
        update_fields=["left_on"],
    )


_WRITE_MARKS = """
insert into services_attendance (organisation_id, session_id, held_on, participant_id, mark)
select %s, %s, %s, unnest(%s::bigint[]), unnest(%s::text[])
on conflict (session_id, participant_id) do update set mark = excluded.mark
"""


def _write_marks(session: Session, marks: dict[int, str]) -> None:
    """One statement of plain lists: twenty model instances would cost more than their rows."""
    if marks:
        with connection.cursor() as cursor:
            cursor.execute(
                _WRITE_MARKS,
                [
                    session.organisation_id,
                    session.pk,
                    session.held_on,
                    list(marks),
                    [str(Mark(mark)) for mark in marks.values()],
                ],
            )


def _move(session: Session, sheet: Sheet) -> bool:
    """Correct day, time and length of a saved session; its attendances follow by their key."""
    if sheet.by_phone:
        return False
    before = (session.held_on, session.starts_at, session.minutes)
    after = (sheet.held_on, sheet.starts_at, sheet.minutes)
    if before == after:
        return False
    others = Session.objects.filter(
        group_id=session.group_id, held_on=sheet.held_on, starts_at=sheet.starts_at
    )
    if others.exclude(pk=session.pk).exists():
        raise RegisterRefused(
            gettext(
                "This group already has a register on %(day)s at %(time)s. Choose another day "
                "or time, or open that register."
            )
            % {
                "day": date_format(sheet.held_on, "j F Y"),
                "time": f"{sheet.starts_at:%H:%M}",
            }
        )
    session.held_on, session.starts_at, session.minutes = after
    return True


def _write_heads(session: Session, group: Group, sheet: Sheet) -> bool:
    if group.counting != Counting.BY_HEAD or sheet.heads is None:
        return False
    values = {"people": sheet.heads, **sheet.tallies}
    head_count, is_new = HeadCount.objects.get_or_create(
        session=session, defaults={"organisation_id": session.organisation_id, **values}
    )
    if sheet.by_phone and not is_new:
        _check_heads(session, head_count, sheet)
    if not is_new and any(getattr(head_count, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(head_count, name, value)
        head_count.save(update_fields=list(values))
        return True
    return is_new


def _check_heads(session: Session, there: HeadCount, sheet: Sheet) -> None:
    """Refuse a phone's number over one that it had not seen, or that holds more than it."""
    if there.people not in (sheet.heads, sheet.heads_was):
        raise RegisterRefused(
            gettext(
                "%(name)s wrote %(people)s people before you. Look again, and "
                "send the number that is right."
            )
            % {"name": session.saved_by, "people": there.people}
        )
    told = sum(getattr(there, name) or 0 for name in HeadCount.TALLIES)
    if told > (sheet.heads or 0):
        raise RegisterRefused(
            gettext(
                "%(number)s women, men and children are written there. Open the "
                "register with a connection and correct them together."
            )
            % {"number": told}
        )


def _sign(session: Session, by: Any, *, is_new: bool) -> None:
    session.saved_by_id = by.user_id
    session.saved_at = timezone.now()
    if not is_new:
        session.version += 1
        session.save(
            update_fields=["held_on", "starts_at", "minutes", "version", "saved_by", "saved_at"]
        )
