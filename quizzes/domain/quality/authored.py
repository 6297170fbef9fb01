"""What a question must have to be answered at all, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzes.domain.items import (
    Body,
    ChoiceBody,
    ClozeBody,
    Form,
    ItemContent,
    MatchingBody,
    NumericBody,
    OrderingBody,
    TextBody,
)
from quizzes.domain.problems import Problem
from quizzes.domain.quality.words import reading
from quizzes.domain.text import Text
from quizzes.domain.values.normalise import normalise

GAP = re.compile(r"\{([^{}]*)\}")
FEWEST_OPTIONS = 2
FEWEST_PAIRS = 2
FEWEST_IN_ORDER = 3
MOST_ENTRIES = 10
Found = Iterator[tuple[str, str, dict[str, str]]]
"""Field, code and params of what is wrong."""


def languages_of(content: ItemContent) -> tuple[str, ...]:
    """The languages in which the stem, the explanation and every option or answer exist.

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
    texts = _texts_of(content.body)
    return all(text.get(language, "").strip() for text in texts)


def _texts_of(body: Body) -> Iterator[Text]:
    """The texts of a body without which it cannot be answered in a language."""
    match body:
        case ChoiceBody(options):
            yield from (option.text for option in options)
        case TextBody(answer):
            yield answer
        case MatchingBody(left=left, right=right):
            yield from (entry.text for entry in (*left, *right))
        case OrderingBody(entries=entries):
            yield from (entry.text for entry in entries)
        case ClozeBody(text=text, gaps=gaps):
            yield text
            yield from (gap.answer.answer for gap in gaps if isinstance(gap.answer, TextBody))


def problems_of(content: ItemContent, where: str = "") -> list[Problem]:
    """Everything that keeps a question from being answered; [] for a sound one."""
    return [Problem(code, where, field, params) for field, code, params in _problems(content)]


def _problems(content: ItemContent) -> Found:
    if not any(text.strip() for text in content.stem.values()):
        yield "stem", "stem_missing", {}
    elif not content.languages:
        yield "stem", "no_whole_language", {}
    match content.body:
        case ChoiceBody():
            yield from _of_choice(content.form, content.body)
        case NumericBody() | TextBody():
            yield from _of_answer(content.body, "body")
        case MatchingBody():
            yield from _of_matching(content.body)
        case OrderingBody():
            yield from _of_ordering(content.body)
        case ClozeBody():
            yield from _of_cloze(content.body)


def _of_answer(body: NumericBody | TextBody, field: str) -> Found:
    if isinstance(body, TextBody):
        if not any(normalise(text) for text in body.accepted):
            yield field, "answer_missing", {}
    elif not (body.quantity.amount.is_finite() and body.tolerance >= 0):
        yield field, "number_out_of_range", {}


def _of_choice(form: Form, body: ChoiceBody) -> Found:
    if len(body.options) < FEWEST_OPTIONS:
        yield "options", "options_too_few", {"needed": str(FEWEST_OPTIONS)}
    if len({option.id for option in body.options}) < len(body.options):
        yield "options", "option_ids_repeat", {}
    right = sum(option.is_key for option in body.options)
    if form is Form.MULTIPLE_CHOICE:
        if right in {0, len(body.options)}:
            yield "options", "right_and_wrong_options", {}
    elif right != 1:
        yield "options", "one_right_option", {"found": str(right)}
    yield from _repeated("options", [option.text for option in body.options])


def _of_matching(body: MatchingBody) -> Found:
    if len(body.pairs) < FEWEST_PAIRS:
        yield "pairs", "pairs_too_few", {"needed": str(FEWEST_PAIRS)}
    if max(len(body.left), len(body.right)) > MOST_ENTRIES:
        yield "pairs", "entries_too_many", {"most": str(MOST_ENTRIES)}
    lefts, rights = [pair.left for pair in body.pairs], [pair.right for pair in body.pairs]
    known = {entry.id for entry in body.right}
    is_whole = sorted(lefts) == sorted(entry.id for entry in body.left)
    if not is_whole or len(set(rights)) < len(rights) or not known.issuperset(rights):
        yield "pairs", "not_one_to_one", {}
    yield from _repeated("pairs", [entry.text for entry in body.left])
    yield from _repeated("pairs", [entry.text for entry in body.right])


def _of_ordering(body: OrderingBody) -> Found:
    if len(body.entries) < FEWEST_IN_ORDER:
        yield "order", "order_too_short", {"needed": str(FEWEST_IN_ORDER)}
    if len(body.entries) > MOST_ENTRIES:
        yield "order", "entries_too_many", {"most": str(MOST_ENTRIES)}
    if sorted(body.order) != sorted(entry.id for entry in body.entries):
        yield "order", "order_of_others", {}
    yield from _repeated("order", [entry.text for entry in body.entries])


def _of_cloze(body: ClozeBody) -> Found:
    ids = [gap.id for gap in body.gaps]
    if not ids:
        yield "gaps", "no_gap", {}
    if len(ids) > MOST_ENTRIES:
        yield "gaps", "too_many_gaps", {"most": str(MOST_ENTRIES)}
    if any(sorted(GAP.findall(text)) != sorted(ids) for text in body.text.values()):
        yield "gaps", "gaps_not_once", {}
    for gap in body.gaps:
        yield from _of_answer(gap.answer, "gaps")


def _repeated(field: str, texts: Sequence[Text]) -> Found:
    seen: set[tuple[str, str]] = set()
    for text in texts:
        for language, words in text.items():
            if (language, reading(words)) in seen:
                yield field, "option_repeated", {"text": words}
            seen.add((language, reading(words)))
