"""How many different people came to several organisations, told without telling who.

Within an organisation linked records are one person. Across organisations, codes are compared
that a job makes of names (`codes`, `key`), where organisations agreed to it; where they did not,
the answer is a range. Reports ask `people.different_people` inside `counting(...)`.
"""
