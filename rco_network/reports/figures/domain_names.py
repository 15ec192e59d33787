"""The Indicators of Integration's domains, for the catalogues of the other languages.

They are rows of the database, so that no sentence of the code would name them to a translator.
"""

from django.utils.translation import gettext_noop as _

NAMES = (
    _("Markers and means"),
    _("Work"),
    _("Housing"),
    _("Education"),
    _("Health and social care"),
    _("Leisure"),
    _("Social connections"),
    _("Bonds"),
    _("Bridges"),
    _("Links"),
    _("Facilitators"),
    _("Language and communication"),
    _("Culture"),
    _("Digital skills"),
    _("Safety"),
    _("Stability"),
    _("Foundation"),
    _("Rights and responsibilities"),
)
