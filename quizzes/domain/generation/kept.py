"""Parts of an item's content: its wrong values, and what it says in one language."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from quizzes.domain.facts import Term, Value
from quizzes.domain.items import ChoiceBody, ItemContent, Proof, TrueFalseBody
from quizzes.domain.text import Text

T = TypeVar("T")


def proofs_of(content: ItemContent) -> tuple[Proof, ...]:
    """The proofs of the wrong values that a content shows."""
    match content.body:
        case ChoiceBody(options):
            return tuple(option.proof for option in options if option.proof is not None)
        case TrueFalseBody(proof=Proof() as proof):
            return (proof,)
    return ()


def keys_of(content: ItemContent) -> tuple[Value, ...]:
    """The values of the right options of a choice, else ()."""
    if not isinstance(content.body, ChoiceBody):
        return ()
    return tuple(each.value for each in content.body.options if each.is_key and each.value)


def only_in(content: ItemContent, language: str) -> ItemContent:
    """The content in one of its languages: every other one is left out of its texts."""
    return replace(
        content,
        stem=_one(content.stem, language),
        explanation=_one(content.explanation, language),
        body=_in_language(content.body, language),
        languages=(language,),
    )


def _one(text: Text, language: str) -> Text:
    return Text.of({language: text[language]}) if language in text else Text()


def _in_language(value: Any, language: str) -> Any:
    """A body with its texts in one language; values keep theirs, being what is proven wrong."""
    if isinstance(value, Text):
        return _one(value, language)
    if isinstance(value, tuple):
        return tuple(_in_language(member, language) for member in value)
    if is_dataclass(value) and not isinstance(value, type | Term | Proof):
        changes = {
            member.name: _in_language(getattr(value, member.name), language)
            for member in fields(value)
            if member.name != "value"
        }
        return replace(value, **changes)
    return value
