"""What a question must have to be answered at all, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.domain.items import (
    ChoiceBody,
    Form,
    ItemContent,
    NumericBody,
    TextBody,
)
from quizzes.domain.problems import Problem
from quizzes.domain.quality.words import reading
from quizzes.domain.values.normalise import normalise

FEWEST_OPTIONS = 2


def languages_of(content: ItemContent) -> tuple[str, ...]:
    """The languages in which the stem and every option or answer exist.

    >>> from quizzes.domain.items import TrueFalseBody
    >>> from quizzes.domain.text import Text
    >>> stem = Text.of({"en": "Ice floats."})
    >>> languages_of(ItemContent(Form.TRUE_FALSE, (), stem, Text(), TrueFalseBody(True)))
    ('en',)
    """
    return tuple(each for each in content.stem if _exists_in(content, each))


def _exists_in(content: ItemContent, language: str) -> bool:
    if content.explanation and language not in content.explanation:
        return False
    match content.body:
        case ChoiceBody(options):
            return all(option.text.get(language, "").strip() for option in options)
        case TextBody(answer):
            return language in answer
    return True


def problems_of(content: ItemContent, where: str = "") -> list[Problem]:
    """Everything that keeps a question from being answered; [] for a sound one."""
    return [Problem(code, where, field, params) for field, code, params in _problems(content)]


def _problems(content: ItemContent) -> Iterator[tuple[str, str, dict[str, str]]]:
    if not any(text.strip() for text in content.stem.values()):
        yield "stem", "stem_missing", {}
    elif not content.languages:
        yield "stem", "no_whole_language", {}
    match content.body:
        case ChoiceBody():
            yield from _of_choice(content.form, content.body)
        case NumericBody(quantity=quantity, tolerance=tolerance):
            if not (quantity.amount.is_finite() and tolerance >= 0):
                yield "body", "number_out_of_range", {}
        case TextBody(accepted=accepted):
            if not any(normalise(text) for text in accepted):
                yield "body", "answer_missing", {}


def _of_choice(form: Form, body: ChoiceBody) -> Iterator[tuple[str, str, dict[str, str]]]:
    if len(body.options) < FEWEST_OPTIONS:
        yield "options", "options_too_few", {"needed": str(FEWEST_OPTIONS)}
    if len({option.id for option in body.options}) < len(body.options):
        yield "options", "option_ids_repeat", {}
    right = sum(option.is_key for option in body.options)
    if not right or (form is Form.SINGLE_CHOICE and right > 1):
        yield "options", "one_right_option", {"found": str(right)}
    yield from _repeated(body)


def _repeated(body: ChoiceBody) -> Iterator[tuple[str, str, dict[str, str]]]:
    seen: set[tuple[str, str]] = set()
    for option in body.options:
        for language, text in option.text.items():
            if (language, reading(text)) in seen:
                yield "options", "option_repeated", {"text": text}
            seen.add((language, reading(text)))
