"""A list of volunteers from a spreadsheet: who, in which role, how far, and which check was seen.

A DBS certificate is looked at and given back. A file with a column of its numbers is refused whole,
so that nobody keeps them here by accident (Handling of DBS certificate information, DBS code of
practice).
"""

import re
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from organisations.enums import Right
from rco_network.core.text import search_key
from services.resources import cells
from services.resources.attendances import BORN, FIRST, LAST, NAME, REFERENCE
from services.resources.cells import BadCell, shown
from services.resources.fields import LEAVE_OUT, Field
from services.resources.made import Ledger
from services.resources.reading import NEW, SAME
from services.resources.rows import RowCells, RowsReading, latest, read_with
from services.resources.targets import Target, add_target

from ..enums import CheckKind, DbsLevel, Skill, State, WhyLeft
from ..models import Check, RoleHeld, StateChange, Volunteer, VolunteerRole

BLANK = (LEAVE_OUT, "Leave it blank")
STATES = (*((str(s.value), str(s.label)) for s in State), BLANK)
LEVELS = (
    *((str(v.value), str(v.label)) for v in DbsLevel if v != DbsLevel.NONE),
    BLANK,
)
_STATES = {
    "enquired": State.ENQUIRY,
    "applied": State.ENQUIRY,
    "new": State.ENQUIRY,
    "current": State.ACTIVE,
    "yes": State.ACTIVE,
    "paused": State.RESTING,
    "on hold": State.RESTING,
    "inactive": State.LEFT,
    "former": State.LEFT,
    "ended": State.LEFT,
    "no": State.LEFT,
} | {search_key(str(s.label)): s for s in State}
_LEVELS = {"enhanced with barred lists": DbsLevel.BARRED, "enhanced barred": DbsLevel.BARRED} | {
    search_key(str(level.label)): level for level in DbsLevel if level != DbsLevel.NONE
}
_NUMBER_HEADINGS = re.compile(r"\b(certificate|disclosure|dbs|crb)\b.*\b(no|number|num|ref)\b")


def state(text: str) -> str:
    """How far somebody is, "" where the cell is blank."""
    found = _STATES.get(search_key(text)) if text else ""
    if found is None:
        raise BadCell(
            gettext("%(shown)s is not a state that we know. Say below what it means.")
            % {"shown": shown(text)}
        )
    return str(found)


def level(text: str) -> str:
    """The level of a DBS check, "" where the cell is blank."""
    found = _LEVELS.get(search_key(text)) if text else ""
    if found is None:
        raise BadCell(
            gettext("%(shown)s is not a level of a DBS check. Say below what it means.")
            % {"shown": shown(text)}
        )
    return str(found)


_SKILLS = {search_key(str(skill.label)): str(skill.value) for skill in Skill}


def skills(text: str) -> list[str]:
    """Skills, with commas between them; each as it is called here."""
    found = []
    for word in filter(None, map(str.strip, re.split(r"[,;/]", text))):
        if search_key(word) not in _SKILLS:
            ways = ", ".join(str(skill.label) for skill in Skill)
            raise BadCell(
                gettext("%(shown)s is not a skill on our list: %(ways)s.")
                % {"shown": shown(word), "ways": ways}
            )
        found.append(_SKILLS[search_key(word)])
    return sorted(set(found))


def holds_certificate_numbers(heading: str, column: list[str]) -> str:
    """Say why a column must not come in, "" where it may."""
    numbers = [cell for cell in column if re.fullmatch(r"\d{12}", cell)]
    if numbers or (_NUMBER_HEADINGS.search(search_key(heading)) and len(column) > 1):
        return gettext(
            "holds numbers of DBS certificates, which must not be kept. Delete the column, and "
            "upload the file again."
        )
    return ""


class VolunteersReading(RowsReading):
    """A sheet of volunteers."""

    def judge(self) -> None:
        """New, or a volunteer here already, who stays as they are."""
        organisation = self.choices.organisation_id
        ids = [p.participant_id for p in self.people if p.participant_id]
        mine = Volunteer.objects.for_organisation(organisation)
        volunteers = set(mine.filter(participant__in=ids).values_list("participant_id", flat=True))
        roles = VolunteerRole.objects.for_organisation(organisation)
        self.roles = {search_key(name): pk for pk, name in roles.values_list("pk", "name")}
        seen: dict[int, int] = {}
        for row in self.rows:
            self._check(row)
            if row.problems:
                continue
            first = seen.setdefault(row.who.same_as, row.number)
            if first != row.number:
                self.refuse(
                    row,
                    "name",
                    gettext("Row %(first)s is the same person. Delete one of the two.")
                    % {"first": first},
                )
                continue
            is_known = self.people[row.who.same_as].participant_id in volunteers
            row.fate = SAME if is_known else NEW

    def _check(self, row: RowCells) -> None:
        said = row.values
        if said["role"] and search_key(said["role"]) not in self.roles:
            self.refuse(
                row,
                "role",
                gettext("There is no role called %(role)s. Correct it, or add the role first.")
                % {"role": said["role"][:60]},
            )
        if said["dbs_seen"] and not said["dbs_level"]:
            self.refuse(
                row, "dbs_level", gettext("Say the level of the DBS check: basic, enhanced, …")
            )
        if said["dbs_expiry"] and not said["dbs_seen"]:
            self.refuse(row, "dbs_seen", gettext("Say on which day the DBS certificate was seen."))
        elif said["dbs_expiry"] and said["dbs_expiry"] < said["dbs_seen"]:
            self.refuse(row, "dbs_expiry", gettext("It cannot run out before it was seen."))
        if said["left"] and said["left"] < _began(row):
            self.refuse(row, "left", gettext("The day they left is before the day they asked."))

    def summarise(self) -> None:
        super().summarise()
        self.check.rows_new = sum(row.fate == NEW for row in self.accepted)
        self.check.rows_same = sum(row.fate == SAME for row in self.accepted)

    def save(self, staged: Any, *, organisation_id: int, user_id: int, import_id: int) -> int:
        """Add the volunteers with their roles and checks; return how many volunteers."""
        ledger = Ledger(staged, organisation_id, import_id)
        self.known_or_added(ledger, user_id, _began)
        rows = [row for row in self.accepted if row.fate == NEW]
        made = Volunteer.objects.bulk_create([_volunteer(row, organisation_id) for row in rows])
        ledger.made("volunteering.volunteer", [one.pk for one in made])
        own = list(zip(rows, made, strict=True))
        self._add(ledger, StateChange, [_state_change(r, v, user_id) for r, v in own])
        held = [(r, v) for r, v in own if r.values["role"]]
        self._add(ledger, RoleHeld, [self._role_held(row, one) for row, one in held])
        checked = [(r, v) for r, v in own if r.values["dbs_seen"]]
        self._add(ledger, Check, [_dbs(row, one, user_id) for row, one in checked])
        return len(made)

    def _add(self, ledger: Ledger, model: Any, rows: list[Any]) -> None:
        made = model.objects.bulk_create(rows)
        ledger.made(model._meta.label_lower, [one.pk for one in made])

    def _role_held(self, row: RowCells, one: Volunteer) -> RoleHeld:
        return RoleHeld(**_of(one), role_id=self.roles[search_key(row.values["role"])])


def _began(row: RowCells) -> date:
    """The first day that the row says anything of."""
    said = row.values
    days = [said[key] for key in ("enquired", "started", "left", "dbs_seen") if said[key]]
    return min(days) if days else timezone.localdate()


def _state(row: RowCells) -> str:
    if row.values["left"]:
        return State.LEFT
    return row.values["state"] or (State.ACTIVE if row.values["started"] else State.ENQUIRY)


def _volunteer(row: RowCells, organisation_id: int) -> Volunteer:
    is_over = _state(row) == State.LEFT
    return Volunteer(
        organisation_id=organisation_id,
        participant_id=row.more["person"],
        state=_state(row),
        is_new_here=row.who.participant_id is None,
        skills=row.values["skills"] or [],
        enquired_on=row.values["enquired"] or _began(row),
        started_on=row.values["started"],
        left_on=(row.values["left"] or latest(_began(row), row.values["started"]))
        if is_over
        else None,
    )


def _of(one: Volunteer) -> dict[str, Any]:
    return {
        "organisation_id": one.organisation_id,
        "volunteer": one,
        "participant_id": one.participant_id,
    }


def _state_change(row: RowCells, one: Volunteer, user_id: int) -> StateChange:
    on = one.left_on or one.started_on or one.enquired_on
    why = WhyLeft.NOT_SAID if one.state == State.LEFT else ""
    return StateChange(**_of(one), to=one.state, on=on, why_left=why, by_id=user_id)


def _dbs(row: RowCells, one: Volunteer, user_id: int) -> Check:
    return Check(
        **_of(one),
        kind=CheckKind.DBS,
        level=row.values["dbs_level"],
        seen_on=row.values["dbs_seen"],
        expires_on=row.values["dbs_expiry"],
        seen_by_id=user_id,
    )


def _field(key: str, label: str, *says: Any, **more: Any) -> Field:
    return Field(key, label, False, *says, **more)


VOLUNTEERS = add_target(
    Target(
        key="volunteers",
        family="volunteers",
        label=gettext_lazy("Volunteers"),
        layout=gettext_lazy("A row for each volunteer"),
        says=gettext_lazy(
            "One row for each volunteer. Who is a volunteer here already stays as they are."
        ),
        right=Right.MANAGE_VOLUNTEERS,
        fields=(
            NAME,
            FIRST,
            LAST,
            BORN,
            _field(
                "role",
                "Role",
                gettext_lazy("The name of the role, as it is written here."),
                "Class assistant",
                "volunteer role|position|role wanted|job",
                lambda text: text[:120],
                blank="",
            ),
            _field(
                "state",
                "State",
                gettext_lazy("Enquiry, references, checks, induction, active, resting or left."),
                "active",
                "status|stage",
                state,
                blank="",
                options=STATES,
            ),
            _field(
                "enquired",
                "Asked on",
                gettext_lazy("The day they asked, or applied."),
                "01/09/2025",
                "enquiry date|date of enquiry|applied|application date|date applied|enquired",
                cells.past_day,
            ),
            _field(
                "started",
                "Started on",
                gettext_lazy("The first day of being active."),
                "14/09/2025",
                "start date|started|date started|from|active since",
                cells.past_day,
            ),
            _field(
                "left",
                "Left on",
                gettext_lazy("Only for those who stopped."),
                "",
                "end date|left|date left|leaving date",
                cells.past_day,
            ),
            _field(
                "skills",
                "Skills",
                gettext_lazy("With commas between them."),
                "",
                "skill",
                skills,
                blank=None,
            ),
            _field(
                "dbs_level",
                "DBS level",
                gettext_lazy("Basic, standard, enhanced, or enhanced with barred lists."),
                "enhanced",
                "dbs|dbs check|dbs type|level of dbs|type of dbs",
                level,
                blank="",
                options=LEVELS,
            ),
            _field(
                "dbs_seen",
                "DBS seen on",
                gettext_lazy(
                    "The day on which the certificate was seen. Its number is never kept."
                ),
                "10/09/2025",
                "dbs date|date of dbs|dbs issued|dbs issue date|dbs seen|dbs check date",
                cells.past_day,
            ),
            _field(
                "dbs_expiry",
                "DBS relied on until",
                gettext_lazy("The day until which you rely on it."),
                "10/09/2028",
                "dbs expiry|dbs expires|dbs expiry date|dbs renewal|dbs renewal date|dbs due",
                cells.later_day,
            ),
            REFERENCE,
        ),
        needs=(("name", "first", "last"),),
        read=read_with(VolunteersReading),
        refuses=holds_certificate_numbers,
        examples=(
            (
                *("Amina Yusuf", "1987", "", "active", "01/09/2025", "14/09/2025", "", ""),
                *("enhanced", "10/09/2025", "10/09/2028"),
            ),
            ("Sami Example", "", "", "enquiry", "03/11/2025", "", "", "", "", "", ""),
        ),
    )
)
