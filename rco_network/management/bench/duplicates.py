"""Who may be the same person, asked of 100,000: as the form that adds somebody asks."""

import statistics
from typing import Any

from django.db import connection

from organisations.enums import Role
from organisations.models import Organisation, StaffMembership
from rco_network.accounts.models import User
from rco_network.core.tenancy import scope
from rco_network.core.text import search_key
from services.calculations import likely_duplicates

from .ground import acting_as
from .loading import analyse
from .measure import Result, Size, seconds

P95_MS = 50.0
# Names as they are common: a few very, most rarely; each spelt in one of its ways.
_FIRST = (
    "Mohammed|Muhammad|Mohamed|محمد|Maxamed Fatima|Fatma|فاطمة|Faadumo Ahmed|Ahmad|أحمد|Axmed "
    "Ali|Cali|علي Hassan|Xasan|حسن Amina|Aminah|أمينة Yusuf|Youssef|يوسف Ibrahim|Ebrahim "
    "Oleksandr|Alexander|Олександр Olena|Elena|Олена Tesfay|Tesfai|ተስፋይ Selam|ሰላም "
    "Yohannes|Johannes Maryam|Mariam|مریم Hussein|Hossein|حسین Layla|Leila Rojin|Rozhin "
    "Nguyen|Nguyễn Arben Ganesh|கணேஷ் Iryna|Irina Dawit|ዳዊት Zainab|Zeinab|زینب Reza|Rıza"
).split()
_LAST = (
    "Haile Kidane Berhane Woldu Tekle Omar Nuur Warsame Abdi Jama Khan Noori Karimi Ahmadi Rahimi "
    "Haddad Mansour Saleh Khoury Demir Yilmaz Shevchenko Kovalenko Bondarenko Melnyk Tran Pham "
    "Hoxha Krasniqi Selvam Murugan Rajan Hosseini Sultani Safi Barakzai Osman Farah Hirsi Elmi"
).split()
_PARTS = ("an", "el", "ir", "ost", "ub", "em", "ar", "id", "os", "un", "ef", "am", "il", "ad")


def measure(owner_url: str, size: Size) -> list[Result]:
    """Return p50 and p95 at the server, with and without candidates, against 50 ms."""
    membership = _people(owner_url, size.people)
    lines = []
    with acting_as(membership):
        for what, typed in _asked(size.questions).items():
            taken, found = _ask(membership.organisation_id, typed)
            label = f"duplicate candidates among {size.people:,}: {what} ({found} of {len(typed)})"
            lines.append(_line(f"{label}, p50", statistics.median(taken), None))
            lines.append(_line(f"{label}, p95", statistics.quantiles(taken, n=20)[18], 1))
    return lines


def _line(what: str, taken: float, goal: float | None) -> Result:
    return Result(what, [taken], [P95_MS], "ms", goal)


def _ask(organisation: int, typed: list[tuple[str, int]]) -> tuple[list[float], int]:
    taken, found = [], 0
    for name, born in typed:
        answer: list[Any] = []

        def ask(name: str = name, born: int = born, answer: list[Any] = answer) -> None:
            answer.extend(likely_duplicates(organisation, name, born, outward_postcode="M14"))

        taken.append(seconds(ask) * 1000)
        found += bool(answer)
    return taken, found


def _asked(number: int) -> dict[str, list[tuple[str, int]]]:
    """Names that many have, names that nobody has, and the commonest word alone."""
    some = [_name(n * 7919) for n in range(number)]
    nobody = [f"Qwert{_PARTS[n % 14]} Zxcv{_PARTS[n // 14 % 14]}" for n in range(number)]
    return {
        "names as they come": [(name, 1960 + n % 40) for n, name in enumerate(some)],
        "names nobody has": [(name, 1960 + n % 40) for n, name in enumerate(nobody)],
        "the commonest": [("Muhammed Cali", 1980), ("Mohamed", 1990)] * max(10, number // 4),
    }


def _name(n: int) -> str:
    """The n-th name: the first word of few kinds, the second of very many."""
    spellings = _FIRST[min(n * n % 97 % 31, n % 25) % len(_FIRST)].split("|")
    first = spellings[n // 3 % len(spellings)]
    if n % 3:
        return f"{first} {_LAST[n // 25 % len(_LAST)]}"
    parts = "".join(_PARTS[n // k % 14] for k in (3, 41, 577))
    return f"{first} {parts.capitalize()} {_LAST[n // 7 % len(_LAST)]}"


_ADD = """
insert into services_participant (
    organisation_id, uuid, created_at, name, name_key, year_of_birth, joined_on, main_language,
    other_languages, age_band, gender, outward_postcode
)
select %(organisation)s, gen_random_uuid(), now(), name, key, born, date '2024-01-08', '', '{}', '',
    '', case when born %% 5 = 0 then 'M14' else '' end
from unnest(%(names)s::text[], %(keys)s::text[], %(born)s::int[]) as t (name, key, born)
"""


def _people(owner_url: str, number: int) -> StaffMembership:
    with scope(installation=True):
        organisation, _ = Organisation.objects.get_or_create(
            name="Bench of many people (fictional)", kind="rco"
        )
        user = User.objects.filter(email="people@bench.example").first()
        user = user or User.objects.create_user("people@bench.example", None)
        membership, is_new = StaffMembership.objects.get_or_create(
            organisation=organisation, user=user, defaults={"role": Role.WORKER}
        )
    if is_new:
        rights = membership.scope.rights
        with scope(user_id=user.pk, organisation_ids=[organisation.pk], rights=rights):
            for start in range(0, number, 10_000):
                names = [_name(n) for n in range(start, min(start + 10_000, number))]
                values: dict[str, Any] = {
                    "organisation": organisation.pk,
                    "names": names,
                    "keys": [search_key(name)[:200] for name in names],
                    "born": [1940 + n % 80 for n in range(len(names))],
                }
                with connection.cursor() as cursor:
                    cursor.execute(_ADD, values)
        analyse(owner_url)
    return membership
