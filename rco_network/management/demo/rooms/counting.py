"""Budgets with spending, a stated share, and agreements to count people once, all invented."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from funding.models import AttributionRule, Award, BudgetLine, OtherMoney, Spending
from organisations.enums import Role
from organisations.models import ForumMembership, Organisation, StaffMembership
from rco_network.core.personal_data.lengths import months_later
from rco_network.core.tenancy import scope
from rco_network.reports.actions.match_codes import ask_codes
from rco_network.reports.models import SharingAgreement
from rco_network.reports.reference.sharing_words import WORDS

# What for, and its part of the award in per cent.
_LINES = (
    ("Teachers and workers", 58),
    ("Room and heating", 17),
    ("Crèche and travel", 12),
    ("Books and paper", 5),
    ("Office and insurance", 8),
)
_OTHERS = ("Our own reserves", "Collection at the summer fair", "A local trust")
_NOT_AGREED = ("Pomegranate Court", "Besa Bread and Talk")


def furnish_counting(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Give each award a budget and what was spent of it; let most organisations agree."""
    with scope(organisation_ids=[organisation], user_id=users[0]):
        awards = list(Award.objects.received_by(organisation).order_by("pk"))
        for award in awards:
            _money(award, rng, today)
        if len(awards) > 1:
            # The council pays for two fifths of what it counts, whoever else does.
            last = AttributionRule.objects.for_organisation(organisation).filter(award=awards[-1])
            last.update(share=40)
    _agreement(organisation, rng, today)


def _money(award: Award, rng: Random, today: date) -> None:
    own = {"organisation_id": award.recipient_id, "award": award}
    first, last = award.starts_on, award.ends_on
    if first is None or last is None:
        return
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    for what, part in _LINES:
        planned = (award.amount * part / 100).quantize(Decimal(1))
        line = BudgetLine.objects.create(**own, what=what, planned=planned)
        start = first
        while start < today.replace(day=1):
            end = months_later(start, 3) - timedelta(days=1)
            usual = planned * min(3, months) / months
            amount = (usual * Decimal(rng.randint(82, 112)) / 100).quantize(Decimal("0.01"))
            Spending.objects.create(
                **own, line=line, starts_on=start, ends_on=min(end, last), amount=amount
            )
            start = end + timedelta(days=1)
            if start > last:
                break
    OtherMoney.objects.create(
        **own,
        source=rng.choice(_OTHERS),
        starts_on=first,
        ends_on=last,
        amount=Decimal(rng.randrange(400, 3000, 50)),
    )


def _agreement(organisation: int, rng: Random, today: date) -> None:
    """As the manager agrees it; the worker makes the codes as soon as it runs."""
    with scope(organisation_ids=[organisation], installation=True):
        by = StaffMembership.objects.filter(organisation=organisation, role=Role.MANAGER).first()
        joined = ForumMembership.objects.filter(member=organisation, left_on=None).first()
        here = Organisation.objects.get(pk=organisation)
        if by is None or joined is None or here.name in _NOT_AGREED:
            return
        SharingAgreement.objects.create(
            organisation_id=organisation,
            forum_id=joined.forum_id,
            words=WORDS,
            agreed_by_id=by.user_id,
            starts_on=today - timedelta(days=rng.randint(60, 300)),
        )
        ask_codes(here, timezone.now())
