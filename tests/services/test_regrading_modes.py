"""New marks follow the rules of the quiz: what wrong costs, further tries, how sure one was."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum

from quizzes.models import Attempt, Fact, Item, Regrade, Response, User
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.checking import check_answer
from quizzes.services.corrections import apply_correction, preview_correction
from quizzes.services.publishing import publish_facts
from quizzes.services.regrading import preview_regrade
from quizzes.services.validation import PointDraft
from tests.factories import NOW, make_article, make_fact, make_point, make_quiz

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)
FIGURES = ("9500", "8500", "7500", "6500")
PRACTICE = {"mode": "practice", "feedback": "each", "tries": 3, "retry_penalty": 0.25}


@pytest.fixture
def fact() -> Fact:
    """Of the four facts with the figures above, the first; each has its questions."""
    article = make_article()
    facts = [make_fact(article, f"f{n}", status=Fact.Status.DRAFT) for n in range(4)]
    for each, figure in zip(facts, FIGURES, strict=True):
        make_point(each, amount=figure)
    publish_facts(facts, NOW)
    return Fact.objects.get(key="f0")


def begin(fact: Fact, learner: User, form: str = "numeric", **settings: Any) -> Attempt:
    """An attempt that asks for the figures, in the order of the facts."""
    items = list(Item.objects.filter(form=form, point__isnull=False).order_by("point__fact__key"))
    quiz = make_quiz(fact.article, f"quiz-{learner.pk}", items=items, **settings)
    return start_attempt(learner, quiz, "en", NOW, seed=1)


def sit(attempt: Attempt, *numbers: str | None, certainty: int | None = None) -> Attempt:
    """Handed in with these figures, None for a question that was left open."""
    for position, number in enumerate(numbers, 1):
        if number is not None:
            answer = {"number": number}
            save_response(attempt.pk, attempt.learner, position, answer, NOW, None, certainty)
    return submit(attempt.pk, attempt.learner, NOW)


def correct(fact: Fact, by: User, amount: str = "8800") -> None:
    def drafts(found: Fact) -> list[PointDraft]:
        point = found.points.get()
        point.amount = Decimal(amount)
        return [PointDraft(point)]

    digest = preview_correction(fact, drafts(fact), "truth", LATER).digest
    found = Fact.objects.get(pk=fact.pk)
    apply_correction(found, drafts(found), "truth", digest, by, LATER, "Miscounted")


def score(attempt: Attempt) -> float | None:
    """What it has; the sum of what its answers earned, where that is above nothing."""
    attempt.refresh_from_db()
    answers = Response.objects.filter(slot__attempt=attempt)
    earned = answers.aggregate(sum=Sum("earned"))["sum"] or 0
    assert attempt.score == pytest.approx(max(0, earned))
    assert preview_regrade([attempt.pk]).changes == ()  # nothing is left to be done
    return attempt.score


def test_an_answer_that_is_wrong_now_costs_what_a_wrong_one_costs(fact, teacher, student):
    attempt = sit(begin(fact, student, wrong_score=-0.5), *FIGURES[:3])
    assert attempt.score == 3
    correct(fact, teacher)
    assert score(attempt) == 1.5


def test_an_answer_that_is_right_now_costs_nothing_any_more(fact, teacher, student):
    attempt = sit(begin(fact, student, wrong_score=-0.5, blank_score=-0.25), "8800", "8500")
    assert attempt.score == 0  # 1 - 0.5 - 2 * 0.25
    correct(fact, teacher)
    assert score(attempt) == 1.5


def test_who_still_lost_more_than_they_won_has_nothing(fact, teacher, student):
    attempt = sit(begin(fact, student, wrong_score=-1), "8800", "1", "2", "3")
    assert attempt.score == 0
    correct(fact, teacher)
    assert score(attempt) == 0
    assert Regrade.objects.get().new_score == 0


def test_a_later_try_that_is_right_now_counts_as_a_later_one(fact, teacher, student):
    attempt = begin(fact, student, **PRACTICE)
    for number in ("1", "8800"):
        check_answer(attempt.pk, student, 1, NOW, {"number": number})
    assert submit(attempt.pk, student, NOW).score == 0
    correct(fact, teacher)
    assert score(attempt) == 0.75


def test_how_sure_one_was_counts_for_the_new_mark(fact, teacher, student, student2):
    right = sit(begin(fact, student, mode="certainty"), "8800", "8500", "7500", certainty=3)
    wrong = sit(begin(fact, student2, mode="certainty"), *FIGURES, certainty=3)
    assert (right.score, wrong.score) == (0, 4)
    correct(fact, teacher)
    assert (score(right), score(wrong)) == (3, 1)


@pytest.mark.parametrize("level", [1, 3])
def test_a_credited_question_earns_everything_however_sure_one_was(fact, teacher, student, level):
    attempt = begin(fact, student, "single_choice", mode="certainty")
    slot = attempt.slots.get(position=1)
    wrong = next(o for o in slot.version.body["options"] if not o["is_key"])
    save_response(attempt.pk, student, 1, {"option": wrong["id"]}, NOW, None, level)
    submit(attempt.pk, student, NOW)
    correct(fact, teacher, "123")  # which was not among the options
    assert score(attempt) == 1


def test_what_an_earlier_try_earned_is_not_taken_by_a_look(fact, student):
    attempt = begin(fact, student, **PRACTICE)
    check_answer(attempt.pk, student, 1, NOW, {"number": "1"})
    kept = Response.objects.get()
    kept.earned = 0.5  # as of a question in parts, half right at first
    kept.save()
    check_answer(attempt.pk, student, 1, NOW, {"number": "2"})
    assert submit(attempt.pk, student, NOW).score == 0.5
    assert preview_regrade([attempt.pk]).changes == ()
