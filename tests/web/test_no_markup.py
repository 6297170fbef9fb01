"""What people write is shown as they wrote it, and never becomes part of a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse
from django.utils import timezone

from quizzes.domain.items import Form
from quizzes.models import (
    Article,
    Attempt,
    Course,
    Enrolment,
    Entity,
    Fact,
    ItemVersion,
    Memory,
    Passage,
    Point,
    Quiz,
    Topic,
    Unit,
    User,
)
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.web.urls import urlpatterns
from tests.factories import (
    choice_body,
    make_article,
    make_entity,
    make_fact,
    make_item,
    make_point,
    make_quiz,
    text_body,
)

pytestmark = pytest.mark.django_db
EVIL = "\"'><x-evil>{{ 7|add:7 }}</script>"
WRITTEN: dict[type[models.Model], tuple[str, ...]] = {
    Article: ("title", "publisher", "summary"),
    Topic: ("name",),
    Passage: ("text",),
    Fact: ("statement", "attributed_to"),
    Point: ("question", "term", "aliases"),
    Entity: ("name", "aliases"),
    Unit: ("name",),
    Quiz: ("title", "access_code"),
    Course: ("name",),
    ItemVersion: ("stem", "explanation"),
    User: ("first_name", "last_name"),
}
"""The columns that hold words of people, in whatever languages."""


def write_evil() -> None:
    for model, names in WRITTEN.items():
        for row in model._default_manager.all():
            for field in row._meta.concrete_fields:
                if field.name.startswith(names) and isinstance(
                    field, models.CharField | models.TextField
                ):
                    setattr(
                        row,
                        field.name,
                        f"{getattr(row, field.name) or ''}{EVIL}"[: field.max_length],
                    )
            row.save()


@pytest.fixture
def attempts(student: User) -> list[Attempt]:
    """One handed in and missed, one open; every text around them is evil."""
    article = make_article()
    named = make_point(make_fact(article, "named"), kind="entity", entity=make_entity())
    sources = [make_point(make_fact(article, "counted")), named]
    bodies = {
        Form.SINGLE_CHOICE: choice_body(EVIL, ("1", f"2{EVIL}")),
        Form.SHORT_TEXT: text_body(EVIL),
    }
    items = [
        make_item(point, form, body=body)
        for point, (form, body) in zip(sources, bodies.items(), strict=True)
    ]
    quizzes = [make_quiz(article, key, items=items) for key in ("one", "two")]
    course = Course.objects.create(key="class-1")
    Enrolment.objects.create(course=course, learner=student)
    write_evil()
    now = timezone.now() - timedelta(days=2)
    taken = start_attempt(student, quizzes[0], "en", now, code=quizzes[0].access_code or EVIL)
    save_response(taken.pk, student, 1, {"option": "b"}, now)
    save_response(taken.pk, student, 2, {"text": EVIL}, now)
    submit(taken.pk, student, now)
    Memory.objects.update(lapses=9)
    return [taken, start_attempt(student, quizzes[1], "en", timezone.now(), code=EVIL)]


def pages(attempt: Attempt) -> Iterator[str]:
    values = {
        "attempt_id": attempt.pk,
        "position": 2,
        "point": "counted.count",
        "key": attempt.quiz.key,
        "exam": 1,
    }
    for pattern in urlpatterns:
        names = pattern.pattern.converters
        yield reverse(pattern.name or "", kwargs={name: values[name] for name in names})
        if "key" in names:
            yield reverse(pattern.name or "", args=[attempt.quiz.article.key])


def check(client: Client, address: str) -> bool:
    """Whether the page shows what is evil, as text."""
    shown = False
    for language in ("en", "zh-hans"):
        page = client.get(address, follow=True, headers={"accept-language": language})
        assert page.status_code < 500, address
        text = page.content.decode(errors="replace")
        assert "<x-evil" not in text, address
        shown |= "&lt;x-evil" in text
    return shown


def test_no_page_of_learners_takes_a_text_for_markup(
    student_client: Client, student: User, attempts: list[Attempt]
) -> None:
    shown = 0
    for _round in range(2):
        for attempt in attempts:
            for address in pages(attempt):
                if not address.endswith(("logout/", ".csv")):
                    shown += check(student_client, address)
        submit(attempts[1].pk, student, timezone.now())
    assert shown > 30


def of_admin() -> Iterator[str]:
    for model, served in admin.site._registry.items():
        first = model._default_manager.first()
        for pattern in served.get_urls():
            if isinstance(pattern, URLPattern) and pattern.name:
                for arguments in ([], [first.pk] if first else []):
                    try:
                        yield reverse(f"admin:{pattern.name}", args=arguments)
                    except NoReverseMatch:
                        continue


def test_no_page_of_teachers_takes_a_text_for_markup(
    teacher_client: Client, attempts: list[Attempt]
) -> None:
    tried = sorted(each for each in set(of_admin()) if not each.endswith(".csv"))
    assert len(tried) > 60
    assert sum(check(teacher_client, address) for address in tried) > 20
