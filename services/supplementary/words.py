"""How a class of the school is said."""

from django.utils.translation import gettext as _

from .models import SchoolClass


def class_in_words(about: SchoolClass | None) -> str:
    """Return "Arabic, ages 7 to 9", "" where nobody said."""
    if about is None:
        return ""
    said = {"subject": about.subject, "low": about.age_from, "high": about.age_to}
    if about.age_from is not None and about.age_to is not None:
        return _("%(subject)s, ages %(low)s to %(high)s") % said
    if about.age_from is not None:
        return _("%(subject)s, from age %(low)s") % said
    if about.age_to is not None:
        return _("%(subject)s, up to age %(high)s") % said
    return about.subject
