"""The mistakes book as a learner reads it: question, own answer, right answer, passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from quizzes.models import AttemptSlot, Fact, Response
from quizzes.selectors.attempts import ReviewedQuestion, reviewed_question
from quizzes.selectors.mistakes import Mistake
from quizzes.selectors.words import Words, words_of


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


def mistake_entries(found: Sequence[Mistake], language: str) -> list[MistakeEntry]:
    """The entries of some mistakes, in their order; two queries for any number of them."""
    responses = {mistake.missed.response for mistake in found}
    slots = AttemptSlot.objects.filter(response__in=responses).select_related(
        "version__item__point__fact__passage__article", "response"
    )
    by_response = {_response_of(slot).pk: slot for slot in slots}
    facts = Fact.objects.select_related("topic", "article").in_bulk({m.fact_id for m in found})
    return [
        _entry(each, by_response[each.missed.response], facts[each.fact_id], language)
        for each in found
        if each.missed.response in by_response
    ]


def _response_of(slot: AttemptSlot) -> Response:
    response: Response = slot.response
    return response


def _entry(mistake: Mistake, slot: AttemptSlot, fact: Fact, language: str) -> MistakeEntry:
    reviewed = reviewed_question(slot, language)
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
