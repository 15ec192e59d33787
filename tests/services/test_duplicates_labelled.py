"""Names as they are spelt by those who write them down, against an index of all of them at once."""

import pytest

from organisations.enums import Role
from services.calculations import likely_duplicates
from services.models import Participant
from tests import factories
from tests.services.names import pairs


def read(text):
    return [tuple(line.split(" | ")) for line in text.strip().splitlines()]


def found(organisation, same, different):
    """Return (recall, precision) over the pairs, the second of each typed."""
    names = {name for pair in (*same, *different) for name in pair}
    people = Participant.objects.bulk_create(
        [factories.unsaved_participant(organisation, name=name) for name in sorted(names)]
    )
    known_as = {person.name: person.pk for person in people}
    hits = misses = wrong = 0
    for pairs_of_names, is_same in ((same, True), (different, False)):
        for known, typed in pairs_of_names:
            only = Participant.objects.filter(pk=known_as[known])
            is_found = bool(likely_duplicates(organisation, typed, among=only))
            hits += is_same and is_found
            misses += is_same and not is_found
            wrong += is_found and not is_same
    return hits / (hits + misses), hits / (hits + wrong)


@pytest.mark.django_db
def test_recall_and_precision_on_labelled_names(capsys):
    worker = factories.make_membership(Role.WORKER)
    with factories.acting(worker):
        seen = found(worker.organisation, read(pairs.SAME), read(pairs.DIFFERENT))
        held = found(worker.organisation, read(pairs.SAME_HELD), read(pairs.DIFFERENT_HELD))
    assert len(read(pairs.SAME + pairs.DIFFERENT + pairs.SAME_HELD + pairs.DIFFERENT_HELD)) >= 300
    with capsys.disabled():
        print(
            f"\nlabelled names: recall {seen[0]:.3f}, precision {seen[1]:.3f}; "
            f"held out: recall {held[0]:.3f}, precision {held[1]:.3f}"
        )
    assert seen[0] >= 0.97 and seen[1] >= 0.90
    assert held[0] >= 0.80 and held[1] >= 0.88
