"""Which organisations stand in a forum, kept by its coordinator."""

from django.db import transaction
from django.utils import timezone

from rco_network.core import audit

from ..models import ForumMembership, Organisation, StaffMembership
from ..permissions import check_can_join


@transaction.atomic
def add_member(*, by: StaffMembership, member: Organisation) -> ForumMembership:
    """Take an organisation that takes part into the forum, from today. Twice is once."""
    check_can_join(by.organisation, member)
    membership, is_new = ForumMembership.objects.get_or_create(
        forum_id=by.organisation_id,
        member=member,
        left_on=None,
        defaults={"joined_on": timezone.localdate()},
    )
    if is_new:
        audit.record("forum.member_added", by=by, subject=member)
    return membership


@transaction.atomic
def remove_member(*, by: StaffMembership, member: Organisation) -> None:
    """End a membership today; that it was one stays known."""
    ended = ForumMembership.objects.filter(
        forum_id=by.organisation_id, member=member, left_on=None
    ).update(left_on=timezone.localdate())
    if ended:
        audit.record("forum.member_removed", by=by, subject=member)
