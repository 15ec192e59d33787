"""What every row about a learner and about a class has (services/models/about.py)."""

from functools import partial

from ...models.about import about_person, set_up_by_who_runs

about_learner = partial(about_person, "esol")
of_the_class = partial(set_up_by_who_runs, "esol")
