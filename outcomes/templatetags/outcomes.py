"""Shares with how sure one can be, as pages say them."""

from django import template
from django.utils.translation import gettext as _

from ..calculations.intervals import Share

register = template.Library()


@register.filter
def percent_range(share: Share) -> str:
    """A share with its interval in whole per cent: "63% (45 to 78%)"."""
    return _("%(share)d%% (%(low)d to %(high)d%%)") % {
        "share": round(share.share * 100),
        "low": round(share.low * 100),
        "high": round(share.high * 100),
    }
