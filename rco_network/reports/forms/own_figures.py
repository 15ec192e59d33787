"""Composing a figure from the parts of the catalogue, without code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Place
from rco_network.core import languages
from services.forms.guards import RowForm
from services.models import Service, Session

from ..figures.language_names import language_name
from ..models import OwnFigure

_EVERY = _("All")


class OwnFigureForm(RowForm):
    """What is counted, and of which service, place, group of people or domain."""

    class Meta:
        model = OwnFigure
        fields = (
            "name",
            "base",
            "service",
            "place",
            "gender",
            "age_band",
            "main_language",
            "domain",
        )
        labels = {
            "name": _("What do you call it?"),
            "base": _("What is counted?"),
            "service": _("Of which service?"),
            "place": _("In which place?"),
            "gender": _("Of which gender?"),
            "age_band": _("Of which age?"),
            "domain": _("In which domain?"),
        }
        help_texts = {
            "name": _("As it stands in a report: Women who learn English in Bolton."),
            "domain": _("Only where outcomes are counted."),
        }
        error_messages = {
            "name": {
                "required": _("Give the figure a name."),
                "max_length": _("The name is too long: use at most 80 letters."),
            },
            "base": {"required": _("Choose what is counted.")},
        }

    main_language = forms.ChoiceField(label=_("Of which main language?"), required=False)

    def __init__(self, *args: Any, organisation: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["name"].widget.attrs["dir"] = "auto"
        services = Service.objects.for_organisation(organisation).order_by("name")
        fields["service"].queryset = services
        own = Session.objects.for_organisation(organisation).filter(place__isnull=False)
        places = Place.objects.filter(pk__in=own.order_by().values("place"))
        fields["place"].queryset = places.order_by("name")
        named = [(code, language_name(code)) for code in languages.CODES]
        fields["main_language"].choices = [
            ("", _EVERY),
            *sorted(named, key=lambda pair: pair[1]),
        ]
        for name in ("service", "place", "domain"):
            fields[name].empty_label = _EVERY
        fields["base"].choices = [("", _("Choose what is counted")), *fields["base"].choices[1:]]
        for name in ("gender", "age_band"):
            fields[name].choices = [("", _EVERY), *fields[name].choices[1:]]
        self.instance.organisation_id = organisation
