"""Who gets into the admin, and how far."""

import pytest
from django.urls import reverse

from quizzes.models import Fact, Review
from tests.factories import NOW, make_article, make_fact, make_item, make_point, make_quiz
from tests.personas import teachers

LISTS = ["fact", "item", "quiz", "attempt", "article", "entity", "unit"]


def list_of(model: str) -> str:
    return reverse(f"admin:quizzes_{model}_changelist")


@pytest.mark.parametrize("model", LISTS)
def test_a_teacher_sees_every_list(teacher_client, model):
    assert teacher_client.get(list_of(model)).status_code == 200


@pytest.mark.parametrize("model", LISTS)
def test_a_student_is_sent_to_sign_in(student_client, client, model):
    for someone in (student_client, client):
        response = someone.get(list_of(model))
        assert response.status_code == 302
        assert "login" in response["Location"]


def test_a_teacher_reaches_neither_users_nor_groups(teacher_client, teacher):
    for name in (
        "quizzes_user",
        "auth_group",
        "quizzes_token",
        "quizzes_failedsignin",
        "quizzes_signin",
    ):
        assert teacher_client.get(reverse(f"admin:{name}_changelist")).status_code == 403
    change = reverse("admin:quizzes_user_change", args=[teacher.pk])
    assert teacher_client.post(change, {"is_superuser": "on"}).status_code == 403


def test_a_superuser_keeps_the_users(admin_client, student):
    page = admin_client.get(reverse("admin:quizzes_user_change", args=[student.pk]))
    assert page.status_code == 200


def test_the_group_may_keep_content_and_only_look_at_attempts(db):
    granted = set(teachers().permissions.values_list("codename", flat=True))
    assert {"add_fact", "change_fact", "view_attempt", "delete_quiz"} <= granted
    assert not {name for name in granted if name.endswith(("attempt", "response"))} - {
        "view_attempt",
        "view_response",
    }
    assert not {name for name in granted if name.endswith(("user", "group", "permission"))}


def test_an_attempt_cannot_be_changed_or_deleted(teacher_client, student):
    quiz = make_quiz(make_article())
    attempt = quiz.attempts.create(
        learner=student, language="en", seed=1, started_at=NOW, max_score=1
    )
    change = reverse("admin:quizzes_attempt_change", args=[attempt.pk])
    assert teacher_client.post(change, {"score": "1"}).status_code == 403
    delete = reverse("admin:quizzes_attempt_delete", args=[attempt.pk])
    assert teacher_client.post(delete, {"post": "yes"}).status_code == 403
    assert teacher_client.get(reverse("admin:quizzes_attempt_add")).status_code == 403


def test_a_draft_can_be_deleted_but_nothing_that_learners_met(teacher_client, student):
    article = make_article()
    published = make_fact(article, "published")
    draft = make_fact(article, "draft", status=Fact.Status.DRAFT)
    learnt = make_fact(article, "learnt", status=Fact.Status.DRAFT)
    Review.objects.create(
        learner=student,
        point=make_point(learnt),
        rating=3,
        source="card",
        reviewed_at=NOW,
        received_at=NOW,
    )
    codes = {
        fact.key: teacher_client.post(
            reverse("admin:quizzes_fact_delete", args=[fact.pk]), {"post": "yes"}
        ).status_code
        for fact in (published, draft, learnt)
    }
    assert codes == {"published": 403, "draft": 302, "learnt": 403}
    assert set(Fact.objects.values_list("key", flat=True)) == {"published", "learnt"}


def test_a_published_question_and_quiz_cannot_be_deleted(teacher_client):
    article = make_article()
    item, quiz = make_item(article), make_quiz(article)
    for name, record in (("item", item), ("quiz", quiz)):
        address = reverse(f"admin:quizzes_{name}_delete", args=[record.pk])
        assert teacher_client.post(address, {"post": "yes"}).status_code == 403


def test_the_first_page_lists_what_teachers_do_in_their_order(teacher_client):
    page = teacher_client.get(reverse("admin:index"))
    (app,) = page.context["app_list"]
    assert [model["object_name"] for model in app["models"]] == [
        "Fact",
        "Item",
        "Quiz",
        "Attempt",
        "Regrade",
        "Article",
        "Course",
        "ExtraTime",
        "Entity",
        "Unit",
        "Pinyin",
        "ParameterSet",
    ]


def test_no_page_of_the_admin_has_inline_script_or_style(teacher_client):
    article = make_article()
    fact = make_fact(article)
    point = make_point(fact)
    item = make_item(point)
    addresses = [
        reverse("admin:index"),
        *(list_of(model) for model in LISTS),
        reverse("admin:quizzes_fact_change", args=[fact.pk]),
        reverse("admin:quizzes_fact_preview", args=[fact.pk]),
        reverse("admin:quizzes_fact_add"),
        reverse("admin:quizzes_item_add") + f"?article={article.pk}",
        reverse("admin:quizzes_item_change", args=[item.pk]),
        reverse("admin:quizzes_quiz_add") + f"?article={article.pk}",
        reverse("admin:quizzes_article_change", args=[article.pk]),
    ]
    for address in addresses:
        response = teacher_client.get(address, follow=True)
        text = response.content.decode()
        assert response.status_code == 200, address
        assert " style=" not in text, address
        assert "<script>" not in text, address
        assert "unsafe-inline" not in response["Content-Security-Policy"]
