"""Names compared in any script: the short way for plain letters says what the long way says."""

from hypothesis import given
from hypothesis import strategies as st

from rco_network.core.text import clean_line, search_key


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_are_compared_as_all_others(text):
    # A sharp s takes the long way and comes out as "ss".
    assert search_key(f"{text} ß") == f"{search_key(text)} ss".strip()


@given(st.text())
def test_a_key_is_the_key_of_itself(text):
    assert search_key(search_key(text)) == search_key(text)


@given(st.text())
def test_a_cleaned_line_is_one_line_without_ends(text):
    line = clean_line(text)
    assert line == line.strip()
    assert "\n" not in line
    assert clean_line(line) == line
