"""What the school shows on pages of the wing (services/parts.py)."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisations.enums import Right
from organisations.models import StaffMembership
from services.enums import AgeBand, ServiceKind
from services.models import Enrolment, Group, Participant, Service
from services.parts import (
    Beside,
    Block,
    Row,
    Task,
    in_menu,
    on_group,
    on_person,
    on_register,
    to_do,
)

from .calculations.quality import expiring
from .calculations.school import children_of, is_school, kept_of
from .enums import Relation
from .models import Carer, Child, SchoolClass
from .permissions import can_run_school, can_see_school
from .reference.quality import ITEMS
from .words import class_in_words

MOST_TASKS = 5
# Whoever is older than this is nobody's child at the school.
GROWN = 19
CHILDREN = (AgeBand.UNDER_5, AgeBand.CHILD, AgeBand.TEEN)

in_menu(gettext_lazy("Supplementary school"), "school", Right.SEE_PEOPLE)


@on_person
def school_of_person(membership: StaffMembership, person: Participant) -> Block | None:
    """Guardians and consents of a child: what is missing once they are on the list of a class."""
    if not can_see_school(membership):
        return None
    is_pupil = _is_pupil(person)
    if not is_pupil and not _could_come(person):
        return None
    page = reverse("child", args=[person.uuid])
    return Block(
        _("Supplementary school"),
        _missing(person, page) if is_pupil else [],
        empty="" if is_pupil else _("In no class yet."),
        action_label=_("Guardians, consents, attainment"),
        action_url=page,
    )


def _missing(person: Participant, page: str) -> list[Row]:
    kept = kept_of(person.organisation_id, [person])[person.pk]
    rows: list[Row] = []
    if not kept.has_guardian:
        rows.append({"title": _("No guardian written down"), "url": page, "kind": "warn"})
    if kept.missing:
        many = len(kept.missing)
        said = ngettext("%(n)s consent not given", "%(n)s consents not given", many)
        rows.append({"title": said % {"n": many}, "url": page})
    return rows


def _is_pupil(person: Participant) -> bool:
    if person.year_of_birth and timezone.localdate().year - person.year_of_birth > GROWN:
        return False
    listed = Enrolment.objects.for_organisation(person.organisation_id).filter(
        participant=person, left_on=None, group__service__kind=ServiceKind.SUPPLEMENTARY
    )
    return listed.exists()


def _could_come(person: Participant) -> bool:
    """Whether this is known to be a child, and there is a school here."""
    born = person.year_of_birth
    is_child = timezone.localdate().year - born <= GROWN if born else person.age_band in CHILDREN
    schools = Service.objects.for_organisation(person.organisation_id).filter(
        kind=ServiceKind.SUPPLEMENTARY, closed_on=None
    )
    return is_child and schools.exists()


@on_group
def school_of_group(membership: StaffMembership, group: Group) -> Block | None:
    """What a class is about, and about how many children something is missing."""
    if not is_school(group) or not can_see_school(membership):
        return None
    page = reverse("school-class", args=[group.uuid])
    about = SchoolClass.objects.for_organisation(group.organisation_id).filter(group=group).first()
    kept = kept_of(group.organisation_id, children_of(group).only("pk"))
    rows: list[Row] = [
        {
            "title": _("Subject and ages"),
            "url": page,
            "detail": class_in_words(about) or _("Nobody has said it yet"),
        }
    ]
    unguarded = sum(not one.has_guardian for one in kept.values())
    if unguarded:
        tag = ngettext("%(n)s child", "%(n)s children", unguarded) % {"n": unguarded}
        rows.append(
            {"title": _("No guardian written down"), "url": page, "tag": tag, "kind": "warn"}
        )
    return Block(
        _("Supplementary school"), rows, action_label=_("Children and attainment"), action_url=page
    )


@to_do
def quality_to_do(membership: StaffMembership, today: date) -> Iterator[Task]:
    """What the quality framework's file needs soon."""
    if not can_run_school(membership):
        return
    for item in expiring(membership.organisation_id, today)[:MOST_TASKS]:
        if item.expires_on and item.key in ITEMS:
            yield Task(
                item.expires_on,
                _("Look again at: %(item)s") % {"item": ITEMS[item.key][1]},
                reverse("school-quality-edit", args=[item.key]),
                is_late=item.expires_on < today,
            )


@on_register
def words_for_register(membership: StaffMembership, group: Group, day: date) -> dict[str, Beside]:
    """Allergies, who may collect, and that the lead is to be asked: today's register alone."""
    may_log = membership.has_right(Right.LOG)
    if not is_school(group) or not may_log or day != timezone.localdate():
        return {}
    own = group.organisation_id
    here = children_of(group).values("pk")
    urgent: dict[str, tuple[str, ...]] = {}
    known = Child.objects.for_organisation(own).filter(participant__in=here)
    for child in known.select_related("participant"):
        key = str(child.participant.uuid)
        if child.medical:
            urgent[key] = (child.medical,)
        if child.not_collect:
            ask = _("Before anybody takes this child home: ask the lead.")
            urgent[key] = (*urgent.get(key, ()), ask)
    collecting = Carer.objects.for_organisation(own).filter(participant__in=here, may_collect=True)
    names: dict[str, list[str]] = {}
    for carer in collecting.select_related("participant").order_by("pk"):
        relation = str(Relation(carer.relation).label).lower()
        names.setdefault(str(carer.participant.uuid), []).append(f"{carer.name} ({relation})")
    return {
        key: Beside(urgent.get(key, ()), _collectors(names.get(key, [])))
        for key in urgent.keys() | names.keys()
    }


def _collectors(names: list[str]) -> tuple[str, ...]:
    return (_("May collect: %(names)s") % {"names": ", ".join(names)},) if names else ()
