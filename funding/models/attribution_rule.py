"""Which work counts towards which award."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rco_network.core.dates import days_in_words
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, RowSecurity


class AttributionRule(OwnedModel):
    """Sessions of this service, at this place, between these days count towards the award.

    What is left empty does not narrow: a rule with nothing but dates counts all the work of
    those dates. A session counts once for an award however many of its rules it meets, and for
    as many awards as have a rule that it meets.
    """

    award = models.ForeignKey(
        "funding.Award", on_delete=models.CASCADE, db_constraint=False, related_name="rules"
    )
    service = models.ForeignKey(
        "services.Service",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )
    place = models.ForeignKey(
        "organisations.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    share = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Per cent of such a session that this award pays for; empty: an equal share.",
    )

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="rule_ends_after_it_starts",
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The last day must not be before the first day."),
            ),
            models.CheckConstraint(
                name="rule_share_is_a_part",
                condition=models.Q(share=None) | models.Q(share__lte=100),
                violation_error_message=_("A share is between 0 and 100 per cent."),
            ),
            OwnedReference(
                name="attributionrule_award_same_organisation",
                to="funding.Award",
                columns=("organisation_id", "award_id"),
                to_columns=("recipient_id", "id"),
            ),
            OwnedReference(
                name="attributionrule_service_same_organisation",
                to="services.Service",
                columns=("organisation_id", "service_id"),
            ),
            RowSecurity(name="funding_attributionrule_rows"),
            Tracked(name="funding_attributionrule_history", about=("funding.award", "award_id")),
        ]

    def __str__(self) -> str:
        return f"rule of award {self.award_id}"

    @property
    def sentence(self) -> str:
        """The rule in words: All sessions of English in Manchester, 1 January to 31 May 2026."""
        if self.service and self.place:
            said = gettext("All sessions of %(service)s in %(place)s")
        elif self.service:
            said = gettext("All sessions of %(service)s")
        elif self.place:
            said = gettext("All sessions of every service in %(place)s")
        else:
            said = gettext("All sessions of every service")
        told = said % {
            "service": self.service.name if self.service else "",
            "place": self.place.name if self.place else "",
        }
        when = days_in_words(self.starts_on, self.ends_on) or gettext("on every day of the award")
        if self.share is None:
            return f"{told}, {when}"
        return gettext("%(sessions)s, %(when)s, of each %(share)s per cent") % {
            "sessions": told,
            "when": when,
            "share": self.share,
        }
