"""What questionnaires show on pages of the services' wing (services/parts.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.dates import day_in_words
from services.models import Group, Participant
from services.parts import Block, Row, in_menu, on_group, on_person

from .calculations.asking import asks_of, standings
from .models import Wave
from .permissions import can_ask

_LAST = 3

in_menu(gettext_lazy("Questionnaires"), "instruments", Right.RECORD_OUTCOMES)
in_menu(gettext_lazy("Frameworks"), "frameworks", Right.READ_REPORTS)
in_menu(gettext_lazy("Frameworks"), "frameworks", Right.SEE_MEMBERS)


@on_person
def asked_of_person(membership: StaffMembership, person: Participant) -> Block | None:
    """What somebody was asked, and whether they answered."""
    if not can_ask(membership):
        return None
    rows: list[Row] = [
        {
            "title": ask.wave.instrument.name,
            "url": reverse("person-answers", args=[person.uuid]),
            "detail": f"{ask.wave.get_kind_display()} · {ask.get_state_display()}",
        }
        for ask in asks_of(person)[:_LAST]
    ]
    return Block(
        _("Questionnaires"),
        rows,
        empty=_("Nothing asked yet."),
        action_label=_("Ask a questionnaire"),
        action_url=reverse("wave-new-person", args=[person.uuid]),
    )


@on_group
def asked_of_group(membership: StaffMembership, group: Group) -> Block | None:
    """The group's last rounds, with how many answered."""
    if not can_ask(membership):
        return None
    own = Wave.objects.for_organisation(group.organisation_id).filter(group=group)
    waves = list(own.select_related("instrument").order_by("-opened_on", "-pk")[:_LAST])
    found = standings(group.organisation_id, waves) if waves else {}
    rows: list[Row] = [
        {
            "title": wave.instrument.name,
            "url": reverse("wave", args=[wave.uuid]),
            "detail": f"{wave.get_kind_display()} · {day_in_words(wave.opened_on)}",
            "tag": _("%(n)d of %(of)d")
            % {"n": found[wave.pk].answered, "of": found[wave.pk].asked},
        }
        for wave in waves
    ]
    return Block(
        _("Questionnaires"),
        rows,
        empty=_("Nothing asked yet."),
        action_label=_("Ask a questionnaire"),
        action_url=reverse("wave-new", args=[group.uuid]),
    )
