"""What every row about a child and about the school itself has (services/models/about.py)."""

from functools import partial

from ...models.about import about_person, set_up_by_who_runs

about_child = partial(about_person, "school")
of_the_school = partial(set_up_by_who_runs, "school")
