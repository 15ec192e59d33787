"""What outcomes and stories show on pages of the services' wing (services/parts.py)."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.dates import day_in_words
from services.models import Participant
from services.parts import Block, Row, Task, in_menu, on_person, to_do

from .calculations.offers import waiting_for
from .models import Story
from .permissions import can_keep_stories, can_record_outcomes

in_menu(gettext_lazy("Stories"), "stories", Right.RECORD_OUTCOMES)


@to_do
def offers_to_answer(membership: StaffMembership, today: date) -> Iterator[Task]:
    """How many outcomes the work offers to this colleague."""
    if not can_record_outcomes(membership):
        return
    if waiting := waiting_for(membership):
        said = ngettext(
            "%(n)s outcome from your work to look at",
            "%(n)s outcomes from your work to look at",
            waiting,
        )
        yield Task(
            today,
            said % {"n": waiting},
            reverse("from-work"),
            _("A level gained, an exam passed: already written down, one tap to record."),
        )


@on_person
def stories_of_person(membership: StaffMembership, person: Participant) -> Block | None:
    """What somebody told."""
    if not can_keep_stories(membership):
        return None
    own = Story.objects.for_organisation(person.organisation_id).filter(participant=person)
    rows: list[Row] = [
        {
            "title": _("Taken back") if one.is_taken_back else one.title,
            "url": reverse("story", args=[one.uuid]),
            "detail": day_in_words(one.told_on),
        }
        for one in own.defer("words").order_by("-told_on", "-id")[:5]
    ]
    return Block(
        _("Stories"),
        rows,
        empty=_("Nothing told yet."),
        action_label=_("Write down a story"),
        action_url=f"{reverse('story-new')}?person={person.uuid}",
    )
