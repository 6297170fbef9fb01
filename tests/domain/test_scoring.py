"""What an answer earns by the rules of its quiz, and what it never can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.certainty import (
    MARKS,
    Certainty,
    calibration,
    certainty_score,
)
from quizzes.domain.items import Form
from quizzes.domain.marking import mark
from quizzes.domain.responses import Mark
from quizzes.domain.scoring import LEAST, Scheme, attempt_score, question_score
from tests.domain.marking.items import item
from tests.domain.marking.test_parts import CLOZE, MATCHING, ORDERING
from tests.factories import BODIES, PARTS

SHARES = st.floats(0, 1)
COSTS = st.floats(-1, 1)
LEVELS = st.sampled_from([None, *Certainty])
TRIES = st.integers(1, 10)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    """Any mark that marking can give."""
    right = draw(SHARES)
    return Mark(right, blank_share=draw(st.floats(0, 1 - right)))


SCHEMES = st.builds(
    Scheme,
    blank_score=COSTS,
    wrong_score=st.floats(-1, 0),
    retry_penalty=SHARES,
    by_certainty=st.booleans(),
)


@given(marks(), SCHEMES, LEVELS, TRIES)
def test_no_question_earns_more_than_one_or_less_than_the_least(
    found: Mark, scheme: Scheme, level: Certainty | None, tries: int
) -> None:
    assert LEAST <= question_score(found, scheme, level, tries) <= 1 + 1e-9


@given(marks(), SCHEMES, LEVELS, TRIES)
def test_a_later_try_never_earns_more(
    found: Mark, scheme: Scheme, level: Certainty | None, tries: int
) -> None:
    earlier, later = (question_score(found, scheme, level, n) for n in (tries, tries + 1))
    assert later <= earlier + 1e-9


@given(SHARES, SHARES, SCHEMES, LEVELS)
def test_what_is_more_right_never_earns_less(
    one: float, other: float, scheme: Scheme, level: Certainty | None
) -> None:
    less, more = sorted((one, other))
    assert question_score(Mark(less), scheme, level) <= (
        question_score(Mark(more), scheme, level) + 1e-9
    )


@given(st.lists(st.floats(LEAST, 1), max_size=30))
def test_the_score_of_an_attempt_is_in_range(earned: list[float]) -> None:
    assert 0 <= attempt_score(earned, len(earned)) <= len(earned)


@given(marks())
def test_without_costs_an_answer_earns_its_mark(found: Mark) -> None:
    assert question_score(found, Scheme()) == pytest.approx(found.score)


ANSWERS = {
    Form.SINGLE_CHOICE: ({"option": "a"}, {"option": "b"}),
    Form.MULTIPLE_CHOICE: ({"options": ["a"]}, {"options": ["b", "c"]}),
    Form.TRUE_FALSE: ({"value": True}, {"value": False}),
    Form.NUMERIC: ({"number": "9500"}, {"number": "12"}),
    Form.SHORT_TEXT: ({"text": "kept-back answer"}, {"text": "no"}),
    Form.MATCHING: ({"pairs": {"1": "b", "2": "a"}}, {"pairs": {"1": "c", "2": "b"}}),
    Form.ORDERING: ({"order": list("bdac")}, {"order": list("cadb")}),
    Form.CLOZE: ({"gaps": {"a": "9500", "b": "kept-back answer"}}, {"gaps": {"a": "1", "b": "x"}}),
}


@pytest.mark.parametrize("form", list(Form))
def test_right_wrong_and_blank_earn_what_the_quiz_says_in_every_form(form: Form) -> None:
    asked = item(form, (BODIES | PARTS)[form]())
    scheme = Scheme(blank_score=-0.1, wrong_score=-0.5)
    right, wrong = ANSWERS[form]
    earned = [question_score(mark(asked, answer), scheme) for answer in (right, wrong, {})]
    assert earned == [1.0, -0.5, -0.1]


@pytest.mark.parametrize(
    ("answer", "earned"),
    [
        ({"pairs": {"1": "b"}}, 0.5 - 0.05),
        ({"pairs": {"1": "b", "2": "c"}}, 0.5 - 0.25),
        ({"pairs": {"1": "a"}}, -0.25 - 0.05),
        ({"pairs": {"1": "", "2": " "}}, -0.1),
    ],
)
def test_of_a_question_in_parts_each_part_costs_its_share(
    answer: dict[str, object], earned: float
) -> None:
    scheme = Scheme(blank_score=-0.1, wrong_score=-0.5)
    assert question_score(mark(MATCHING, answer), scheme) == pytest.approx(earned)


def test_an_order_that_is_half_right_costs_half() -> None:
    found = mark(ORDERING, {"order": list("dbac")})
    earned = question_score(found, Scheme(wrong_score=-0.3))
    assert earned == pytest.approx(found.score - 0.3 * (1 - found.score))


def test_a_gap_left_open_is_blank_and_not_wrong() -> None:
    found = mark(CLOZE, {"gaps": {"a": "9500"}})
    assert (found.score, found.blank_share) == (0.5, 0.5)
    assert question_score(found, Scheme(wrong_score=-1)) == 0.5


@pytest.mark.parametrize(("level", "right", "wrong"), [(1, 1, 0), (2, 2, -2), (3, 3, -6)])
def test_certainty_earns_the_published_marks(level: int, right: int, wrong: int) -> None:
    assert MARKS[Certainty(level)] == (right, wrong)
    for score, marks_ in ((1, right), (0, wrong)):
        assert certainty_score(score, Certainty(level)) == pytest.approx(marks_ / 3)


@given(st.floats(0, 1))
def test_saying_the_truth_about_how_sure_one_is_earns_most(chance: float) -> None:
    told = Certainty.LOW if chance < 2 / 3 else Certainty.MIDDLE if chance < 4 / 5 else 3
    best = max(certainty_score(chance, each) for each in Certainty)
    assert certainty_score(chance, Certainty(told)) == pytest.approx(best)


def test_how_sure_is_set_against_how_right() -> None:
    answers = [(Certainty.HIGH, 1.0)] * 9 + [(Certainty.LOW, 1.0)] * 8 + [(Certainty.MIDDLE, 0.0)]
    found = {each.certainty: each for each in calibration(answers)}
    assert list(found) == [Certainty.LOW, Certainty.MIDDLE, Certainty.HIGH]
    assert [found[each].verdict for each in found] == ["shyer", "few", "fits"]
    assert found[Certainty.HIGH].count == 9
