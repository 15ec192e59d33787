"""The ten organisations of the demonstration, each with a life of its own. None of them exists."""

from organisations.enums import Role
from services.enums import ServiceKind as Kind

from . import communities as c
from .plans import FRI, MON, SAT, SUN, THU, TUE, WED, OrganisationPlan, group, service

MANCHESTER, SALFORD, BOLTON, BURY = "E08000003", "E08000006", "E08000001", "E08000002"
OLDHAM, ROCHDALE, STOCKPORT = "E08000004", "E08000005", "E08000007"
TAMESIDE, TRAFFORD, WIGAN, LEEDS = "E08000008", "E08000009", "E08000010", "E08000035"

TESFA = OrganisationPlan(
    name="Tesfa Community House",
    slug="tesfa",
    about="Eritrean and Ethiopian families in Manchester: English, advice and a full table.",
    communities=((c.ERITREAN, 65), (c.ETHIOPIAN, 27), (c.OROMO, 8)),
    places=((MANCHESTER, 78), (SALFORD, 16), (TAMESIDE, 6)),
    staff=(
        ("Winta Araya", Role.WORKER),
        ("Natnael Berhe", Role.LOGGER),
        ("Senait Kidane", Role.MANAGER),
    ),
    services=(
        service(
            Kind.ESOL,
            "English for everyday life",
            group("Beginners", MON, "10:00", 120, 20, before_today=0, venue="Upper hall"),
            group("Beginners, evening", THU, "18:30", 90, 8, venue="Upper hall", since=11),
            group("Improvers", WED, "13:00", 120, 9, before_today=2, is_missed_once=True),
        ),
        service(
            Kind.ADVICE,
            "Advice desk",
            group(
                "Drop-in",
                TUE,
                "14:00",
                180,
                7,
                before_today=0,
                churn=0.25,
                is_all_year=True,
                venue="Front room",
            ),
        ),
        service(
            Kind.WOMEN,
            "Women's morning",
            group(
                "Women's morning",
                FRI,
                "10:30",
                120,
                9,
                audience="women",
                venue="Upper hall",
                since=13,
            ),
        ),
        service(
            Kind.WELLBEING,
            "Coffee ceremony",
            group("Sunday coffee", SUN, "14:00", 150, heads=38, every=2, is_all_year=True),
        ),
        service(
            Kind.SUPPLEMENTARY,
            "Saturday school",
            group(
                "Fidel class",
                SAT,
                "10:00",
                150,
                9,
                audience="children",
                venue="Classroom 2",
                since=14,
            ),
        ),
    ),
    blanks=0.08,
)

IFTIN = OrganisationPlan(
    name="Iftin Women's Doorway",
    slug="iftin",
    about="Somali women of Bolton and their daughters, run by volunteers from one front room.",
    communities=((c.SOMALI, 100),),
    places=((BOLTON, 90), (WIGAN, 10)),
    staff=(("Hodan Warsame", Role.MANAGER), ("Sagal Jama", Role.WORKER)),
    services=(
        service(
            Kind.WOMEN,
            "Front room",
            group("Tuesday front room", TUE, "11:00", 120, 8, audience="women"),
            group("Sewing and talking", THU, "12:30", 120, 6, audience="women", since=9),
        ),
        service(
            Kind.CHILDREN,
            "Girls' homework club",
            group(
                "Homework club",
                WED,
                "16:00",
                90,
                7,
                audience="teens",
                venue="Library annexe",
                since=12,
            ),
        ),
        service(
            Kind.WELLBEING,
            "Walking together",
            group("Moor walk", SAT, "10:30", 90, heads=14, every=2, is_all_year=True),
        ),
    ),
    blanks=0.22,
    gap=(31, 27),
)

NILEIN = OrganisationPlan(
    name="Two Rivers Study House",
    slug="tworivers",
    about="A Sudanese Saturday school in Salford, with English for the parents who wait.",
    communities=((c.SUDANESE, 100),),
    places=((SALFORD, 70), (MANCHESTER, 24), (BURY, 6)),
    staff=(("Ihsan Elnour", Role.MANAGER), ("Yasir Babiker", Role.WORKER)),
    services=(
        service(
            Kind.SUPPLEMENTARY,
            "Saturday school",
            group("Arabic, young ones", SAT, "10:00", 120, 10, audience="children"),
            group("Arabic and maths", SAT, "12:30", 120, 9, audience="teens"),
        ),
        service(
            Kind.ESOL,
            "English for parents",
            group("Parents' English", SAT, "10:00", 120, 8, since=14, venue="Dining room"),
        ),
        service(
            Kind.CULTURE,
            "Nile evenings",
            group("Nile evening", FRI, "18:00", 180, heads=55, every=4, is_all_year=True),
        ),
    ),
    blanks=0.1,
)

YASMIN = OrganisationPlan(
    name="Jasmine Gate Families",
    slug="jasminegate",
    about="Syrian families in Stockport and Trafford who arrived by resettlement and sponsorship.",
    communities=((c.SYRIAN, 94), (c.KURDISH, 6)),
    places=((STOCKPORT, 60), (TRAFFORD, 30), (MANCHESTER, 10)),
    staff=(("Rasha Darwish", Role.MANAGER), ("Majd Sabbagh", Role.WORKER)),
    services=(
        service(
            Kind.ESOL,
            "English with crèche",
            group("Entry 1", TUE, "09:45", 120, 9, venue="Chapel room"),
            group("Entry 2", THU, "09:45", 120, 8, venue="Chapel room", since=12),
        ),
        service(
            Kind.VOLUNTEERING,
            "Give a day",
            group("Kitchen team", FRI, "11:00", 180, 5, since=12, is_all_year=True),
        ),
        service(
            Kind.WOMEN,
            "Thread and needle",
            group("Embroidery", WED, "13:00", 120, 6, audience="women", since=8),
        ),
    ),
    blanks=0.09,
)

ROJ = OrganisationPlan(
    name="Roj Neighbours' Table",
    slug="rojtable",
    about="Kurdish neighbours in Rochdale and Bury: casework first, then music.",
    communities=((c.KURDISH, 92), (c.IRANIAN, 8)),
    places=((ROCHDALE, 68), (BURY, 26), (OLDHAM, 6)),
    staff=(("Shilan Rashid", Role.MANAGER), ("Hemin Qadir", Role.WORKER)),
    services=(
        service(
            Kind.ADVICE,
            "Casework",
            group("Monday desk", MON, "10:00", 240, 6, churn=0.22, is_all_year=True, since=13),
            group("Thursday desk", THU, "13:00", 180, 5, churn=0.22, is_all_year=True, since=10),
        ),
        service(
            Kind.CULTURE,
            "Saz and daf",
            group("Music evening", FRI, "18:30", 120, 6, audience="families"),
        ),
        service(
            Kind.CHILDREN,
            "Junior football",
            group("Under-14 football", SUN, "11:00", 90, 9, audience="teens", since=7),
        ),
    ),
    blanks=0.18,
)

ANAR = OrganisationPlan(
    name="Pomegranate Court",
    slug="pomegranate",
    about="Afghan and Iranian families in Oldham; women teach women, grandparents teach Farsi.",
    communities=((c.AFGHAN, 62), (c.IRANIAN, 38)),
    places=((OLDHAM, 80), (TAMESIDE, 14), (ROCHDALE, 6)),
    staff=(("Fereshta Haidari", Role.MANAGER), ("Navid Sadeghi", Role.WORKER)),
    services=(
        service(
            Kind.ESOL,
            "Women's English",
            group("First steps", MON, "10:00", 120, 9, audience="women"),
            group("Next steps", WED, "10:00", 120, 7, audience="women", since=10),
        ),
        service(
            Kind.SUPPLEMENTARY,
            "Farsi on Sundays",
            group("Alefba", SUN, "11:00", 120, 8, audience="children", since=13),
        ),
        service(
            Kind.WELLBEING,
            "Garden",
            group("Garden afternoon", SAT, "14:00", 120, heads=16, since=8, is_all_year=True),
        ),
    ),
    blanks=0.12,
    gap=(18, 17),
)

KALYNA = OrganisationPlan(
    name="Kalyna Kitchen Circle",
    slug="kalyna",
    about="Ukrainian families around Stockport; began as a soup kitchen, grew into a school.",
    communities=((c.UKRAINIAN, 100),),
    places=((STOCKPORT, 55), (MANCHESTER, 30), (TRAFFORD, 15)),
    staff=(("Oksana Melnyk", Role.MANAGER), ("Taras Rudenko", Role.WORKER)),
    services=(
        service(
            Kind.SUPPLEMENTARY,
            "Saturday school",
            group("Younger class", SAT, "10:00", 180, 9, audience="children", since=14),
            group("Older class", SAT, "10:00", 180, 6, audience="teens", since=10),
        ),
        service(
            Kind.ESOL,
            "English for work",
            group("Job English", TUE, "18:00", 90, 9, since=13),
        ),
        service(
            Kind.WELLBEING,
            "Quiet hour",
            group("Talking circle", THU, "17:30", 90, 5, audience="women", since=9),
        ),
        service(
            Kind.CULTURE,
            "Choir and feasts",
            group("Choir", SUN, "15:00", 120, heads=24, every=2),
        ),
    ),
    blanks=0.06,
    joined_months_ago=16,
)

MWINDA = OrganisationPlan(
    name="Mwinda Lamp House",
    slug="mwinda",
    about="Congolese families in Salford and Wigan: a choir, a team, and somebody to ask.",
    communities=((c.CONGOLESE, 100),),
    places=((SALFORD, 58), (WIGAN, 34), (BOLTON, 8)),
    staff=(("Clarisse Ngoy", Role.MANAGER), ("Patrick Lukusa", Role.WORKER)),
    services=(
        service(
            Kind.CHILDREN,
            "Young team",
            group(
                "Under-16 football",
                SAT,
                "13:00",
                90,
                10,
                audience="teens",
                is_all_year=True,
                since=12,
            ),
        ),
        service(
            Kind.ADVICE,
            "Somebody to ask",
            group(
                "Letters and forms", WED, "17:00", 120, 5, churn=0.24, is_all_year=True, since=11
            ),
        ),
        service(
            Kind.CULTURE,
            "Lamp choir",
            group("Choir practice", SUN, "16:00", 120, heads=31, is_all_year=True),
        ),
    ),
    blanks=0.2,
)

LANTERN = OrganisationPlan(
    name="Lantern Street Friends",
    slug="lanternstreet",
    about="Hong Kong and Vietnamese families who share a hall, a kitchen and a homework table.",
    communities=((c.HONG_KONG, 66), (c.VIETNAMESE, 34)),
    places=((TRAFFORD, 62), (MANCHESTER, 30), (STOCKPORT, 8)),
    staff=(("Chan Wing Sze", Role.MANAGER), ("Trần Minh", Role.WORKER)),
    services=(
        service(
            Kind.VOLUNTEERING,
            "Good neighbours",
            group("Befrienders", MON, "14:00", 120, 6, is_all_year=True, since=12),
        ),
        service(
            Kind.ESOL,
            "Talk English",
            group("Conversation", THU, "10:30", 90, 8),
        ),
        service(
            Kind.WELLBEING,
            "Elders' lunch",
            group(
                "Elders' lunch", FRI, "12:00", 150, 7, audience="elders", is_all_year=True, since=11
            ),
        ),
    ),
    blanks=0.1,
)

BESA = OrganisationPlan(
    name="Besa Bread and Talk",
    slug="besabread",
    about="Albanian-speaking families in Leeds; two volunteers, one oven, a lot of paperwork.",
    communities=((c.ALBANIAN, 100),),
    places=((LEEDS, 96), (SALFORD, 4)),
    staff=(("Elira Krasniqi", Role.MANAGER), ("Besnik Gashi", Role.WORKER)),
    services=(
        service(
            Kind.ADVICE,
            "Paperwork hour",
            group("Paperwork hour", TUE, "16:00", 90, 5, churn=0.2),
        ),
        service(
            Kind.WOMEN,
            "Bread morning",
            group("Bread morning", SAT, "09:30", 150, 6, audience="women", since=11),
        ),
    ),
    blanks=0.25,
    quiet_weeks=7,
    joined_months_ago=15,
)

ALL = (TESFA, IFTIN, NILEIN, YASMIN, ROJ, ANAR, KALYNA, MWINDA, LANTERN, BESA)
