"""Addresses of forms, opened as pages: loaded again, or led to after signing in anew."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from quizzes.models import Review, User
from quizzes.services.attempts import start_attempt
from tests.factories import make_article, make_bank, make_quiz
from tests.personas import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/study/undo/", "/study/"),
        ("/study/typing/", "/study/"),
        ("/study/ratings/", "/study/"),
        ("/study/cards/cotton-0.count/check/?article=cotton", "/study/?article=cotton"),
        ("/study/aside/cotton-0.count/back/", "/study/aside/"),
    ],
)
def test_what_a_form_sends_to_leads_to_its_page(
    student_client: Client, path: str, page: str
) -> None:
    response = student_client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"] == page
    assert not Review.objects.exists()


def test_who_hands_in_after_the_session_ended_signs_in_and_comes_back_to_the_quiz(
    client: Client, student: User
) -> None:
    article = make_article()
    quiz = make_quiz(article, items=make_bank(article, 2))
    attempt = start_attempt(student, quiz, "en", timezone.now())
    refused = client.post(f"/attempts/{attempt.pk}/submit/")
    sent = {"username": student.username, "password": PASSWORD}
    response = client.post(refused.headers["Location"], sent, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == f"/attempts/{attempt.pk}/1/"
    attempt.refresh_from_db()
    assert attempt.submitted_at is None
