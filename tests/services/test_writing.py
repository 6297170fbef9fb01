"""A teacher's own questions: kept in versions, and only where they can be answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizzes.domain.items import ChoiceBody, Form, ItemContent, Option
from quizzes.domain.problems import ProblemsError
from quizzes.domain.text import Text
from quizzes.models import Item, User
from quizzes.services.explaining import item_problem_text
from quizzes.services.writing import write_item
from tests.factories import NOW, both, choice_body, make_article

pytestmark = pytest.mark.django_db


def content(**changes: object) -> ItemContent:
    whole = ItemContent(
        form=Form.SINGLE_CHOICE,
        points=(),
        stem=both("Who spun?", "谁纺纱？"),
        explanation=both("It says so.", "文中有。"),
        body=choice_body("the spinner", ("the driver", "the cook")),
    )
    return replace(whole, **changes)


def codes(teacher: User, wrong: ItemContent) -> set[str]:
    with pytest.raises(ProblemsError) as raised:
        write_item(teacher, make_article(), wrong, NOW)
    assert not Item.objects.exists()
    assert all(item_problem_text(problem) for problem in raised.value.problems)
    return {problem.code for problem in raised.value.problems}


def test_a_new_question_is_published_and_signed(teacher: User) -> None:
    item = write_item(teacher, make_article(), content(), NOW)
    assert item.origin == Item.Origin.TEACHER
    assert item.created_by == teacher
    assert item.current is not None
    assert item.current.created_by == teacher
    assert item.current.languages == ["en", "zh-hans"]


def test_saying_something_else_makes_a_new_version_and_the_same_again_none(teacher: User) -> None:
    article = make_article()
    item = write_item(teacher, article, content(), NOW)
    first = item.current
    assert write_item(teacher, article, content(), NOW, item=item).current == first
    changed = content(stem=both("Who wove?", "谁织布？"))
    item = write_item(teacher, article, changed, NOW, item=item)
    assert item.current is not None
    assert first is not None
    assert (first.number, item.current.number) == (1, 2)
    assert item.versions.count() == 2


def test_a_question_exists_in_the_languages_that_all_of_it_exists_in(teacher: User) -> None:
    item = write_item(teacher, make_article(), content(explanation=Text.of({"en": "Yes."})), NOW)
    assert item.current is not None
    assert item.current.languages == ["en"]


def test_a_question_needs_its_words(teacher: User) -> None:
    assert codes(teacher, content(stem=Text())) == {"stem_missing"}


def test_a_single_choice_needs_one_right_option(teacher: User) -> None:
    none = ChoiceBody(tuple(replace(each, is_key=False) for each in choice_body().options))
    both_right = ChoiceBody(tuple(replace(each, is_key=True) for each in choice_body().options))
    assert codes(teacher, content(body=none)) == {"one_right_option"}
    assert codes_again(teacher, content(body=both_right)) == {"one_right_option"}


def codes_again(teacher: User, wrong: ItemContent) -> set[str]:
    with pytest.raises(ProblemsError) as raised:
        write_item(teacher, make_article("second"), wrong, NOW)
    return {problem.code for problem in raised.value.problems}


def test_no_option_stands_twice_in_whatever_script(teacher: User) -> None:
    options = (
        Option("a", both("Aksu", "阿克苏"), True),
        Option("b", both("Hotan", "阿克蘇"), False),
    )
    assert codes(teacher, content(body=ChoiceBody(options))) == {"option_repeated"}


def test_a_minus_makes_another_option(teacher: User) -> None:
    options = (Option("a", both("5", "5"), True), Option("b", both("−5", "−5"), False))
    assert write_item(teacher, make_article(), content(body=ChoiceBody(options)), NOW).pk
