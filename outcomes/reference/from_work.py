"""In which domain of the Indicators of Integration what the rooms hold is offered.

The choice is ours, made from the framework's own description of each domain (Home Office Research
Report 109); whoever records an outcome may choose another.
"""

LANGUAGE, EDUCATION, WORK = "IOI-09", "IOI-03", "IOI-01"
_HOUSING, _HEALTH, _STABILITY, _RIGHTS = "IOI-02", "IOI-04", "IOI-13", "IOI-14"
_BONDS = "IOI-06"

# Outcomes of advice (services/advice/reference/outcomes.py) that are a change for the better in
# somebody's life; that nothing changed, or that they were sent on, is none.
DOMAIN_OF_ADVICE: dict[str, str] = {
    "O-FIN-GAIN": _STABILITY,
    "O-FIN-GAIN-A": _STABILITY,
    "O-FIN-MA": _STABILITY,
    "O-DEBT-OFF": _STABILITY,
    "O-DEBT-MGD": _STABILITY,
    "O-GRANT": _STABILITY,
    "O-HOM-PREV": _HOUSING,
    "O-HOM-REL": _HOUSING,
    "O-IMM-GR": _RIGHTS,
    "O-IMM-FR": _BONDS,
    "O-IMM-DOC": _RIGHTS,
    "O-SUPP": _STABILITY,
    "O-HEALTH": _HEALTH,
    "O-EDU": EDUCATION,
    "O-JOB": WORK,
    "O-EMPOW": _RIGHTS,
}
# What a sentence of evidence says of them; amounts are put in as worked out (advice money.py).
# None says that there was advice: colleagues who may not read the matter read the sentence.
SENTENCE_OF_ADVICE: dict[str, str] = {
    "O-HOM-PREV": "Kept their home.",
    "O-HOM-REL": "Found a place to live.",
    "O-IMM-GR": "Has permission to stay, on paper.",
    "O-IMM-FR": "The family can be together: the visa was granted.",
    "O-IMM-DOC": "Has a document that was missing, and can show it.",
    "O-SUPP": "Has support to live on.",
    "O-HEALTH": "Is registered with a doctor or dentist.",
    "O-EDU": "Has a place at a school or college.",
    "O-JOB": "Has a job or a training place.",
    "O-EMPOW": "Now deals with letters and offices without help.",
}
