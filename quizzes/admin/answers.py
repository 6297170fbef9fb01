"""The answers of an attempt in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from quizzes.selectors.results import ReviewedQuestion
from quizzes.services.explaining import accepted_text


@dataclass(frozen=True)
class AnswerRow:
    """One question of a submitted attempt as a row of a table."""

    position: int
    language: str
    stem: str
    answer: str
    right: str
    score: float
    accepted: str


def answer_row(reviewed: ReviewedQuestion) -> AnswerRow:
    """A reviewed question as a row."""
    question = reviewed.question
    truth = None if reviewed.truth is None else truth_in_words(reviewed.truth)
    return AnswerRow(
        position=question.position,
        language=question.language,
        stem=question.stem,
        answer=_answer(reviewed, question.answer or {}),
        right=truth or " / ".join(reviewed.right),
        score=reviewed.score or 0.0,
        accepted=accepted_text(reviewed.rule),
    )


def truth_in_words(truth: bool) -> str:
    """True or false, in the active language."""
    return _("True") if truth else _("False")


def _answer(reviewed: ReviewedQuestion, answer: Mapping[str, Any]) -> str:
    """What the learner chose or wrote; "" without an answer."""
    chosen = [option.text for option in reviewed.options if option.is_chosen]
    if chosen:
        return " / ".join(chosen)
    if reviewed.parts:
        return " / ".join(part.given or "–" for part in reviewed.parts) if answer else ""
    if "value" in answer:
        return truth_in_words(bool(answer["value"]))
    written = (answer.get(name) for name in ("number", "text", "unit"))
    return " ".join(str(part) for part in written if part not in (None, ""))
