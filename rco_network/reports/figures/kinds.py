"""The kinds of report: what each is called and which figures it has, in reading order."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..enums import ReportKind
from .catalogue import SPECS, FigureSpec, Words


@dataclass(frozen=True)
class Plan:
    """A kind of report as declared."""

    title: Words
    specs: tuple[FigureSpec, ...]


KINDS: dict[str, Plan] = {
    ReportKind.AWARD: Plan(_("Impact report"), SPECS),
    ReportKind.YEAR: Plan(_("Our impact"), SPECS),
}
