"""One generator for the demonstration and for the bench: same life, other sizes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from random import Random

from organisations.models import Organisation
from rco_network.core.audit import record as record_event
from rco_network.core.tenancy import scope
from rco_network.reports.enums import Answer

from . import accounts, characters, directory, invented, money
from .answers import answer_the_last
from .concern import write_a_concern
from .corrected import correct_the_past
from .life import MONTH, live
from .past_report import ask_for_a_past_report
from .plans import OrganisationPlan
from .reach import write_reach
from .record import Recorded, record
from .rooms import furnish

MONTHS = 18
Say = Callable[[str], None]


@dataclass
class Made:
    """What was written, and the password of its accounts."""

    organisations: int
    people: int
    sessions: int
    attendances: int
    outcomes: int
    password: str


def make(
    *,
    seed: int,
    organisations: int,
    attendances: int,
    today: date,
    password: str,
    secret: str = "",
    say: Say = lambda _: None,
    with_reports: bool = True,
) -> Made:
    """Write a network of so many RCOs with about so many attendances, up to yesterday.

    The same seed, sizes and day give the same network, except for keys, the password and the
    secret of the accounts' authenticator app (a new one, where none is given). An
    organisation's rows are one transaction; what was written before a failure stays. Reports are
    counted at the end, `with_reports`: not where keys and indexes are only put back later.
    """
    first = today - MONTHS * MONTH
    plans = _plans(seed, organisations, attendances, first, today)
    made = Made(len(plans), 0, 0, 0, 0, password)
    with scope(installation=True):
        partners = directory.partners(seed)
        keys = directory.organisations(plans, partners["weft"], seed, today)
        users = directory.staff(plans, keys, partners, password, secret or accounts.new_secret())
    for number, plan in enumerate(plans, start=1):
        recorded = _one(plan, seed, keys[plan.slug], users[plan.slug], partners, first, today)
        made.people += recorded.people
        made.sessions += recorded.sessions
        made.attendances += recorded.attendances
        made.outcomes += recorded.outcomes
        say(f"{number} of {len(plans)}: {plan.name}, {made.attendances:,} attendances so far")
    for slug in keys.keys() & {plan.slug for plan in characters.ALL}:
        furnish(keys[slug], users[slug], _rng(seed, slug, "rooms"), today)
    if "tesfa" in keys:
        write_a_concern(keys["tesfa"], seed)
    if with_reports:
        _past_reports(keys, partners["peverelmoor"], seed, today)
    return made


def _past_reports(keys: dict[str, int], funder: int, seed: int, today: date) -> None:
    if "tesfa" in keys:
        ask_for_a_past_report(keys["tesfa"], funder, _rng(seed, "past report"), today)
        answer_the_last(keys["tesfa"], funder, Answer.ACCEPTED, _rng(seed, "accepted"))
        correct_the_past(keys["tesfa"])
    if "tworivers" in keys:
        rng = _rng(seed, "sent back")
        ask_for_a_past_report(keys["tworivers"], funder, rng, today)
        answer_the_last(keys["tworivers"], funder, Answer.SENT_BACK, rng)


def _rng(*of: object) -> Random:
    return Random(" ".join(map(str, of)))  # noqa: S311 (a demonstration repeats itself)


def _plans(
    seed: int, organisations: int, attendances: int, first: date, today: date
) -> list[OrganisationPlan]:
    """The characters first, then invented ones; what is already in the directory is left out."""
    with scope(installation=True):
        taken = set(Organisation.objects.values_list("name", flat=True))
    everyone = chain(characters.ALL, invented.plans(_rng(seed, "invented")))
    chosen = list(islice((p for p in everyone if p.name not in taken), organisations))
    due = [plan.weight * (invented.marks_due(plan, first, today) or 1) for plan in chosen]
    each = attendances / sum(due)
    return [
        invented.sized(plan, each * marks, first, today)
        for plan, marks in zip(chosen, due, strict=True)
    ]


def _one(
    plan: OrganisationPlan,
    seed: int,
    organisation: int,
    staff: list[int],
    partners: dict[str, int],
    first: date,
    today: date,
) -> Recorded:
    """Let one organisation live and write it down, with its awards."""
    rng = _rng(seed, plan.slug)
    life = live(plan, rng, first, today)
    with scope(organisation_ids=[organisation]):
        recorded = record(life, organisation, staff, rng, today)
        record_event(
            "made_for_demonstration",
            by=None,
            organisation=Organisation(pk=organisation),
            attendances=recorded.attendances,
        )
    write_reach(organisation, _rng(seed, plan.slug, "reach"))
    awards = money.awards_of(plan, rng)
    with scope(installation=True):
        keys = money.write_awards(awards, partners, organisation, rng, today)
    money.write_rules(awards, keys, organisation, recorded, rng)
    return recorded


def keys_for_new_accounts() -> tuple[str, str]:
    """Return this installation's demonstration password and app secret: its own, else new ones."""
    return (
        accounts.kept_password() or accounts.new_password(),
        accounts.kept_secret() or accounts.new_secret(),
    )
