"""What a quiz came to: results, scores, the mistakes book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from quizzes.domain.items import Form
from quizzes.models import Attempt, Item, Quiz, User
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.quiz_settings import change_settings
from tests.browser.pages.visits import Visit, click, shows
from tests.factories import BODIES, PARTS, make_article, make_bank, make_quiz
from tests.services.corrected import correct, counted, only_amount

FORMS = (*BODIES, *PARTS)
DAY = timedelta(days=1)
ANSWERS: dict[Form, dict[str, Any]] = {
    Form.SINGLE_CHOICE: {"option": "b"},
    Form.TRUE_FALSE: {"value": False},
    Form.NUMERIC: {"number": "12"},
    Form.SHORT_TEXT: {"text": "nobody"},
    Form.MULTIPLE_CHOICE: {"options": ["a", "b"]},
    Form.MATCHING: {"pairs": {"1": "b", "2": "c"}},
    Form.ORDERING: {"order": ["b", "d", "c", "a"]},
}
"""Wrong or partly right; the gaps are left empty."""


@shows("result", "scores", "mistakes", "study", "home", "quiz", "article")
def results(language: str) -> Iterator[Visit]:
    learner, teacher = (User.objects.create_user(each) for each in ("student", "teacher"))
    items = make_bank(make_article("peaks"), len(FORMS), FORMS)

    def result(**settings: Any) -> str:
        return f"/attempts/{_taken(learner, items, language, **settings).pk}/result/"

    yield Visit("result", result(), learner, shows=".outcome")
    yield Visit("result", result(pass_mark=0), learner, shows=".celebration")
    yield Visit("result", result(pass_mark=0.9), learner, shows=".passed")
    yield Visit("result", result(mode="certainty"), learner, shows=".outcome")
    yield Visit("result", result(mode="practice", feedback="each"), learner, shows=".outcome")
    yield Visit("result", result(review="score"), learner)
    yield Visit("result", _expired(learner, items, language), learner, shows=".outcome")
    yield Visit("scores", "/scores/", learner, click(".disclosure summary"), "main svg")
    yield Visit("mistakes", "/mistakes/", learner, shows="main ol")
    yield Visit("mistakes", "/mistakes/?answers=end", learner, shows=".book__answers")
    yield Visit("study", "/study/?mistakes=1", learner, shows=".card")
    yield Visit("home", "/", learner)
    yield Visit("quiz", "/quizzes/quiz-2/", learner, shows=".conditions")
    yield Visit("article", "/articles/peaks/", learner)
    yield from _corrected(learner, teacher, language)
    closing = {"closes_at": timezone.now() + DAY, "feedback": "closed"}
    yield Visit("result", result(**closing), learner, shows="main time")


def _taken(learner: User, items: list[Item], language: str, **settings: Any) -> Attempt:
    now = timezone.now()
    quiz = make_quiz(items[0].article, f"quiz-{Quiz.objects.count()}", items=items)
    attempt = start_attempt(learner, change_settings(quiz, settings), language, now)
    sure = 3 if settings.get("mode") == "certainty" else None
    for position, form in enumerate(FORMS, start=1):
        if form in ANSWERS:
            save_response(attempt.pk, learner, position, ANSWERS[form], now, certainty=sure)
    return submit(attempt.pk, learner, now)


def _expired(learner: User, items: list[Item], language: str) -> str:
    """Nobody came back before the time was up; half of it is answered."""
    then = timezone.now() - DAY
    quiz = change_settings(make_quiz(items[0].article, "timed", items=items), {"time_limit": 20})
    attempt = start_attempt(learner, quiz, language, then)
    save_response(attempt.pk, learner, 1, {"option": "a"}, then)
    return f"/attempts/{attempt.pk}/result/"


def _corrected(learner: User, teacher: User, language: str) -> Iterator[Visit]:
    now = timezone.now()
    fact = counted()
    item = Item.objects.get(key="f0.count.numeric")
    attempt = start_attempt(learner, make_quiz(fact.article, "asked", items=[item]), language, now)
    save_response(attempt.pk, learner, 1, {"number": "8800"}, now)
    submit(attempt.pk, learner, now)
    correct(fact, only_amount("8800"), teacher)
    yield Visit("result", f"/attempts/{attempt.pk}/result/", learner, shows=".outcome")
    yield Visit("study", "/study/?article=cotton", learner)
