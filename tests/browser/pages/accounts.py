"""Accounts, visitors and guests, and the pages that are the same for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.models import Course, Quiz, User
from quizzes.services.guests import make_guest
from tests.browser.pages.visits import Visit, click, fill_and_send, in_turn, run, shows
from tests.factories import make_article, make_bank, make_quiz, quiz_of_every_form

SEND = "main .button--primary"
ERROR = ".field__error, .notice--error"


@shows(
    *("home", "articles", "article", "quiz", "scores", "progress", "mistakes", "preferences"),
    *("login", "signup", "password_change", "offline", "study_offline", "design", "study"),
)
def accounts(language: str) -> Iterator[Visit]:
    for path in ("/", "/articles/"):  # before there is anything to read
        yield Visit("home" if path == "/" else "articles", path)
    quiz = quiz_of_every_form()
    open_quiz = make_quiz(quiz.article, "open", items=make_bank(quiz.article, 1))
    Quiz.objects.filter(pk=open_quiz.pk).update(open_to_guests=True)
    yield from _of_visitors()
    yield from _of_guests(make_guest())
    yield from _of_the_new(User.objects.create_user("xiaoming", password="pear tree 77"))
    yield from _of_staff(User.objects.create_user("staff", password="pear tree 77", is_staff=True))


def _of_visitors() -> Iterator[Visit]:
    yield Visit("home", "/")
    yield Visit("articles", "/articles/", shows="main h2")
    yield Visit("article", "/articles/every-form/")
    yield Visit("quiz", "/quizzes/open/")
    yield Visit("quiz", "/quizzes/every-form-quiz/")
    yield Visit("login", "/accounts/login/")
    wrong = fill_and_send(SEND, username="nobody", password="nothing")
    yield Visit("login", "/accounts/login/", act=wrong, shows=ERROR)
    yield Visit("signup", "/accounts/signup/")
    wrong = fill_and_send(SEND, username="小明", password1="1", password2="2")
    yield Visit("signup", "/accounts/signup/", act=wrong, shows=ERROR)
    yield Visit("offline", "/offline/")
    yield Visit("study_offline", "/study/offline/")


def _of_guests(guest: User) -> Iterator[Visit]:
    for route in ("home", "scores", "mistakes", "progress", "study", "preferences"):
        yield Visit(route, "/" if route == "home" else f"/{route}/", guest)
    yield Visit("login", "/accounts/login/", guest)
    yield Visit("signup", "/accounts/signup/", guest)
    yield Visit("home", "/", guest, click("[data-menu] summary"), ".menu__sheet")


def _of_the_new(learner: User) -> Iterator[Visit]:
    for route in ("home", "articles", "scores", "mistakes", "progress"):
        yield Visit(route, "/" if route == "home" else f"/{route}/", learner)
    course = Course.objects.create(key="class-7", name_en="Class 7", name_zh_hans="七班")
    course.articles.add(make_article("course"))
    course.enrolments.create(learner=learner)
    yield Visit("preferences", "/preferences/", learner)
    unchecked = run("document.querySelector('[name=new_cards_per_day]').form.noValidate = true")
    wrong = in_turn(unchecked, fill_and_send(SEND, new_cards_per_day="501"))
    yield Visit("preferences", "/preferences/", learner, wrong, ERROR)
    yield Visit("password_change", "/accounts/password/", learner)
    wrong = fill_and_send(SEND, old_password="x", new_password1="1", new_password2="2")
    yield Visit("password_change", "/accounts/password/", learner, wrong, ERROR)
    leave = run("document.getElementById('leaving').showModal()")
    yield Visit("home", "/", learner, leave, "#leaving h2")


def _of_staff(staff: User) -> Iterator[Visit]:
    yield Visit("design", "/design/", staff)
    yield Visit("home", "/", staff, click("[data-menu] summary"), ".menu__sheet")
