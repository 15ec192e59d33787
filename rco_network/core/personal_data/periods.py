"""How long: the named periods, what starts their clocks, and how far an organisation may move them.

Starting values follow the working papers of the field (tests/test_personal_data.py names them).
A period with a `floor` can be set by the organisation, in months, between floor and ceiling.
"""

from dataclasses import dataclass

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
        "Records of people who came",
        "the end of the funding year (31 March) in which the person last came",
        "Funders may check the work for six years after the year they paid for.",
        months=72,
        floor=12,
        ceiling=120,
        why_floor="A funder must be able to check the year that it paid for.",
        why_ceiling="Nobody can explain to a person why a register is kept for over ten years.",
        announced=True,
    ),
    Period(
        "monitoring",
        "Details asked to see who is reached",
        "the day the person last came",
        "The last report that needs them is written within a year.",
        months=12,
        floor=3,
        ceiling=36,
        why_floor="The report on the last quarter still has to be written.",
        why_ceiling="Such details say a lot about a person; three years is the longest grant.",
        announced=True,
    ),
    Period(
        "contact",
        "Ways to reach people",
        "the day the person last came",
        "To send word of a new course to somebody who paused.",
        months=12,
        floor=1,
        ceiling=36,
        why_floor="Somebody who misses a month is still to be reached.",
        why_ceiling="An old address is where letters go wrong.",
        announced=True,
    ),
    Period(
        "case_story",
        "Consent to be quoted",
        "the day the outcome was recorded, or the day the person takes it back",
        "After three years somebody should be asked again.",
        months=36,
        floor=1,
        ceiling=36,
        why_floor="A report needs time to be written.",
        why_ceiling="What somebody agreed to longer ago they may not remember.",
        announced=True,
    ),
    Period(
        "advice_file",
        "Advice case files",
        "the matter was closed",
        "The rules for immigration advisers ask for six years, and so long somebody can make a "
        "claim about advice.",
        months=72,
        floor=72,
        ceiling=120,
        why_floor="Immigration advisers must keep their files for six years.",
        why_ceiling="After ten years nobody needs the file, and it says too much.",
        announced=True,
    ),
    Period(
        "safeguarding",
        "Safeguarding records",
        "the person's birth; for an adult, 6 years after the concern was closed",
        "A child must be able to ask, as a grown person, what was done. The safeguarding lead "
        "looks at each by hand; nothing here goes by itself.",
        months=300,
    ),
    Period(
        "staff_file",
        "Accounts of colleagues",
        "the day their last place in any organisation ended",
        "Claims about work and volunteering can come for six years.",
        months=72,
        floor=12,
        ceiling=84,
        why_floor="References and questions come within a year.",
        why_ceiling="After seven years no claim can come.",
        announced=True,
    ),
    Period(
        "volunteer_checks",
        "What was seen of volunteers’ checks, and their references",
        "the decision: the volunteer left, or the check ran out or was seen anew",
        "While somebody volunteers, the date shows that the check was seen. After the decision it "
        "is kept six months at most, as the DBS code of practice says.",
        months=6,
        floor=1,
        ceiling=6,
        why_floor="Somebody may ask at once why a decision was taken.",
        why_ceiling="The DBS code of practice names six months.",
        announced=True,
    ),
    Period(
        "trail",
        "Who did what",
        "the organisation leaves the network",
        "A trail with holes proves nothing. It holds no names and nothing of what was written; "
        "who acted becomes “Former colleague” with the account.",
    ),
    Period(
        "invitation",
        "Invitations",
        "the day it was last sent",
        "To see who was asked and did not answer.",
        months=6,
        floor=1,
        ceiling=12,
        why_floor="An invitation must be able to arrive.",
        why_ceiling="An address that never answered should not lie about.",
    ),
    Period(
        "account",
        "Signing in",
        "the account is closed",
        "Without it nobody can sign in.",
    ),
    Period("session", "Being signed in", "signing in", "One working day.", hours=12),
    Period(
        "uploaded_file",
        "Uploaded files of past registers",
        "the file being uploaded",
        "Long enough to look at it and save it.",
        hours=24,
    ),
    Period(
        "phone_entry",
        "Answers to entries that a phone kept while there was no signal",
        "the entry being received",
        "A phone whose line broke asks again, and must not be counted twice.",
        hours=72,
    ),
    Period(
        "pack",
        "Everything held about a person, collected for them",
        "it being asked for",
        "Long enough to give it to them.",
        hours=24,
    ),
    Period(
        "mail",
        "Mail on its way",
        "the mail being sent",
        "To see whether it arrived.",
        months=1,
    ),
    Period(
        "job",
        "Background work",
        "the work being done",
        "To see what went wrong, should somebody ask.",
        months=12,
    ),
    Period(
        "match_code",
        "Codes by which somebody is counted once across organisations",
        "the agreement with the forum ends, for two years at most",
        "A figure over two years compares this year with the last one.",
    ),
    Period(
        "as_long_as_taken_part",
        "The organisation's own records",
        "the organisation leaves the network",
        "They are about the work and not about a person.",
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
