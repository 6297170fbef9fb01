"""A teacher gives scores anew by hand: sees what would change, confirms, and can read it later."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from quizzes.models import Attempt, Fact, Item, Memory, Quiz, Regrade
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.corrections import apply_correction, preview_correction
from quizzes.services.publishing import publish_facts
from quizzes.services.validation import PointDraft
from tests.factories import NOW, make_article, make_fact, make_point, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(teacher, student) -> Attempt:
    """Answered 8800 where 9500 was right; then 8800 was put in as if it were only a wording."""
    fact = make_fact(make_article(), "f0", status=Fact.Status.DRAFT)
    make_point(fact)
    publish_facts([fact], NOW)
    item = Item.objects.get(form="numeric")
    started = start_attempt(student, make_quiz(fact.article, items=[item]), "en", NOW, seed=1)
    save_response(started.pk, student, 1, {"number": "8800"}, NOW)
    submit(started.pk, student, NOW)

    def drafts() -> tuple[Fact, list[PointDraft]]:
        changed = Fact.objects.get()
        point = changed.points.get()
        point.amount = Decimal(8800)
        return changed, [PointDraft(point)]

    later = NOW + timedelta(days=1)
    digest = preview_correction(*drafts(), "wording", later).digest
    apply_correction(*drafts(), "wording", digest, teacher, later)
    return Attempt.objects.get()


def page_of(record: Item | Quiz | Attempt) -> str:
    return reverse(f"admin:quizzes_{record._meta.model_name}_regrade", args=[record.pk])


@pytest.fixture(params=["item", "quiz", "attempt"])
def record(request, attempt) -> Item | Quiz | Attempt:
    return {"item": Item.objects.get(form="numeric"), "quiz": attempt.quiz, "attempt": attempt}[
        request.param
    ]


def test_a_teacher_sees_what_would_change_and_nothing_is_changed(teacher_client, attempt, record):
    response = teacher_client.get(page_of(record))
    page = response.content.decode()
    assert "1 attempt gets another score." in page
    assert ">0/1<" in page
    assert ">1/1<" in page
    attempt.refresh_from_db()
    assert attempt.score == 0.0
    assert not Regrade.objects.exists()


def test_confirming_gives_the_scores_and_keeps_who_when_and_why(
    teacher_client, teacher, attempt, record
):
    digest = teacher_client.get(page_of(record)).context["plan"].digest
    sent = {"digest": digest, "reason": "It was no slip"}
    done = teacher_client.post(page_of(record), sent, follow=True)
    assert "1 score was given anew." in done.content.decode()
    attempt.refresh_from_db()
    assert attempt.score == 1.0
    kept = Regrade.objects.get()
    assert (kept.old_score, kept.new_score, kept.created_by) == (0.0, 1.0, teacher)
    assert kept.reason == "It was no slip"
    assert kept.marks == [{"position": 1, "old": 0.0, "new": 1.0}]


def test_what_the_answer_told_of_the_memory_follows(teacher_client, student, attempt):
    assert Memory.objects.get(learner=student).lapses == 0
    before = student.reviews.get().rating
    digest = teacher_client.get(page_of(attempt)).context["plan"].digest
    teacher_client.post(page_of(attempt), {"digest": digest})
    assert (before, student.reviews.get().rating) == (1, 3)


def test_a_second_look_finds_nothing_left(teacher_client, attempt):
    digest = teacher_client.get(page_of(attempt)).context["plan"].digest
    teacher_client.post(page_of(attempt), {"digest": digest})
    page = teacher_client.get(page_of(attempt)).content.decode()
    assert "Nothing would change" in page


def test_what_was_not_looked_at_is_not_done(teacher_client, attempt):
    sent = {"digest": "of another plan", "reason": "Kept"}
    page = teacher_client.post(page_of(attempt), sent).content.decode()
    assert "Look again" in page
    assert 'value="Kept"' in page
    assert not Regrade.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "1 attempt gets"), ("zh-hans", "1次答题的得分会改变")]
)
def test_the_page_speaks_both_languages(teacher_client, attempt, language, words):
    teacher_client.cookies["django_language"] = language
    assert words in teacher_client.get(page_of(attempt)).content.decode()


def test_the_list_of_regrades_tells_who_when_why_and_what(teacher_client, attempt):
    digest = teacher_client.get(page_of(attempt)).context["plan"].digest
    teacher_client.post(page_of(attempt), {"digest": digest, "reason": "It was no slip"})
    page = teacher_client.get(reverse("admin:quizzes_regrade_changelist")).content.decode()
    for words in ("student", "0/1", "1/1", "It was no slip", "teacher"):
        assert words in page
    one = reverse("admin:quizzes_regrade_change", args=[Regrade.objects.get().pk])
    assert "It was no slip" in teacher_client.get(one).content.decode()


def test_the_page_of_an_attempt_leads_there(teacher_client, record):
    page = teacher_client.get(page_of(record).replace("regrade", "change")).content.decode()
    assert page_of(record) in page


def test_only_the_question_asked_for_is_marked_anew(teacher_client, attempt):
    other = Item.objects.exclude(form="numeric").first()
    page = teacher_client.get(page_of(other)).content.decode()
    assert "0 attempts that were handed in" in page


def test_students_get_no_such_page(student_client, attempt, record):
    assert student_client.get(page_of(record)).status_code == 302
    assert student_client.post(page_of(record), {"digest": "x"}).status_code == 302


# By API ------------------------------------------------------------------------------------------


def endpoint(record: Item | Quiz | Attempt) -> str:
    names = {"item": "items", "quiz": "quizzes", "attempt": "attempts"}
    key = record.pk if isinstance(record, Attempt) else record.key
    return f"/api/v1/{names[str(record._meta.model_name)]}/{key}/regrade/"


def test_by_api_what_would_change_is_told_first_and_then_done(teacher_api, attempt, record):
    told = teacher_api.post(endpoint(record), {"dry_run": True}).json()
    (change,) = told["changes"]
    assert (change["learner"], change["old_score"], change["new_score"]) == ("student", 0.0, 1.0)
    assert not Regrade.objects.exists()
    done = teacher_api.post(endpoint(record), {"digest": told["digest"], "reason": "No slip"})
    assert done.status_code == 200
    attempt.refresh_from_db()
    assert attempt.score == 1.0
    (kept,) = teacher_api.get("/api/v1/regrades/").json()["results"]
    assert (kept["reason"], kept["created_by"]) == ("No slip", "teacher")


def test_by_api_a_plan_that_does_not_hold_is_refused(teacher_api, attempt):
    late = teacher_api.post(endpoint(attempt), {"digest": "0" * 64})
    assert (late.status_code, late.json()["code"]) == (409, "plan_changed")
    bare = teacher_api.post(endpoint(attempt), {})
    assert bare.json()["errors"][0]["code"] == "digest_missing"
    assert not Regrade.objects.exists()


def test_learners_and_outsiders_regrade_nothing(student_api, outsider_api, attempt, record):
    for api, status in ((student_api, 403), (outsider_api, 401)):
        assert api.post(endpoint(record), {"dry_run": True}).status_code == status
        assert api.get("/api/v1/regrades/").status_code == status
