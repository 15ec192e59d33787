"""Invented reports for the tests. Every name and number is fictional."""

from dataclasses import replace
from datetime import UTC, date, datetime

from rco_network.reports.figures.shape import (
    Breakdown,
    Cell,
    Figure,
    Passage,
    ReportDocument,
    Row,
    Voice,
)

NOT_RECORDED = "not_recorded"
MONTHS = (
    "Sep 2025,Oct 2025,Nov 2025,Dec 2025,Jan 2026,Feb 2026,"
    "Mar 2026,Apr 2026,May 2026,Jun 2026,Jul 2026,Aug 2026"
).split(",")

HOURS = "402 561 538 287 471 502 588-611 344 560-602 527-555 301-340 123-162"
ARABIC_MONTHS = "سبتمبر أكتوبر نوفمبر ديسمبر يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس"

VOICES = (
    Voice("ساعدتني المجموعة في تعلّم اللغة وإيجاد أصدقاء جدد.", "ar", "Participant"),
    Voice("این گروه به من کمک کرد تا زبان یاد بگیرم و کار پیدا کنم.", "fa", "Participant"),
    Voice("እዚ ጉጅለ ቋንቋ ክመሃር ሓጊዙኒ።", "ti", "Participant"),
    Voice("ቡድኑ ቋንቋ እንድማር ረድቶኛል።", "am", "Participant"),
    Voice("Група допомогла мені вивчити мову та знайти роботу.", "uk", "Participant"),
    Voice("I can speak to my son's teacher by myself now.", "en", "Participant"),
)


def rows(pairs: str, *, missing: int | None = None) -> tuple[Row, ...]:
    """Read "Women=214, Men=171, Other=?" where ? is "fewer than 5" and ?? is hidden."""
    made = []
    for pair in filter(None, (part.strip() for part in pairs.split(","))):
        label, number = pair.rsplit("=", 1)
        made.append(Row(label.lower(), label, cell(number)))
    if missing is not None:
        made.append(Row(NOT_RECORDED, "Not recorded", Cell(missing)))
    return tuple(made)


def cell(text: str) -> Cell:
    """Read "12", "10-14", "?" (fewer than 5) or "??" (hidden)."""
    if text.startswith("?"):
        return Cell(None, upper=4 if text == "?" else None, hidden=True)
    lower, _, upper = text.partition("-")
    return Cell(int(lower), upper=int(upper) if upper else None)


def series(numbers: str, label: str = "Month") -> Breakdown:
    """A breakdown by month from "12 14 ? 9", starting in September 2025."""
    cells = numbers.split()
    return Breakdown(
        "month",
        label,
        tuple(Row(f"m{n}", MONTHS[n % 12], cell(number)) for n, number in enumerate(cells)),
        is_series=True,
    )


AGES = Breakdown(
    "age",
    "Age band",
    rows(
        "0 to 15=?, 16 to 24=61, 25 to 34=128, 35 to 49=141, 50 to 64=43, 65 and over=??",
        missing=28,
    ),
)
GENDER = Breakdown("gender", "Gender", rows("Women=251, Men=134, Another gender=6", missing=19))
LANGUAGES = Breakdown(
    "language",
    "Language",
    rows(
        "Arabic=96, Tigrinya=71, Farsi=58, Kurdish (Sorani)=47, Ukrainian=39, Amharic=31, "
        "Pashto=22, Dari=18, Somali=9, Albanian=?, Vietnamese=??",
        missing=13,
    ),
    note="First language of each person; someone with two is counted once, under the first.",
)
DISTRICTS = Breakdown(
    "district",
    "District",
    rows(
        "Northmoor=118, Castle Ward=84, Riverside=63, Old Town=41, Mill Lane=36, "
        "St Brannoc=29, Harbour=12, Elsewhere=8",
        missing=19,
    ),
)
DOMAINS = Breakdown(
    "domain",
    "Domain of integration",
    rows(
        "Language and communication=142, Social bonds=88, Social bridges=51, "
        "Health and social care=37, Work=33, Education=29, Rights and responsibilities=24, "
        "Digital skills=18, Safety=?, Stability=??"
    ),
)


def figures() -> tuple[Figure, ...]:
    """The first figures of the product with numbers that agree with one another."""
    return (
        Figure(
            "sessions",
            "Sessions held",
            "sessions",
            "Sessions that took place and have a register or a head count.",
            Cell(312),
            (
                series("24 31 30 18 29 30 34 22 32 30 21 11"),
                Breakdown(
                    "service",
                    "Service",
                    rows(
                        "English classes (ESOL)=148, Advice=86, Women's group=41, "
                        "Saturday school=37"
                    ),
                ),
            ),
            ("The Bellhouse Trust",),
        ),
        Figure(
            "contact_hours",
            "Contact hours",
            "hours",
            "Hours of each session multiplied by the people who were present.",
            Cell(5_204, upper=5_375),
            (series(HOURS),),
        ),
        Figure(
            "attendances",
            "Attendances",
            "attendances",
            "Each time one person was present at one session.",
            Cell(3_148, upper=3_240),
            (
                Breakdown(
                    "service",
                    "Service",
                    rows(
                        "English classes (ESOL)=1762, Advice=402, Women's group=511-560, "
                        "Saturday school=473-516"
                    ),
                    note="Two groups keep a head count in place of names.",
                ),
            ),
            ("The Bellhouse Trust", "Northmoor Council"),
        ),
        Figure(
            "people",
            "Different people",
            "people",
            "People present at least once, each counted one time however often they came.",
            Cell(410),
            (AGES, GENDER, LANGUAGES, DISTRICTS),
        ),
        Figure(
            "new_people",
            "New people",
            "people",
            "People whose first attendance ever falls within the period.",
            Cell(167),
            (series("41 22 13 ? 19 14 16 9 12 8 ?? ?"),),
        ),
        Figure(
            "outcomes",
            "Outcomes",
            "outcomes",
            "Changes recorded for a person in a domain, with a sentence of evidence.",
            Cell(431),
            (DOMAINS,),
        ),
    )


def report(**changes: object) -> ReportDocument:
    """A believable yearly report of a fictional organisation; `changes` replace its fields."""
    document = ReportDocument(
        title="Impact report",
        organisation_name="Eritrean and Sudanese Friends of Northmoor",
        funder_name="The Lantern Foundation",
        award_title="Welcome and English for new neighbours",
        award_reference="360G-fictional-LF-2025-0417",
        period_start=date(2025, 9, 1),
        period_end=date(2026, 8, 31),
        made_at=datetime(2026, 10, 3, 9, 30, tzinfo=UTC),
        language="en-gb",
        summary=told(
            "410 different people came to 312 sessions between September 2025 and August 2026; "
            "167 of them came for the first time.",
            "They spent at least 5,204 hours learning English, getting advice and meeting one "
            "another. March was the busiest month.",
            "Workers recorded 431 changes in people's lives, most of them in language and "
            "communication.",
        ),
        figures=figures(),
        method=(
            "Workers log each session on the day, by name where people agreed to it and as a head "
            "count where names would be wrong. The figures are counted from those registers.",
            "Different people are counted across the whole period. Months and services are not "
            "added together, because the same person may come to several.",
            "A session with a head count gives a range: everyone counted may be new to us, or may "
            "already be in a register.",
        ),
        voices=VOICES,
        is_fictional=True,
    )
    return replace(document, **changes)  # type: ignore[arg-type]


def told(*sentences: str) -> tuple[Passage, ...]:
    """Sentences as a document keeps them."""
    return tuple(Passage((sentence,)) for sentence in sentences)


def arabic_report() -> ReportDocument:
    """The same year for a reader of Arabic: words, labels and direction."""
    people = Figure(
        "people",
        "أشخاص مختلفون",
        "شخصًا",
        "كل شخص حضر مرة واحدة على الأقل، ويُحسب مرة واحدة مهما تكرر حضوره.",
        Cell(410),
        (
            Breakdown(
                "gender",
                "الجنس",
                (
                    Row("women", "نساء", Cell(251)),
                    Row("men", "رجال", Cell(134)),
                    Row("other", "غير ذلك", Cell(6)),
                    Row(NOT_RECORDED, "غير مسجّل", Cell(19)),
                ),
            ),
            Breakdown(
                "language",
                "اللغة",
                (
                    Row("ar", "العربية", Cell(96)),
                    Row("ti", "التغرينية (ትግርኛ)", Cell(71)),
                    Row("fa", "الفارسية", Cell(58)),
                    Row("uk", "الأوكرانية (українська)", Cell(39)),
                    Row("other", "لغات أخرى", Cell(127)),
                    Row("sq", "الألبانية", Cell(None, upper=4, hidden=True)),
                    Row("vi", "الفيتنامية", Cell(None, hidden=True)),
                    Row(NOT_RECORDED, "غير مسجّل", Cell(13)),
                ),
            ),
        ),
        ("The Bellhouse Trust",),
    )
    hours = Figure(
        "contact_hours",
        "ساعات التواصل",
        "ساعة",
        "مدة كل جلسة مضروبة في عدد الحاضرين.",
        Cell(5_204, upper=5_375),
        (
            Breakdown(
                "month",
                "الشهر",
                tuple(
                    Row(f"m{n}", label, cell(number))
                    for n, (label, number) in enumerate(
                        zip(
                            ARABIC_MONTHS.split(),
                            HOURS.split(),
                            strict=True,
                        )
                    )
                ),
                is_series=True,
            ),
        ),
    )
    return report(
        title="تقرير الأثر",
        organisation_name="جمعية أصدقاء نورثمور",
        award_title="الترحيب بالجيران الجدد وتعليم الإنجليزية",
        language="ar",
        summary=told(
            "شارك 410 أشخاص في 312 جلسة بين سبتمبر 2025 وأغسطس 2026، وحضر 167 منهم لأول مرة.",
            "قضوا ما لا يقل عن 5,204 ساعات في تعلّم الإنجليزية وطلب المشورة والتعارف.",
        ),
        figures=(people, hours),
        method=("يسجّل العاملون كل جلسة في يومها بالأسماء، أو بعدد الحاضرين حيث لا تصح الأسماء.",),
    )
