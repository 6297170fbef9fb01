"""Reviews that a device made without a connection, sent together when it is back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from quizzes.models import User
from quizzes.services.study import ReviewError, ReviewInput, record_reviews


@dataclass(frozen=True)
class Received:
    """Which reviews are recorded now, be it by an earlier sending; and why others are not."""

    stored: tuple[UUID, ...]
    refused: Mapping[UUID, str]


def receive_reviews(learner: User, reviews: Sequence[ReviewInput], now: datetime) -> Received:
    """Record every review that can be: one that cannot does not hold back those made with it.

    `refused` has the codes of `record_reviews`; such a review stays refused, however often sent.
    """
    refused: dict[UUID, str] = {}
    left = list(reviews)
    while left:
        try:
            record_reviews(learner, left, now)
        except ReviewError as error:
            codes = {problem.where: problem.code for problem in error.problems}
            refused |= {
                each.id: codes[f"review {each.id}"] for each in left if f"review {each.id}" in codes
            }
            left = [each for each in left if each.id not in refused]
        else:
            break
    return Received(tuple(each.id for each in left), refused)
