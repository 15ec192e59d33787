"""What figures are about, as somebody looks for one."""

from django.utils.translation import gettext_lazy as _

from .spec import Words

SUBJECTS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (_("People"), ("people", "new_people", "interpreter")),
    (_("What took place"), ("sessions", "attendances", "contact_hours", "interpreted")),
    (
        _("What changed"),
        ("outcomes", "people_with_outcomes", "change", "levels", "advice_money"),
    ),
    (_("Who could not be served"), ("turned_away", "waiting")),
    (_("Volunteers"), ("volunteers", "volunteer_hours", "volunteer_value")),
    (_("Money and other funders"), ("shared", "cost")),
    (_("Organisations"), ("members", "active", "returns", "quiet")),
)
