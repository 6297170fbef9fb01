"""What every page has around it: language, theme, navigation, errors."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.formats import date_format
from django.utils.translation import override
from pytest_django import Settings

from quizzes.models import Course, User
from quizzes.services.attempts import start_attempt, submit
from quizzes.web.forms import PreferencesForm
from tests.factories import NOW, make_article, make_bank, make_quiz

pytestmark = pytest.mark.django_db
PAGES = ["/", "/articles/", "/accounts/login/", "/accounts/signup/", "/nothing/here/"]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_inline_script_or_style(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\sstyle=|<style|\son\w+=", html)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_another_host_for_anything(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', html)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_language_a_way_past_the_head_and_one_heading(
    client: Client, path: str
) -> None:
    html = client.get(path, headers={"accept-language": "zh-CN"}).content.decode()
    assert '<html lang="zh-Hans"' in html
    assert 'class="skip" href="#main"' in html
    assert len(re.findall(r"<h1[\s>]", html)) == 1


def test_the_language_is_switched_anywhere_and_kept(client: Client) -> None:
    response = client.post("/i18n/setlang/", {"language": "zh-hans", "next": "/articles/"})
    assert response.headers["Location"] == "/articles/"
    assert '<html lang="zh-Hans"' in client.get("/articles/").content.decode()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_kept(client: Client, theme: str) -> None:
    client.post("/theme/", {"theme": theme, "next": "/articles/"})
    assert f'data-theme="{theme}"' in client.get("/").content.decode()


def test_the_device_decides_again_when_asked_to(client: Client) -> None:
    client.post("/theme/", {"theme": "dark"})
    client.post("/theme/", {"theme": ""})
    assert "data-theme" not in client.get("/").content.decode()


def test_a_theme_cookie_with_nonsense_is_not_written_into_the_page(client: Client) -> None:
    client.cookies["theme"] = '"><script>'
    assert "<script>" not in client.get("/").content.decode()


def test_choosing_a_theme_never_leads_to_another_host(client: Client) -> None:
    response = client.post("/theme/", {"theme": "dark", "next": "https://example.org/"})
    assert response.headers["Location"] == "/"


def test_a_missing_page_is_a_page_of_ours(client: Client) -> None:
    response = client.get("/nothing/here/")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_a_form_without_its_token_is_explained() -> None:
    response = Client(enforce_csrf_checks=True).post("/theme/", {"theme": "dark"})
    assert response.status_code == 403
    assert "The page was open too long" in response.content.decode()


def test_the_design_page_is_for_staff_only(
    client: Client, student_client: Client, teacher_client: Client
) -> None:
    assert client.get("/design/").status_code == 404
    assert student_client.get("/design/").status_code == 404
    assert teacher_client.get("/design/").status_code == 200


def test_signing_up_signs_in_and_goes_on_where_one_wanted_to(client: Client) -> None:
    form = {"username": "小明", "password1": "pear tree 77", "password2": "pear tree 77"}
    response = client.post("/accounts/signup/", {**form, "next": "/scores/"})
    assert response.headers["Location"] == "/scores/"
    assert User.objects.get(username="小明").pk == int(client.session["_auth_user_id"])


def test_a_name_that_is_taken_is_told_beside_the_field(client: Client, student: User) -> None:
    form = {"username": "student", "password1": "pear tree 77", "password2": "pear tree 77"}
    response = client.post("/accounts/signup/", form)
    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.content.decode()


def test_what_is_wrong_with_a_password_is_told_in_the_language_of_the_page(client: Client) -> None:
    given = {"username": "li", "password1": "12", "password2": "12"}
    response = client.post("/accounts/signup/", given, headers={"Accept-Language": "zh-CN"})
    html = response.content.decode()
    problems = re.findall(r'class="field__error".*?<span>(.*?)</span>', html, re.DOTALL)
    assert "密码太短，至少要8个字符。" in problems
    assert not [problem for problem in problems if re.search("[A-Za-z]", problem)]


def test_preferences_are_saved(student_client: Client, student: User) -> None:
    form = {
        "content_language": "zh-hans",
        "new_cards_per_day": "7",
        "desired_retention": "0.85",
        "maximum_interval": "365",
        "balances_load": "True",
        "time_zone": "Asia/Urumqi",
    }
    assert student_client.post("/preferences/", form).status_code == 302
    student.refresh_from_db()
    assert (student.content_language, student.new_cards_per_day) == ("zh-hans", 7)
    assert (student.desired_retention, student.time_zone) == (0.85, "Asia/Urumqi")


def test_every_preference_stands_in_one_group(student: User) -> None:
    Course.objects.create(key="class-7").enrolments.create(learner=student)
    form = PreferencesForm(instance=student)
    shown = [field.name for group in form.groups() for field in group.fields]
    assert sorted(shown) == sorted(form.fields)


def test_a_number_out_of_bounds_is_said_in_few_words(student_client: Client) -> None:
    html = student_client.post("/preferences/", {"new_cards_per_day": "501"}).content.decode()
    assert "At most 500." in html


def test_signing_out_says_so(student_client: Client) -> None:
    response = student_client.post("/accounts/logout/", follow=True)
    assert "You are signed out." in response.content.decode()


def test_too_many_wrong_passwords_lead_to_a_page_that_says_so(
    client: Client, student: User, settings: Settings
) -> None:
    settings.AXES_ENABLED = True
    wrong = {"username": student.username, "password": "wrong"}
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = client.post("/accounts/login/", wrong)
    assert response.status_code == 429
    assert "Too many tries" in response.content.decode()


def test_a_page_that_breaks_is_still_a_page_of_ours(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("quizzes.web.articles.list_articles", lambda *_: 1 / 0)
    response = client.get("/articles/", headers={"accept-language": "zh-CN"})
    assert response.status_code == 500
    assert '<html lang="zh-Hans">' in response.content.decode()


def test_times_are_shown_in_the_learner_s_own_zone(student_client: Client, student: User) -> None:
    User.objects.update(time_zone="America/New_York")
    item = make_bank(make_article(), 1)
    attempt = start_attempt(student, make_quiz(item[0].article, items=item), "en", NOW)
    submit(attempt.pk, student, NOW)
    page = student_client.get("/scores/").content.decode()
    assert "6 July 2025, 00:00" in page


@pytest.mark.parametrize(("language", "written"), [("en", "1 June"), ("zh-hans", "6月1日")])
def test_days_are_written_as_the_questions_write_them(language: str, written: str) -> None:
    with override(language):
        assert date_format(date(2025, 6, 1), "MONTH_DAY_FORMAT") == written


def test_a_request_for_another_host_is_refused_on_a_page_of_ours(client: Client) -> None:
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "That could not be read" in response.content.decode()
