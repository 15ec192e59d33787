"""What came of advice, and how it is measured.

Headings of the money are those of the Improvement Service's common advice performance framework
(CAPMRF 2023/24); homelessness as in P1E and the NHAS toolkit; the rest is general practice, for
which no published list was found (`FROM_PRACTICE`). Gathered November 2026.
"""

# Code -> (name, what is counted: pounds, pounds a year, a household, a person).
OUTCOMES: dict[str, tuple[str, str]] = {
    "O-FIN-GAIN": ("Financial gain: welfare benefits (one-off / backdated)", "£"),
    "O-FIN-GAIN-A": ("Financial gain: welfare benefits (ongoing, annualised)", "£ per year"),
    "O-FIN-MA": ("Financial gain: money advice", "£"),
    "O-DEBT-OFF": ("Debt written off", "£"),
    "O-DEBT-MGD": ("Debt rescheduled / managed", "£"),
    "O-GRANT": ("Charitable grant or hardship award obtained", "£"),
    "O-HOM-PREV": ("Homelessness prevented (remains in home)", "household"),
    "O-HOM-REL": ("Homelessness relieved (found alternative accommodation)", "household"),
    "O-IMM-GR": ("Status granted", "person"),
    "O-IMM-REF": ("Status refused / appeal advised", "person"),
    "O-IMM-FR": ("Family reunion visa granted", "person"),
    "O-IMM-DOC": ("Document or evidence obtained (eVisa, travel document)", "person"),
    "O-SUPP": ("Asylum support granted or reinstated", "person"),
    "O-HEALTH": ("Registered with GP or dentist", "person"),
    "O-EDU": ("School / college place obtained", "person"),
    "O-JOB": ("Job or training place obtained", "person"),
    "O-REF": ("Referred to specialist (accepted)", "person"),
    "O-EMPOW": ("Client able to act for themselves", "person"),
    "O-NONE": ("No change", "person"),
    "O-UNK": ("Outcome not known / client lost contact", "person"),
}
FROM_PRACTICE = frozenset(
    {
        "O-DEBT-OFF",
        "O-GRANT",
        "O-IMM-GR",
        "O-IMM-REF",
        "O-IMM-FR",
        "O-IMM-DOC",
        "O-SUPP",
        "O-HEALTH",
        "O-EDU",
        "O-JOB",
        "O-REF",
        "O-EMPOW",
        "O-NONE",
        "O-UNK",
    }
)
