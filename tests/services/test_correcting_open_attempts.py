"""An attempt that is open during a correction is marked by what is true when it is handed in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizzes.domain.items import Form
from quizzes.models import Fact, Item, Review
from quizzes.models.base import set_text
from quizzes.services.attempts import start_attempt, submit
from quizzes.services.corrections import apply_correction, preview_correction
from quizzes.services.regrading import preview_regrade
from quizzes.services.validation import PointDraft
from tests.factories import NOW, both, make_quiz
from tests.services.corrected import LATER, correct, counted, only_amount, open_attempt, score

pytestmark = pytest.mark.django_db


def test_an_attempt_open_during_a_correction_is_marked_by_the_corrected_fact(
    teacher, student, student2
):
    fact = counted()
    item = Item.objects.get(point__fact=fact, form=Form.NUMERIC)
    knew = open_attempt(item, student, {"number": "8800"})
    as_it_was = open_attempt(item, student2, {"number": "9500"})
    correct(fact, only_amount("8800"), teacher)
    submit(knew.pk, student, LATER + timedelta(hours=1))
    submit(as_it_was.pk, student2, LATER + timedelta(hours=1))
    assert (score(knew), score(as_it_was)) == (1.0, 0.0)
    assert preview_regrade([knew.pk, as_it_was.pk]).changes == ()


def test_an_open_attempt_is_credited_as_the_regrade_would_and_tells_the_memory_nothing(
    teacher, student
):
    fact = counted()
    item = Item.objects.get(point__fact=fact, form=Form.SINGLE_CHOICE)
    wrong = next(o for o in item.current.body["options"] if not o["is_key"])
    attempt = open_attempt(item, student, {"option": wrong["id"]})
    correct(fact, only_amount("123"), teacher)
    submit(attempt.pk, student, LATER + timedelta(hours=1))
    assert score(attempt) == 1.0
    assert not Review.objects.exists()


def test_a_question_left_open_is_credited_too(teacher, student):
    fact = counted()
    item = Item.objects.get(point__fact=fact, form=Form.SINGLE_CHOICE)
    quiz = make_quiz(item.article, "left", items=[item])
    attempt = start_attempt(student, quiz, "en", NOW, seed=1)
    correct(fact, only_amount("123"), teacher)
    submit(attempt.pk, student, LATER)
    assert score(attempt) == 1.0


def test_a_change_of_words_leaves_open_attempts_to_what_they_were_shown(teacher, student):
    fact = counted()
    item = Item.objects.get(point__fact=fact, form=Form.NUMERIC)
    attempt = open_attempt(item, student, {"number": "9500"})
    fact = Fact.objects.get(pk=fact.pk)
    set_text(fact, "statement", both("Newly said: {count}.", "新的说法：{count}。"))
    drafts = [PointDraft(fact.points.get())]
    digest = preview_correction(fact, drafts, "wording", LATER).digest
    fact = Fact.objects.get(pk=fact.pk)
    set_text(fact, "statement", both("Newly said: {count}.", "新的说法：{count}。"))
    apply_correction(fact, [PointDraft(fact.points.get())], "wording", digest, teacher, LATER)
    submit(attempt.pk, student, LATER)
    assert score(attempt) == 1.0
