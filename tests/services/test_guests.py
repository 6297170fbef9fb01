"""Guests become accounts, or their deeds go into one; those who never come back are removed."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes.domain.memory.settings import Rating
from quizzes.models import Attempt, ExtraTime, Memory, Quiz, Response, Review, User
from quizzes.permissions import can_take_quiz, is_teacher, takeable_quizzes
from quizzes.selectors.mistakes import mistakes
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.guest_merging import merge_guest
from quizzes.services.guests import NotAGuestError, keep_guest, make_guest
from quizzes.services.study import record_review
from quizzes.services.study_rebuild import rebuild_memory
from tests.factories import NOW, make_article, make_bank, make_quiz
from tests.personas import PASSWORD, teachers

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def quiz(db: None) -> Quiz:
    article = make_article("cotton")
    return make_quiz(article, items=make_bank(article, 3))


@pytest.fixture
def guest(db: None) -> User:
    return make_guest()


def take(learner: User, quiz: Quiz, options: str, day: int = 0, is_open: bool = False) -> Attempt:
    """An attempt with these options, "-" for none, handed in unless it stays open."""
    now = NOW + day * DAY
    attempt = start_attempt(learner, quiz, "en", now, seed=1)
    for position, option in enumerate(options, 1):
        if option != "-":
            save_response(attempt.pk, learner, position, {"option": option}, now)
    return attempt if is_open else submit(attempt.pk, learner, now)


def test_nobody_can_sign_in_as_a_guest_and_a_guest_has_no_powers(guest: User) -> None:
    assert not guest.has_usable_password()
    for power in ("is_staff", "is_superuser"):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=guest.pk).update(**{power: True})
    guest.groups.add(teachers())
    assert not is_teacher(User.objects.get(pk=guest.pk))


def test_a_guest_may_start_open_quizzes_only(guest: User, student: User, quiz: Quiz) -> None:
    every = Quiz.objects.all()
    assert not can_take_quiz(guest, quiz)
    assert not takeable_quizzes(guest, every)
    assert can_take_quiz(student, quiz)
    assert list(takeable_quizzes(student, every)) == [quiz]
    every.update(open_to_guests=True)
    quiz.refresh_from_db()
    assert can_take_quiz(guest, quiz)
    assert list(takeable_quizzes(guest, every)) == [quiz]
    every.update(status="draft")
    quiz.refresh_from_db()
    assert not can_take_quiz(guest, quiz)
    assert not takeable_quizzes(guest, every)


def test_signing_up_keeps_the_learner_and_everything_they_did(guest: User, quiz: Quiz) -> None:
    take(guest, quiz, "ab-")
    kept = keep_guest(guest, "小明", PASSWORD)
    assert (kept.pk, kept.username, kept.is_guest) == (guest.pk, "小明", False)
    assert kept.check_password(PASSWORD)
    assert kept.attempts.get().score == 1
    assert [each.point for each in mistakes(kept, NOW)] == ["cotton-1.count"]
    with pytest.raises(NotAGuestError):
        keep_guest(guest, "again", PASSWORD)


def test_signing_in_brings_everything_into_the_account(
    guest: User, student: User, quiz: Quiz
) -> None:
    take(student, quiz, "bbb")
    take(guest, quiz, "aab", day=1)
    at = NOW + 2 * DAY
    record_review(guest, uuid4(), "cotton-0.count", Rating.GOOD, at, at)
    record_review(student, uuid4(), "cotton-1.count", Rating.GOOD, at, at)
    merge_guest(guest, student, at)
    assert not User.objects.filter(pk=guest.pk).exists()
    assert [a.score for a in student.attempts.order_by("started_at")] == [0, 2]
    assert Review.objects.filter(learner=student).count() == 8
    memories = Memory.objects.filter(learner=student)
    assert memories.count() == 3
    assert rebuild_memory(student, is_dry_run=True).differences == 0
    left = [each.point for each in mistakes(student, at)]
    assert left == ["cotton-2.count"]  # the others were right on two days


def test_what_only_the_guest_met_is_remembered_too(guest: User, student: User, quiz: Quiz) -> None:
    take(guest, quiz, "abb")
    before = list(Memory.objects.filter(learner=guest).order_by("point").values("point", "state"))
    merge_guest(guest, student, NOW)
    after = Memory.objects.filter(learner=student).order_by("point").values("point", "state")
    assert list(after) == before


@pytest.mark.parametrize(
    ("theirs", "ours", "open_answers", "handed_in"),
    [
        ("b--", "---", "b", []),  # an empty one gives way
        ("---", "b--", "b", []),
        ("a--", "b--", "b", ["a"]),  # ours is the newer one
    ],
)
def test_of_two_open_attempts_at_a_quiz_one_stays_open_and_no_answer_is_lost(
    guest: User,
    student: User,
    quiz: Quiz,
    theirs: str,
    ours: str,
    open_answers: str,
    handed_in: list[str],
) -> None:
    take(guest, quiz, theirs, is_open=True)
    take(student, quiz, ours, day=1, is_open=True)
    merge_guest(guest, student, NOW + 2 * DAY)
    still_open = student.attempts.get(submitted_at=None)
    answers = Response.objects.filter(slot__attempt=still_open)
    assert "".join(each.answer["option"] for each in answers) == open_answers
    done = Response.objects.filter(slot__attempt__in=student.attempts.exclude(pk=still_open.pk))
    assert [each.answer["option"] for each in done] == handed_in


def test_the_newer_of_two_attempts_stays_open_when_it_is_the_guests(
    guest: User, student: User, quiz: Quiz
) -> None:
    take(student, quiz, "a--", is_open=True)
    theirs = take(guest, quiz, "b--", day=1, is_open=True)
    merge_guest(guest, student, NOW + 2 * DAY)
    assert student.attempts.get(submitted_at=None).pk == theirs.pk
    assert student.attempts.count() == 2


def test_extra_time_goes_along_where_the_account_has_none_of_its_own(
    guest: User, student: User, quiz: Quiz
) -> None:
    ExtraTime.objects.create(learner=guest, factor=2)
    ExtraTime.objects.create(learner=guest, quiz=quiz, minutes=30)
    ExtraTime.objects.create(learner=student, quiz=quiz, minutes=10)
    merge_guest(guest, student, NOW)
    times = ExtraTime.objects.order_by("pk").values_list("learner", "quiz", "factor", "minutes")
    assert set(times) == {(student.pk, None, 2.0, None), (student.pk, quiz.pk, None, 10)}


def test_only_a_guest_is_merged_and_only_into_an_account(
    guest: User, student: User, student2: User, quiz: Quiz
) -> None:
    take(student2, quiz, "b--")
    for one, other in ((student2, student), (guest, make_guest()), (guest, guest)):
        with pytest.raises(NotAGuestError):
            merge_guest(one, other, NOW)
    assert student2.attempts.count() == 1


def test_everything_that_belongs_to_a_learner_is_known_to_merging() -> None:
    """What refers to a learner is either moved, or a guest cannot have it."""
    moved = {"Attempt.learner", "Review.learner", "Memory.learner"}
    moved |= {f"{name}.learner" for name in ("BroughtBack", "Enrolment", "Exam", "ExtraTime")}
    moved |= {"ParameterSet.learner", "StudyDay.learner"}
    no_guest_has = {"AuthToken.user", "LogEntry.user"}
    relations = {
        f"{each.related_model.__name__}.{each.field.name}"
        for each in User._meta.related_objects
        if each.one_to_many and each.on_delete.__name__ == "CASCADE"
    }
    assert relations == moved | no_guest_has


def test_merging_takes_as_many_queries_for_much_as_for_little(
    guest: User, student: User, quiz: Quiz
) -> None:
    def queries(one: User) -> int:
        with CaptureQueriesContext(connection) as captured:
            merge_guest(one, student, NOW + 9 * DAY)
        return len(captured)

    take(guest, quiz, "bbb")
    few = queries(guest)
    other, article = make_guest(), make_article("silk")
    for name in ("one", "two", "three"):
        take(other, make_quiz(article, name, items=make_bank(article, 6)), "bababa")
    assert queries(other) <= few + 4  # a day on which both studied is joined


def back(user: User, days: int) -> None:
    User.objects.filter(pk=user.pk).update(date_joined=timezone.now() - days * DAY)


def test_guests_who_did_nothing_for_long_are_removed_and_nobody_else(
    student: User, quiz: Quiz, capsys: pytest.CaptureFixture[str]
) -> None:
    gone, busy, fresh = make_guest(), make_guest(), make_guest()
    for user in (gone, busy, student):
        back(user, 40)
    take(gone, quiz, "b--")
    start_attempt(busy, quiz, "en", timezone.now() - DAY)
    call_command("remove_guests", "--older-than", "30", "--dry-run")
    assert "1." in capsys.readouterr().out
    assert User.objects.count() == 4
    call_command("remove_guests", "--older-than", "30")
    assert "Guests removed: 1." in capsys.readouterr().out
    assert set(User.objects.all()) == {busy, fresh, student}
    assert Attempt.objects.count() == 1


def test_one_who_came_back_on_a_card_or_an_answer_stays(quiz: Quiz) -> None:
    by_card, by_answer = make_guest(), make_guest()
    attempt = take(by_answer, quiz, "---", is_open=True)
    now = timezone.now()
    save_response(attempt.pk, by_answer, 1, {"option": "a"}, now)
    record_review(by_card, uuid4(), "cotton-0.count", Rating.GOOD, now, now)
    for user in (by_card, by_answer):
        back(user, 40)
    call_command("remove_guests", verbosity=0)
    assert User.objects.filter(is_guest=True).count() == 2


@pytest.mark.parametrize("days", ["0", "-3", "40000"])
def test_a_number_of_days_that_makes_no_sense_is_refused(days: str, db: None) -> None:
    with pytest.raises(CommandError, match="36500"):
        call_command("remove_guests", f"--older-than={days}")
