"""Ordering: `{"order": [id, …]}`, every one of them, first to last."""

from __future__ import annotations

from itertools import combinations

from quizzes.domain.items import Form, OrderingBody
from quizzes.domain.marking.base import Marker, Response, ids_of
from quizzes.domain.responses import MalformedResponseError, Mark, PartMark


def parse(body: OrderingBody, response: Response) -> list[str]:
    """The ids as they were put; malformed where one is missing, for it has no place to mark."""
    order = ids_of(response, "order", set(body.order), "unknown_option")
    if len(order) < len(body.order):
        raise MalformedResponseError(
            "order", "order_incomplete", found=len(order), needed=len(body.order)
        )
    return order


def score(body: OrderingBody, order: list[str], language: str) -> Mark:
    """By how many pairs stand the right way round, less those that do not; 0 at least.

    That is Kendall's tau (M. G. Kendall, "A New Measure of Rank Correlation", Biometrika 30, 1938)
    without its negative half: 1 for the right order, and 0 on average for one by lot, where the
    share of things in their own place would give nothing for a list that is only moved by one.
    """
    places = {each: place for place, each in enumerate(body.order)}
    pairs = list(combinations(order, 2))
    right = sum(places[first] < places[second] for first, second in pairs)
    earned = max(0.0, (2 * right - len(pairs)) / len(pairs))
    rule = {1.0: "order", 0.0: None}.get(earned, "partial")
    texts = {each.id: each.text.best(language) for each in body.entries}
    return Mark(earned, rule, read=", ".join(texts[each] for each in order))


def parts(body: OrderingBody, order: list[str] | None, language: str) -> tuple[PartMark, ...]:
    """Place by place, first to last."""
    texts = {each.id: each.text.best(language) for each in body.entries}
    given = order or [""] * len(body.order)
    return tuple(
        PartMark(str(place), texts.get(mine, ""), texts[right], mine == right)
        for place, (mine, right) in enumerate(zip(given, body.order, strict=True), 1)
    )


MARKER = Marker(Form.ORDERING, OrderingBody, "order", parse, score, parts=parts)
