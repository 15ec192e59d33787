"""ESOL levels with the CEFR beside them, the modes, and the five stages of RARPA.

Facts gathered in November 2026. Levels: esolcentre.uk and birmingham.esolhub.co.uk; modes: House
of Commons Library briefing CBP-7905; RARPA: LSC and NIACE as Hampshire Futures and sbskills
publish it. The summaries are those of the sources.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class LevelFacts:
    """A level: its name, the CEFR level beside it, the regulated level, what one can do there."""

    name: str
    cefr: str
    rqf: str
    can_do: str


LEVELS: dict[str, LevelFacts] = {
    "PE": LevelFacts(
        "Pre-Entry",
        "Pre-A1",
        "-",
        "Cannot, or can only a little, speak, read or write English; needs someone to translate",
    ),
    "E1": LevelFacts(
        "Entry 1",
        "A1",
        "Entry 1",
        "Can understand, respond to and ask basic questions; simple statements on everyday "
        "topics; common signs and short texts",
    ),
    "E2": LevelFacts(
        "Entry 2",
        "A2",
        "Entry 2",
        "Can understand short spoken explanations and instructions; everyday topics; short "
        "written texts",
    ),
    "E3": LevelFacts(
        "Entry 3",
        "B1",
        "Entry 3",
        "Can communicate face to face or by phone; discuss ideas and opinions; read a range of "
        "everyday texts without help",
    ),
    "L1": LevelFacts(
        "Level 1",
        "B2",
        "Level 1",
        "Can communicate independently; read and write clearly about a range of information",
    ),
    "L2": LevelFacts("Level 2", "C1", "Level 2", "Advanced; about GCSE level"),
}

MODES: dict[str, str] = {"SL": "Speaking and listening", "R": "Reading", "W": "Writing"}

# Stage: (its name, what shows it).
RARPA: dict[int, tuple[str, str]] = {
    1: ("Aims appropriate to the learner or group", "course information sheet; learner aims"),
    2: (
        "Initial assessment to establish the starting point",
        "initial assessment result; learning needs",
    ),
    3: (
        "Appropriately challenging learning objectives: initial, renegotiated and revised",
        "individual learning plan targets",
    ),
    4: (
        "Recognising and recording progress during the programme (formative)",
        "tutor feedback; self-reflection; session record",
    ),
    5: (
        "End of programme assessment: summative, review of overall progress and achievement",
        "achieved objectives incl. unplanned outcomes; next steps",
    ),
}
