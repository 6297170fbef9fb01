"""The command that makes items, as somebody at a terminal meets it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quizzes.models import Article, Item, Quiz
from tests.factories import make_article, make_fact, make_point

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def article() -> Article:
    article = make_article()
    make_point(make_fact(article, "trained"), amount="9500")
    make_point(make_fact(article, "unsure"), amount="40", exclusive=False)
    return article


def generate(*arguments: str) -> str:
    out = StringIO()
    call_command("generate", *arguments, stdout=out)
    return out.getvalue()


def test_it_makes_items_and_quizzes_and_reports_what_it_refused() -> None:
    report = generate()
    assert "Points asked about: 2" in report
    assert "     4 made" in report
    assert "New quizzes: 1" in report
    assert "     3 refused" in report
    assert "1 numeric: not_exclusive" in report
    assert "Points without an item (their card stays): 1" in report
    assert Item.objects.count() == 4
    assert Quiz.objects.get().key == "cotton"


def test_with_more_verbosity_every_refusal_is_told_in_words() -> None:
    report = generate("-v2")
    assert "unsure.count numeric: Another value may be right as well" in report


def test_run_again_it_changes_nothing() -> None:
    generate()
    assert "4 unchanged" in generate()


def test_a_dry_run_writes_neither_items_nor_quizzes() -> None:
    assert "Nothing was written" in generate("--dry-run")
    assert not Item.objects.exists()
    assert not Quiz.objects.exists()


def test_an_article_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(CommandError, match=r"no article nowhere.*The articles are: cotton"):
        generate("--article", "nowhere")
    assert not Item.objects.exists()


def test_progress_is_shown_beside_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    report = generate()
    assert "points" in capsys.readouterr().err
    assert "points/s" not in report


def test_it_can_be_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate("-v0") == ""
    assert capsys.readouterr().err == ""
