"""What runs by itself: referrals that nobody answered in time are closed."""

from celery import shared_task
from django.utils import timezone

from organisations.enums import Right
from organisations.models import Organisation
from rco_network.core.tenancy import scope

from .actions.referrals import expire_referrals


@shared_task(name="referrals.expire")
def expire() -> None:
    """Every hour: each organisation in a scope of its own. Twice changes nothing."""
    with scope(installation=True):
        organisations = list(Organisation.objects.taking_part().values_list("pk", flat=True))
    today = timezone.localdate()
    for pk in organisations:
        with scope(organisation_ids=[pk], installation=True, rights=[Right.REFER]):
            expire_referrals(pk, today)
