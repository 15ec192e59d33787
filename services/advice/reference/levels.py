"""The levels of advice work.

Advice and casework: the AQS Workbook (Advice Services Alliance, March 2014), summarised;
information and representation: general practice, no published wording found. November 2026.
"""

# Code -> (name, what it means).
LEVELS: dict[str, tuple[str, str]] = {
    "INFO": (
        "Information / signposting",
        "Information given or client pointed to another service; no diagnosis of the problem",
    ),
    "ADV": (
        "Advice (AQS Advice level)",
        "Diagnosing the problem; giving information and explaining options; identifying "
        "further action the client can take; basic assistance, e.g. filling in basic "
        "forms, contacting third parties to seek information. Usually one interview; "
        "client keeps responsibility for further action",
    ),
    "CW": (
        "Advice with casework",
        "Taking action on behalf of the client to move the case on; may include "
        "negotiation and advocacy with third parties; follow-up work; service keeps "
        "responsibility for much of the further action",
    ),
    "REP": ("Representation", "Representing at tribunal or court"),
}
