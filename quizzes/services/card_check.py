"""An answer typed to a card: marked as a question is, and what rating that suggests."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.domain.memory.settings import Rating
from quizzes.domain.responses import Mark
from quizzes.models import Fact, Point, User
from quizzes.selectors.kept_back import is_kept_back
from quizzes.services.trying import try_answer


class KeptBackError(Exception):
    """An open attempt asks about the fact: its answer is not told before that is handed in."""

    code = "kept_back"


@dataclass(frozen=True)
class CheckedCard:
    """What marking makes of a typed answer. The learner may still rate the card otherwise."""

    mark: Mark
    is_right: bool
    suggested: Rating


def check_card(learner: User, key: str, text: str, language: str) -> CheckedCard | None:
    """Mark what a learner typed; None for no card that learners may see. Nothing is recorded.

    Wrong or blank suggests again, right suggests good. Raises KeptBackError, NotWrittenError, and
    MalformedResponseError for what cannot be read, which is not wrong.
    """
    point = _published(key)
    if point is None:
        return None
    if is_kept_back(learner, key):
        raise KeptBackError
    mark = try_answer(point, text, language)
    is_right = mark.score >= 1.0
    return CheckedCard(mark, is_right, Rating.GOOD if is_right else Rating.AGAIN)


def _published(key: str) -> Point | None:
    fact, _dot, name = key.rpartition(".")
    points = Point.objects.filter(fact__key=fact, name=name, fact__status=Fact.Status.PUBLISHED)
    return points.select_related("fact__article").first()
