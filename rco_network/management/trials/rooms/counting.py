"""Money of awards and agreements to count people once; codes, which nobody ever reads."""

from datetime import date, timedelta

from funding.models import Award, BudgetLine, OtherMoney, Spending
from rco_network.core.tenancy import COUNT, scope
from rco_network.reports.models import MatchCode, SharingAgreement

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind as K
from ..marks import mark
from ..visitors import MANAGERS, V

COORDINATOR = frozenset({V.COORDINATOR})
AWARD, LINE, SPENDING = "funding.Award", "funding.BudgetLine", "funding.Spending"
OTHER, AGREEMENT = "funding.OtherMoney", "reports.SharingAgreement"
_WHY = "the recipient's manager, and never the funder"

DOORS: dict[str, Door] = {
    **doors_of(MANAGERS, _WHY, "award-money award-overlap", of=AWARD, methods="GET"),
    **doors_of(
        MANAGERS, "a file of the recipient's", "award-money-sheet", of=AWARD, methods="POST"
    ),
    **doors_of(MANAGERS, _WHY, "budget-line-new spending-new other-money-new", of=AWARD),
    **doors_of(MANAGERS, _WHY, "budget-line-edit", of=LINE),
    **doors_of(
        MANAGERS,
        f"{_WHY}; a line with spending stays",
        "budget-line-remove",
        of=LINE,
        methods="POST",
        also=frozenset({403}),
    ),
    **doors_of(MANAGERS, _WHY, "spending-edit", of=SPENDING),
    **doors_of(MANAGERS, _WHY, "spending-remove", of=SPENDING, methods="POST"),
    **doors_of(MANAGERS, _WHY, "other-money-edit", of=OTHER),
    **doors_of(MANAGERS, _WHY, "other-money-remove", of=OTHER, methods="POST"),
    **doors_of(MANAGERS, "the organisation agrees for itself", "sharing"),
    **doors_of(
        MANAGERS, "the organisation withdraws", "sharing-withdraw", of=AGREEMENT, methods="POST"
    ),
    **doors_of(COORDINATOR, "who of the forum's members agreed", "sharing-members", methods="GET"),
}


def lay(world: World, today: date) -> None:
    """Write a budget with spending, other money, and an agreement with a code."""
    award = Award.objects.received_by(world.rco).order_by("pk")[0]
    own = {"organisation": world.rco, "award": award}
    word = mark(world.name, K.MONEY)
    days = {"starts_on": today - timedelta(days=30), "ends_on": today}
    line = BudgetLine.objects.create(**own, what=f"{word} teachers", planned=9_000)
    spent = Spending.objects.create(**own, line=line, amount=700, **days)
    other = OtherMoney.objects.create(**own, source=f"{word} reserves", amount=300, **days)
    agreement = SharingAgreement.objects.create(
        organisation=world.rco,
        forum=world.organisations["forum"],
        words=f"{mark(world.name, K.AGREEMENT)} agreed",
        agreed_by=world.users[V.MANAGER],
        starts_on=today - timedelta(days=30),
    )
    with scope(organisation_ids=[world.rco.pk], rights={COUNT}):
        MatchCode.objects.create(
            organisation=world.rco,
            agreement=agreement,
            month=f"{today:%Y-%m}",
            code=mark(world.name, K.MATCH_CODE),
        )
    for row in (line, spent, other, agreement):
        world.keep(row, world.rco)
