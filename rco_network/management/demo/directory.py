"""Who is in the network: the forum, the funders, the council, the RCOs and their staff."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower

from organisations.enums import Duty, Kind, Role, Scheme
from organisations.models import (
    CommunityServed,
    ForumMembership,
    Identifier,
    LanguageServed,
    Organisation,
    PlaceServed,
    StaffMembership,
)
from rco_network.accounts.models import User

from .life import MONTH
from .people import new_uuid
from .plans import OrganisationPlan
from .writer import ids, write


@dataclass(frozen=True)
class Partner:
    """An organisation of the network that is not an RCO."""

    slug: str
    name: str
    kind: str
    about: str
    officer: str
    role: str


FORUM = Partner(
    "weft",
    "Weft Refugee Forum",
    Kind.FORUM,
    "Brings together the refugee community organisations of the North of England.",
    "Miriam Oyelaran",
    Role.COORDINATOR,
)
PEVEREL = Partner(
    "peverelmoor",
    "Peverel Moor Foundation",
    Kind.FUNDER,
    "Gives three-year grants to small organisations led by the people they serve.",
    "Dominic Hale",
    Role.OFFICER,
)
CANDLEWICK = Partner(
    "candlewick",
    "Candlewick Newcomers Fund",
    Kind.FUNDER,
    "Pays for language, advice and first jobs, a year at a time.",
    "Priya Raman",
    Role.OFFICER,
)
COUNCIL = Partner(
    "irkdale",
    "Irkdale Borough Council",
    Kind.COUNCIL,
    "Commissions advice and English for newcomers in its wards.",
    "Joanne Birtwistle",
    Role.OFFICER,
)
PARTNERS = (FORUM, PEVEREL, CANDLEWICK, COUNCIL)
TUTOR = ("tutor@commonthread.example", "Samira Daoud")  # works at two of the RCOs
ADMINISTRATOR = ("admin@commonthread.example", "Installation administrator")


def partners(seed: int) -> dict[str, int]:
    """Return the forum, funders and council by slug; those that exist are used again."""
    found = {}
    for partner in PARTNERS:
        organisation, _ = Organisation.objects.get_or_create(
            name=partner.name,
            kind=partner.kind,
            is_fictional=True,
            defaults={"about": partner.about, "uuid": uuid_of(partner.slug, seed)},
        )
        found[partner.slug] = organisation.pk
    return found


def organisations(
    plans: list[OrganisationPlan], forum: int, seed: int, today: date
) -> dict[str, int]:
    """Write the RCOs and whom they serve. Returns their keys by slug."""
    keys = dict(zip((p.slug for p in plans), ids(Organisation, len(plans)), strict=True))
    joined = {p.slug: today - p.joined_months_ago * MONTH for p in plans}
    write(
        Organisation,
        "id uuid name kind about website is_directory_entry is_fictional created_at",
        (
            (keys[p.slug], uuid_of(p.slug, seed), p.name, Kind.RCO, p.about, "", False, True, now())
            for p in plans
        ),
    )
    # A register of charities would give an invented organisation somebody's real number.
    write(
        Identifier,
        "organisation scheme number",
        ((keys[p.slug], Scheme.THREE_SIXTY, f"demo-{p.slug}-{keys[p.slug]}") for p in plans),
    )
    write(
        PlaceServed,
        "organisation place",
        ((keys[p.slug], place) for p in plans for place, _ in p.places),
    )
    write(
        LanguageServed,
        "organisation code",
        ((keys[p.slug], code) for p in plans for code in _languages(p)),
    )
    write(
        CommunityServed,
        "organisation name",
        ((keys[p.slug], community.label) for p in plans for community, _ in p.communities),
    )
    write(
        ForumMembership,
        "forum member joined_on",
        ((forum, keys[p.slug], joined[p.slug]) for p in plans),
    )
    return keys


def _languages(plan: OrganisationPlan) -> Iterable[str]:
    spoken = [code for community, _ in plan.communities for code, _ in community.languages]
    return dict.fromkeys([*spoken, "en"])


def now() -> datetime:
    return datetime.now(UTC)


# Slug, key of the organisation, address, name, role.
Wanted = tuple[str, int, str, str, str]


def staff(
    plans: list[OrganisationPlan],
    keys: dict[str, int],
    partner_keys: dict[str, int],
    password: str,
    secret: str,
) -> dict[str, list[int]]:
    """Write accounts and memberships. Returns the users of each RCO by its slug.

    Every account has the same password, hashed once, and the same secret of an authenticator app;
    an address that exists keeps its account.
    """
    wanted: list[Wanted] = [
        (p.slug, keys[p.slug], f"{role}@{p.slug}.example", name, role)
        for p in plans
        for name, role in p.staff
    ]
    wanted += [
        (p.slug, partner_keys[p.slug], f"{p.role}@{p.slug}.example", p.officer, p.role)
        for p in PARTNERS
    ]
    if {"tesfa", "jasminegate"} <= set(keys):
        wanted += [(slug, keys[slug], *TUTOR, Role.WORKER) for slug in ("tesfa", "jasminegate")]
    users = accounts({address: name for _, _, address, name, _ in wanted}, password, secret)
    _memberships(wanted, users)
    of: dict[str, list[int]] = {}
    for slug, _, address, _, _ in wanted:
        of.setdefault(slug, []).append(users[address])
    return of


def _memberships(wanted: list[Wanted], users: dict[str, int]) -> None:
    """Write who works where, with which duties, and that loggers answer to a manager."""
    known = set(StaffMembership.objects.values_list("organisation_id", "user_id"))
    leads = _leads(wanted)
    write(
        StaffMembership,
        "organisation user role duties joined_at uuid",
        (
            (
                key,
                users[address],
                role,
                _duties(role, (slug, address) in leads),
                now() - timedelta(days=400),
                uuid_of(address, slug),
            )
            for slug, key, address, _, role in wanted
            if (key, users[address]) not in known
        ),
    )
    managers = StaffMembership.objects.filter(
        organisation_id=OuterRef("organisation_id"), role=Role.MANAGER
    )
    StaffMembership.objects.filter(
        organisation_id__in={key for _, key, *_ in wanted}, role=Role.LOGGER, answers_to=None
    ).update(answers_to=Subquery(managers.order_by("pk").values("pk")[:1]))


def _duties(role: str, is_lead: bool) -> list[Duty]:
    """Return what somebody looks after: every worker of the demonstration gives advice."""
    works = [Duty.ADVISER, Duty.VOLUNTEER_LEAD] if role == Role.WORKER else []
    return [Duty.SAFEGUARDING_LEAD, *works] if is_lead else works


def _leads(wanted: list[Wanted]) -> set[tuple[str, str]]:
    """Say who is safeguarding lead of each RCO and of the forum: a worker, where there is one.

    Two people could not both be managers and look into what is said about a manager.
    """
    order = (Role.WORKER, Role.COORDINATOR, Role.MANAGER)
    found: dict[str, tuple[int, str]] = {}
    for slug, _, address, _, role in wanted:
        if role in order and address != TUTOR[0]:
            found[slug] = min(found.get(slug, (9, "")), (order.index(Role(role)), address))
    return {(slug, address) for slug, (_, address) in found.items()}


def uuid_of(*what: object) -> UUID:
    """Return the same UUID for the same words."""
    return new_uuid(Random(" ".join(map(str, what))))  # noqa: S311 (a public name, no secret)


def accounts(names: dict[str, str], password: str, secret: str) -> dict[str, int]:
    """Make the accounts that are missing, verified and enrolled. Returns users by address."""
    hashed = make_password(password)
    known = _accounts_of(names)
    missing = {address: name for address, name in names.items() if address not in known}
    keys = dict(zip(missing, ids(User, len(missing)), strict=True))
    write(
        User,
        "id uuid email name password is_active is_staff is_superuser joined_at language",
        (
            (keys[a], uuid_of(a), a, name, hashed, True, False, False, now(), "")
            for a, name in missing.items()
        ),
    )
    write(
        EmailAddress,
        "user email verified primary",
        ((keys[address], address, True, True) for address in missing),
    )
    app = json.dumps({"secret": encrypt(secret)})
    write(
        Authenticator,
        "user type data created_at",
        ((keys[address], Authenticator.Type.TOTP, app, now()) for address in missing),
    )
    address, name = ADMINISTRATOR
    if not User.objects.filter(email=address).exists():
        administrator = User.objects.create_superuser(address, name=name)
        administrator.password = hashed
        administrator.save()
        EmailAddress.objects.create(user=administrator, email=address, verified=True, primary=True)
        Authenticator.objects.create(
            user=administrator, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret)}
        )
    return known | keys


def _accounts_of(names: Iterable[str]) -> dict[str, int]:
    found = User.objects.annotate(address=Lower("email")).filter(address__in=list(names))
    return dict(found.values_list("address", "pk"))
