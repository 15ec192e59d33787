"""Frameworks and domains as lists, out and in."""

from import_export import fields
from import_export.widgets import ForeignKeyWidget

from rco_network.core.exchange import DirectoryResource

from .models import Domain, Framework


class FrameworkResource(DirectoryResource):
    """Frameworks by code and edition."""

    class Meta(DirectoryResource.Meta):
        model = Framework
        import_id_fields = ("code", "edition")
        fields = ("code", "edition", "name", "publisher", "source")


class DomainResource(DirectoryResource):
    """Domains by code, each with the code of its framework."""

    framework = fields.Field(
        column_name="framework",
        attribute="framework",
        widget=ForeignKeyWidget(Framework, field="code"),
    )

    class Meta(DirectoryResource.Meta):
        model = Domain
        import_id_fields = ("code",)
        fields = ("code", "name", "heading", "position", "framework")
