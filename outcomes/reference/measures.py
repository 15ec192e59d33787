"""Measures aligned to the domains of the Indicators of Integration 2019. The wording is ours.

Never print them as the framework's own indicators: they carry no number of it. Those from
`RESETTLEMENT`, `COMMUNITY_LIFE` and `STAR` were read in the source named; `NOT_CHECKED` ones
paraphrase Home Office Research Report 109 from memory and were not compared with it. Gathered in
November 2026. The reports that they come from are under the Open Government Licence v3.
"""

from dataclasses import dataclass

HIGH, LOW = "high", "low"
REFUGEES, COMMUNITY, INSTITUTIONS = "refugees", "community", "institutions"

RESETTLEMENT = (
    "Reset/Home Office resettlement monitoring list "
    "(training-resetuk.org/integration/resettlement-evaluation)"
)
COMMUNITY_LIFE = (
    "Community Life Survey question list "
    "(data.london.gov.uk/dataset/community-strength-indicators--london)"
)
STAR = 'outcomesstar.org.uk/2021/10 cites "percentage of people in paid work" as an IoI indicator'
NOT_CHECKED = "Ours, from memory of the framework; not yet compared with its text"
OURS = "Ours, for the other sides of integration"


@dataclass(frozen=True)
class AlignedMeasure:
    """A measure: its wording, unit, source, direction, whom it is about, whether it was read."""

    wording: str
    unit: str
    source: str
    better: str = HIGH
    subject: str = REFUGEES

    @property
    def is_verified(self) -> bool:
        """Whether a published source was read that uses it."""
        return self.source in (RESETTLEMENT, COMMUNITY_LIFE, STAR)


_m = AlignedMeasure

# By domain, in the order of the list.
MEASURES: dict[str, tuple[AlignedMeasure, ...]] = {
    "Work": (
        _m("Adults in paid work", "%", STAR),
        _m("Economic status and time from arrival to first job", "days/status", RESETTLEMENT),
        _m("Type of contract and barriers to getting a job", "category", RESETTLEMENT),
        _m("Adults economically active", "%", NOT_CHECKED),
        _m(
            "Taking part in pathways to work (work experience, mentoring, apprenticeship, "
            "volunteering)",
            "%",
            NOT_CHECKED,
        ),
        _m("In work that matches skills, qualifications and experience", "%", NOT_CHECKED),
        _m("Self-employed / started a business", "%", NOT_CHECKED),
        _m("Earning at least the living wage", "%", NOT_CHECKED),
        _m("Satisfied with current work", "%", NOT_CHECKED),
    ),
    "Housing": (
        _m("In secure or assured tenancy / settled home", "%", NOT_CHECKED),
        _m("Homeless or in temporary accommodation", "%", NOT_CHECKED, better=LOW),
        _m("Living in overcrowded housing", "%", NOT_CHECKED, better=LOW),
        _m("Satisfied with housing conditions and neighbourhood", "%", NOT_CHECKED),
        _m("Moves from first assigned accommodation, and reasons", "count/category", RESETTLEMENT),
    ),
    "Education": (
        _m(
            "Children registered and attending school, barriers to attending",
            "%/category",
            RESETTLEMENT,
        ),
        _m("Adults in non-ESOL education or training", "%", RESETTLEMENT),
        _m("Young people reaching expected attainment at key stages", "%", NOT_CHECKED),
        _m("Adults completing a recognised vocational or academic qualification", "%", NOT_CHECKED),
        _m("Children in pre-school / early years", "%", NOT_CHECKED),
    ),
    "Health and social care": (
        _m("Registered with a GP", "%", RESETTLEMENT),
        _m("Registered with a dentist", "%", RESETTLEMENT),
        _m("Number of visits; self-reported health", "count/scale", RESETTLEMENT),
        _m("Good self-rated mental wellbeing", "% or mean (ONS4)", NOT_CHECKED),
        _m("Using preventive services (immunisation, screening, antenatal)", "%", NOT_CHECKED),
    ),
    "Leisure": (
        _m(
            "Taking part in sport, arts, library, parks or other leisure activity", "%", NOT_CHECKED
        ),
    ),
    "Bonds": (
        _m("Feels a strong sense of belonging to neighbourhood", "%", COMMUNITY_LIFE),
        _m(
            "Meets up with / calls / messages family or friends (frequency)",
            "scale",
            COMMUNITY_LIFE,
        ),
        _m("Often or always feels lonely", "%", NOT_CHECKED, better=LOW),
        _m("Has someone from own community to turn to", "%", NOT_CHECKED),
        _m("Member of a community, faith or refugee-led group", "%", NOT_CHECKED),
    ),
    "Bridges": (
        _m("Took part in a group, club or organisation", "%", RESETTLEMENT),
        _m("Volunteered (formal or informal) in last 12 months", "%", RESETTLEMENT),
        _m("Chats to neighbours, more than just to say hello (frequency)", "scale", COMMUNITY_LIFE),
        _m(
            "Agrees local area is a place where people from different backgrounds get on well "
            "together",
            "%",
            COMMUNITY_LIFE,
        ),
        _m("Trusts people in the neighbourhood", "%", COMMUNITY_LIFE),
        _m("Has friends from other backgrounds", "%", NOT_CHECKED),
    ),
    "Links": (
        _m("Knows how to use and can reach the services they are entitled to", "%", NOT_CHECKED),
        _m("Feels able to influence decisions affecting the local area", "%", NOT_CHECKED),
        _m(
            "Contacted a councillor, MP or public body / took part in consultation",
            "%",
            NOT_CHECKED,
        ),
        _m("Holds a governance or leadership role", "count", NOT_CHECKED),
    ),
    "Language and communication": (
        _m("ESOL level held", "level", RESETTLEMENT),
        _m(
            "ESOL class start date and average weekly hours, formal and informal",
            "hours",
            RESETTLEMENT,
        ),
        _m("Barriers to attending ESOL; access to ESOL funding", "category", RESETTLEMENT),
        _m("Moved up at least one ESOL level", "%", NOT_CHECKED),
        _m(
            "Self-reported English: speak very well / well / not well / not at all",
            "scale (census wording)",
            NOT_CHECKED,
        ),
    ),
    "Culture": (
        _m("Understands local customs, institutions and everyday life", "%", NOT_CHECKED),
        _m("Takes part in events shared with other communities", "%", NOT_CHECKED),
    ),
    "Digital skills": (
        _m("Has a device and internet access", "%", NOT_CHECKED),
        _m("Can use online public services without help", "%", NOT_CHECKED),
        _m("Holds basic digital skills", "%", NOT_CHECKED),
    ),
    "Safety": (
        _m("Feels safe in local area", "%", NOT_CHECKED),
        _m("Experienced a hate incident in last 12 months", "%", NOT_CHECKED, better=LOW),
        _m("Reported the incident / trusts the police", "%", NOT_CHECKED),
    ),
    "Stability": (
        _m("Same address for 12 months or more", "%", NOT_CHECKED),
        _m("Has a regular income that covers essentials", "%", NOT_CHECKED),
        _m("Holds secure immigration status", "%", NOT_CHECKED),
    ),
    "Rights and responsibilities": (
        _m("Knows rights and entitlements", "%", NOT_CHECKED),
        _m("Got legal advice or representation when needed", "%", NOT_CHECKED),
        _m("Granted status / family reunion / settlement / citizenship", "count", NOT_CHECKED),
        _m("Registered to vote (if eligible)", "%", NOT_CHECKED),
    ),
}

# What integration asks of those who receive, and of services. Ours, in no list.
OTHER_SIDES: dict[str, tuple[AlignedMeasure, ...]] = {
    "Work": (
        _m("Employers that took on somebody through us", "count", OURS, subject=INSTITUTIONS),
    ),
    "Education": (
        _m("Schools that changed how they welcome families", "count", OURS, subject=INSTITUTIONS),
    ),
    "Health and social care": (
        _m(
            "Surgeries and clinics that offer an interpreter without being asked",
            "%",
            OURS,
            subject=INSTITUTIONS,
        ),
    ),
    "Bridges": (
        _m(
            "Neighbours who know somebody who came as a refugee by name",
            "%",
            OURS,
            subject=COMMUNITY,
        ),
        _m(
            "People of the area who say that people from different backgrounds get on well here",
            "%",
            OURS,
            subject=COMMUNITY,
        ),
    ),
    "Links": (
        _m("Public bodies that answered a request of ours", "%", OURS, subject=INSTITUTIONS),
    ),
    "Culture": (
        _m(
            "People of the area who took part in an event shared with newcomers",
            "%",
            OURS,
            subject=COMMUNITY,
        ),
    ),
    "Safety": (
        _m(
            "Reported hate incidents on which the police or council came back to the person",
            "%",
            OURS,
            subject=INSTITUTIONS,
        ),
    ),
}
