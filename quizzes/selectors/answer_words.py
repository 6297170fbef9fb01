"""A marked answer and the right one, in words that can stand in a list or a cell."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quizzes.selectors.results import ReviewedQuestion


def given_words(reviewed: ReviewedQuestion) -> tuple[str, ...]:
    """What the learner answered: several texts for several options, pairs, places or gaps."""
    answer = reviewed.question.answer or {}
    if reviewed.options:
        return tuple(option.text for option in reviewed.options if option.is_chosen)
    if reviewed.parts:
        return tuple(_labelled(part.label, part.given or "–") for part in reviewed.parts)
    if "value" in answer:
        return tuple(truth_words(value) for value in (answer.get("value"),) if value is not None)
    if "number" in answer:
        unit = str(answer.get("unit") or reviewed.question.unit)
        return (with_unit(str(answer["number"]), unit),)
    return tuple(filter(None, (str(answer.get("text", "")),)))


def right_words(reviewed: ReviewedQuestion) -> tuple[str, ...]:
    """What would have been right, in the same manner."""
    if reviewed.truth is not None:
        return (truth_words(reviewed.truth),)
    if reviewed.parts:
        return tuple(_labelled(part.label, part.right) for part in reviewed.parts)
    return reviewed.right


def truth_words(value: object) -> str:
    """True and false in the language of the pages."""
    return _("True") if value else _("False")


def with_unit(number: str, unit: str) -> str:
    """What was written, with the unit that stood beside the field.

    >>> with_unit("200", "mu"), with_unit("95", "%"), with_unit("200", "亩"), with_unit("7", "")
    ('200 mu', '95%', '200亩', '7')
    """
    is_latin_word = unit[:1].isascii() and unit[:1].isalpha()
    return f"{number} {unit}" if is_latin_word else f"{number}{unit}"


def _labelled(label: str, text: str) -> str:
    return f"{label} – {text}" if label else text
