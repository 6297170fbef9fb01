"""While an attempt is open, no page tells its learner what it asks, whatever they did before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from quizzes.domain.memory.settings import Rating
from quizzes.models import Article, Attempt, Item, Memory, Point, User
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.study import record_review
from quizzes.web.urls import urlpatterns
from tests.factories import (
    BODIES,
    PARTS,
    add_version,
    make_article,
    make_fact,
    make_item,
    make_point,
    make_quiz,
)

pytestmark = pytest.mark.django_db
FORMS = (*BODIES, *PARTS)
FIRST = 770_001
ASKED = (*range(8), *range(12, 16))
"""The numbers of the facts that are asked: of one point each, and then of forms in parts."""


def value_of(number: int) -> str:
    """The value of a point as a page would write it: no option and no stem has it."""
    return f"{FIRST + number:,}"


@pytest.fixture
def article() -> Article:
    """Sixteen facts with a point each."""
    article = make_article()
    for number in range(16):
        make_point(make_fact(article, f"fact-{number}"), amount=str(FIRST + number))
    return article


def points(article: Article) -> list[Point]:
    return list(Point.objects.filter(fact__article=article).select_related("fact").order_by("pk"))


@pytest.fixture
def items(article: Article) -> list[Item]:
    """A question of each form; those in parts ask two facts, of which the item names the first."""
    found = []
    for number, (point, form) in enumerate(zip(points(article), FORMS, strict=False)):
        item = make_item(point, form)
        if form in PARTS:
            other = points(article)[number + len(FORMS)]
            assert item.current is not None
            asks = (*item.current.asks, f"{other.fact.key}.{other.name}")
            add_version(item, replace(item.current.to_content(), points=asks, shows=asks))
        found.append(item)
    return found


@pytest.fixture
def attempt(student: User, article: Article, items: list[Item]) -> Attempt:
    """Open; each of its points was missed in a quiz before, studied, and forgotten often."""
    long_ago = timezone.now() - timedelta(days=30)
    earlier = start_attempt(student, make_quiz(article, "earlier", items=items), "en", long_ago)
    save_response(earlier.pk, student, 1, {"option": "b"}, long_ago)
    submit(earlier.pk, student, long_ago)
    for day, point in enumerate(points(article)):
        key = f"{point.fact.key}.{point.name}"
        at = long_ago + timedelta(days=1 + day % 3)
        record_review(student, uuid4(), key, Rating.AGAIN, at, timezone.now())
    Memory.objects.filter(point__in=points(article)[::3]).update(lapses=9)
    return start_attempt(student, make_quiz(article, items=items), "en", timezone.now())


def addresses(attempt: Attempt) -> set[str]:
    """All pages that can be looked at, with each key that a curious learner could put in."""
    asked = points(attempt.quiz.article)
    earlier = Attempt.objects.exclude(pk=attempt.pk).get()
    values = {
        "attempt_id": [attempt.pk, earlier.pk],
        "position": range(1, len(FORMS) + 1),
        "point": [f"{point.fact.key}.{point.name}" for point in asked],
        "exam": [1],
    }
    found = set()
    for pattern in urlpatterns:
        found |= set(filled(pattern, values, attempt))
    article = attempt.quiz.article.key
    inside = f"?article={article}"
    asks = ("", "?mistakes=1", "?more=1", inside, f"{inside}&exam=2099-01-01")
    return found | {f"{reverse('study')}{each}" for each in asks}


def filled(pattern: URLPattern, values: Mapping[str, Iterable[Any]], attempt: Attempt) -> list[str]:
    names = pattern.pattern.converters
    if "key" in names:
        keys = [attempt.quiz.key, "earlier", attempt.quiz.article.key]
        return [reverse(pattern.name, args=[key]) for key in keys]
    rows: list[dict[str, Any]] = [{}]
    for name in names:
        rows = [{**row, name: value} for row in rows for value in values[name]]
    return [reverse(pattern.name, kwargs=row) for row in rows]


def test_no_page_tells_a_value_that_an_open_attempt_asks(
    student_client: Client, attempt: Attempt
) -> None:
    pages = addresses(attempt)
    assert len(pages) > 80
    for address in sorted(pages):
        page = student_client.get(address, follow=True, headers={"accept-language": "en"})
        assert page.status_code < 500, address
        text = page.content.decode()
        told = [each for each in ASKED if value_of(each) in text or str(FIRST + each) in text]
        assert not told, address


def test_the_pages_do_tell_it_once_the_attempt_is_handed_in(
    student_client: Client, student: User, attempt: Attempt
) -> None:
    submit(attempt.pk, student, timezone.now())
    text = student_client.get(reverse("article", args=["cotton"])).content.decode()
    assert all(value_of(each) in text for each in ASKED)
