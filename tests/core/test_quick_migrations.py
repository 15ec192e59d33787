"""Constraints are added without drawing models anew, and what is remembered stays right."""

from django.db import models
from django.db.migrations.operations import AddConstraint, AddIndex, CreateModel, RemoveConstraint
from django.db.migrations.state import ProjectState

from rco_network.core.quick_migrations import quick_migrations


def a_state():
    state = ProjectState()
    CreateModel("Thing", [("id", models.AutoField(primary_key=True))]).state_forwards("core", state)
    return state


def check(name):
    return models.CheckConstraint(condition=models.Q(id__gt=0), name=name)


def test_the_rendered_model_stays_and_is_told():
    state = a_state()
    rendered = state.apps.get_model("core", "Thing")
    with quick_migrations():
        AddConstraint("Thing", check("one")).state_forwards("core", state)
        AddConstraint("Thing", check("two")).state_forwards("core", state)
        RemoveConstraint("Thing", "one").state_forwards("core", state)
        AddIndex("Thing", models.Index(fields=["id"], name="by_id")).state_forwards("core", state)
    assert state.apps.get_model("core", "Thing") is rendered
    assert [c.name for c in rendered._meta.constraints] == ["two"]
    assert [i.name for i in rendered._meta.indexes] == ["by_id"]
    assert [c.name for c in state.models["core", "thing"].options["constraints"]] == ["two"]


def test_it_ends_where_it_began():
    state = a_state()
    rendered = state.apps.get_model("core", "Thing")
    with quick_migrations():
        pass
    AddConstraint("Thing", check("one")).state_forwards("core", state)
    assert state.apps.get_model("core", "Thing") is not rendered


def test_nothing_is_rendered_for_it():
    state = a_state()
    with quick_migrations():
        AddConstraint("Thing", check("one")).state_forwards("core", state)
    assert "apps" not in state.__dict__
