"""What is read to somebody before they are referred; it is kept with the referral as it was read.

It follows what the UK's regulator asks of consent (UK GDPR Art. 7): what is passed on, to whom,
what for, until when, that it is free and that it can be taken back.
"""

WORDS = (
    "We would like to ask {receiver} to help you. We would tell them the name you want to be "
    "called by, your language and, in one line, what you need{contact}. Nothing else. We keep "
    "this until {until} at the latest. You do not have to agree, and our help does not depend on "
    "it. You can take it back any day: tell us or them, and it is removed on both sides."
)
CONTACT = ", and how they may safely reach you"
