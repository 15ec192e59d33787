"""What an organisation agrees to when it lets its people be counted once across members.

Kept with each agreement as it was read; changed here, older agreements keep their words.
"""

WORDS = """\
We want to know how many different people our forum's members help, and not to count somebody \
twice who goes to two of us.

For this, each person we know by name becomes a code: a row of letters made from how the name \
sounds and the year of birth, with a secret key. From a code alone nobody can find the name again.

The codes are made by a program on this site. Nobody can look at them: not we, not the other \
members, not the forum, not a funder. Only a program compares them, and all that comes out is a \
number for at least three organisations together.

No name, no address, no telephone number and nothing that somebody told us is shared.

Left out are people whose record is restricted or not to be used, and whoever objects. We tell the \
people who come that we do this, and that they can say no.

We can withdraw at any time. Our codes are then deleted at once. Reports that were made before \
stay as they are."""
