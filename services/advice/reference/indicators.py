"""The headings of the common advice performance management reporting framework (CAPMRF).

Improvement Service, indicators 2023/24 (improvementservice.org.uk), read November 2026.
"""

# Section, indicator and definition of each.
INDICATORS: tuple[tuple[str, str, str], ...] = (
    ("Volume", "Total clients", "Individual people supported in the 12 months, each counted once"),
    ("Volume", "Total new clients", "Not previously supported; first access in the period"),
    (
        "Volume",
        "Contacts by channel",
        "Email, Face-to-face, Telephone, Web, Webchat, Other, Not recorded; first contact"
        " channel only",
    ),
    ("Demographics", "Sex", ""),
    ("Demographics", "Age", ""),
    ("Demographics", "Ethnicity", ""),
    ("Demographics", "Household composition", ""),
    ("Demographics", "Family type", ""),
    ("Demographics", "Income", ""),
    ("Debt owed", "Total debt clients", ""),
    ("Debt owed", "Total amount owed", ""),
    ("Debt owed", "Breakdown of amount owed", ""),
    ("Funding", "Local authority funding", ""),
    ("Financial gain", "Total welfare benefits financial gain", ""),
    ("Financial gain", "Total money advice financial gain", ""),
)
