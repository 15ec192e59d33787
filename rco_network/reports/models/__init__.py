from .dossier import Dossier, DossierPart
from .edition import Edition, EditionAnswer, EditionFile, EditionReader, EditionSeal, RowsBehind
from .edition_link import EditionLink
from .match_code import MatchCode
from .pack import Pack
from .report import Report
from .sharing_agreement import SharingAgreement
from .takeout import Takeout, TakeoutPart

__all__ = [
    "Dossier",
    "DossierPart",
    "Edition",
    "EditionAnswer",
    "EditionFile",
    "EditionLink",
    "EditionReader",
    "EditionSeal",
    "MatchCode",
    "Pack",
    "Report",
    "RowsBehind",
    "SharingAgreement",
    "Takeout",
    "TakeoutPart",
]
