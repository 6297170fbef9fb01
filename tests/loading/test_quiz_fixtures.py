"""A quiz with its rule in a fixture: everything is named by its key, and what is wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quizzes.models import Quiz

pytestmark = pytest.mark.django_db
QUIZ = """
- model: quizzes.article
  fields:
    {key: news, title_en: News, publisher_en: A paper, published_on: 2025-07-06, language: en}
- model: quizzes.topic
  fields: {article: [news], key: work, name_zh_hans: 就业, name_en: Work}
- model: quizzes.topic
  fields: {article: [news], key: farms, name_zh_hans: 农业, name_en: Farms}
- model: quizzes.quiz
  fields:
    key: new-and-known
    title_en: New and known
    title_zh_hans: 新与旧
    article: [news]
    status: published
    topics: [[news, work], [news, farms]]
    forms: [single_choice, numeric]
    new_share: 60
    known_share: 40
"""


def load(tmp_path: Path, text: str) -> None:
    path = tmp_path / "quiz.yaml"
    path.write_text(text, encoding="utf-8")
    call_command("loaddata", str(path), verbosity=0)


def test_a_quiz_is_loaded_with_its_rule_and_again_changes_nothing(tmp_path):
    load(tmp_path, QUIZ)
    load(tmp_path, QUIZ)
    quiz = Quiz.objects.get()
    assert {topic.key for topic in quiz.topics.all()} == {"work", "farms"}
    assert quiz.forms == ["single_choice", "numeric"]
    assert (quiz.new_share, quiz.known_share, quiz.draw_seed) == (60, 40, None)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("new_share: 60", "new_share: 160", "at most 100 per cent"),
        ("new_share: 60", "new_share: 61", "more than 100 per cent"),
        ("new_share: 60", "draw_seed: 4", "Choose one of the two"),
        ("numeric]", "guess]", "forms: Each form is one of these"),
        ("numeric]", "single_choice]", "stands once"),
        ("[news, farms]]", "[news, looms]]", "topics: There is no topic “news looms”"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_the_record_and_the_reason(tmp_path, old, new, told):
    with pytest.raises(CommandError, match=told) as refused:
        load(tmp_path, QUIZ.replace(old, new))
    assert "new-and-known" in str(refused.value)
    assert not Quiz.objects.exists()


def test_a_record_without_a_key_of_its_own_is_named_by_its_model(tmp_path):
    slot = """
- model: quizzes.slot
  fields: {quiz: [new-and-known], position: -1}
"""
    with pytest.raises(CommandError, match=r"quizzes\.slot, position: "):
        load(tmp_path, QUIZ + slot)
    assert not Quiz.objects.exists()
