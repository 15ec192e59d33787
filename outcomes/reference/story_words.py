"""Words to read to somebody before they agree that their story is used, in English.

One text a use. They follow what the UK's regulator asks of consent (UK GDPR Art. 7): what for, for
how long, that it is free, and that it can be taken back. Translating them is for people who speak
the language: whoever reads them out writes down what was said, and the next one starts from that.
"""

from ..enums import Use

_FREE = (
    "You do not have to agree, and our help does not depend on it. You can take it back any day: "
    "then we use it nowhere any more. What is printed already we cannot call back, but we will "
    "tell you where it was."
)

ENGLISH: dict[str, str] = {
    Use.REPORT: "We would like to use your story, under the name that you chose, in one report to "
    f"{{funder}}. {_FREE}",
    Use.FUNDER: "We would like to use your story, under the name that you chose, in our reports to "
    f"{{funder}}, until {{until}}. {_FREE}",
    Use.FUNDERS: "We would like to use your story, under the name that you chose, in reports to "
    f"all who pay for our work, until {{until}}. {_FREE}",
    Use.PUBLIC: "We would like to show your story, under the name that you chose, on our website "
    "and in other places that everybody can see, until {until}. People you know may recognise "
    f"you, here and at home, and others may copy it. {_FREE}",
}
