"""How a report's figures are made, in sentences: what its last page says."""

from django.utils.translation import gettext as _

from rco_network.core import disclosure

from ..enums import ReportKind
from .facts import Facts

FEW_ORGANISATIONS = 3


def method(kind: str, facts: Facts) -> tuple[str, ...]:
    """Return the sentences for a kind of report, in the active language."""
    return (
        _(
            "Every figure is counted from registers, head counts and other records at the moment "
            "this report was made. Nothing is typed in by hand."
        ),
        *_whose(kind, facts),
        _(
            "People are counted once for the whole period. They are never added up over months or "
            "services. Where only heads were counted, the number of different people lies between "
            "two ends and both are printed."
        ),
        *disclosure.method_text(),
        _(
            "What was not asked or not answered is shown as “Not recorded”, so that each breakdown "
            "adds up to the people known by name."
        ),
        _("Ages are taken on the last day of the period's last year, from the year of birth."),
    )


def _whose(kind: str, facts: Facts) -> tuple[str, ...]:
    if kind == ReportKind.AWARD:
        return (
            _(
                "A session counts towards an award when one of the rules that the organisation has "
                "set for that award includes its service, its place and its day. The same session "
                "may count towards several awards; the report says with whom a figure is shared."
            ),
            _(
                "Who was turned away and who waits counts where it is for a service of which a "
                "session counts. Volunteers are those of the whole organisation."
            ),
        )
    if kind == ReportKind.PLACE:
        return (_of_members(), _in_place(), *_few(facts))
    if kind == ReportKind.OVERVIEW:
        return (_of_members(),)
    return ()


def _of_members() -> str:
    return _(
        "Everything that the forum’s members of today logged is counted. Somebody who came to "
        "several organisations is counted at each, also in tables by age, gender, language and "
        "district: the number of different people lies between the largest organisation and all "
        "of them added up."
    )


def _in_place() -> str:
    return _(
        "A session counts where it was held in this place. Who was turned away and who waits "
        "counts where it is for a service that held a session here."
    )


def _few(facts: Facts) -> tuple[str, ...]:
    here = len(facts.table("sessions", "organisation"))
    if not 0 < here < FEW_ORGANISATIONS:
        return ()
    return (
        _(
            "Few organisations are active here, so that figures of this report are close to those "
            "of each. Their names, and where and in which languages they work, are public facts of "
            "the directory; people are protected in the same way as everywhere."
        ),
    )
