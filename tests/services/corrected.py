"""A question made of a fact is answered, and then the truth of the fact is corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from quizzes.models import Attempt, Fact, Item, User
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.corrections import apply_correction, preview_correction
from quizzes.services.publishing import publish_facts
from quizzes.services.validation import PointDraft
from tests.factories import NOW, make_article, make_fact, make_point, make_quiz

LATER = NOW + timedelta(days=3)


def counted(count: int = 4) -> Fact:
    article = make_article()
    facts = [make_fact(article, f"f{n}", status=Fact.Status.DRAFT) for n in range(count)]
    for number, each in enumerate(facts):
        make_point(each, amount=str(9500 - 1000 * number))
    publish_facts(facts, NOW)
    return Fact.objects.get(key="f0")


def only_amount(value: str) -> Any:
    def drafts(fact: Fact) -> list[PointDraft]:
        point = fact.points.get()
        point.amount = Decimal(value)
        return [PointDraft(point)]

    return drafts


def open_attempt(item: Item, learner: User, answer: Mapping[str, Any]) -> Attempt:
    quiz = make_quiz(item.article, f"quiz-{learner.pk}", items=[item])
    attempt = start_attempt(learner, quiz, "en", NOW, seed=1)
    save_response(attempt.pk, learner, 1, dict(answer), NOW)
    return attempt


def sit(item: Item, learner: User, answer: Mapping[str, Any]) -> Attempt:
    attempt = open_attempt(item, learner, answer)
    return submit(attempt.pk, learner, NOW)


def correct(fact: Fact, drafts: Any, by: User) -> None:
    """Correct the truth of a fact; `drafts` makes its points as they are to be."""
    fact = Fact.objects.get(pk=fact.pk)
    digest = preview_correction(fact, drafts(fact), "truth", LATER).digest
    fact = Fact.objects.get(pk=fact.pk)
    apply_correction(fact, drafts(fact), "truth", digest, by, LATER, "Misread")


def score(attempt: Attempt) -> float | None:
    attempt.refresh_from_db()
    return attempt.score
