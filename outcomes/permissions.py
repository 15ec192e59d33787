"""Who may record and read what changed in somebody's life, and their stories."""

from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused, allows

from .models import Story

# A framework says in which words an organisation reports or is reported to.
_REPORT_IN = (Right.MAKE_REPORTS, Right.READ_REPORTS, Right.SEE_MEMBERS)


def check_can_record_outcomes(membership: StaffMembership | None) -> None:
    """May record outcomes, correct them, and read those of the organisation."""
    check_right(membership, Right.RECORD_OUTCOMES)


def can_record_outcomes(membership: StaffMembership | None) -> bool:
    return allows(check_can_record_outcomes, membership)


def check_can_set_domains(membership: StaffMembership | None) -> None:
    """May say which domains a service works towards."""
    check_right(membership, Right.RUN_SERVICES)


def can_set_domains(membership: StaffMembership | None) -> bool:
    return allows(check_can_set_domains, membership)


def check_can_keep_stories(membership: StaffMembership | None) -> None:
    """May read stories, write them down, and say what people agreed to."""
    check_right(membership, Right.RECORD_OUTCOMES)


def can_keep_stories(membership: StaffMembership | None) -> bool:
    return allows(check_can_keep_stories, membership)


def check_is_held(story: Story) -> None:
    """Raise Refused for a story that was taken back."""
    if story.is_taken_back:
        raise Refused(_("This story was taken back. Its words and files are gone."))


def check_can_ask(membership: StaffMembership | None) -> None:
    """May ask a questionnaire of people: start a wave, write answers down, hand a phone over."""
    check_right(membership, Right.RECORD_OUTCOMES)


def can_ask(membership: StaffMembership | None) -> bool:
    return allows(check_can_ask, membership)


def check_can_set_up_questions(membership: StaffMembership | None) -> None:
    """May say which questionnaires are asked, make own ones, and read what all answers add to."""
    if membership is None or not membership.has_right(Right.MAKE_REPORTS):
        raise Refused(
            _(
                "Questionnaires are set up by managers, since reports are made of their answers. "
                "Ask "
                "a manager of your organisation to do it, or to change your role."
            )
        )


def can_set_up_questions(membership: StaffMembership | None) -> bool:
    return allows(check_can_set_up_questions, membership)


def check_can_see_frameworks(membership: StaffMembership | None) -> None:
    """May read the frameworks: whoever records in them or reports by them."""
    if membership is None or not any(
        membership.has_right(right) for right in (Right.RECORD_OUTCOMES, *_REPORT_IN)
    ):
        check_right(membership, Right.RECORD_OUTCOMES)


def check_can_keep_frameworks(membership: StaffMembership | None) -> None:
    """May make the organisation's own framework and map it: managers, officers, coordinators."""
    if membership is None or not any(membership.has_right(right) for right in _REPORT_IN):
        raise Refused(
            _(
                "An organisation’s own framework is kept by those who make or read its reports. "
                "Ask a "
                "manager of your organisation to do it, or to change your role."
            )
        )


def can_keep_frameworks(membership: StaffMembership | None) -> bool:
    return allows(check_can_keep_frameworks, membership)
