"""Charts for the design gallery: every kind with hidden, unknown, zero and ranged numbers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SampleCell:
    """Shaped like a cell of the reports: value, top of an honest range, too few to print."""

    value: int | None
    text: str
    upper: int | None = None
    hidden: bool = False


@dataclass(frozen=True)
class SampleRow:
    label: str
    cell: SampleCell
    key: str = ""
    note: str = ""
    cells: tuple[SampleCell, ...] = ()
    group: str = ""
    interval: tuple[int, int] | None = None


@dataclass(frozen=True)
class SampleBreakdown:
    label: str
    rows: tuple[SampleRow, ...]
    note: str = ""
    is_series: bool = False
    columns: tuple[str, ...] = ()
    chart: str = ""


def cell(said: str) -> SampleCell:
    """Read "12", "9-17" (a range), "?" (fewer than 5), "??" (hidden) or "-" (not known)."""
    if said.startswith("?"):
        is_few = said == "?"
        return SampleCell(
            None, "fewer than 5" if is_few else "hidden", 4 if is_few else None, hidden=True
        )
    if said == "-":
        return SampleCell(None, "not known")
    lower, _, upper = said.partition("-")
    text = f"{int(lower):,} to {int(upper):,}" if upper else f"{int(lower):,}"
    return SampleCell(int(lower), text, int(upper) if upper else None)


def row(label: str, total: str, cells: str = "", **more: object) -> SampleRow:
    """A row of a total and, for a table of two ways, its cells."""
    made = tuple(cell(said) for said in cells.split())
    key = "not_recorded" if label == "Not recorded" else ""
    return SampleRow(label, cell(total), cells=made, **({"key": key} | more))  # type: ignore[arg-type]


MONTHS = ("April,May,June,July,August,September,October,November").split(",")

LANGUAGES = SampleBreakdown(
    "By language",
    (
        row("Arabic – العربية", "64"),
        row("Tigrinya – ትግርኛ", "41"),
        row("Ukrainian – українська", "22"),
        row("Drop-in, no names taken", "9-17"),
        row("Dari – دری", "0"),
        row("Pashto – پښتو", "?"),
        row("Somali", "??"),
        row("Nepali – नेपाली", "-"),
        row("Not recorded", "12"),
    ),
    "Counts from 1 to 4 are not printed. The lighter end of a bar is an honest range.",
)
ATTENDANCES = SampleBreakdown(
    "By month",
    tuple(
        row(f"{month} 2026", said)
        for month, said in zip(MONTHS, "88 120-132 131 0 ? - 162 96".split(), strict=True)
    ),
    is_series=True,
)
SERVICES = SampleBreakdown(
    "By month and service",
    tuple(
        row(month, total, cells)
        for month, total, cells in zip(
            MONTHS,
            "88 120 131 74 40 140 162 96".split(),
            (
                "51 30 ? 7",
                "64 38 8 10",
                "70 41 9 11",
                "30 35 0 9",
                "0 32 0 8",
                "80 40 9-14 11",
                "92 44 12 14",
                "48 ?? ?? -",
            ),
            strict=True,
        )
    ),
    is_series=True,
    columns=("English classes (ESOL)", "Advice", "مجموعة النساء", "Saturday school"),
    chart="months",
)
AGES = SampleBreakdown(
    "Age",
    (
        row("Under 5", "6", "6 0 0 0 0"),
        row("5 to 11", "31", "14 17 0 0 0"),
        row("12 to 17", "38", "17 21 0 0 0"),
        row("18 to 24", "47", "24 23 0 0 0"),
        row("25 to 49", "152", "96 44 ?? 6 ??"),
        row("50 to 64", "29", "?? 10 ?? 0 0"),
        row("65 and over", "-", "? ? 0 0 -"),
        row("Not recorded", "19", "5 6 0 0 8"),
    ),
    columns=("Women and girls", "Men and boys", "Another way", "Not said", "Not recorded"),
    chart="pyramid",
)
DOMAINS = SampleBreakdown(
    "Domain of integration",
    (
        row("Work", "33", "33 9", group="Markers and means"),
        row("Housing", "18", "18 ?", group="Markers and means"),
        row("Education", "29", "29 12", group="Markers and means"),
        row("Health and social care", "37", "37 0", group="Markers and means"),
        row("Leisure", "??", "?? 14", group="Markers and means"),
        row("Bonds", "88", "88 21", group="Social connections"),
        row("Bridges", "51", "51 46", group="Social connections"),
        row("Links", "24", "24 8", group="Social connections"),
        row("Language and communication", "142", "142 6", group="Facilitators"),
        row("Culture", "16", "16 11", group="Facilitators"),
        row("Digital skills", "18", "18 0", group="Facilitators"),
        row("Safety", "?", "? ??", group="Facilitators"),
        row("Stability", "-", "- -", group="Facilitators"),
        row("Rights and responsibilities", "24", "24 ??", group="Foundation"),
    ),
    columns=("Refugees", "Receiving community"),
    chart="domains",
)
DISTRICTS = SampleBreakdown(
    "By district",
    (
        row("Manchester", "118", key="E08000003"),
        row("Salford", "84", key="E08000006"),
        row("Oldham", "63-70", key="E08000004"),
        row("Bolton", "29", key="E08000001"),
        row("Rochdale", "0", key="E08000005"),
        row("Tameside", "??", key="E08000008"),
        row("Stockport", "?", key="E08000007"),
        row("Wigan", "-", key="E08000010"),
        row("Blackburn with Darwen", "12", key="E06000008"),
        row("Other districts", "??", key="other"),
        row("Not recorded", "19"),
    ),
    chart="tiles",
)
CHANGE = SampleBreakdown(
    "Average score, 1 to 5",
    (
        row("Confidence in English", "-", "2 4", note="24 of 31 answered both times"),
        row("People to turn to", "-", "3 4", note="22 of 31"),
        row("Feeling safe", "-", "4 3", note="22 of 31"),
        row("Knowing where to get help", "-", "3 3", note="24 of 31"),
        row("Feeling well", "-", "?? ??", note="fewer than 10 of 31"),
        row("Finding work", "-", "2 -", note="asked once so far"),
    ),
    columns=("Before", "After"),
    chart="slopes",
)
OUTCOMES = SampleBreakdown(
    "Who improved",
    (
        row("Confidence in English", "24", "15 7 2", note="24 of 31", interval=(43, 79)),
        row("People to turn to", "22", "9 11 2", note="22 of 31", interval=(23, 61)),
        row("Feeling safe", "22", "6 ?? ??", note="22 of 31"),
        row("Feeling well", "??", "?? ?? ??", note="fewer than 10 of 31"),
        row("Finding work", "-", "- - -", note="asked once so far"),
    ),
    "The line under a bar is where the share who improved may lie, given how few were asked.",
    columns=("Improved", "Stayed the same", "Worsened"),
    chart="shares",
)
MEMBERS = SampleBreakdown(
    "By member organisation",
    (
        row("Harbour Welcome (fictional)", "412", "136 48 9"),
        row("خانه دوستی", "88", "?? ?? 4"),
        row("Northside Forum (fictional)", "0", "0 0 -"),
        row("Not recorded", "12", "9 ?? -"),
    ),
    columns=("Outcomes", "Languages", "Waiting"),
    chart="table",
)
CHARTS = (LANGUAGES, ATTENDANCES, SERVICES, AGES, DOMAINS, DISTRICTS, CHANGE, OUTCOMES)
# A table has no drawing; its words alone say what is hidden.
GALLERY = (*CHARTS, MEMBERS)
