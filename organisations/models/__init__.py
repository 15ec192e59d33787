from .forum_membership import ForumMembership
from .identifier import Identifier
from .invitation import Invitation
from .opened_door import OpenedDoor
from .organisation import Organisation
from .outline import Outline
from .place import Place
from .reach import CommunityServed, LanguageServed, PlaceServed
from .staff_membership import StaffMembership

__all__ = [
    "CommunityServed",
    "ForumMembership",
    "Identifier",
    "Invitation",
    "LanguageServed",
    "OpenedDoor",
    "Organisation",
    "Outline",
    "Place",
    "PlaceServed",
    "StaffMembership",
]
