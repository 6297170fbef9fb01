"""Headers that every page carries, and the accounts' protection."""

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db

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
