"""Headers that every page carries, and the accounts' protection."""

from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from quizzes.models import User
from quizzes.web.urls import urlpatterns
from tests.personas import PASSWORD

pytestmark = pytest.mark.django_db

KINDS = {
    "UUIDConverter": "uuid",
    "IntConverter": "int",
    "SlugConverter": "slug",
    "PointKey": "point",
}
PAGES = ["/accounts/login/", "/admin/login/", "/api/schema/", "/api/docs/", "/no-such-page/"]


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, client: Client) -> HttpResponse:
    return client.get(request.param)


def test_the_policy_of_every_page_allows_nothing_inline(page: HttpResponse):
    policy = page["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "http" not in policy


def test_no_page_can_be_framed_or_used_as_a_form_target_elsewhere(page: HttpResponse):
    policy = page["Content-Security-Policy"]
    for directive in ("frame-ancestors 'none'", "form-action 'self'", "base-uri 'self'"):
        assert directive in policy
    assert page["X-Frame-Options"] == "DENY"


def test_every_page_closes_the_browser_features_and_keeps_its_referrer(page: HttpResponse):
    assert "camera=()" in page["Permissions-Policy"]
    assert "geolocation=()" in page["Permissions-Policy"]
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/accounts/login/", "/admin/login/", "/api/docs/"])
def test_pages_hold_no_inline_script_or_style(client: Client, path: str):
    html = client.get(path).content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert all("src=" in tag.split(">")[0] for tag in html.split("<script")[1:])


def test_nothing_is_written_that_was_sent_from_elsewhere(student: User):
    client = Client(enforce_csrf_checks=True)
    client.force_login(student)
    for pattern in urlpatterns:
        kept = {"uuid": uuid4(), "int": 1, "slug": "x", "point": "x.y"}
        kinds = {name: type(each).__name__ for name, each in pattern.pattern.converters.items()}
        values = {name: kept[KINDS[kind]] for name, kind in kinds.items()}
        answer = client.post(reverse(pattern.name or "", kwargs=values), {"next": "/"})
        assert answer.status_code == 403, pattern.name


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example/",
        "https:evil.example",
        r"/\evil.example",
        "javascript:alert('evil')",
        "http:///evil.example",
        "\x00//evil.example",
        " //evil.example",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/theme/",
        "/pinyin/",
        "/i18n/setlang/",
        "/study/typing/",
        "/study/ratings/",
    ],
)
def test_no_form_leads_away_to_another_site(client: Client, student: User, form: str, target: str):
    if form.startswith("/study"):
        client.force_login(student)
    sent = {"username": "student", "password": PASSWORD, "language": "en", "next": target}
    new = {"username": "pupil", "password1": "pear tree 77", "password2": "pear tree 77"}
    answer = client.post(form, {**sent, **(new if "signup" in form else {})})
    assert answer.status_code == 302
    assert "evil" not in answer.headers["Location"]
    assert answer.headers["Location"].startswith("/")


def test_guessing_a_password_is_stopped_with_a_page(client: Client, settings: Settings):
    settings.AXES_ENABLED = True
    get_user_model().objects.create_user("rena", password="a-long-password")
    guess = {"username": "rena", "password": "wrong"}
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = client.post("/accounts/login/", guess)
    assert response.status_code == 429
    right = client.post("/accounts/login/", {"username": "rena", "password": "a-long-password"})
    assert right.status_code == 429


def test_another_account_at_the_same_address_is_not_locked_out(client: Client, settings: Settings):
    settings.AXES_ENABLED = True
    get_user_model().objects.create_user("alim", password="a-long-password")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post("/accounts/login/", {"username": "rena", "password": "wrong"})
    right = client.post("/accounts/login/", {"username": "alim", "password": "a-long-password"})
    assert right.status_code == 302
