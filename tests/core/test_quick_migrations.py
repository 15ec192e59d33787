"""What changes no drawn model draws none anew, and what is remembered stays right."""

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


def test_a_new_model_is_drawn_beside_the_others_and_known_to_them():
    state = a_state()
    thing = state.apps.get_model("core", "Thing")
    key = models.ForeignKey("core.Thing", models.CASCADE, related_name="parts")
    fields = [("id", models.AutoField(primary_key=True)), ("thing", key)]
    with quick_migrations():
        CreateModel("Part", fields).state_forwards("core", state)
    part = state.apps.get_model("core", "Part")
    assert state.apps.get_model("core", "Thing") is thing
    assert part._meta.get_field("thing").remote_field.model is thing
    assert [o.related_model for o in thing._meta.related_objects] == [part]
    assert state.relations["core", "thing"]["core", "part"]
