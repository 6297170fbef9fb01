"""A world in which an answer is right and one in which it is wrong look alike, while they must."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from quizzes.domain.memory.leeches import LEECH_LAPSES
from quizzes.domain.memory.settings import Rating
from quizzes.models import Attempt, Quiz, User
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.study import ReviewInput, record_reviews
from quizzes.web.urls import urlpatterns
from tests.api.test_nothing_leaks import operations
from tests.factories import choice_body, make_article, make_fact, make_item, make_point, make_quiz
from tests.web.test_nothing_leaks import filled

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(microsecond=0) - timedelta(minutes=30)
ANSWER = "a"
PASSING = re.compile(r'csrf\w*"[^>]*value="[^"]+"|"token": "[^"]+"')
"""What differs whenever a page is asked for."""


def _reviews() -> Iterator[ReviewInput]:
    """Three cards are known, and each was forgotten so often that once more sets it aside."""
    ratings = [Rating.GOOD] * 3 + [Rating.AGAIN, Rating.GOOD, Rating.GOOD] * (LEECH_LAPSES - 1)
    for number in range(3):
        for day, rating in enumerate(ratings):
            at = NOW - timedelta(days=3 * (len(ratings) - day) + number)
            yield ReviewInput(uuid4(), f"fact-{number}.count", rating, at)


def make_world(learner: User, key: str) -> None:
    """One who knows the cards has a quiz open, and has tried an answer in another since.

    The question has the `key`, one of the ids of its options, and the answer is the same.
    """
    article = make_article()
    body = choice_body()
    options = tuple(replace(option, is_key=option.id == key) for option in body.options)
    items = []
    for number in range(3):
        point = make_point(make_fact(article, f"fact-{number}"))
        items.append(make_item(point, body=replace(body, options=options)))
    record_reviews(learner, list(_reviews()), NOW)
    start_attempt(learner, make_quiz(article, "asked", items=items), "en", NOW, seed=1)
    other = make_quiz(article, "tried", items=items[:1], pass_mark=1)
    tried = start_attempt(learner, other, "en", NOW + timedelta(minutes=1), seed=1)
    save_response(tried.pk, learner, 1, {"option": ANSWER}, NOW)
    submit(tried.pk, learner, NOW)


def addresses(attempts: dict[str, Attempt]) -> Iterator[str]:
    """All that can be asked for, with every key that fits."""
    for attempt in attempts.values():
        for method, path in operations():
            for key in (
                "cotton",
                "asked",
                "tried",
                "fact-0",
                "fact-0.count",
                "fact-0.count.single_choice",
            ):
                if method == "get":
                    yield path.replace("{id}", str(attempt.pk)).replace("{key}", key)
        values = {
            "attempt_id": [attempt.pk],
            "position": [1],
            "point": ["fact-0.count"],
            "exam": [1],
        }
        for pattern in urlpatterns:
            yield from filled(pattern, values, attempt)
    yield from ("/study/?mistakes=1", "/study/?more=1", "/study/?article=cotton")


def sent(client: Client, learner: User) -> Iterator[tuple[str, str]]:
    """What is answered to all that may be sent, and changes what is remembered of the point."""
    review = {"point": "fact-0.count", "rating": 1, "reviewed_at": NOW.isoformat()}
    bodies = {
        "/api/v1/cards/fact-0.count/back/": {},
        "/api/v1/cards/fact-0.count/check/": {"text": "9500"},
        "/api/v1/reviews/": review | {"id": str(UUID(int=1))},
        "/study/aside/fact-0.count/back/": {},
        "/study/offline/sync/": {
            "learner": learner.pk,
            "reviews": [review | {"id": str(UUID(int=2))}],
        },
        "/study/undo/": {},
        "/study/cards/fact-0.count/": {"id": str(UUID(int=3)), "rating": "1"},
        "/study/cards/fact-0.count/check/": {"text": "9500"},
    }
    for address, body in bodies.items():
        is_json = "/api/" in address or "sync" in address
        kind = {"content_type": "application/json"} if is_json else {}
        answer = client.post(address, body, follow=True, **kind)
        yield f"POST {address}", f"{answer.status_code} {answer.content.decode()}"


def all_told(client: Client, learner: User) -> dict[str, str]:
    """Every answer by its address, without the ids that differ from world to world."""
    attempts = {each.quiz.key: each for each in Attempt.objects.filter(learner=learner)}
    found = {}
    for address in dict.fromkeys(addresses(attempts)):
        cache.clear()
        answer = client.get(address, follow=True)
        found[address] = f"{answer.status_code} {answer.content.decode()}"
    found |= dict(sent(client, learner))
    for name, attempt in attempts.items():
        found = {
            k.replace(str(attempt.pk), name): v.replace(str(attempt.pk), name)
            for k, v in found.items()
        }
    return {address: PASSING.sub("", told) for address, told in found.items()}


def test_nothing_tells_whether_an_answer_is_right_that_another_quiz_asks_too(
    student_client: Client, student: User
) -> None:
    worlds = []
    for key in ("a", "b"):
        with transaction.atomic():
            make_world(student, key)
            worlds.append(all_told(student_client, student))
            transaction.set_rollback(True)
    right, wrong = worlds
    assert len(right) > 60
    assert Quiz.objects.count() == 0
    assert {address for address in right if right[address] != wrong[address]} == set()
