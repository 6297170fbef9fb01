"""Starting, answering and submitting an attempt."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from quizzes.domain.items import ChoiceBody, Form
from quizzes.domain.responses import MalformedResponseError
from quizzes.models import Attempt, Response, User
from quizzes.models.base import PublicationStatus
from quizzes.selectors.attempts import attempt_view, own_attempt, visible_attempt
from quizzes.selectors.results import NotSubmittedError, result_view
from quizzes.services import attempts as service
from tests.factories import (
    KEPT_BACK,
    NOW,
    add_version,
    choice_body,
    make_article,
    make_bank,
    make_fact,
    make_item,
    make_point,
    make_quiz,
    quiz_of_every_form,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)
RIGHT = {
    Form.SINGLE_CHOICE: {"option": "a"},
    Form.TRUE_FALSE: {"value": True},
    Form.NUMERIC: {"number": "9500"},
    Form.SHORT_TEXT: {"text": f"{KEPT_BACK} answer"},
}


def start(learner: User, language: str = "en", count: int = 3, seed: int | None = 1) -> Attempt:
    article = make_article()
    quiz = make_quiz(article, items=make_bank(article, count))
    return service.start_attempt(learner, quiz, language, NOW, seed)


def test_starting_twice_goes_on_with_the_same_attempt(student: User) -> None:
    attempt = start(student)
    assert service.start_attempt(student, attempt.quiz, "zh-hans", LATER) == attempt
    assert Attempt.objects.count() == 1


def test_after_submitting_a_new_attempt_can_be_started(student: User) -> None:
    first = start(student)
    service.submit(first.pk, student, NOW)
    assert service.start_attempt(student, first.quiz, "en", LATER) != first


def test_two_learners_have_an_attempt_each(student: User, student2: User) -> None:
    first = start(student)
    assert service.start_attempt(student2, first.quiz, "en", NOW).learner == student2


def test_a_seed_draws_the_same_questions_in_the_same_order(student: User, student2: User) -> None:
    article = make_article()
    make_bank(article, 30)
    quiz = make_quiz(article, drawn=10)
    drawn = [
        list(
            service.start_attempt(learner, quiz, "en", NOW, seed=7).slots.values_list(
                "version_id", "option_order"
            )
        )
        for learner in (student, student2)
    ]
    assert len(drawn[0]) == 10
    assert drawn[0] == drawn[1]


def test_option_order_varies_with_the_seed(student: User) -> None:
    attempt = start(student, count=12)
    orders = {tuple(slot.option_order) for slot in attempt.slots.all()}
    assert len(orders) > 1
    assert all(set(order) == {"a", "b", "c"} for order in orders)


def test_options_sorted_by_value_stay_in_order(student: User) -> None:
    article = make_article()
    body = ChoiceBody(choice_body().options, in_order=True)
    items = [make_item(make_point(make_fact(article)), body=body)]
    attempt = service.start_attempt(student, make_quiz(article, items=items), "en", NOW)
    assert attempt.slots.get().option_order == ["a", "b", "c"]


def test_no_question_is_drawn_that_a_fixed_slot_asks_already(student: User) -> None:
    article = make_article()
    bank = make_bank(article, 3)
    make_item(bank[0].point, Form.TRUE_FALSE)
    attempt = service.start_attempt(
        student, make_quiz(article, items=bank[:1], drawn=5), "en", NOW, seed=3
    )
    asked = [key for slot in attempt.slots.all() for key in slot.version.asks]
    assert len(asked) == len(set(asked)) == 3


def test_a_quiz_on_a_topic_draws_from_that_topic_only(student: User) -> None:
    article = make_article(topics=("people", "trade"))
    make_bank(article, 10)
    quiz = make_quiz(article, drawn=10, topic=article.topics.get(key="trade"))
    attempt = service.start_attempt(student, quiz, "en", NOW)
    topics = attempt.slots.values_list("version__item__point__fact__topic__key", flat=True)
    assert list(topics) == ["trade"] * 5


def test_questions_in_the_language_come_before_others(student: User) -> None:
    article = make_article()
    make_bank(article, 4)
    for number in range(4):
        make_item(make_point(make_fact(article, f"zh-{number}")), languages=("zh-hans",))
    quiz = make_quiz(article, drawn=6)
    view = attempt_view(service.start_attempt(student, quiz, "en", NOW))
    assert sorted(q.language for q in view.questions) == ["en"] * 4 + ["zh-hans"] * 2
    assert all(q.stem.startswith("中文") == (q.language == "zh-hans") for q in view.questions)


def test_drafts_and_retired_questions_are_not_asked(student: User) -> None:
    article = make_article()
    bank = make_bank(article, 3)
    for item, status in zip(bank, ("draft", "retired"), strict=False):
        item.status = status
        item.save()
    attempt = service.start_attempt(student, make_quiz(article, items=bank, drawn=3), "en", NOW)
    assert [slot.version.item for slot in attempt.slots.all()] == [bank[2]]
    assert attempt.max_score == 1


def test_a_quiz_with_nothing_to_ask_starts_nothing(student: User) -> None:
    quiz = make_quiz(make_article(), drawn=10)
    with pytest.raises(service.NothingToDrawError):
        service.start_attempt(student, quiz, "en", NOW)
    assert not Attempt.objects.exists()


def test_an_answer_is_one_row_however_often_it_is_sent(student: User) -> None:
    attempt = start(student)
    for _time in range(3):
        response = service.save_response(attempt.pk, student, 1, {"option": "a"}, NOW)
    assert response.revision == 1
    assert Response.objects.count() == 1


def test_a_changed_answer_counts_its_revision_up(student: User) -> None:
    attempt = start(student)
    service.save_response(attempt.pk, student, 1, {"option": "a"}, NOW)
    response = service.save_response(attempt.pk, student, 1, {"option": "b"}, LATER)
    assert (response.revision, response.saved_at) == (2, LATER)
    assert response.score is None


def test_an_older_answer_never_overwrites_a_newer_one(student: User) -> None:
    attempt = start(student)
    service.save_response(attempt.pk, student, 1, {"option": "a"}, NOW, revision=5)
    service.save_response(attempt.pk, student, 1, {"option": "b"}, NOW, revision=7)
    with pytest.raises(service.StaleAnswerError) as refused:
        service.save_response(attempt.pk, student, 1, {"option": "c"}, LATER, revision=6)
    assert refused.value.current.answer == {"option": "b"}
    assert Response.objects.get().answer == {"option": "b"}


def test_the_same_answer_given_again_later_makes_those_between_older(student: User) -> None:
    attempt = start(student)
    service.save_response(attempt.pk, student, 1, {"option": "a"}, NOW, revision=1)
    service.save_response(attempt.pk, student, 1, {"option": "a"}, NOW, revision=3)
    with pytest.raises(service.StaleAnswerError):
        service.save_response(attempt.pk, student, 1, {"option": "b"}, LATER, revision=2)


def test_a_malformed_answer_is_refused_and_nothing_is_kept(student: User) -> None:
    attempt = start(student)
    with pytest.raises(MalformedResponseError):
        service.save_response(attempt.pk, student, 1, {"option": "z"}, NOW)
    assert not Response.objects.exists()


def test_a_question_that_is_not_there_cannot_be_answered(student: User) -> None:
    with pytest.raises(service.NoSuchQuestionError):
        service.save_response(start(student).pk, student, 4, {"option": "a"}, NOW)


def test_somebody_elses_attempt_does_not_exist(student: User, student2: User) -> None:
    attempt = start(student)
    for call in (
        lambda: service.save_response(attempt.pk, student2, 1, {"option": "a"}, NOW),
        lambda: service.submit(attempt.pk, student2, NOW),
        lambda: own_attempt(student2, attempt.pk),
        lambda: visible_attempt(student2, attempt.pk),
        lambda: own_attempt(student, uuid.uuid4()),
    ):
        with pytest.raises(Attempt.DoesNotExist):
            call()


def test_a_submitted_attempt_takes_no_more_answers(student: User) -> None:
    attempt = start(student)
    service.submit(attempt.pk, student, NOW)
    with pytest.raises(service.AttemptSubmittedError):
        service.save_response(attempt.pk, student, 1, {"option": "a"}, NOW)


def test_the_score_counts_what_is_right_and_blanks_as_nothing(student: User) -> None:
    attempt = start(student, count=4)
    service.save_response(attempt.pk, student, 1, {"option": "a"}, NOW)
    service.save_response(attempt.pk, student, 2, {"option": "b"}, NOW)
    submitted = service.submit(attempt.pk, student, LATER)
    assert (submitted.score, submitted.max_score, submitted.submitted_at) == (1, 4, LATER)


def test_submitting_again_changes_nothing(student: User) -> None:
    attempt = start(student)
    service.submit(attempt.pk, student, NOW)
    assert service.submit(attempt.pk, student, LATER).submitted_at == NOW


def test_every_form_is_marked_when_submitted(student: User) -> None:
    attempt = service.start_attempt(student, quiz_of_every_form(), "en", NOW)
    for slot in attempt.slots.select_related("version__item"):
        answer = RIGHT[Form(slot.version.item.form)]
        service.save_response(attempt.pk, student, slot.position, answer, NOW)
    assert service.submit(attempt.pk, student, NOW).score == attempt.max_score


def test_an_attempt_keeps_the_version_it_showed(student: User) -> None:
    attempt = start(student, count=1)
    slot = attempt.slots.select_related("version__item").get()
    service.save_response(attempt.pk, student, 1, {"option": "a"}, NOW)
    content = slot.version.to_content()
    options = tuple(
        type(option)(**{**vars(option), "is_key": not option.is_key})
        for option in content.body.options
    )
    add_version(slot.version.item, type(content)(**{**vars(content), "body": ChoiceBody(options)}))
    assert service.submit(attempt.pk, student, NOW).score == 1


def test_the_learners_view_holds_no_key_or_explanation(student: User) -> None:
    attempt = service.start_attempt(student, quiz_of_every_form(), "en", NOW)
    assert KEPT_BACK not in repr(attempt_view(attempt))


def test_there_is_no_result_before_submission(student: User) -> None:
    with pytest.raises(NotSubmittedError):
        result_view(start(student))


def test_the_result_tells_right_answer_reasons_and_passage(student: User) -> None:
    attempt = service.start_attempt(student, quiz_of_every_form(), "en", NOW)
    service.save_response(attempt.pk, student, 1, {"option": "b"}, NOW)
    result = result_view(service.submit(attempt.pk, student, NOW))
    choice, truth, number, text = result.questions
    assert choice.right == ("9,500",)
    assert [o.id for o in choice.options if o.is_chosen] == ["b"]
    assert all(KEPT_BACK in option.reason for option in choice.options)
    assert KEPT_BACK in choice.explanation
    assert choice.passage is not None
    assert choice.passage.number == 1
    assert truth.truth is True
    assert number.right == ("9,500 people",)
    assert text.right == (f"{KEPT_BACK} answer",)
    assert result.attempt.source.publisher.text == "People's Daily"


def test_a_teachers_own_question_has_no_passage(student: User) -> None:
    article = make_article()
    quiz = make_quiz(article, items=[make_item(article)], status=PublicationStatus.PUBLISHED)
    attempt = service.start_attempt(student, quiz, "en", NOW)
    assert result_view(service.submit(attempt.pk, student, NOW)).questions[0].passage is None
