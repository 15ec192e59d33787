"""Awards, what counts towards them, and the reports that they ask for."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from funding.models import AttributionRule, Award, ReturnDue
from rco_network.core.tenancy import scope
from services.enums import ServiceKind as Kind

from .life import MONTH
from .people import new_uuid
from .plans import OrganisationPlan
from .record import Recorded, moment
from .writer import ids, write

# What a rule names: kinds of service, or none for all the work at a place (or anywhere).
Rule = tuple[str | None, str | None]


@dataclass(frozen=True)
class AwardPlan:
    """An award; `began` is months ago, `returns` are days from today and whether it is met."""

    funder: str
    to: str
    title: str
    programme: str
    amount: int
    began: int
    months: int
    rules: tuple[Rule, ...]
    returns: tuple[tuple[int, bool], ...]
    purpose: str = ""


GROUNDED, ROOM, WORDS = "Grounded", "Room to Meet", "First Words"
COMMISSION = "Newcomer Advice and English 2025–27"
LATE, SOON, MET = (-9, False), (18, False), (-190, True)

AWARDS = (
    AwardPlan(
        "peverelmoor",
        "tesfa",
        "English and a place of one's own",
        GROUNDED,
        48_500,
        17,
        36,
        ((Kind.ESOL, None), (Kind.WOMEN, None)),
        (MET, LATE),
        "Three English classes a week, a women's morning, and the room that they need.",
    ),
    AwardPlan(
        "candlewick",
        "tesfa",
        "From first words to first job",
        WORDS,
        18_200,
        9,
        12,
        ((Kind.ESOL, None), (Kind.ADVICE, None)),
        ((18, False),),
        "Evening and daytime English with an advice desk next door.",
    ),
    AwardPlan(
        "irkdale",
        "tesfa",
        "Advice and English, central wards",
        COMMISSION,
        26_000,
        12,
        24,
        ((None, "E08000003"),),
        ((41, False),),
        "All work that takes place in the district.",
    ),
    AwardPlan(
        "peverelmoor",
        "tworivers",
        "A Saturday school with its parents",
        GROUNDED,
        31_000,
        14,
        36,
        ((Kind.SUPPLEMENTARY, None), (Kind.ESOL, None)),
        (MET, (25, False)),
    ),
    AwardPlan(
        "candlewick",
        "jasminegate",
        "English with crèche",
        WORDS,
        15_750,
        8,
        12,
        ((Kind.ESOL, None),),
        ((12, False),),
    ),
    AwardPlan(
        "peverelmoor",
        "jasminegate",
        "Families who give",
        GROUNDED,
        22_400,
        11,
        24,
        ((Kind.VOLUNTEERING, None), (Kind.ESOL, None), (Kind.WOMEN, None)),
        (SOON,),
    ),
    AwardPlan(
        "candlewick",
        "rojtable",
        "Somebody at the desk",
        ROOM,
        12_900,
        10,
        12,
        ((Kind.ADVICE, None),),
        ((-3, False),),
    ),
    AwardPlan(
        "irkdale",
        "pomegranate",
        "Women's English",
        COMMISSION,
        19_300,
        12,
        24,
        ((Kind.ESOL, None),),
        ((41, False),),
    ),
    AwardPlan(
        "peverelmoor",
        "kalyna",
        "Kitchen, choir, school",
        GROUNDED,
        27_600,
        15,
        24,
        ((None, None),),
        (MET, (33, False)),
    ),
    AwardPlan(
        "candlewick",
        "iftin",
        "A front room of our own",
        ROOM,
        9_850,
        7,
        12,
        ((Kind.WOMEN, None), (Kind.CHILDREN, None)),
        ((27, False),),
    ),
    AwardPlan(
        "peverelmoor",
        "besabread",
        "Paperwork and bread",
        ROOM,
        6_400,
        13,
        18,
        ((None, None),),
        ((-30, False),),
    ),
)


def awards_of(plan: OrganisationPlan, rng: Random) -> list[AwardPlan]:
    """Return an organisation's awards: written above for a character, else one or two."""
    written = [award for award in AWARDS if award.to == plan.slug]
    if written or plan.staff[0][0] in ("Clarisse Ngoy", "Chan Wing Sze"):
        return written
    made = []
    for funder in rng.sample(("peverelmoor", "candlewick", "irkdale"), rng.choice((1, 1, 2))):
        service = rng.choice(plan.services)
        made.append(
            AwardPlan(
                funder,
                plan.slug,
                f"{service.name} in the neighbourhood",
                rng.choice((GROUNDED, ROOM, WORDS)),
                rng.randrange(4_000, 60_000, 250),
                rng.randint(4, 16),
                rng.choice((12, 18, 24)),
                ((service.kind, None),),
                ((rng.randint(-20, 60), False),),
            )
        )
    return made


def write_awards(
    plans: list[AwardPlan], funders: dict[str, int], recipient: int, rng: Random, today: date
) -> list[int]:
    """Write awards of one recipient with their returns. Must run as the installation."""
    keys = ids(Award, len(plans))
    starts = [(today - p.began * MONTH).replace(day=1) for p in plans]
    write(
        Award,
        "id uuid funder recipient title purpose programme currency amount awarded_on starts_on "
        "ends_on from_open_call identifier",
        (
            (
                key,
                new_uuid(rng),
                funders[p.funder],
                recipient,
                p.title,
                p.purpose,
                p.programme,
                "GBP",
                p.amount,
                start - timedelta(days=rng.randint(14, 50)),
                start,
                (start + p.months * MONTH).replace(day=1) - timedelta(days=1),
                rng.random() < 0.7,
                f"360G-demo{p.funder}-{start.year}-{key}",
            )
            for key, p, start in zip(keys, plans, starts, strict=True)
        ),
    )
    write(
        ReturnDue,
        "uuid award organisation funder due_on period_start period_end met_at",
        (
            (new_uuid(rng), key, recipient, funders[p.funder], *_return(days, is_met, today))
            for key, p in zip(keys, plans, strict=True)
            for days, is_met in p.returns
        ),
    )
    return keys


def _return(days: int, is_met: bool, today: date) -> tuple[date, date, date, datetime | None]:
    """A half-yearly return: its period ends with the month before it is due."""
    due = today + timedelta(days=days)
    end = (due - timedelta(days=20)).replace(day=1) - timedelta(days=1)
    start = (end - 5 * MONTH).replace(day=1)
    met = datetime.combine(due - timedelta(days=4), time(15, 20), UTC) if is_met else None
    return due, start, end, met


def write_rules(
    plans: list[AwardPlan], awards: list[int], recipient: int, recorded: Recorded, rng: Random
) -> None:
    """Say which work counts towards the awards, in the recipient's own scope."""
    rules = [
        (recipient, new_uuid(rng), moment(date(2025, 1, 6)), award, service, place)
        for award, plan in zip(awards, plans, strict=True)
        for kind, place in plan.rules
        for service in _services(kind, recorded)
    ]
    with scope(organisation_ids=[recipient]):
        write(AttributionRule, "organisation uuid created_at award service place", rules)


def _services(kind: str | None, recorded: Recorded) -> list[int | None]:
    if kind is None:
        return [None]
    return [pk for plan, pk in recorded.services.items() if plan.kind == kind]
