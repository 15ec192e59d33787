"""Other organisations' ids, and fields that no form has: none is taken."""

import pytest
from django.db import connection

from rco_network.management.trials import rows
from rco_network.management.trials.forging import Forger, Found
from rco_network.management.trials.keys import try_keys
from rco_network.management.trials.trial import in_silence
from rco_network.management.trials.visitors import Visitor


@pytest.mark.parametrize("visitor", [Visitor.MANAGER, Visitor.LOGGER], ids=str)
def test_nothing_forged_is_accepted(ground, visitor):
    found = Found()
    with in_silence():
        Forger(ground, visitor, found, most=1, is_short=True).run()
    assert found.accepted == []
    assert found.errors == []
    assert found.refused == []
    # Filled in honestly most forms are taken: what is refused is refused for what was forged.
    assert found.taken > found.forms * 0.5
    assert found.ids > 10


def test_no_foreign_key_crosses_organisations_in_the_database(ground):
    found = try_keys(ground)
    assert found.crossed == []
    assert found.tried >= 27


def test_a_changed_row_of_a_stranger_is_seen(ground):
    before = rows.checksums(ground.other)
    person = ground.other.row("services.Participant", Visitor.MANAGER)
    everything = rows.everything([person.organisation_id])
    with everything, connection.cursor() as cursor:
        cursor.execute("update services_participant set outward_postcode = 'M1'")
    changed = {t for t, total in rows.checksums(ground.other).items() if total != before[t]}
    assert "services_participant" in changed
