"""An item as its authors read it: the members of `ItemShape`, key and proofs included."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quizzes.domain.items import (
    Body,
    ChoiceBody,
    ClozeBody,
    ItemContent,
    MatchingBody,
    NumericBody,
    Option,
    OrderingBody,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.text import Text
from quizzes.models import Item
from quizzes.services.linting import ExplainedFinding, explain


@dataclass(frozen=True)
class AuthoredItem:
    """An item with the content of its present version, which is read once."""

    item: Item

    @cached_property
    def content(self) -> ItemContent | None:
        """None while the item has no version."""
        if self.item.current is None:
            return None
        self.item.current.item = self.item  # saves a query
        return self.item.current.to_content()

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def article(self) -> str:
        return self.item.article.key

    @property
    def point(self) -> str | None:
        point = self.item.point
        return f"{point.fact.key}.{point.name}" if point else None

    @property
    def form(self) -> str:
        return self.item.form

    @property
    def origin(self) -> str:
        return self.item.origin

    @property
    def status(self) -> str:
        return self.item.status

    @property
    def version(self) -> int:
        return self.item.current.number if self.item.current else 0

    @property
    def languages(self) -> list[str]:
        return list(self.item.current.languages) if self.item.current else []

    @property
    def stem(self) -> Text:
        return self.content.stem if self.content else Text()

    @property
    def explanation(self) -> Text:
        return self.content.explanation if self.content else Text()

    @property
    def options(self) -> tuple[Option, ...]:
        body = self.content.body if self.content else None
        return body.options if isinstance(body, ChoiceBody) else ()

    @property
    def findings(self) -> list[ExplainedFinding]:
        """What the rules find that need no facts: a list of fifty costs some milliseconds."""
        return explain(self.content) if self.content else []

    @property
    def right(self) -> list[str]:
        return [option.id for option in self.options if option.is_key]

    @property
    def answer(self) -> dict[str, Any] | None:
        """The members of `AuthorAnswerShape`; None for forms that have options."""
        return (_answer(self.content.body) or None) if self.content else None


def _answer(body: Body) -> dict[str, Any]:
    match body:
        case TrueFalseBody(truth=truth, proof=proof, reason=reason):
            return {"truth": truth, "reason": reason, **({"proof": proof} if proof else {})}
        case NumericBody() | TextBody():
            return _written(body)
        case MatchingBody():
            return _matched(body)
        case OrderingBody(entries=entries, order=order, proofs=proofs):
            texts = {each.id: each.text for each in entries}
            told = {"proofs": list(proofs)} if proofs else {}
            return {"order": [texts[each] for each in order], **told}
        case ClozeBody(text, gaps):
            filled = [
                {"id": g.id, "point": g.point, "hint": g.hint, **_written(g.answer)} for g in gaps
            ]
            return {"text": text, "gaps": filled}
    return {}


def _written(body: NumericBody | TextBody) -> dict[str, Any]:
    if isinstance(body, TextBody):
        return {"answer": body.answer, "accepted": list(body.accepted)}
    return {
        "amount": body.quantity.amount,
        "unit": body.quantity.unit,
        "bound": body.quantity.bound.value,
        "tolerance": body.tolerance,
    }


def _matched(body: MatchingBody) -> dict[str, Any]:
    left, right = ({each.id: each.text for each in side} for side in (body.left, body.right))
    used = {pair.right for pair in body.pairs}
    return {
        "pairs": [
            {"left": left[pair.left], "right": right[pair.right], "point": pair.point}
            for pair in body.pairs
        ],
        "spares": [text for key, text in right.items() if key not in used],
        "proofs": list(body.proofs),
    }
