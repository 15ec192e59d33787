"""Nobody is offered what is then refused: no link, no form."""

import pytest
from django.db import transaction

from rco_network.management.trials.browser import Browser
from rco_network.management.trials.crawl import walk, walk_from
from rco_network.management.trials.forms import filled
from rco_network.management.trials.trial import in_silence
from rco_network.management.trials.visitors import Visitor


def test_a_visitor_who_only_reads_is_offered_nothing_else(ground):
    """Who runs the installation, inside an organisation for an hour."""
    browser = ground.browser(Visitor.ADMINISTRATOR)
    reason = "The manager asked us to look why a register shows nobody."
    asked = {"organisation": ground.home.rco.uuid, "reason": reason}
    with in_silence():
        assert browser.ask("POST", "/break-glass/", asked).status == 302
        walk = walk_from(browser, ["/"])
        assert walk.refused == []
        assert len(walk.pages) > 20
        for form in walk.forms:
            if form.method == "POST":
                with transaction.atomic():
                    answer = Browser(dict(browser.cookies)).ask("POST", form.action, filled(form))
                    transaction.set_rollback(True)
                assert answer.status != 403, f"{form.action} is offered"


@pytest.mark.parametrize("visitor", [Visitor.WORKER, Visitor.COORDINATOR, Visitor.OFFICER], ids=str)
def test_no_link_leads_to_a_refusal(ground, visitor):
    with in_silence():
        found = walk(ground, visitor)
    assert found.refused == []
    assert len(found.pages) > 20
