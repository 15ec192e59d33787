from .contribution import Contribution
from .dossier import Dossier, DossierPart
from .edition import Edition, EditionAnswer, EditionFile, EditionReader, EditionSeal, RowsBehind
from .edition_link import EditionLink
from .layout import Layout, LayoutPart
from .match_code import MatchCode
from .own_figure import OwnFigure
from .pack import Pack
from .report import Report
from .sharing_agreement import SharingAgreement
from .takeout import Takeout, TakeoutPart

__all__ = [
    "Contribution",
    "Dossier",
    "DossierPart",
    "Edition",
    "EditionAnswer",
    "EditionFile",
    "EditionLink",
    "EditionReader",
    "EditionSeal",
    "Layout",
    "LayoutPart",
    "MatchCode",
    "OwnFigure",
    "Pack",
    "Report",
    "RowsBehind",
    "SharingAgreement",
    "Takeout",
    "TakeoutPart",
]
