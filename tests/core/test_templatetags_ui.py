"""The parts that pages are made of: what they draw, what they refuse, how they escape."""

import pytest
from django import forms
from django.template import TemplateSyntaxError, engines

BAD_NAME = '<script>alert("x")</script>'


def draw(source, **context):
    return engines["django"].from_string(source).render(context)


class WhoForm(forms.Form):
    name = forms.CharField(label="Name", error_messages={"required": "Write a name."})
    here = forms.ChoiceField(label="Mark", choices=[("a", "A")], widget=forms.RadioSelect)

    def clean(self):
        raise forms.ValidationError("The session ends before it starts.")


@pytest.mark.parametrize(
    "source",
    [
        "{% card name %}{{ name }}{% endcard %}",
        "{% alert 'warn' name %}{{ name }}{% endalert %}",
        "{% empty_state name %}{{ name }}{% endempty_state %}",
        "{% page_header name lead=name %}{% endpage_header %}",
        "{% tag name %}",
        "{% stat name name definition=name note=name %}",
        "{% breadcrumb name '/' %}",
        "{% session_card name name name '/' 'logged' name %}",
        "{% file_link '/' name 'PDF' 5 %}",
        "{% job_progress 'failed' name '/' %}",
        "{% progress name 5 %}",
        "{% link_rows rows %}",
        "{% facts pairs %}",
        "{% timeline events %}",
        "{% register_rows people %}",
        "{% register_newcomers newcomers %}",
    ],
)
def test_whatever_people_typed_is_escaped(source):
    drawn = draw(
        source,
        name=BAD_NAME,
        rows=[{"title": BAD_NAME, "url": "/", "detail": BAD_NAME}],
        pairs=[(BAD_NAME, BAD_NAME)],
        events=[{"when": BAD_NAME, "title": BAD_NAME}],
        people=[
            {"uuid": "u", "name": BAD_NAME, "mark": "late", "was": BAD_NAME, "conflict": BAD_NAME}
        ],
        newcomers=[
            {
                "key": "k",
                "name": BAD_NAME,
                "mark": "late",
                "likely": [{"uuid": "u", "name": BAD_NAME, "note": BAD_NAME}],
                "same": "",
                "error": BAD_NAME,
            }
        ],
    )
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_error_summary_links_to_each_field_and_takes_the_focus():
    drawn = draw("{% error_summary form %}", form=WhoForm({"name": ""}))
    assert 'href="#id_name"' in drawn
    assert "Name: Write a name." in drawn
    assert 'href="#id_here_0"' in drawn, "a group of choices is reached by its first choice"
    assert "The session ends before it starts." in drawn
    assert "autofocus" in drawn


def test_error_summary_draws_nothing_without_problems():
    assert draw("{% error_summary form %}", form=WhoForm()).strip() == ""


def test_error_summary_reads_formsets():
    Set = forms.formset_factory(WhoForm, extra=1)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-here": "a"}
    bound = Set(data)
    bound.empty_permitted = False
    drawn = draw("{% error_summary formset %}", formset=bound)
    assert 'href="#id_form-0-name"' in drawn


def test_field_ties_label_hint_and_error_to_its_control():
    class Form(forms.Form):
        people = forms.IntegerField(label="How many came", help_text="A count will do.")

    drawn = str(Form({"people": "many"})["people"].as_field_group())
    assert '<label for="id_people">How many came</label>' in drawn
    assert 'aria-describedby="id_people_helptext id_people_error"' in drawn
    assert 'id="id_people_helptext"' in drawn and 'id="id_people_error"' in drawn
    assert 'value="many"' in drawn, "what was typed stays"


def test_register_rows_show_the_mark_and_post_what_the_page_was_drawn_from():
    person = {"uuid": "u1", "name": "سمیرا", "mark": "late", "was": "present", "conflict": ""}
    drawn = draw("{% register_rows rows %}", rows=[person])
    assert 'name="mark_u1" value="late" checked' in drawn
    assert drawn.count("checked") == 1
    assert '<input type="hidden" name="was_u1" value="present">' in drawn


def test_register_row_without_a_mark_has_nothing_chosen():
    person = {"uuid": "u1", "name": "A", "mark": "", "was": "", "conflict": ""}
    assert "checked" not in draw("{% register_rows rows %}", rows=[person])


def test_newcomer_who_may_be_known_is_asked_about_and_not_decided_for():
    newcomer = {
        "key": "k1",
        "name": "Amina",
        "mark": "present",
        "likely": [{"uuid": "p9", "name": "Amina Yusuf", "note": ""}],
        "same": "",
        "error": "",
    }
    drawn = draw("{% register_newcomers newcomers %}", newcomers=[newcomer])
    assert 'name="newcomer_k1_same" value="p9">' in drawn
    assert 'name="newcomer_k1_same" value="new">' in drawn


def test_finished_job_stops_asking():
    assert "hx-trigger" in draw("{% job_progress 'running' 'Page 2' '/j' 20 %}")
    assert "hx-trigger" not in draw("{% job_progress 'done' 'Ready' '/j' 100 %}")


@pytest.mark.parametrize(
    "source",
    [
        "{% alert 'danger' %}{% endalert %}",
        "{% tag 'x' 'pink' %}",
        "{% session_card 'g' 't' 'p' '/' 'gone' %}",
        "{% job_progress 'lost' 'm' '/' %}",
        "{% breadcrumb 'only a label' %}",
    ],
)
def test_unknown_kinds_and_states_are_refused(source):
    with pytest.raises(TemplateSyntaxError, match=r"use one of|pairs"):
        draw(source)


def test_pager_draws_only_the_ways_that_exist():
    assert draw("{% pager %}").strip() == ""
    drawn = draw("{% pager next_url='?after=9' %}")
    assert 'rel="next"' in drawn and 'rel="prev"' not in drawn


def test_facts_say_what_is_not_recorded():
    drawn = draw("{% facts pairs %}", pairs=[("Born", None), ("People", 0)])
    assert drawn.count("Not recorded") == 1
