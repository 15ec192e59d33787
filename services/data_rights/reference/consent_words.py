"""Words to read to somebody before they agree, in English. Organisations add their own languages.

They follow what the UK's regulator asks of consent (UK GDPR Art. 7): what for, that it is free,
and that it can be taken back. Translating them is for people who speak the language.
"""

from ..enums import AgreesTo

_FREE = (
    "You do not have to agree, and our help does not depend on it. You can take it back any day."
)

ENGLISH: dict[str, str] = {
    AgreesTo.QUOTE: "We would like to use something that you said in a report to those who pay "
    f"for our work. Your name will not be there. {_FREE}",
    AgreesTo.PHOTO: "We would like to use photos in which you can be seen, on our website and in "
    f"reports. Others may recognise you. {_FREE}",
    AgreesTo.SHARE: "We would like to give your name and how to reach you to another organisation, "
    f"so that they can help you. We will tell you which one first. {_FREE}",
    AgreesTo.NEWS: "We would like to send you news and invitations, only in the way that you told "
    f"us is safe. {_FREE}",
    AgreesTo.RESEARCH: "We would like to ask you, now and then, whether you want to answer "
    f"questions for research. Each time you can say no. {_FREE}",
}
