"""A question as a teacher reads it: all that it holds, language by language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import override

from quizzes.admin.answers import truth_in_words
from quizzes.domain.items import (
    Body,
    Card,
    ChoiceBody,
    ItemContent,
    MatchingBody,
    OrderingBody,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.text import Text
from quizzes.models import Item
from quizzes.models.base import content_languages
from quizzes.selectors.right_answers import right_answer


@dataclass(frozen=True)
class ShownOption:
    """An option with its sign, and why it is right or wrong."""

    text: str
    is_key: bool
    reason: str


@dataclass(frozen=True)
class ShownQuestion:
    """One language of a question, its answers in words of that language."""

    language: str
    stem: str
    options: tuple[ShownOption, ...]
    is_list: bool
    answers: tuple[str, ...]
    accepted: tuple[str, ...]
    spares: tuple[str, ...]
    reason: str
    explanation: str


@dataclass(frozen=True)
class ShownCard:
    """One language of a card."""

    language: str
    front: str
    back: str
    explanation: str


def show_content(content: ItemContent) -> list[ShownQuestion]:
    """A question in each language that its stem exists in."""
    return [_question(content, each) for each in content_languages() if each in content.stem]


def _question(content: ItemContent, language: str) -> ShownQuestion:
    body: Body = content.body
    return ShownQuestion(
        language=language,
        stem=content.stem.best(language),
        options=_options(body, language),
        is_list=isinstance(body, MatchingBody | OrderingBody),
        answers=_answers(body, language),
        accepted=body.accepted if isinstance(body, TextBody) else (),
        spares=_spares(body, language),
        reason=body.reason.get(language, "") if isinstance(body, TrueFalseBody) else "",
        explanation=content.explanation.get(language, ""),
    )


def _answers(body: Body, language: str) -> tuple[str, ...]:
    if isinstance(body, TrueFalseBody):
        with override(language):
            return (truth_in_words(body.truth),)
    return right_answer(body, language)


def _spares(body: Body, language: str) -> tuple[str, ...]:
    """The choices of matching that belong to none."""
    if not isinstance(body, MatchingBody):
        return ()
    used = {pair.right for pair in body.pairs}
    return tuple(entry.text.best(language) for entry in body.right if entry.id not in used)


def _options(body: Body, language: str) -> tuple[ShownOption, ...]:
    if not isinstance(body, ChoiceBody):
        return ()
    return tuple(
        ShownOption(option.text.best(language), option.is_key, option.reason.get(language, ""))
        for option in body.options
    )


def show_card(card: Card) -> list[ShownCard]:
    """A card in each language that its front exists in."""
    return [
        ShownCard(each, card.front[each], card.back.best(each), _in(card.explanation, each))
        for each in content_languages()
        if each in card.front
    ]


def _in(text: Text, language: str) -> str:
    return text.get(language, "")


def item_label(item: Item) -> str:
    """A question in a list to choose from: what it asks, its form and its article."""
    stem = str(item.current) if item.current else item.key
    return f"{stem} ({item.get_form_display()}, {item.article.key})"
