"""Awards as a list."""

from import_export import fields
from import_export.widgets import ForeignKeyWidget

from organisations.models import Organisation
from rco_network.core.exchange import DirectoryResource

from ..models import Award


def _name_of(side: str) -> fields.Field:
    return fields.Field(
        column_name=side, attribute=side, widget=ForeignKeyWidget(Organisation, field="name")
    )


class AwardResource(DirectoryResource):
    """Awards with the names of both sides. Written only: awards come in by `import_360giving`."""

    funder = _name_of("funder")
    recipient = _name_of("recipient")

    class Meta(DirectoryResource.Meta):
        model = Award
        fields = (
            "identifier",
            "title",
            "purpose",
            "programme",
            "funder",
            "recipient",
            "currency",
            "amount",
            "awarded_on",
            "starts_on",
            "ends_on",
            "from_open_call",
        )
