"""A published grant as the standard has it, and what came of it."""

from funding.models import Award
from rco_network.core.tenancy import scope


def grant(number=1, **changes):
    whole = {
        "id": f"360G-Example-{number}",
        "title": f"English classes {number}",
        "description": "For newcomers.",
        "currency": "GBP",
        "amountAwarded": 1000.5,
        "awardDate": "2025-03-01T00:00:00+00:00",
        "plannedDates": [{"startDate": "2025-04-01", "endDate": "2026-03-31"}],
        "recipientOrganization": [{"id": "GB-CHC-1121560", "name": "Example Recipient"}],
        "fundingOrganization": [{"id": "GB-CHC-327114", "name": "Example Funder"}],
        "grantProgramme": [{"title": "Together"}],
        "fromOpenCall": "Yes",
    }
    return {name: value for name, value in (whole | changes).items() if value is not ...}


def awards():
    with scope(installation=True):
        return list(Award.objects.select_related("funder", "recipient").order_by("identifier"))
