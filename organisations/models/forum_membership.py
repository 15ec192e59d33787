"""Which organisations stand together in which forum."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedManager, RowSecurity
from rco_network.core.tenancy.constraints import INSTALLATION, SIGNED_IN, mine


class ForumMembership(models.Model):
    """An organisation is a member of a forum from a day to a day."""

    forum = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="forum_members"
    )
    member = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="forum_memberships"
    )
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    objects = OwnedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "member"],
                condition=models.Q(left_on=None),
                name="member_of_a_forum_once",
            ),
            models.CheckConstraint(
                name="forum_is_not_its_own_member",
                condition=~models.Q(forum=models.F("member")),
                violation_error_message=_("A forum cannot be its own member."),
            ),
            models.CheckConstraint(
                name="forum_membership_ends_after_it_starts",
                condition=models.Q(left_on=None) | models.Q(left_on__gte=models.F("joined_on")),
                violation_error_message=_("The last day must not be before the first day."),
            ),
            RowSecurity(
                name="organisations_forummembership_rows",
                # Who stands in which forum is part of the directory.
                read=SIGNED_IN,
                write=f"({mine('forum_id')} or {INSTALLATION})",
            ),
            Tracked(
                name="organisations_forummembership_history",
                organisations=("forum_id", "member_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.forum_id}"
