"""Words that no page would hold by chance, one for each kind of thing that somebody keeps.

Every row of the trials' two networks carries one: where a word comes out, that row came out.
"""

import re
from enum import StrEnum

from .visitors import EVERYBODY, NOT_IN, Visitor


class Kind(StrEnum):
    """What a marked word stands in."""

    DIRECTORY = "directory"
    STAFF_RCO = "staffrco"
    STAFF_FORUM = "staffforum"
    STAFF_FUNDER = "stafffunder"
    STAFF_COUNCIL = "staffcouncil"
    INVITED_RCO = "invitedrco"
    INVITED_FORUM = "invitedforum"
    INVITED_FUNDER = "invitedfunder"
    INVITED_COUNCIL = "invitedcouncil"
    PERSON = "person"
    HIDDEN_PERSON = "hiddenperson"
    OTHER_GROUP = "othergroup"
    SERVICE = "service"
    EVIDENCE = "evidence"
    CONTACT = "contact"
    CONCERN = "concern"
    ADVICE = "advice"
    OTHER_ADVICE = "otheradvice"
    ENQUIRY = "enquiry"
    OTHER_ENQUIRY = "otherenquiry"
    IMPORT = "import"
    VOLUNTEERING = "volunteering"
    AWARD_FUNDER = "awardfunder"
    AWARD_COUNCIL = "awardcouncil"
    REPORT_FUNDER = "reportfunder"
    REPORT_COUNCIL = "reportcouncil"
    REPORT_UNSHARED = "reportunshared"
    MONEY = "money"
    AGREEMENT = "agreement"
    MATCH_CODE = "matchcode"


_MARK = re.compile(r"zq(ayr|bex)([a-z]+?)qz")
WORLDS = ("ayr", "bex")


def mark(world: str, kind: Kind) -> str:
    """Return the word for a kind of thing in one of the two networks ("ayr" or "bex")."""
    return f"Zq{world}{kind}qz"


def marks_in(text: str) -> set[tuple[str, Kind]]:
    """Return whose marked words are in a text, whatever their case."""
    return {(world, Kind(kind)) for world, kind in _MARK.findall(text.casefold())}


V, K = Visitor, Kind
_LOGGER = frozenset({K.DIRECTORY, K.STAFF_RCO, K.PERSON, K.SERVICE})
_WORKER = _LOGGER | {
    K.OTHER_GROUP,
    K.EVIDENCE,
    K.CONTACT,
    # What was issued is read by colleagues; it names its award.
    K.AWARD_FUNDER,
    K.AWARD_COUNCIL,
    K.REPORT_FUNDER,
    K.REPORT_COUNCIL,
}
_MANAGER = _WORKER | {
    K.INVITED_RCO,
    K.IMPORT,
    K.VOLUNTEERING,
    K.HIDDEN_PERSON,
    K.REPORT_UNSHARED,
    K.MONEY,
    K.AGREEMENT,
    K.ADVICE,
    K.OTHER_ADVICE,
    K.ENQUIRY,
    K.OTHER_ENQUIRY,
}

# What each visitor may read of their own network; of the other one nobody who is signed in reads
# more than the directory, and somebody who is not reads nothing.
MAY_READ: dict[Visitor, frozenset[Kind]] = {
    V.LOGGER: _LOGGER | {K.ENQUIRY},
    V.WORKER: _WORKER | {K.OTHER_ENQUIRY},
    V.LEAD: _WORKER | {K.CONCERN, K.ADVICE},
    V.MANAGER: _MANAGER,
    V.STRANGER: _MANAGER,
    V.COORDINATOR: frozenset({K.DIRECTORY, K.STAFF_FORUM, K.INVITED_FORUM}),
    # A report that was shared names the services whose figures it prints.
    V.OFFICER: frozenset(
        {K.DIRECTORY, K.STAFF_FUNDER, K.INVITED_FUNDER, K.AWARD_FUNDER, K.REPORT_FUNDER, K.SERVICE}
    ),
    V.COUNCIL: frozenset(
        {
            K.DIRECTORY,
            K.STAFF_COUNCIL,
            K.INVITED_COUNCIL,
            K.AWARD_COUNCIL,
            K.REPORT_COUNCIL,
            K.SERVICE,
        }
    ),
    V.ENDED: frozenset({K.DIRECTORY}),
    # The directory, accounts, invitations and awards as published, of both networks: no person.
    V.ADMINISTRATOR: frozenset(
        {K.DIRECTORY, K.AWARD_FUNDER, K.AWARD_COUNCIL}
        | {k for k in Kind if k.startswith(("staff", "invited"))}
    ),
}


def leaks(visitor: Visitor, text: str, world: str) -> list[str]:
    """Return what is in the text that this visitor, at home in `world`, may not read."""
    found = []
    for whose, kind in sorted(marks_in(text)):
        mine = MAY_READ.get(visitor, frozenset())
        if whose != world and visitor is not V.ADMINISTRATOR:
            mine = frozenset({K.DIRECTORY}) & mine
        if kind not in mine:
            found.append(f"{kind} of {'their own' if whose == world else 'another'} network")
    return found


assert set(MAY_READ) | NOT_IN == EVERYBODY, "Say what every visitor may read."  # noqa: S101
