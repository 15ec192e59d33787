"""What is held about people where change is recorded."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, Max
from django.db.models.functions import Cast, Coalesce, Least
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

from rco_network.core import history
from rco_network.core.personal_data import REMOVED, STAYS, declare, identifies, said, who
from rco_network.core.personal_data.lengths import over_on, started_by
from rco_network.core.personal_data.rules import Due, Rule, add_rule

from .models import (
    Outcome,
    Story,
    StoryConsent,
    StoryFile,
    StoryFileContent,
    StoryMayStay,
    StoryThemeOf,
    StoryUse,
)

# Stands where a sentence stood, so that the outcome still counts.
ERASED_EVIDENCE = "–"

declare("outcomes.framework", plain="id code edition name publisher source")
declare("outcomes.domain", plain="id framework code name heading position")
declare("outcomes.servicedomain", plain="id organisation service domain")
declare(
    "outcomes.outcome",
    plain="id organisation uuid created_at participant service",
    participant="participant",
    clock="happened_on",
    purpose="accountability",
    period="service_record",
    domain=said(_("In which part of life something changed."), special=True, goes=STAYS),
    happened_on=said(_("When it changed."), goes=STAYS),
    evidence=identifies(
        _("One sentence: what changed, and how we know."), special=True, becomes=ERASED_EVIDENCE
    ),
    evidence_language=said(_("To set the sentence in its own script."), becomes="en"),
    may_be_quoted=said(
        _("Whether they agreed that a report may quote it, without a name."),
        purpose="stories",
        period="case_story",
        becomes=False,
    ),
    recorded_by=who(),
)


def _stories_due(
    organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
) -> list[Due]:
    """Outcomes whose sentence may be quoted since longer than somebody can remember agreeing."""
    agreed = Outcome.objects.for_organisation(organisation_id).filter(
        may_be_quoted=True, created_at__date__lte=started_by("case_story", day, months)
    )
    if only is not None:
        agreed = agreed.filter(uuid__in=list(only))
    rows = agreed.order_by("pk").values_list("pk", "uuid", "created_at", "participant__name")
    return [
        Due(pk, uuid, over_on("case_story", timezone.localdate(at), months), name)
        for pk, uuid, at, name in rows
    ]


def _quote_no_more(organisation: Any, found: list[Due]) -> Counter[str]:
    own = Outcome.objects.for_organisation(organisation)
    ended = own.filter(pk__in=[one.pk for one in found]).update(may_be_quoted=False)
    return Counter({Outcome._meta.label_lower: ended})


add_rule(
    Rule(
        key="stories",
        period="case_story",
        subject_type=Outcome._meta.label_lower,
        says=ngettext_lazy(
            "%(number)s sentence may no longer be quoted, unless the person is asked again",
            "%(number)s sentences may no longer be quoted, unless the people are asked again",
            "number",
        ),
        due=_stories_due,
        apply=_quote_no_more,
    )
)

_ABOUT_STORIES: tuple[type[Any], ...] = (
    StoryConsent,
    StoryFile,
    StoryFileContent,
    StoryMayStay,
    StoryThemeOf,
    StoryUse,
)
_STORY: Any = {"participant": "participant", "purpose": "stories", "period": "case_story"}
_OF_STORY = "id organisation uuid created_at participant story"

declare(
    "outcomes.offeranswer",
    plain="id organisation uuid created_at participant matter outcome source",
    participant="participant",
    purpose="accountability",
    period="service_record",
    row=REMOVED,
    erased_in=4,
    kind=said(_("Where in the work something changed.")),
    answer=said(_("Whether it was recorded as an outcome.")),
    facts=identifies(_("What was written there at the time, to see when it is corrected.")),
    answered_by=who(),
)
declare("outcomes.storytheme", plain="id organisation uuid created_at name")
declare(
    "outcomes.story",
    plain="id organisation uuid created_at participant",
    **_STORY,
    row=REMOVED,
    clock="told_on",
    remark=_("Their words and files go at once when they take it back."),
    teller=said(_("Whose story it is.")),
    teller_name=identifies(_("Who told it, where it is nobody who comes here.")),
    title=identifies(_("What colleagues call it.")),
    words=identifies(_("Their story, in their words."), special=True),
    language=said(_("In which language."), special=True),
    chosen_name=identifies(_("The name that they chose for readers.")),
    told_on=said(_("When they told it.")),
    themes=said(_("What it is about."), special=True),
    recorded_by=who(),
    checked_at=said(_("When it was looked through for what could tell who they are.")),
    checked_by=who(),
    taken_back_on=said(_("When they took it back.")),
)
declare(
    "outcomes.storythemeof",
    plain=_OF_STORY,
    **_STORY,
    row=REMOVED,
    erased_in=3,
    theme=said(_("What it is about."), special=True),
)
declare(
    "outcomes.storyconsent",
    plain=f"{_OF_STORY} funder",
    **_STORY,
    row=REMOVED,
    erased_in=3,
    use=said(_("For what their story may be used.")),
    with_picture=said(_("Whether with the picture.")),
    with_recording=said(_("Whether with the recording.")),
    until=said(_("Until when.")),
    words=identifies(_("The words that were read to them.")),
    language=said(_("In which language."), special=True),
    given=said(_("How they agreed.")),
    given_on=said(_("Since when.")),
    recorded_by=who(),
    withdrawn_on=said(_("When they took it back.")),
    withdrawn_by=who(),
)
declare(
    "outcomes.storyuse",
    plain=f"{_OF_STORY} funder record",
    **_STORY,
    row=REMOVED,
    erased_in=3,
    use=said(_("For what it was used.")),
    used_in=said(_("Where it was used.")),
    planned_on=said(_("When it was chosen for that.")),
    issued_on=said(_("When readers had it.")),
    removed_on=said(_("When it was taken out again.")),
    recorded_by=who(),
)
declare(
    "outcomes.storyfile",
    plain=f"{_OF_STORY} content_type size",
    **_STORY,
    row=REMOVED,
    erased_in=3,
    kind=said(_("Whether it is a picture or a recording.")),
    describes=identifies(_("What is to be seen or heard.")),
    added_by=who(),
)
declare(
    "outcomes.storyfilecontent",
    plain=f"{_OF_STORY} file",
    **_STORY,
    row=REMOVED,
    erased_in=2,
    content=identifies(_("The picture or the recording itself."), special=True),
)
declare(
    "outcomes.storymaystay",
    plain=_OF_STORY,
    **_STORY,
    row=REMOVED,
    erased_in=3,
    found=said(_("What the check before use found.")),
    text=identifies(_("The words that it found.")),
    reason=identifies(_("Why they may stay.")),
    decided_by=who(),
)


def _untold_due(
    organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
) -> list[Due]:
    """Stories that nobody may use since so long: the last consent ended, or none was given."""
    ended = Least(
        "storyconsents__until", Coalesce("storyconsents__withdrawn_on", "storyconsents__until")
    )
    own = Story.objects.for_organisation(organisation_id).annotate(
        over_on=Coalesce(Max(ended), Cast("created_at", DateField()))
    )
    if only is not None:
        own = own.filter(uuid__in=list(only))
    over = own.filter(over_on__lte=started_by("case_story", day, months)).order_by("pk")
    return [
        Due(one.pk, one.uuid, over_on("case_story", one.over_on, months), str(one)) for one in over
    ]


def _let_stories_go(organisation: Any, found: list[Due]) -> Counter[str]:
    pks = [one.pk for one in found]
    for model in _ABOUT_STORIES:
        rows = model._default_manager.filter(organisation=organisation, story_id__in=pks)
        history.forget(model, list(rows.values_list("pk", flat=True)))
    gone = Story.objects.for_organisation(organisation).filter(pk__in=pks).delete()[1]
    history.forget(Story, pks)
    return Counter({label.lower(): number for label, number in gone.items()})


add_rule(
    Rule(
        key="untold_stories",
        period="case_story",
        subject_type=Story._meta.label_lower,
        says=ngettext_lazy(
            "%(number)s story that nobody may use any more goes",
            "%(number)s stories that nobody may use any more go",
            "number",
        ),
        due=_untold_due,
        apply=_let_stories_go,
    )
)

declare(
    "outcomes.measure",
    plain="id domain key wording unit better subject is_verified source position",
)
declare(
    "outcomes.ownframework",
    plain="id organisation uuid created_at name edition is_shared closed_on",
)
declare("outcomes.owndomain", plain="id organisation uuid created_at framework name position")
declare("outcomes.domainmapping", plain="id organisation own_domain domain")
declare(
    "outcomes.instrument",
    plain="id organisation uuid created_at code edition name introduction scoring better "
    "smallest_change least_answered min_age licence attribution wording_status is_shipped "
    "closed_on",
)
declare(
    "outcomes.question",
    plain="id organisation uuid created_at instrument key position words labels values better "
    "measure domain",
)
declare(
    "outcomes.wording",
    plain="id organisation uuid created_at instrument language introduction words labels "
    "is_checked",
)
declare("outcomes.matchingkey", plain="id organisation secret")
declare(
    "outcomes.wave",
    plain="id organisation uuid created_at instrument kind subject group opened_on closed_on "
    "is_anonymous expected is_of_age",
    started_by=who(),
)
_ASKED: dict[str, Any] = {
    "participant": "participant",
    "purpose": "accountability",
    "period": "service_record",
}
declare(
    "outcomes.ask",
    plain="id organisation uuid created_at wave participant",
    clock="asked_on",
    remark=_("It stays as somebody who was asked, so that “n of n” stays true."),
    state=said(_("Whether they answered, or did not want to."), goes=STAYS),
    asked_on=said(_("When they were asked."), goes=STAYS),
    secret_hash=identifies(_("What stands for their link, to know it again."), becomes=None),
    link_ends_at=said(_("Until when the link can be used."), becomes=None),
    **_ASKED,
)
declare(
    "outcomes.response",
    plain="id organisation uuid created_at wave participant",
    clock="answered_on",
    remark=_("The numbers stay as somebody’s, so that what changed stays true."),
    match_key=said(_("To know two anonymous answers for one person’s, and not whose."), goes=STAYS),
    answered_on=said(_("When they answered."), goes=STAYS),
    way=said(_("Who held the pen, since it can change what is said."), goes=STAYS),
    language=said(_("In which language they answered."), becomes="en"),
    answers=said(
        _("What they answered, as numbers, to see what changed."), special=True, goes=STAYS
    ),
    unsaid=said(_("Which questions they would rather not answer."), goes=STAYS),
    recorded_by=who(),
    **_ASKED,
)
