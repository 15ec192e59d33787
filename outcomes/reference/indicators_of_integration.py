"""The Home Office Indicators of Integration framework 2019: its fourteen domains in four groups.

Source: Home Office Research Report 109, Open Government Licence v3. The codes are ours.
"""

FRAMEWORK = {
    "code": "IOI",
    "edition": "2019",
    "name": "Indicators of Integration",
    "publisher": "Home Office",
    "source": (
        "https://www.gov.uk/government/publications/"
        "home-office-indicators-of-integration-framework-2019"
    ),
}

DOMAINS: dict[str, tuple[str, ...]] = {
    "Markers and means": ("Work", "Housing", "Education", "Health and social care", "Leisure"),
    "Social connections": ("Bonds", "Bridges", "Links"),
    "Facilitators": (
        "Language and communication",
        "Culture",
        "Digital skills",
        "Safety",
        "Stability",
    ),
    "Foundation": ("Rights and responsibilities",),
}
