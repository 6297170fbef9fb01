"""What holds of every form: blanks, malformed answers and how a form is found."""

from __future__ import annotations

import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain import marking
from quizzes.domain.items import Form, ItemContent
from quizzes.domain.marking import is_answerable, mark, marker_of
from quizzes.domain.responses import MalformedResponseError
from quizzes.domain.values.quantities import Bound
from tests.domain.marking.items import choice, item, numeric, short_text, true_false
from tests.domain.values.samples import quantity, text

ITEMS = {
    "option": choice(),
    "value": true_false(True),
    "number": numeric(quantity("9500", bound=Bound.OVER)),
    "text": short_text(text("阿克苏市", "Aksu City"), ("阿克苏",)),
}
_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=30),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children),
    max_leaves=5,
)


@pytest.mark.parametrize("field", ITEMS)
@pytest.mark.parametrize("empty", [None, "", "   ", "\u3000", [], {}])
def test_an_answer_left_empty_is_blank_and_scores_nothing(field: str, empty: object) -> None:
    for response in ({}, {field: empty}):
        found = mark(ITEMS[field], response)
        assert (found.score, found.is_blank, found.rule) == (0.0, True, None)


def test_false_and_zero_are_answers_not_blanks() -> None:
    assert not mark(true_false(True), {"value": False}).is_blank
    assert not mark(ITEMS["number"], {"number": 0}).is_blank


@pytest.mark.parametrize("field", ITEMS)
def test_a_member_that_the_form_does_not_have_is_malformed(field: str) -> None:
    with pytest.raises(MalformedResponseError) as malformed:
        mark(ITEMS[field], {"pairs": []})
    assert (malformed.value.field, malformed.value.code) == ("pairs", "unknown_field")


@pytest.mark.parametrize("field", ITEMS)
@given(given_answer=_JSON)
def test_any_json_is_marked_or_called_malformed(field: str, given_answer: object) -> None:
    try:
        found = mark(ITEMS[field], {field: given_answer})
    except MalformedResponseError as malformed:
        found = None
        code = malformed.code
    assert found.score in {0.0, 1.0} if found else code


@pytest.mark.parametrize("content", ITEMS.values(), ids=ITEMS)
def test_the_first_four_forms_are_answerable(content: ItemContent) -> None:
    assert is_answerable(content)


def test_a_form_is_found_by_the_name_of_its_module() -> None:
    modules = {module.name for module in pkgutil.iter_modules(marking.__path__)}
    found = {form.value for form in Form if marker_of(form)}
    assert found == modules & set(Form)
    assert all(marker_of(Form(name)).form == name for name in found)


def test_a_body_of_another_form_cannot_be_marked() -> None:
    wrong = item(Form.NUMERIC, choice().body)
    assert not is_answerable(wrong)
    with pytest.raises(ValueError, match="cannot be marked"):
        mark(wrong, {"number": "1"})


def test_the_key_is_right_and_the_others_are_wrong() -> None:
    right, wrong = mark(choice(), {"option": "b"}), mark(choice(), {"option": "a"}, "zh-hans")
    assert (right.score, right.rule, right.read) == (1.0, "key", "B")
    assert (wrong.score, wrong.rule, wrong.read) == (0.0, None, "甲")


@pytest.mark.parametrize(
    ("option", "code"), [("z", "unknown_option"), (1, "wrong_type"), (["b"], "wrong_type")]
)
def test_an_option_that_is_not_there_is_malformed(option: object, code: str) -> None:
    with pytest.raises(MalformedResponseError) as malformed:
        mark(choice(), {"option": option})
    assert (malformed.value.field, malformed.value.code) == ("option", code)


@pytest.mark.parametrize("truth", [True, False])
def test_a_statement_is_judged_by_its_truth(truth: bool) -> None:
    assert mark(true_false(truth), {"value": truth}).score == 1.0
    assert mark(true_false(truth), {"value": not truth}).score == 0.0


@pytest.mark.parametrize("value", ["true", 1, 0, "是", [True]])
def test_only_a_boolean_judges_a_statement(value: object) -> None:
    with pytest.raises(MalformedResponseError) as malformed:
        mark(true_false(True), {"value": value})
    assert malformed.value.code == "wrong_type"


@pytest.mark.parametrize("field", ["option", "number", "text"])
@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_what_no_database_can_keep_is_malformed(field: str, text: str) -> None:
    with pytest.raises(MalformedResponseError) as malformed:
        mark(ITEMS[field], {field: text})
    assert (malformed.value.field, malformed.value.code) == (field, "bad_character")


def test_the_name_of_an_unknown_member_can_be_sent_back() -> None:
    with pytest.raises(MalformedResponseError) as malformed:
        mark(ITEMS["text"], {"\ud800" * 200: 1})
    assert malformed.value.field.isascii()
