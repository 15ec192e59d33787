"""What personal data are held for, and what makes that lawful.

The pages that tell people, and the record of processing (UK GDPR Art. 30), print these words.
Articles are those of the UK GDPR; paragraphs those of Schedule 1 to the Data Protection Act 2018.
"""

from dataclasses import dataclass

LEGITIMATE = "Legitimate interests (Art. 6(1)(f))"
CONSENT = "Consent (Art. 6(1)(a))"
LEGAL = "Legal obligation (Art. 6(1)(c))"
CONTRACT = "Contract (Art. 6(1)(b)), or legitimate interests for volunteers (Art. 6(1)(f))"


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
    recipients: str = "Nobody outside the organisation"
    special: str = ""


_ALL = (
    Purpose(
        "services",
        "Running classes, groups and advice",
        "To know who is coming, to keep registers, and to offer what fits.",
        LEGITIMATE,
        "People who come, children among them",
        special="Confidential advice and support (Art. 9(2)(g), Sch. 1 para. 17): languages and "
        "groups can tell of somebody's origin or belief",
    ),
    Purpose(
        "monitoring",
        "Seeing whether everybody is reached",
        "To see whether women, young people or speakers of some language are left out.",
        LEGITIMATE,
        "People who come, children among them",
        recipients="Funders and councils, as figures in which nobody can be picked out",
        special="Equality of opportunity (Art. 9(2)(g), Sch. 1 para. 8)",
    ),
    Purpose(
        "accountability",
        "Showing funders that the work took place",
        "To count sessions, people and changes for those who paid for the work.",
        LEGITIMATE,
        "People who come, children among them",
        recipients="Funders and councils, as figures in which nobody can be picked out",
        special="Confidential advice and support (Art. 9(2)(g), Sch. 1 para. 17)",
    ),
    Purpose(
        "contact",
        "Reaching people safely",
        "To send word about a class or an appointment, only in the way that the person said is "
        "safe.",
        LEGITIMATE,
        "People who come",
        special="Confidential advice and support (Art. 9(2)(g), Sch. 1 para. 17)",
    ),
    Purpose(
        "stories",
        "Telling what changed, in people's own words",
        "To let a report quote a sentence, without a name, where the person agreed.",
        CONSENT,
        "People who come and who agreed",
        recipients="Funders and councils, without names",
        special="Explicit consent (Art. 9(2)(a))",
    ),
    Purpose(
        "rights",
        "Answering what people ask about their own data",
        "To show what was agreed, asked and answered, and when.",
        LEGAL,
        "People who come",
        special="Legal claims and the person's own rights (Art. 9(2)(f))",
    ),
    Purpose(
        "safeguarding",
        "Keeping children and adults safe",
        "To act when somebody may be harmed, and to show later what was done.",
        LEGITIMATE,
        "People who come, their children, colleagues",
        recipients="The police or the council's safeguarding team, where somebody is at risk",
        special="Safeguarding of children and of individuals at risk (Art. 9(2)(g), Sch. 1 "
        "para. 18)",
    ),
    Purpose(
        "staff",
        "Working and volunteering together",
        "To know who works here, what they may do, and who did what.",
        CONTRACT,
        "Colleagues: staff and volunteers",
    ),
    Purpose(
        "volunteering",
        "Volunteering well and safely",
        "To know who helps with what and when, that the checks which a role needs were seen, to "
        "pay back what volunteers spent, and to show how much time was given.",
        LEGITIMATE,
        "Volunteers, and those who give references",
        recipients="Funders and councils, as figures in which nobody can be picked out",
        special="Safeguarding of children and of individuals at risk (Art. 9(2)(g) and Art. 10, "
        "Sch. 1 para. 18): that a DBS check was seen",
    ),
    Purpose(
        "security",
        "Keeping accounts and records safe",
        "To let in the right people, keep the wrong ones out, and find out what happened.",
        LEGAL + ": Art. 32",
        "Colleagues: staff and volunteers",
    ),
)

PURPOSES: dict[str, Purpose] = {purpose.key: purpose for purpose in _ALL}
