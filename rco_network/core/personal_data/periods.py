"""How long: the named periods, what starts their clocks, and how far an organisation may move them.

Starting values follow the working papers of the field (tests/test_personal_data.py names them).
A period with a `floor` can be set by the organisation, in months, between floor and ceiling.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

# The last month of a funding year: it ends on 31 March, as the tax year of charities does.
FUNDING_YEAR_ENDS_IN = 3


@dataclass(frozen=True)
class Period:
    """How long something is kept after `clock`, a phrase: "6 years after …".

    `months` or `hours` says how long; neither means that the clock alone ends it ("until …").
    `why` is the reason for the length. Whatever is `announced` goes only after a fortnight's
    notice.
    """

    key: str
    label: str
    clock: str
    why: str
    months: int | None = None
    hours: int | None = None
    floor: int | None = None
    ceiling: int | None = None
    why_floor: str = ""
    why_ceiling: str = ""
    announced: bool = False

    @property
    def can_be_set(self) -> bool:
        """Whether an organisation may choose its own length."""
        return self.floor is not None


_ALL = (
    Period(
        "service_record",
        _("Records of people who came"),
        _("the end of the funding year (31 March) in which the person last came"),
        _("Funders may check the work for six years after the year they paid for."),
        months=72,
        floor=12,
        ceiling=120,
        why_floor=_("A funder must be able to check the year that it paid for."),
        why_ceiling=_("Nobody can explain to a person why a register is kept for over ten years."),
        announced=True,
    ),
    Period(
        "monitoring",
        _("Details asked to see who is reached"),
        _("the day the person last came"),
        _("The last report that needs them is written within a year."),
        months=12,
        floor=3,
        ceiling=36,
        why_floor=_("The report on the last quarter still has to be written."),
        why_ceiling=_("Such details say a lot about a person; three years is the longest grant."),
        announced=True,
    ),
    Period(
        "contact",
        _("Ways to reach people"),
        _("the day the person last came"),
        _("To send word of a new course to somebody who paused."),
        months=12,
        floor=1,
        ceiling=36,
        why_floor=_("Somebody who misses a month is still to be reached."),
        why_ceiling=_("An old address is where letters go wrong."),
        announced=True,
    ),
    Period(
        "case_story",
        _("Consent to be quoted"),
        _("the day the outcome was recorded, or the day the person takes it back"),
        _("After three years somebody should be asked again."),
        months=36,
        floor=1,
        ceiling=36,
        why_floor=_("A report needs time to be written."),
        why_ceiling=_("What somebody agreed to longer ago they may not remember."),
        announced=True,
    ),
    Period(
        "advice_file",
        _("Advice case files"),
        _("the matter was closed"),
        _(
            "The rules for immigration advisers ask for six years, and so long somebody can make a "
            "claim about advice."
        ),
        months=72,
        floor=72,
        ceiling=120,
        why_floor=_("Immigration advisers must keep their files for six years."),
        why_ceiling=_("After ten years nobody needs the file, and it says too much."),
        announced=True,
    ),
    Period(
        "safeguarding",
        _("Safeguarding records"),
        _("the person's birth; for an adult, 6 years after the concern was closed"),
        _(
            "A child must be able to ask, as a grown person, what was done. The safeguarding lead "
            "looks at each by hand; nothing here goes by itself."
        ),
        months=300,
    ),
    Period(
        "staff_file",
        _("Accounts of colleagues"),
        _("the day their last place in any organisation ended"),
        _("Claims about work and volunteering can come for six years."),
        months=72,
        floor=12,
        ceiling=84,
        why_floor=_("References and questions come within a year."),
        why_ceiling=_("After seven years no claim can come."),
        announced=True,
    ),
    Period(
        "volunteer_checks",
        _("What was seen of volunteers’ checks, and their references"),
        _("the decision: the volunteer left, or the check ran out or was seen anew"),
        _(
            "While somebody volunteers, the date shows that the check was seen. After the decision "
            "it is kept six months at most, as the DBS code of practice says."
        ),
        months=6,
        floor=1,
        ceiling=6,
        why_floor=_("Somebody may ask at once why a decision was taken."),
        why_ceiling=_("The DBS code of practice names six months."),
        announced=True,
    ),
    Period(
        "trail",
        _("Who did what"),
        _("the organisation leaves the network"),
        _(
            "A trail with holes proves nothing. It holds no names and nothing of what was written; "
            "who acted becomes “Former colleague” with the account."
        ),
    ),
    Period(
        "invitation",
        _("Invitations"),
        _("the day it was last sent"),
        _("To see who was asked and did not answer."),
        months=6,
        floor=1,
        ceiling=12,
        why_floor=_("An invitation must be able to arrive."),
        why_ceiling=_("An address that never answered should not lie about."),
    ),
    Period(
        "account",
        _("Signing in"),
        _("the account is closed"),
        _("Without it nobody can sign in."),
    ),
    Period("session", _("Being signed in"), _("signing in"), _("One working day."), hours=12),
    Period(
        "uploaded_file",
        _("Uploaded files of past registers"),
        _("the file being uploaded"),
        _("Long enough to look at it and save it."),
        hours=24,
    ),
    Period(
        "phone_entry",
        _("Answers to entries that a phone kept while there was no signal"),
        _("the entry being received"),
        _("A phone whose line broke asks again, and must not be counted twice."),
        hours=72,
    ),
    Period(
        "pack",
        _("Everything held about a person, collected for them"),
        _("it being asked for"),
        _("Long enough to give it to them."),
        hours=24,
    ),
    Period(
        "mail",
        _("Mail on its way"),
        _("the mail being sent"),
        _("To see whether it arrived."),
        months=1,
    ),
    Period(
        "job",
        _("Background work"),
        _("the work being done"),
        _("To see what went wrong, should somebody ask."),
        months=12,
    ),
    Period(
        "match_code",
        _("Codes by which somebody is counted once across organisations"),
        _("the agreement with the forum ends, for two years at most"),
        _("A figure over two years compares this year with the last one."),
    ),
    Period(
        "as_long_as_taken_part",
        _("The organisation's own records"),
        _("the organisation leaves the network"),
        _("They are about the work and not about a person."),
    ),
)

PERIODS: dict[str, Period] = {period.key: period for period in _ALL}


def length_in_words(months: int | None, hours: int | None = None) -> str:
    """Say a length as people do: "6 years", "18 months", "1 day"; "" where there is none."""
    if months is not None:
        if months % 12 == 0:
            return ngettext("%d year", "%d years", months // 12) % (months // 12)
        return ngettext("%d month", "%d months", months) % months
    if hours is not None:
        if hours % 24 == 0:
            return ngettext("%d day", "%d days", hours // 24) % (hours // 24)
        return ngettext("%d hour", "%d hours", hours) % hours
    return ""
