"""The communities of the demonstration: their languages, names, festivals and countries."""

from dataclasses import dataclass

from . import naming
from .naming import Naming


@dataclass(frozen=True)
class Community:
    """Whom an organisation serves; `languages` are BCP 47 codes with how common each is."""

    label: str
    naming: Naming
    languages: tuple[tuple[str, int], ...]
    others: tuple[str, ...] = ()  # languages that many also speak
    tradition: str = ""  # whose festivals empty a room (calendar.py)
    native_share: float = 0.0  # how often a name is written down in its own script


ERITREAN = Community(
    "Eritrean", naming.TIGRINYA, (("ti", 92), ("tig", 8)), ("am", "ar"), "tewahedo", 0.3
)
ETHIOPIAN = Community(
    "Ethiopian", naming.AMHARIC, (("am", 85), ("ti", 15)), ("om",), "tewahedo", 0.25
)
OROMO = Community("Oromo", naming.OROMO, (("om", 95), ("am", 5)), ("am",), "muslim")
SOMALI = Community("Somali", naming.SOMALI, (("so", 96), ("sw", 4)), ("ar", "sw"), "muslim")
SUDANESE = Community("Sudanese", naming.SUDANESE, (("ar", 100),), (), "muslim", 0.3)
SYRIAN = Community("Syrian", naming.SYRIAN, (("ar", 93), ("kmr", 7)), ("tr",), "muslim", 0.35)
KURDISH = Community(
    "Kurdish", naming.KURDISH, (("ckb", 70), ("kmr", 30)), ("ar", "fa", "tr"), "iranian"
)
IRANIAN = Community("Iranian", naming.FARSI, (("fa", 100),), ("az",), "iranian", 0.3)
AFGHAN = Community(
    "Afghan", naming.AFGHAN, (("fa-AF", 62), ("ps", 28), ("haz", 10)), ("ur", "ps"), "afghan", 0.25
)
UKRAINIAN = Community(
    "Ukrainian", naming.UKRAINIAN, (("uk", 94), ("ru", 6)), ("ru",), "ukrainian", 0.4
)
ALBANIAN = Community("Albanian", naming.ALBANIAN, (("sq", 100),), ("it", "el"), "muslim")
CONGOLESE = Community(
    "Congolese", naming.CONGOLESE, (("ln", 55), ("fr", 35), ("sw", 10)), ("fr", "sw"), "christian"
)
VIETNAMESE = Community("Vietnamese", naming.VIETNAMESE, (("vi", 100),), (), "lunar", 0.0)
HONG_KONG = Community("Hong Kong", naming.CANTONESE, (("yue", 100),), ("zh",), "lunar", 0.3)

ALL = (
    ERITREAN,
    ETHIOPIAN,
    OROMO,
    SOMALI,
    SUDANESE,
    SYRIAN,
    KURDISH,
    IRANIAN,
    AFGHAN,
    UKRAINIAN,
    ALBANIAN,
    CONGOLESE,
    VIETNAMESE,
    HONG_KONG,
)

# Local authority (GSS code) -> outward postcodes that lie at least partly in it.
POSTCODES: dict[str, tuple[str, ...]] = {
    code: tuple(text.split())
    for code, text in {
        "E08000003": "M8 M9 M11 M12 M13 M14 M16 M18 M19 M21 M22 M40",  # Manchester
        "E08000006": "M3 M5 M6 M7 M27 M28 M30 M38",  # Salford
        "E08000001": "BL1 BL2 BL3 BL4",  # Bolton
        "E08000002": "BL8 BL9 M25 M26 M45",  # Bury
        "E08000004": "OL1 OL2 OL4 OL8 OL9",  # Oldham
        "E08000005": "OL10 OL11 OL12 OL16 M24",  # Rochdale
        "E08000007": "SK1 SK2 SK3 SK4 SK5 SK7 SK8",  # Stockport
        "E08000008": "M34 M43 OL6 OL7 SK14 SK15",  # Tameside
        "E08000009": "M16 M31 M32 M33 M41 WA14 WA15",  # Trafford
        "E08000010": "WN1 WN2 WN3 WN5 WN7 M46",  # Wigan
        "E08000035": "LS6 LS7 LS8 LS9 LS11 LS12",  # Leeds
        "E08000025": "B8 B9 B10 B11 B12 B19 B21",  # Birmingham
        "E08000012": "L5 L6 L7 L8 L13 L15",  # Liverpool
        "E06000016": "LE1 LE2 LE3 LE4 LE5",  # Leicester
        "E08000039": "S2 S3 S4 S5 S9 S11",  # Sheffield
        "E08000032": "BD3 BD5 BD7 BD8 BD9",  # Bradford
        "E06000018": "NG3 NG5 NG7 NG8",  # Nottingham
        "E08000021": "NE1 NE3 NE4 NE5 NE6",  # Newcastle upon Tyne
        "E08000026": "CV1 CV2 CV5 CV6",  # Coventry
        "E06000023": "BS2 BS5 BS7 BS16",  # Bristol
        "W06000015": "CF3 CF5 CF10 CF11 CF24",  # Cardiff
        "S12000049": "G20 G21 G22 G41 G42",  # Glasgow
        "E09000012": "E5 E8 E9 N16",  # Hackney
        "E09000025": "E6 E7 E13 E15",  # Newham
        "E09000008": "CR0 CR7 SE25",  # Croydon
        "E06000002": "TS1 TS3 TS4 TS5",  # Middlesbrough
        "E08000034": "HD1 HD3 HD4 WF12 WF13",  # Kirklees
    }.items()
}
