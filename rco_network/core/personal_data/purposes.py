"""What personal data are held for, and what makes that lawful.

The pages that tell people, and the record of processing (UK GDPR Art. 30), print these words.
Articles are those of the UK GDPR; paragraphs those of Schedule 1 to the Data Protection Act 2018.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

LEGITIMATE = _("Legitimate interests (Art. 6(1)(f))")
CONSENT = _("Consent (Art. 6(1)(a))")
LEGAL = _("Legal obligation (Art. 6(1)(c))")
SECURITY = _("Legal obligation (Art. 6(1)(c)): Art. 32")
CONTRACT = _("Contract (Art. 6(1)(b)), or legitimate interests for volunteers (Art. 6(1)(f))")


@dataclass(frozen=True)
class Purpose:
    """One purpose. `why` is a sentence for everybody; `special` the condition of Art. 9, if needed.

    `people` says whose data, `recipients` who else is given them (as figures, unless it says so).
    """

    key: str
    label: str
    why: str
    basis: str
    people: str
    recipients: str = _("Nobody outside the organisation")
    special: str = ""


_ALL = (
    Purpose(
        "services",
        _("Running classes, groups and advice"),
        _("To know who is coming, to keep registers, and to offer what fits."),
        LEGITIMATE,
        _("People who come, children among them"),
        special=_(
            "Confidential advice and support (Art. 9(2)(g), Sch. 1 para. 17): languages and "
            "groups can tell of somebody's origin or belief"
        ),
    ),
    Purpose(
        "monitoring",
        _("Seeing whether everybody is reached"),
        _("To see whether women, young people or speakers of some language are left out."),
        LEGITIMATE,
        _("People who come, children among them"),
        recipients=_("Funders and councils, as figures in which nobody can be picked out"),
        special=_("Equality of opportunity (Art. 9(2)(g), Sch. 1 para. 8)"),
    ),
    Purpose(
        "accountability",
        _("Showing funders that the work took place"),
        _("To count sessions, people and changes for those who paid for the work."),
        LEGITIMATE,
        _("People who come, children among them"),
        recipients=_("Funders and councils, as figures in which nobody can be picked out"),
        special=_("Confidential advice and support (Art. 9(2)(g), Sch. 1 para. 17)"),
    ),
    Purpose(
        "contact",
        _("Reaching people safely"),
        _(
            "To send word about a class or an appointment, only in the way that the person said is "
            "safe."
        ),
        LEGITIMATE,
        _("People who come"),
        special=_("Confidential advice and support (Art. 9(2)(g), Sch. 1 para. 17)"),
    ),
    Purpose(
        "stories",
        _("Telling what changed, in people's own words"),
        _("To let a report quote a sentence, without a name, where the person agreed."),
        CONSENT,
        _("People who come and who agreed"),
        recipients=_("Funders and councils, without names"),
        special=_("Explicit consent (Art. 9(2)(a))"),
    ),
    Purpose(
        "rights",
        _("Answering what people ask about their own data"),
        _("To show what was agreed, asked and answered, and when."),
        LEGAL,
        _("People who come"),
        special=_("Legal claims and the person's own rights (Art. 9(2)(f))"),
    ),
    Purpose(
        "safeguarding",
        _("Keeping children and adults safe"),
        _("To act when somebody may be harmed, and to show later what was done."),
        LEGITIMATE,
        _("People who come, their children, colleagues"),
        recipients=_("The police or the council's safeguarding team, where somebody is at risk"),
        special=_(
            "Safeguarding of children and of individuals at risk (Art. 9(2)(g), Sch. 1 para. 18)"
        ),
    ),
    Purpose(
        "staff",
        _("Working and volunteering together"),
        _("To know who works here, what they may do, and who did what."),
        CONTRACT,
        _("Colleagues: staff and volunteers"),
    ),
    Purpose(
        "volunteering",
        _("Volunteering well and safely"),
        _(
            "To know who helps with what and when, that the checks which a role needs were seen, "
            "to pay back what volunteers spent, and to show how much time was given."
        ),
        LEGITIMATE,
        _("Volunteers, and those who give references"),
        recipients=_("Funders and councils, as figures in which nobody can be picked out"),
        special=_(
            "Safeguarding of children and of individuals at risk (Art. 9(2)(g) and Art. 10, "
            "Sch. 1 para. 18): that a DBS check was seen"
        ),
    ),
    Purpose(
        "security",
        _("Keeping accounts and records safe"),
        _("To let in the right people, keep the wrong ones out, and find out what happened."),
        SECURITY,
        _("Colleagues: staff and volunteers"),
    ),
)

PURPOSES: dict[str, Purpose] = {purpose.key: purpose for purpose in _ALL}
