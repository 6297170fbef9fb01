"""Parameters are fitted to enough reviews, judged by later ones, and kept only when better."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command

from quizzes.domain.memory.fitting import History, Recall, log_loss, predictions
from quizzes.domain.memory.scheduling import answer, retrievability
from quizzes.domain.memory.settings import CURRENT_PARAMETERS, PARAMETERS, Rating, Settings
from quizzes.models import Article, Course, Enrolment, ParameterSet, Review, User
from quizzes.selectors.study_settings import scheduling_for
from quizzes.services.fitting import fit, installed_optimiser, take_out_of_force
from tests.factories import make_article, make_fact, make_point

pytestmark = pytest.mark.django_db
DEFAULT = PARAMETERS[CURRENT_PARAMETERS]
QUICK = (0.05, 0.2, 0.4, 1.2, *DEFAULT[4:8], 1.0, *DEFAULT[9:20], 0.4)
"""The truth of the learner of these tests, who forgets sooner than most."""

START = datetime(2024, 1, 1, 12, tzinfo=UTC)
NOW = START + timedelta(days=400)


def review_often(learner: User, article: Article, cards: int, reviews: int, seed: int = 1) -> None:
    """Reviews of a learner who remembers by `QUICK`, each about when it is due."""
    random, made = Random(seed), []
    settings = Settings(parameters="true", fitted=QUICK, is_fuzzed=False)
    for number in range(cards):
        point = make_point(make_fact(article, f"{article.key}-{seed}-{number}"))
        state, at = None, START + timedelta(days=random.randrange(300))
        for turn in range(reviews):
            is_recalled = state is not None and random.random() < retrievability(state, at, QUICK)
            rating = Rating.GOOD if is_recalled or turn == 0 else Rating.AGAIN
            state = answer(state, rating, at, settings, "")
            made.append(
                Review(
                    id=uuid.UUID(int=random.getrandbits(128)),
                    learner=learner,
                    point=point,
                    rating=rating,
                    source="card",
                    reviewed_at=at,
                    received_at=at,
                    parameters=CURRENT_PARAMETERS,
                )
            )
            at += timedelta(days=max(1, round(state.stability * random.uniform(0.5, 2.5))))
    Review.objects.bulk_create(made)


def to_quick(histories: Sequence[History]) -> tuple[float, ...]:
    assert all(not recall.is_held_out for history in histories for recall in history)
    return QUICK


def test_predictions_are_those_of_the_schedule() -> None:
    history = [Recall(Rating.GOOD, 0), Recall(Rating.GOOD, 0), Recall(Rating.AGAIN, 3, True)]
    ((chance, is_recalled, is_held_out),) = predictions(history, DEFAULT)
    assert (is_recalled, is_held_out) == (False, True)
    assert chance == pytest.approx(0.877, abs=0.01)  # three days at a stability of 2.3
    loss, count = log_loss([history], DEFAULT)
    assert count == 1
    assert loss == pytest.approx(2.1, abs=0.1)
    assert log_loss([], DEFAULT) == (0.0, 0)


def test_too_few_reviews_fit_nothing(student: User) -> None:
    review_often(student, make_article(), 50, 10)
    found = fit(student, NOW, to_quick)
    assert (found.review_count, found.fitted) == (500, None)
    assert not ParameterSet.objects.exists()


def test_numbers_that_foretell_later_reviews_better_come_into_force(student: User) -> None:
    review_often(student, make_article(), 60, 10)
    found = fit(student, NOW, to_quick)
    assert found.is_kept
    assert found.fitted is not None
    assert found.fitted.log_loss_after < found.fitted.log_loss_before
    assert found.fitted.review_count + found.fitted.held_out_count == 600
    assert scheduling_for(student).general.weights == QUICK
    again = fit(student, NOW, to_quick)  # no better than what is in force by now
    assert not again.is_kept
    assert scheduling_for(student).general.parameters == found.fitted.key


def test_numbers_that_foretell_worse_are_recorded_and_not_used(student: User) -> None:
    review_often(student, make_article(), 60, 10)
    far_out = tuple(w * 40 if n < 4 else w for n, w in enumerate(DEFAULT))
    found = fit(student, NOW, lambda _histories: far_out)
    assert not found.is_kept
    assert scheduling_for(student).general.parameters == CURRENT_PARAMETERS
    assert max(ParameterSet.objects.get().weights) == 100  # moved to what FSRS allows
    with pytest.raises(ValueError):
        fit(student, NOW, lambda _histories: (1.0,))


def test_a_better_set_replaces_the_one_in_force_and_can_be_taken_out_again(student: User) -> None:
    review_often(student, make_article(), 60, 10)
    halfway = tuple((a + b) / 2 for a, b in zip(QUICK, DEFAULT, strict=True))
    first = fit(student, NOW, lambda _histories: halfway)
    second = fit(student, NOW, to_quick)
    assert first.is_kept
    assert second.is_kept
    statuses = ParameterSet.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["replaced", "in_force"]
    assert take_out_of_force(ParameterSet.objects.all()) == 1
    assert scheduling_for(student).general.parameters == CURRENT_PARAMETERS


def test_a_course_is_fitted_to_its_learners_reviews_of_its_articles(
    student: User, student2: User
) -> None:
    article, other = make_article("cotton"), make_article("other")
    course = Course.objects.create(key="class-1", name="1")
    course.articles.add(article)
    Enrolment.objects.create(course=course, learner=student)
    review_often(student, article, 60, 10)
    review_often(student, other, 3, 10, seed=2)
    review_often(student2, article, 3, 10, seed=3)
    found = fit(course, NOW, to_quick)
    assert found.review_count == 600
    assert found.is_kept
    assert scheduling_for(student).of(article.pk).weights == QUICK
    assert scheduling_for(student).of(other.pk).weights == DEFAULT


def test_recognised_and_practised_answers_are_not_fitted_to(student: User) -> None:
    review_often(student, make_article(), 60, 10)
    Review.objects.filter(rating=1).update(source="quiz", guessing_chance=0.5)
    Review.objects.filter(pk=Review.objects.filter(rating=3)[0].pk).update(after_feedback=True)
    kept = Review.objects.filter(rating=3).count() - 1
    assert fit(student, NOW, to_quick).review_count == kept


@pytest.mark.slow
def test_the_optimiser_finds_numbers_that_foretell_better(student: User) -> None:
    pytest.importorskip("fsrs_rs_python")
    review_often(student, make_article(), 100, 12)
    out = StringIO()
    call_command("fit_parameters", "--learner", "student", stdout=out)
    fitted = ParameterSet.objects.get()
    assert fitted.status == ParameterSet.Status.IN_FORCE
    assert fitted.log_loss_after < fitted.log_loss_before
    assert f"{fitted.log_loss_after:.4f}" in out.getvalue()
    assert scheduling_for(student).general.parameters == fitted.key


def test_without_the_package_the_command_says_what_is_missing(
    student: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    with pytest.raises(CommandError, match="fsrs-rs-python"):
        call_command("fit_parameters", "--all")


def test_the_command_says_what_it_cannot_find_or_do(student: User) -> None:
    pytest.importorskip("fsrs_rs_python")
    assert installed_optimiser() is not None
    for option, name in (("--learner", "nobody"), ("--course", "nothing")):
        with pytest.raises(CommandError, match=name):
            call_command("fit_parameters", option, name)
    out = StringIO()
    call_command("fit_parameters", "--learner", "student", stdout=out)
    assert "0 reviews, 512 are needed" in out.getvalue()
    call_command("fit_parameters", "--all", stdout=out)
