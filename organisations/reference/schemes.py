"""How numbers look in each register, so that a slip of the finger is found while it is typed.

Forms and examples follow org-id.guide (https://org-id.guide, ODbL) and the registers' own pages.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rco_network.core.text import clean_line

from ..enums import Scheme


@dataclass(frozen=True)
class NumberFormat:
    """What a number of a register looks like: a whole-string pattern and one example."""

    pattern: str
    example: str


_COUNCIL = r"[A-Z]{3}"
FORMATS: dict[str, NumberFormat] = {
    # A linked charity carries the number of its main charity and one of its own.
    Scheme.CHC: NumberFormat(r"\d{6,7}(-\d{1,4})?", "1121560"),
    Scheme.SC: NumberFormat(r"SC\d{6}", "SC042386"),
    Scheme.NIC: NumberFormat(r"1\d{5}", "100019"),
    Scheme.COH: NumberFormat(r"\d{8}|[A-Z]{2}\d{6}|R\d{7}|[A-Z]{2}\d{5}[A-Z]", "09506232"),
    Scheme.LAE: NumberFormat(_COUNCIL, "LCE"),
    Scheme.LAS: NumberFormat(_COUNCIL, "GLG"),
    Scheme.PLA: NumberFormat(_COUNCIL, "CRF"),
    Scheme.LANI: NumberFormat(_COUNCIL, "BFS"),
    Scheme.GOR: NumberFormat(r"[A-Z]{1,3}\d{1,5}", "OT1211"),
    Scheme.MPR: NumberFormat(r"[A-Z0-9]{3,10}", "IP031455"),
    Scheme.SHPE: NumberFormat(r"[A-Z]{0,3}\d{4}", "LH4401"),
    Scheme.EDU: NumberFormat(r"\d{6}", "125554"),
    Scheme.SCOTEDU: NumberFormat(r"\d{7}", "8212627"),
    Scheme.WALEDU: NumberFormat(r"\d{7}", "6602130"),
    Scheme.IRN: NumberFormat(r"\d{3}-\d{4}", "542-0059"),
    Scheme.UKPRN: NumberFormat(r"1\d{7}", "10000346"),
    Scheme.HESA: NumberFormat(r"\d{4}", "0177"),
    Scheme.NHS: NumberFormat(r"[A-Z0-9]{3,8}", "7A1A5"),
    Scheme.REV: NumberFormat(r"[A-Z]{1,2}\d{3,6}", "X6243"),
    Scheme.THREE_SIXTY: NumberFormat(r"\S{1,60}", "LBFEW-12"),
}
_LONGEST_FIRST = sorted(Scheme.values, key=len, reverse=True)
_LENIENT = {Scheme.THREE_SIXTY}


class WrongNumber(ValueError):
    """No number of that register looks like this; the sentence says what one looks like."""


def tidy_number(scheme: str, number: str) -> str:
    """Return the number as its register writes it: no spaces, capitals, Companies House in eight.

    Raises WrongNumber with a sentence when it cannot be a number of the register.
    """
    tidy = clean_line(number)
    if scheme not in _LENIENT:
        tidy = tidy.replace(" ", "").upper()
    if scheme == Scheme.COH and re.fullmatch(r"\d{6,7}", tidy):
        # Spreadsheets drop leading noughts.
        tidy = tidy.zfill(8)
    form = FORMATS[scheme]
    if not re.fullmatch(form.pattern, tidy, flags=re.ASCII):
        raise WrongNumber(
            _(
                "“%(number)s” is not a number of this register (%(label)s). One "
                "looks like %(example)s."
            )
            % {"number": number[:60], "label": Scheme(scheme).label, "example": form.example}
        )
    return tidy


def split_org_id(org_id: str) -> tuple[str, str]:
    """Return the register and the tidy number of an org-id such as `GB-CHC-1121560`.

    A publisher's own number, `360G-Name-12`, is of the register `360G`. Raises WrongNumber with
    a sentence for an unknown register or a number that cannot be one of it.
    """
    org_id = clean_line(org_id)
    found = next((s for s in _LONGEST_FIRST if org_id.upper().startswith(f"{s}-")), None)
    if found is None:
        raise WrongNumber(
            _(
                "“%(org_id)s” does not begin with a register that is known here. "
                "One looks like GB-CHC-1121560."
            )
            % {"org_id": org_id[:60]}
        )
    return found, tidy_number(found, org_id[len(found) + 1 :])
