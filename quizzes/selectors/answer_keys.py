"""The key by which an answered question is looked back on: the one of today, where that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from quizzes.domain.items import ChoiceBody, ItemContent, TrueFalseBody
from quizzes.domain.text import Text
from quizzes.models import Attempt, AttemptSlot, Regrade
from quizzes.models.base import PublicationStatus
from quizzes.selectors.marking_anew import AnewMarker, SubmissionMarker
from quizzes.selectors.right_answers import right_answer

KEY_RELATIONS = ("version__item__point__fact__passage__article", "version__item__current")
"""What a slot should be loaded with for its key."""


@dataclass(frozen=True)
class CorrectedKey:
    """That the right answer is another one than when the question was answered.

    `was` is the right answer of then in words; `was_truth` stands for it in true/false. Where the
    one of today could not be given, everyone who met the question is credited.
    """

    was: tuple[str, ...]
    was_truth: bool | None
    is_credited: bool


@dataclass(frozen=True)
class AnswerKey:
    """A question as it was seen, with the key, reasons and explanation that hold today.

    `right` is the right answer in words, `truth` stands for it in true/false. Parts at `credited`
    count as right whatever was answered.
    """

    content: ItemContent
    right: tuple[str, ...]
    truth: bool | None
    correction: CorrectedKey | None = None
    credited: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ScoreNote:
    """That the score of an attempt was changed: from what to what, why, and when."""

    was: float
    now: float
    reason: str
    at: datetime


class AnswerKeys:
    """The keys of the questions of an attempt: of corrected facts, and where scores were given anew
    by hand. No query where all is as it was seen; five at most.
    """

    def __init__(self, slots: Sequence[AttemptSlot], regrades: Sequence[Regrade] = ()) -> None:
        anew = {mark["position"] for regrade in regrades for mark in regrade.marks}
        by_hand = [slot for slot in slots if slot.position in anew]
        others = [slot for slot in slots if slot.position not in anew]
        markers = ((by_hand, AnewMarker(by_hand)), (others, SubmissionMarker(others)))
        self._markers = {slot.pk: marker for found, marker in markers for slot in found}

    def key(self, slot: AttemptSlot, language: str) -> AnswerKey:
        """The key of a question, in words of a language."""
        seen = _content(slot)
        key = AnswerKey(seen, _words(seen, language), _truth(seen))
        marker = self._markers[slot.pk]
        if not marker.is_changed(slot):
            return key
        found, today = marker.content(slot), _today(slot)
        shown = _as_of_today(found.content if found else _keyless(seen), today)
        right, truth = (_words(shown, language), _truth(shown)) if found else ((), None)
        if found is None and today is not None and today.form == seen.form:
            right = _words(today, language)
        credited = found.credited if found else frozenset()
        if found and not credited and (right, truth) == (key.right, key.truth):
            return key
        is_credited = found is None or bool(credited)
        was = CorrectedKey(key.right, key.truth, is_credited)
        return AnswerKey(shown, right, truth, was, credited)


def regrades_of(attempt: Attempt) -> list[Regrade]:
    """The regrades of an attempt, the first one first. One query."""
    return list(attempt.regrades.order_by("created_at", "pk"))


def score_notes(regrades: Sequence[Regrade]) -> tuple[ScoreNote, ...]:
    """What a learner is told of regrades that changed the score."""
    return tuple(
        ScoreNote(each.old_score, each.new_score, each.reason, each.created_at)
        for each in regrades
        if each.old_score != each.new_score
    )


def _content(slot: AttemptSlot) -> ItemContent:
    return slot.version.to_content()


def _today(slot: AttemptSlot) -> ItemContent | None:
    item = slot.version.item
    if item.current is None or item.status != PublicationStatus.PUBLISHED:
        return None
    item.current.item = item
    return item.current.to_content()


def _as_of_today(content: ItemContent, today: ItemContent | None) -> ItemContent:
    """Without the reasons and the explanation of then: they say what was not so."""
    body = content.body
    if isinstance(body, ChoiceBody):
        options = tuple(replace(each, reason=Text()) for each in body.options)
        body = replace(body, options=options)
    elif isinstance(body, TrueFalseBody):
        body = replace(body, reason=Text())
    return replace(content, body=body, explanation=today.explanation if today else Text())


def _keyless(content: ItemContent) -> ItemContent:
    """Of the options that were shown, none is right."""
    body = content.body
    if not isinstance(body, ChoiceBody):
        return content
    options = tuple(replace(each, is_key=False) for each in body.options)
    return replace(content, body=replace(body, options=options))


def _words(content: ItemContent, language: str) -> tuple[str, ...]:
    body = content.body
    if isinstance(body, ChoiceBody):
        return tuple(each.text.best(language) for each in body.options if each.is_key)
    return right_answer(body, language)


def _truth(content: ItemContent) -> bool | None:
    return content.body.truth if isinstance(content.body, TrueFalseBody) else None
