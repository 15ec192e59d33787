"""Composing a figure of one's own, and taking it away again."""

from django.db import transaction
from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once

from ..models import LayoutPart, OwnFigure


@transaction.atomic
def add_own_figure(*, by: StaffMembership, figure: OwnFigure) -> OwnFigure:
    """Keep a composed figure; sent twice is one. Raises Refused without the right."""
    check_right(by, Right.MAKE_REPORTS)
    figure.organisation_id = by.organisation_id
    figure, is_new = add_once(figure)
    if is_new:
        audit.record("own figure added", by=by, subject=figure)
    return figure


@transaction.atomic
def remove_own_figure(*, by: StaffMembership, figure: OwnFigure) -> None:
    """Take a composed figure away. Reports that were made keep what they printed.

    Raises Refused while a layout has it: what the next report says changes nowhere else.
    """
    check_right(by, Right.MAKE_REPORTS)
    used = LayoutPart.objects.for_organisation(by.organisation_id).filter(own_figure=figure)
    if part := used.select_related("layout").first():
        raise Refused(
            _("It stands in the layout “%(name)s”. Take it out there first.")
            % {"name": part.layout.name}
        )
    audit.record("own figure removed", by=by, subject=figure)
    figure.delete()
