"""Laying who pays for what, and what they were told of it."""

from datetime import date, timedelta

from funding.models import AttributionRule, Award, ReturnDue

from .ground import World
from .marks import Kind as K
from .marks import mark
from .visitors import Visitor as V


def lay_awards(world: World, today: date) -> None:
    for payer, kind in (("funder", K.AWARD_FUNDER), ("council", K.AWARD_COUNCIL)):
        giver = world.organisations[payer]
        award = Award.objects.create(
            funder=giver,
            recipient=world.rco,
            title=f"{mark(world.name, kind)} award",
            purpose=f"{mark(world.name, kind)} purpose",
            amount=30_000,
            starts_on=today - timedelta(days=300),
            ends_on=today + timedelta(days=60),
            identifier=f"360G-{mark(world.name, kind)}-1",
        )
        rule = AttributionRule.objects.create(organisation=world.rco, award=award)
        due = ReturnDue.objects.create(
            organisation=world.rco,
            award=award,
            funder=giver,
            due_on=today + timedelta(days=9),
            period_start=today - timedelta(days=300),
            period_end=today,
        )
        for row in (award, rule, due):
            world.keep(row, giver, *([world.rco] if payer == "funder" else []))
            other_payer = V.COUNCIL if payer == "funder" else V.OFFICER
            world.rows[(f"near:{row._meta.label}", other_payer.name)] = row
