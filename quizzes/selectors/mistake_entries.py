"""The mistakes book as a learner reads it: question, own answer, right answer, passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from quizzes.domain.items import Form
from quizzes.models import AttemptSlot, Fact, Review, User
from quizzes.selectors.answer_keys import KEY_RELATIONS, AnswerKeys
from quizzes.selectors.kept_back import facts_being_asked
from quizzes.selectors.mistakes import Mistake, evidence_id
from quizzes.selectors.results import ReviewedQuestion, reviewed_question
from quizzes.selectors.words import Words, words_of

FORMS_ON_SEVERAL_POINTS = (Form.MATCHING, Form.CLOZE)


@dataclass(frozen=True)
class MistakeEntry:
    """One point of the book, with the question in which it was last missed.

    Of a question on several points, `reviewed.parts` are those of this point only.
    """

    mistake: Mistake
    article: str
    title: Words
    publisher: Words
    published_on: date
    topic: str
    topic_name: Words
    reviewed: ReviewedQuestion


def mistake_entries(learner: User, found: Sequence[Mistake], language: str) -> list[MistakeEntry]:
    """The entries of some mistakes, in their order; a constant number of queries:
    five where nothing was corrected.

    Left out is a question of which an open attempt asks another fact.
    """
    slots, asked = _slots(learner, found), facts_being_asked(learner)
    keys = AnswerKeys(list(slots.values()))
    facts = Fact.objects.select_related("topic", "article").in_bulk({m.fact_id for m in found})
    return [
        _entry(each, slots[each.point_id], facts[each.fact_id], language, keys)
        for each in found
        if each.point_id in slots
        and asked.isdisjoint(map(_fact_of, slots[each.point_id].version.asks))
    ]


def _fact_of(point: str) -> str:
    return point.rpartition(".")[0]


def _slots(learner: User, found: Sequence[Mistake]) -> dict[int, AttemptSlot]:
    """The questions in which points were last missed, by the id of the point."""
    missed = _reviews(learner, found)
    answered = AttemptSlot.objects.filter(attempt__learner=learner, response__isnull=False)
    points = Q(version__item__point__in=[each.point_id for each in found])
    several = Q(version__item__form__in=FORMS_ON_SEVERAL_POINTS)
    rows = answered.filter(points | several).values_list(
        "pk", "attempt_id", "position", "version__asks"
    )
    by_point = {
        missed[review]: pk
        for pk, attempt, position, asks in rows
        for key in ("", *asks)
        if (review := evidence_id(attempt, position, key)) in missed
    }
    slots = AttemptSlot.objects.select_related(*KEY_RELATIONS, "response").in_bulk(
        set(by_point.values())
    )
    return {point: slots[pk] for point, pk in by_point.items()}


def _reviews(learner: User, found: Sequence[Mistake]) -> dict[UUID, int]:
    """The point by the id of the review that says that it was missed last."""
    last = {each.point_id: each.missed.at for each in found}
    misses = Review.objects.filter(
        learner=learner, point__in=last, source=Review.Source.QUIZ, rating=Review.Rating.AGAIN
    ).order_by("received_at", "id")
    rows = misses.values_list("point_id", "reviewed_at", "id")
    of_point = {point: review for point, at, review in rows if at == last[point]}
    return {review: point for point, review in of_point.items()}


def _entry(
    mistake: Mistake, slot: AttemptSlot, fact: Fact, language: str, keys: AnswerKeys
) -> MistakeEntry:
    reviewed = reviewed_question(slot, language, keys)
    of_point = tuple(part for part in reviewed.parts if part.point == mistake.point)
    return MistakeEntry(
        mistake=mistake,
        article=fact.article.key,
        title=words_of(fact.article, "title", language),
        publisher=words_of(fact.article, "publisher", language),
        published_on=fact.article.published_on,
        topic=fact.topic.key,
        topic_name=words_of(fact.topic, "name", language),
        reviewed=replace(reviewed, parts=of_point or reviewed.parts),
    )
