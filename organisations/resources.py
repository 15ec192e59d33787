"""The directory as a list, out and in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from import_export import fields

from rco_network.core.exchange import DirectoryResource

from .models import Identifier, Organisation, Place
from .reference.schemes import WrongNumber, split_org_id


class OrganisationResource(DirectoryResource):
    """One organisation a row, by `uuid` (empty: a new one); `identifiers` are org-ids."""

    identifiers = fields.Field(column_name="identifiers")

    class Meta(DirectoryResource.Meta):
        model = Organisation
        import_id_fields = ("uuid",)
        fields = (
            "uuid",
            "name",
            "kind",
            "about",
            "website",
            "is_directory_entry",
            "is_fictional",
            "identifiers",
        )

    def dehydrate_identifiers(self, organisation: Organisation) -> str:
        """Every number with its register."""
        return " ".join(sorted(str(number) for number in organisation.identifiers.all()))

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        super().before_import_row(row, **kwargs)
        if not row.get("uuid"):
            row["uuid"] = Organisation._meta.get_field("uuid").get_default()

    def after_save_instance(self, instance: Organisation, row: Any, **kwargs: Any) -> None:
        """Add the numbers that are not there yet; none is taken away."""
        for org_id in (row.get("identifiers") or "").split():
            try:
                scheme, number = split_org_id(org_id)
            except WrongNumber as wrong:
                raise ValidationError({"identifiers": str(wrong)}) from None
            held, _ = Identifier.objects.get_or_create(
                scheme=scheme, number=number, defaults={"organisation": instance}
            )
            if held.organisation_id != instance.pk:
                raise ValidationError(
                    {
                        "identifiers": gettext("%(held)s belongs to another organisation already.")
                        % {"held": held}
                    }
                )


class PlaceResource(DirectoryResource):
    """Places by GSS code."""

    class Meta(DirectoryResource.Meta):
        model = Place
        import_id_fields = ("gss_code",)
        fields = ("gss_code", "name", "region")
