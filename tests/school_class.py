"""A class for tests: four learners, an article and two quizzes on it, and what they did there."""

from __future__ import annotations

from datetime import timedelta

from quizzes.models import Attempt, Course, Enrolment, Quiz, User
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.factories import NOW, make_article, make_bank, make_quiz


def make_class() -> Course:
    """A class of four that learns from one article, with two quizzes of two questions each."""
    article = make_article()
    items = make_bank(article, 4)
    make_quiz(article, "first", items=items[:2])
    make_quiz(article, "second", items=items[2:])
    course = Course.objects.create(key="8a", name_en="Class 8a", name_zh_hans="八年级（1）班")
    course.articles.add(article)
    for number in range(1, 5):
        add_learner(course, f"learner-{number}", last_name=f"王{number}")
    return course


def class_of_one(learner: User) -> Course:
    """A class that learns from one article, with a learner who chose how much to remember of it."""
    course = Course.objects.create(
        key="class-1", name_en="Class 1", name_zh_hans="一班", desired_retention=0.95
    )
    course.articles.add(make_article("cotton"))
    Enrolment.objects.create(course=course, learner=learner, desired_retention=0.8)
    return course


def add_learner(course: Course, name: str, **columns: str) -> User:
    learner = User.objects.create_user(name, **columns)
    Enrolment.objects.create(course=course, learner=learner)
    return learner


def take(name: str, chosen: str, quiz: str = "first", is_done: bool = True) -> Attempt:
    """Take a quiz: the option chosen for each question, "-" for none; handed in or not."""
    learner = User.objects.get(username=name)
    at = NOW + timedelta(hours=Attempt.objects.count())
    attempt = start_attempt(learner, Quiz.objects.get(key=quiz), "en", at)
    for position, option in enumerate(chosen, start=1):
        if option != "-":
            save_response(attempt.pk, learner, position, {"option": option}, at)
    if is_done:
        submit(attempt.pk, learner, at)
    return attempt
