"""What was measured on invented people on 23 November 2026 (`manage.py trial matching --seed 1`).

45 networks of 4,000 people at 40 organisations, 0 to 40% of them at several, written down with
more and less care (management/trials/invented_people.py). How well the numbers hold is measured
on other seeds than those they come from: `manage.py trial matching`.
"""

# Of two records of one person that both have a code, the part that have the same: 0.71 as names
# are usually written, 0.8 where with care, 0.65 where without.
RECALL = 0.71
# Of the pairs that would be equal by chance if all organisations had people of one community.
CHANCE = 0.1
# How far the number of people who are at several organisations may be off for not knowing with
# which care names are written, as a part of it.
SPREAD = 0.15
