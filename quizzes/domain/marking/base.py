"""What a form's module provides to be marked: parse, then score."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from quizzes.domain.items import Body, Form
from quizzes.domain.responses import MalformedResponseError, Mark, PartMark
from quizzes.domain.text import is_storable

BodyT = TypeVar("BodyT", bound=Body)
AnswerT = TypeVar("AnswerT")

Response = Mapping[str, object]


@dataclass(frozen=True)
class Marker(Generic[BodyT, AnswerT]):
    """How a form is marked.

    `field` is the member of a response that holds the answer, `extras` those that may go with it.
    `parse` takes the body and the response and raises MalformedResponseError for what cannot be
    scored; `score` takes the body, what was parsed and the learner's language. Neither sees blanks.
    `parts`, for a form whose answers have several, takes the same and tells them apart; None there
    is an answer left empty.
    """

    form: Form
    body: type[BodyT]
    field: str
    parse: Callable[[BodyT, Response], AnswerT]
    score: Callable[[BodyT, AnswerT, str], Mark]
    extras: tuple[str, ...] = ()
    parts: Callable[[BodyT, AnswerT | None, str], tuple[PartMark, ...]] | None = None

    def parts_of(self, body: BodyT, response: Response, language: str) -> tuple[PartMark, ...]:
        """The parts of an answer one by one; () for a form without parts."""
        if self.parts is None:
            return ()
        is_blank = is_empty(response.get(self.field))
        return self.parts(body, None if is_blank else self.parse(body, response), language)

    def mark(self, body: BodyT, response: Response, language: str) -> Mark:
        """The mark of a response; blank where the answer was left empty."""
        for name in response:
            if name != self.field and name not in self.extras:
                raise MalformedResponseError(_shown(name), "unknown_field")
            if isinstance(response[name], str) and not is_storable(str(response[name])):
                raise MalformedResponseError(name, "bad_character")
        if is_empty(response.get(self.field)):
            return Mark(0.0, is_blank=True, blank_share=1.0)
        return self.score(body, self.parse(body, response), language)


def mapping_of(response: Response, field: str, known: Collection[str]) -> dict[str, str]:
    """The member of a response as texts by id; those left empty are left out."""
    value = response[field]
    if not isinstance(value, Mapping):
        raise MalformedResponseError(field, "wrong_type", expected="object")
    for name, text in value.items():
        if name not in known:
            raise MalformedResponseError(field, "unknown_option", option=_shown(name))
        if text is not None and not isinstance(text, str):
            raise MalformedResponseError(field, "wrong_type", part=name, expected="text")
        if text and not is_storable(text):
            raise MalformedResponseError(field, "bad_character", part=name)
    return {name: text for name, text in value.items() if text and text.strip()}


def share_mark(parts: Sequence[PartMark], rule: str, read: str) -> Mark:
    """The mark of an answer in parts: the share of those that are right.

    An answer of which every part was left empty is a blank one.
    """
    right, blank = sum(each.is_right for each in parts), sum(not each.given for each in parts)
    named = rule if right == len(parts) else "partial" if right else None
    is_blank, count = blank == len(parts), len(parts)
    return Mark(right / count, named, read, is_blank, blank / count)


def ids_of(response: Response, field: str, known: Collection[str], code: str) -> list[str]:
    """The member of a response as ids, each of them known and none of them twice."""
    value = response[field]
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise MalformedResponseError(field, "wrong_type", expected="list")
    for each in value:
        if each not in known:
            raise MalformedResponseError(field, code, option=_shown(each))
    if len(set(value)) < len(value):
        raise MalformedResponseError(field, "repeated")
    return list(value)


def is_empty(value: object) -> bool:
    """Whether nothing was answered: none, no text but spaces, or no members."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list | tuple | dict) and not value)


def _shown(name: object) -> str:
    return str(name)[:80].encode("ascii", "backslashreplace").decode()


def text_of(response: Response, field: str, limit: int) -> str:
    """The member of a response as text; malformed when it is none, or longer than the limit."""
    value = response.get(field)
    if not isinstance(value, str):
        raise MalformedResponseError(field, "wrong_type", expected="text")
    if len(value) > limit:
        raise MalformedResponseError(field, "too_long", limit=limit)
    return value
