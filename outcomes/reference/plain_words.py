"""Each domain of the Indicators of Integration in a worker's words, with what to look for.

The words are ours, after the framework's own descriptions (Home Office Research Report 109).
"""

from django.utils.translation import gettext_noop as _

PLAIN_WORDS: dict[str, str] = {
    "IOI-01": _(
        "Getting ready for work, finding it, keeping it: a job, a placement, a first "
        "interview, a qualification that counts here."
    ),
    "IOI-02": _(
        "A home that is safe, decent and theirs to stay in: moving in, a tenancy kept, "
        "repairs done."
    ),
    "IOI-03": _(
        "Learning that leads on: a school place, a course begun or passed, helping one's "
        "child at school."
    ),
    "IOI-04": _(
        "Being well and reaching care: registered with a GP, treatment begun, sleeping and "
        "eating better."
    ),
    "IOI-05": _(
        "Free time that gives something back: sport, music, a garden, a library card, going out."
    ),
    "IOI-06": _("Family, and friends with whom one shares a language, a faith or a past."),
    "IOI-07": _(
        "Getting to know people of other backgrounds: neighbours, volunteers, other parents."
    ),
    "IOI-08": _(
        "Being heard by those who run things: a council, a school, a union, a vote, a committee."
    ),
    "IOI-09": _(
        "Understanding and being understood: English gained, an interpreter found, a letter "
        "read alone."
    ),
    "IOI-10": _(
        "Knowing how things are done here, and being free to keep and share one's own ways."
    ),
    "IOI-11": _(
        "Using phone, computer and the internet for what life asks: forms, messages, "
        "banking, school portals."
    ),
    "IOI-12": _(
        "Feeling and being safe: from hate, at home, in the street, and knowing whom to call."
    ),
    "IOI-13": _(
        "Being able to plan: steady money, knowing where one stands, a routine, fewer crises."
    ),
    "IOI-14": _(
        "Knowing one's rights and duties and using them: advice that led somewhere, status "
        "papers in order, tax, the law."
    ),
}
