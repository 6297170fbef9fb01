"""Who may see and do what: each predicate stands beside the queryset filter that says the same.

A filter takes a queryset and keeps what the user may see; the predicate asks it of one object.
"""

from __future__ import annotations

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from quizzes.models import Article, Attempt, Course, Fact, Item, Quiz, Regrade, User
from quizzes.models.base import PublicationStatus

Anyone = User | AnonymousUser
TEACHERS = "Teachers"

_Attempts = TypeVar("_Attempts", bound=QuerySet[Attempt])


def is_teacher(user: Anyone) -> bool:
    """Teachers keep facts and questions: who may change facts, by group or as a superuser."""
    return user.is_active and user.has_perm("quizzes.change_fact") and not is_guest(user)


def is_guest(user: Anyone) -> bool:
    """Visitors who took an open quiz without an account: learners of open quizzes, nothing else."""
    return isinstance(user, User) and user.is_guest


def visible_articles(user: Anyone, articles: QuerySet[Article]) -> QuerySet[Article]:
    """Learners see articles of which something is published; teachers see all."""
    if is_teacher(user):
        return articles
    published = Fact.objects.filter(status=Fact.Status.PUBLISHED).values("article")
    return articles.filter(pk__in=published)


def can_see_article(user: Anyone, article: Article) -> bool:
    return is_teacher(user) or article.facts.filter(status=Fact.Status.PUBLISHED).exists()


def visible_facts(user: Anyone, facts: QuerySet[Fact]) -> QuerySet[Fact]:
    """Whole facts are for teachers: a statement holds the answers."""
    return facts if is_teacher(user) else facts.none()


def can_see_fact(user: Anyone, _fact: Fact) -> bool:
    return is_teacher(user)


def visible_items(user: Anyone, items: QuerySet[Item]) -> QuerySet[Item]:
    """Whole items, with key and proofs, are for teachers."""
    return items if is_teacher(user) else items.none()


def can_see_item(user: Anyone, _item: Item) -> bool:
    return is_teacher(user)


def visible_quizzes(user: Anyone, quizzes: QuerySet[Quiz]) -> QuerySet[Quiz]:
    """Learners see published quizzes; teachers see all."""
    return quizzes if is_teacher(user) else quizzes.filter(status=PublicationStatus.PUBLISHED)


def takeable_quizzes(user: Anyone, quizzes: QuerySet[Quiz]) -> QuerySet[Quiz]:
    """Those that a user may start: guests, and visitors who would become one, only open ones."""
    found = visible_quizzes(user, quizzes)
    has_account = user.is_authenticated and not is_guest(user)
    return found if has_account else found.filter(open_to_guests=True)


def can_take_quiz(user: Anyone, quiz: Quiz) -> bool:
    """Whether a user may start a quiz now; a visitor has to become a guest first."""
    if is_guest(user):
        return can_take_as_guest(quiz)
    return user.is_authenticated and (
        is_teacher(user) or quiz.status == PublicationStatus.PUBLISHED
    )


def can_take_as_guest(quiz: Quiz) -> bool:
    return quiz.status == PublicationStatus.PUBLISHED and quiz.open_to_guests


def visible_courses(user: Anyone, courses: QuerySet[Course]) -> QuerySet[Course]:
    """Teachers see all courses; learners see those that they are in."""
    if is_teacher(user):
        return courses
    return courses.filter(enrolments__learner=user.pk) if user.is_active else courses.none()


def can_see_course(user: Anyone, course: Course) -> bool:
    return is_teacher(user) or (
        user.is_active and course.enrolments.filter(learner=user.pk).exists()
    )


def own_attempts(user: Anyone, attempts: _Attempts) -> _Attempts:
    """The attempts that a user took, and so may answer and submit."""
    return attempts.filter(learner=user) if isinstance(user, User) else attempts.none()


def is_own_attempt(user: Anyone, attempt: Attempt) -> bool:
    return user.is_authenticated and attempt.learner_id == user.pk


def visible_attempts(user: Anyone, attempts: _Attempts) -> _Attempts:
    """Teachers see everybody's attempts, learners their own."""
    return attempts if is_teacher(user) else own_attempts(user, attempts)


def can_see_attempt(user: Anyone, attempt: Attempt) -> bool:
    return is_teacher(user) or is_own_attempt(user, attempt)


def regradable_attempts(user: Anyone, attempts: QuerySet[Attempt]) -> QuerySet[Attempt]:
    """Teachers give new scores for what was handed in; nobody else does."""
    return attempts.filter(submitted_at__isnull=False) if is_teacher(user) else attempts.none()


def can_regrade(user: Anyone, attempt: Attempt) -> bool:
    return is_teacher(user) and attempt.submitted_at is not None


def visible_regrades(user: Anyone, regrades: QuerySet[Regrade]) -> QuerySet[Regrade]:
    """Who gave which new score and why: the list is for teachers."""
    return regrades if is_teacher(user) else regrades.none()


def can_see_regrade(user: Anyone, _regrade: Regrade) -> bool:
    return is_teacher(user)
