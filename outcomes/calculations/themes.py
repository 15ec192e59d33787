"""How many people told of what, so that nobody can be picked out."""

from collections import defaultdict
from datetime import date

from rco_network.core.disclosure import Published, protect_each

from ..models import Story
from .telling import themes_of


def theme_counts(organisation_id: int, period: tuple[date, date] | None = None) -> Published:
    """Return by theme how many different people told of it; small numbers are held back.

    Somebody who tells of two themes is in both, so the rows do not add up to anything. Who is no
    participant counts once a story; linked records are one. What was taken back does not count.
    """
    rows = Story.objects.for_organisation(organisation_id).held()
    if period is not None:
        rows = rows.filter(told_on__range=period)
    people = {
        pk: person or participant
        for pk, person, participant in rows.values_list(
            "pk", "participant__person_id", "participant_id"
        )
    }
    stories = list(rows.only("pk", "themes"))
    tellers = defaultdict[str, set[str]](set)
    themes = themes_of(stories)
    for one in stories:
        who = f"person {people[one.pk]}" if people[one.pk] else f"story {one.pk}"
        for theme in themes[one.pk]:
            tellers[theme].add(who)
    counts = {theme: len(tellers[theme]) for theme in sorted(tellers)}
    return protect_each(counts)
