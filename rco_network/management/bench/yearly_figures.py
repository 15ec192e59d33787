"""The figures of a year's report over a million attendances against hand-written SQL."""

from typing import Any

import psycopg
from django.db.models import Count

from organisations.enums import Kind
from organisations.models import Organisation
from rco_network.core.tenancy import COUNT, scope
from rco_network.core.tenancy.counting import counting
from rco_network.reports.enums import ReportKind
from rco_network.reports.figures.catalogue import SPECS, needed
from rco_network.reports.figures.document import count_figures
from rco_network.reports.figures.facts import gather
from rco_network.reports.figures.ground import of_award, of_organisations
from rco_network.reports.figures.kinds import KINDS
from services.models import Attendance

from .ground import Ground
from .hand_sql import Answers, answers
from .measure import Result, Size, alternate, seconds
from .row_security import PRICE, RowSecuritySwitch
from .site import Sites

SECOND = 1.0


def measure(ground: Ground, size: Size, sites: Sites) -> list[Result]:
    """Compare seconds, after making sure that both give the same answers."""
    by_hand = psycopg.connect(ground.url)
    of = (ground.award.recipient_id, *ground.period)

    def product() -> Any:
        with ground.reporting():
            return count_figures(of_award(ground.award, *ground.period), SPECS)

    compare(facts_of(ground), answers(by_hand, *of))
    switch = RowSecuritySwitch(ground.owner_url)
    timed = {
        "product": lambda: seconds(product),
        "hand": lambda: seconds(lambda: answers(by_hand, *of)),
    }
    found = alternate(
        {
            "product": timed["product"],
            "open": switch.without(timed["product"], product),
            "hand": timed["hand"],
        },
        size.rounds,
    )
    by_hand.close()
    with ground.reporting():
        mine = Attendance.objects.for_organisation(ground.award.recipient_id)
        counted = mine.filter(held_on__range=ground.period).count()
    what = f"figures of a year's report over {counted:,} attendances"
    return [
        Result(f"{what} against hand-written SQL", found["product"], found["hand"], "s", 1.5),
        ordinary(ground, size.rounds),
        Result("row security's price: those figures", found["product"], found["open"], "s", PRICE),
    ]


def ordinary(ground: Ground, rounds: int) -> Result:
    """Time the same figures of the organisation that logged most, the bench's giant left out."""
    with scope(installation=True):
        rcos = list(Organisation.objects.filter(kind=Kind.RCO).values_list("pk", flat=True))
    rcos.remove(ground.award.recipient_id)
    with counting(user_id=None, organisation_ids=rcos):
        came = Attendance.objects.filter(organisation__in=rcos, held_on__range=ground.period)
        most = came.values("organisation").annotate(n=Count("pk")).order_by("-n")[0]

    def figures() -> Any:
        with scope(user_id=None, organisation_ids=[most["organisation"]], rights=[COUNT]):
            counted = of_organisations((most["organisation"],), *ground.period)
            return count_figures(counted, KINDS[ReportKind.YEAR].specs)

    return Result(
        f"the same of the next largest organisation ({most['n']:,}), against one second",
        [seconds(figures) for _ in range(rounds)],
        [SECOND] * rounds,
        "s",
        1,
    )


def facts_of(ground: Ground) -> Answers:
    """Return the product's own numbers in the shape of the rival's."""
    with counting(user_id=None, organisation_ids=[ground.award.recipient_id]):
        facts = gather(of_award(ground.award, *ground.period), needed(SPECS))
    return {
        at: {key: (c.n, c.minutes, c.people) for key, c in rows.items()}
        for at, rows in facts.tables.items()
        if at != ("outcomes", "people")  # the same number again, for its keys
    }


def compare(ours: Answers, theirs: Answers) -> None:
    """Raise RuntimeError where the two do not say the same."""
    if ours == theirs:
        return
    differing = [at for at in ours.keys() | theirs.keys() if ours.get(at) != theirs.get(at)]
    raise RuntimeError(f"The product and the hand-written SQL differ in {sorted(differing)}.")
