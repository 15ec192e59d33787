"""Migrating an empty database in seconds: no model is drawn anew for what does not change it.

Django renders a model and all that are related to it, here nearly every one, after each operation
(`ProjectState.reload_model`): nearly all the time went there. A constraint changes no field, so
the rendered model is told of it and stays. Nothing can point at a model that is new, except those
of its own migration by its name, which wait for it: it is drawn alone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db.migrations.state import ModelState, ProjectState


def _told(change: Callable[..., None]) -> Callable[..., None]:
    """Let the change be made to what is remembered of the model, and tell the rendered one."""

    def changed(
        state: ProjectState, app_label: str, model_name: str, option: str, *what: Any
    ) -> None:
        with patch.object(ProjectState, "reload_model", lambda *_, **__: None):
            change(state, app_label, model_name, option, *what)
        if "apps" in state.__dict__:  # else nothing is rendered yet; asking would do it
            options: Any = state.models[app_label, model_name].options
            model = state.apps.get_model(app_label, model_name)
            setattr(model._meta, option, list(options[option]))

    return changed


def _add_model(state: Any, model_state: ModelState) -> None:
    """Add the model; where others are drawn already, draw it beside them."""
    state.models[key := (model_state.app_label, model_state.name_lower)] = model_state
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:
        state.apps.render_multiple([model_state])


@contextmanager
def quick_migrations() -> Iterator[None]:
    """Let the migrations inside be quick. Ends as it began, whatever happens inside."""
    names = ("_append_option", "_remove_option", "_alter_option")
    quick: dict[str, Any] = {name: _told(getattr(ProjectState, name)) for name in names}
    with patch.multiple(ProjectState, add_model=_add_model, **quick):
        yield
