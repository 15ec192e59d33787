"""What each level of registered immigration adviser may do, and what this means for our subjects.

`work`, `level`, `category` and `permitted` are the regulator's words, summarised: the Immigration
Advice Authority's (then OISC) "Guidance on competence" of 2021 on gov.uk, and the RAGP handbook
for work without registration (Open Government Licence v3), gathered in November 2026. Which of our
subjects (`subjects.TIER_2`) and which level of work a line speaks of is the project's own reading.
None of it is legal advice. A network's forum keeps its own copy of the table, which begins with
this one (migration `rules_of_2021`).
"""

from dataclasses import dataclass

from .subjects import TIER_2

GATHERED_ON = "2026-11-22"
# What the names of the levels are.
LEVEL_NAMES = {
    0: "Signposting / information only",
    1: "Advice and Assistance",
    2: "Casework",
    3: "Advocacy and Representation",
}
_HANDBOOK = "immigrationadvisorhandbook.ragp.org.uk 2.6"
_SUMMARY = "gov.uk Guidance on competence 2021 - Summary of levels"
_LEVEL_2 = "gov.uk Guidance on competence 2021 - Level 2"
_LEVEL_3 = "gov.uk Guidance on competence 2021 - Level 3"
_ALL = " ".join(code for code in TIER_2 if code.startswith("IMM"))

# Where a line speaks of both categories, the adviser needs the one to which the subject belongs;
# for subjects of neither list, either will do. Our reading.
ASYLUM = ("IMM-01", "IMM-02", "IMM-03", "IMM-04", "IMM-05", "IMM-14", "IMM-15")
IMMIGRATION = ("IMM-06", "IMM-13", "IMM-17")


@dataclass(frozen=True)
class Line:
    """One line of the table; `subjects` and `works` are codes apart by spaces."""

    level: int
    category: str
    permitted: bool
    work: str
    source: str
    subjects: str = ""
    works: str = ""


LINES: tuple[Line, ...] = (
    Line(
        0,
        "any",
        True,
        "Generic information relevant to large groups of migrants",
        _HANDBOOK,
        _ALL,
        "INFO",
    ),
    Line(
        0,
        "any",
        True,
        "Apply for asylum support or section 4 support (no advice on becoming eligible)",
        _HANDBOOK,
        "BEN-09 BEN-10",
        "INFO ADV CW",
    ),
    Line(
        0,
        "any",
        True,
        "Appeal against refusal of asylum support",
        _HANDBOOK,
        "BEN-09 BEN-10",
        "INFO ADV CW REP",
    ),
    Line(0, "any", True, "Apply for exceptional case funding (legal aid)", _HANDBOOK),
    Line(0, "any", True, "Request a copy of BAIL 201", _HANDBOOK, "IMM-11", "INFO"),
    Line(
        0,
        "any",
        True,
        "Contact the Home Office for next reporting date",
        _HANDBOOK,
        "IMM-11",
        "INFO",
    ),
    Line(1, "asylum", True, "Notify UKVI of a change of address", _SUMMARY, "IMM-09", "ADV CW"),
    Line(
        1,
        "asylum",
        True,
        "Straightforward applications to vary conditions of leave or bail",
        _SUMMARY,
        "IMM-08 IMM-10 IMM-11",
        "ADV CW",
    ),
    Line(
        1,
        "asylum",
        True,
        "Straightforward leave in line / refugee status in line for UK-born children",
        _SUMMARY,
        "IMM-16",
        "ADV CW",
    ),
    Line(
        1,
        "asylum",
        False,
        "Asylum or family reunion applications",
        _SUMMARY,
        "IMM-01 IMM-02 IMM-03",
        "ADV CW REP",
    ),
    Line(1, "asylum", False, "Settlement (protection route)", _SUMMARY, "IMM-05", "ADV CW REP"),
    Line(
        1, "asylum", False, "Notices of appeal and substantive appeals work", _SUMMARY, _ALL, "REP"
    ),
    Line(1, "asylum", False, "Representations for illegal entrants or overstayers", _SUMMARY),
    Line(
        1,
        "asylum",
        False,
        "Release from detention, removal or deportation",
        _SUMMARY,
        "IMM-12",
        "ADV CW REP",
    ),
    Line(1, "asylum", False, "Judicial review", _SUMMARY, _ALL, "REP"),
    Line(
        1,
        "immigration",
        True,
        "Basic applications for entry clearance, leave to enter or remain",
        _SUMMARY,
        "IMM-06 IMM-07 IMM-09 IMM-17",
        "ADV CW",
    ),
    Line(
        1,
        "immigration",
        True,
        "Administrative review, unless refused on credibility or genuineness",
        _SUMMARY,
    ),
    Line(
        1,
        "immigration",
        True,
        "Straightforward applications to vary conditions",
        _SUMMARY,
        "IMM-08 IMM-10",
        "ADV CW",
    ),
    Line(
        1,
        "immigration",
        False,
        "Notices of appeal and substantive appeals work",
        _SUMMARY,
        _ALL,
        "REP",
    ),
    Line(
        1,
        "immigration",
        False,
        "Representations for illegal entrants or overstayers; detention, removal, deportation",
        _SUMMARY,
        "IMM-12",
        "ADV CW REP",
    ),
    Line(1, "immigration", False, "Judicial review", _SUMMARY, _ALL, "REP"),
    Line(
        2,
        "asylum",
        True,
        "Asylum and human rights applications, concessionary or discretionary applications",
        _LEVEL_2,
        "IMM-01 IMM-13 IMM-14 IMM-15",
        "ADV CW",
    ),
    Line(2, "asylum", True, "Fresh claims on human rights grounds", _LEVEL_2, "IMM-02", "ADV CW"),
    Line(2, "asylum", True, "Humanitarian protection applications", _LEVEL_2, "IMM-04", "ADV CW"),
    Line(
        2,
        "asylum",
        True,
        "Representing clients in correspondence and at UKVI interviews",
        _LEVEL_2,
        "IMM-01 IMM-02 IMM-03 IMM-04 IMM-05",
        "CW",
    ),
    Line(
        2,
        "asylum",
        True,
        "Drafting witness statements incl. asylum statements",
        _LEVEL_2,
        "IMM-01 IMM-02",
        "CW",
    ),
    Line(
        2,
        "asylum",
        True,
        "Section 120 notices; lodging notices of appeal (then refer to Level 3)",
        _LEVEL_2,
    ),
    Line(
        2,
        "asylum",
        True,
        "Secretary of State bail applications",
        _LEVEL_2,
        "IMM-11 IMM-12",
        "ADV CW",
    ),
    Line(2, "asylum", True, "Family reunion applications", _LEVEL_2, "IMM-03", "ADV CW"),
    Line(2, "asylum", True, "Settlement (protection route)", _LEVEL_2, "IMM-05", "ADV CW"),
    Line(3, "both", True, "Specialist casework", _LEVEL_3, _ALL, "ADV CW"),
    Line(
        3,
        "both",
        True,
        "Preparing cases for First-tier and Upper Tribunal incl. full grounds of appeal",
        _LEVEL_3,
        _ALL,
        "REP",
    ),
    Line(
        3,
        "both",
        True,
        "Representing clients before First-tier and Upper Tribunal",
        _LEVEL_3,
        _ALL,
        "REP",
    ),
    Line(3, "both", True, "Instructing counsel through licensed or direct access", _LEVEL_3),
    Line(3, "both", True, "Judicial Review Case Management (only if authorised in JRCM)", _LEVEL_3),
)
