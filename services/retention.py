"""What does not stay: uploaded files, which hold names, go after a day."""

from organisations.models import Organisation
from rco_network.core.tenancy import scope

from .actions.import_attendances import forget_old_files


def forget_files() -> int:
    """Delete old files of every organisation, each in a scope of its own; return how many looked.

    The installation itself sees no such file: row security lets only the organisation's scope.
    """
    with scope(installation=True):
        organisation_ids = list(Organisation.objects.values_list("pk", flat=True))
    for organisation_id in organisation_ids:
        with scope(organisation_ids=[organisation_id]):
            forget_old_files(organisation_id)
    return len(organisation_ids)
