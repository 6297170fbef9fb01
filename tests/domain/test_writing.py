"""What a teacher types becomes a body, and can be handed back to be typed on."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.items import Form, ItemContent, NumericBody, TextBody
from quizzes.domain.marking import mark
from quizzes.domain.problems import ProblemsError
from quizzes.domain.quality.authored import languages_of, problems_of
from quizzes.domain.text import Text
from quizzes.domain.values.dates import PartialDate
from quizzes.domain.writing.bodies import matching_of, ordering_of
from quizzes.domain.writing.gaps import read_gaps, stem_of, write_gaps
from tests.factories import both


def code_of(**sentences: str) -> tuple[str, str]:
    texts = {language.replace("_", "-"): text for language, text in sentences.items()}
    with pytest.raises(ProblemsError) as raised:
        read_gaps(Text.of(texts))
    (problem,) = raised.value.problems
    return problem.code, problem.field


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("No gap at all.", "no_gap"),
        ("Open {Aksu", "brace_open"),
        ("Open Aksu}", "brace_open"),
        ("In {{Aksu}}", "brace_open"),
        ("Empty { } here", "gap_empty"),
        ("Only bars {|}", "gap_empty"),
        ("{1: Aksu} and {3: Hotan}", "gap_numbers"),
        ("{1: Aksu} and {Hotan}", "gap_numbers"),
        ("{Aksu ± 3}", "tolerance_of_text"),
        ("{a}" * 11, "too_many_gaps"),
    ],
)
def test_what_is_wrong_with_a_sentence_names_its_language(sentence: str, code: str) -> None:
    assert code_of(en=sentence) == (code, "stem.en")


def test_languages_have_the_same_gaps() -> None:
    assert code_of(en="{a} {b}", zh_hans="{甲}") == ("gaps_differ", "stem.zh-hans")


def test_a_language_may_name_things_in_another_order() -> None:
    typed = {"en": "{Aksu} had {9500 ± 50} workers.", "zh-hans": "{2: 9500}人在{1：阿克苏|阿市}。"}
    body = read_gaps(Text.of(typed))
    assert body.text["zh-hans"] == "{b}人在{a}。"
    city, count = (gap.answer for gap in body.gaps)
    assert isinstance(city, TextBody)
    assert city.accepted == ("Aksu", "阿克苏", "阿市")
    assert isinstance(count, NumericBody)
    assert (count.quantity.amount, count.tolerance) == (9500, Decimal(50))
    assert stem_of(body)["zh-hans"] == "＿＿＿(2)人在＿＿＿(1)。"


@pytest.mark.parametrize(
    ("answer", "also_right", "wrong"),
    [
        ("{9500}", ["9,500", "九千五百", "0.95万"], ["950"]),
        ("{9500 people}", ["9,500 people", "9500"], ["9500 km"]),
        ("{August 2024}", ["2024年8月", "Aug 2024"], ["2024"]),
        ("{Aksu City | Aksu}", ["aksu", "the Aksu City"], ["Hotan"]),
        ("{9500 ± 50}", ["9450", "9550"], ["9551"]),
    ],
)
def test_figures_and_dates_in_gaps_are_read_and_not_compared_letter_by_letter(
    answer: str, also_right: list[str], wrong: list[str]
) -> None:
    body = read_gaps(Text.of({"en": f"It is {answer}."}))
    content = ItemContent(Form.CLOZE, (), stem_of(body), Text(), body)
    for text in also_right:
        assert mark(content, {"gaps": {"a": text}}, "en").score == 1, text
    for text in wrong:
        assert mark(content, {"gaps": {"a": text}}, "en").score == 0, text


def test_a_date_is_known_as_one() -> None:
    (gap,) = read_gaps(both("In {August 2024}.", "于{2024年8月}。")).gaps
    assert isinstance(gap.answer, TextBody)
    assert isinstance(gap.answer.value, PartialDate)


WORDS = st.text(st.sampled_from("ab阿克 |\\9,.:"), min_size=1, max_size=8)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4))
def test_what_is_handed_back_reads_as_the_same_again(gaps: list[tuple[str, str]]) -> None:
    english = " and ".join("{" + en + "}" for en, _zh in gaps)
    chinese = "和".join("{" + zh + "}" for _en, zh in reversed(gaps))
    try:
        once = read_gaps(Text.of({"en": english, "zh-hans": chinese}))
    except ProblemsError:
        return
    assert read_gaps(write_gaps(once)) == read_gaps(write_gaps(read_gaps(write_gaps(once))))
    assert {gap.id for gap in once.gaps} == {gap.id for gap in read_gaps(write_gaps(once)).gaps}
    assert read_gaps(write_gaps(once)) == once


def content(form: Form, body: object) -> ItemContent:
    return ItemContent(form, (), both("Which?", "哪个？"), Text(), body)


ONE_LACKS = Text.of({"en": "only"})


@pytest.mark.parametrize(
    ("form", "body"),
    [
        (Form.MATCHING, matching_of([(both("a"), both("b")), (both("c"), ONE_LACKS)])),
        (Form.MATCHING, matching_of([(both("a"), both("b")), (ONE_LACKS, both("d"))])),
        (Form.MATCHING, matching_of([(both("a"), both("b")), (both("c"), both("d"))], [ONE_LACKS])),
        (Form.ORDERING, ordering_of([both("a"), both("b"), ONE_LACKS])),
        (Form.CLOZE, read_gaps(Text.of({"en": "It is {Aksu}."}))),
    ],
    ids=["right", "left", "spare", "order", "gap"],
)
def test_a_question_exists_only_where_every_part_of_it_does(form: Form, body: object) -> None:
    assert languages_of(content(form, body)) == ("en",)


def codes(form: Form, body: object) -> set[str]:
    found = content(form, body)
    return {problem.code for problem in problems_of(found)} - {"no_whole_language"}


def test_matching_is_one_to_one() -> None:
    one, two = (both("a"), both("x")), (both("b"), both("y"))
    assert codes(Form.MATCHING, matching_of([one, two], [both("z")])) == set()
    assert codes(Form.MATCHING, matching_of([one])) == {"pairs_too_few"}
    assert codes(Form.MATCHING, matching_of([one, (both("b"), both("x"))])) == {"option_repeated"}
    assert codes(Form.MATCHING, matching_of([one, two], [both("x")])) == {"option_repeated"}
    many = [(both(f"l{n}"), both(f"r{n}")) for n in range(11)]
    assert codes(Form.MATCHING, matching_of(many)) == {"entries_too_many"}


def test_an_order_names_each_thing_once() -> None:
    assert codes(Form.ORDERING, ordering_of([both("a"), both("b"), both("c")])) == set()
    assert codes(Form.ORDERING, ordering_of([both("a"), both("b")])) == {"order_too_short"}
    again = ordering_of([both("a"), both("b"), both("a")])
    assert codes(Form.ORDERING, again) == {"option_repeated"}


def test_ids_and_places_say_nothing_of_what_is_right() -> None:
    orders = {ordering_of([both(f"{n}{each}") for each in "abc"]).order for n in range(40)}
    assert len(orders) == 6
    bodies = [
        matching_of([(both(f"{n}a"), both(f"{n}x")), (both(f"{n}b"), both(f"{n}y"))])
        for n in range(20)
    ]
    assert {body.pairs[0].right for body in bodies} == {"a", "b"}
    assert all([entry.id for entry in body.right] == ["a", "b"] for body in bodies)
