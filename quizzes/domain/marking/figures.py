"""Whether a figure that was read is the figure that was reported."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal

from quizzes.domain.values.figures import write_quantity
from quizzes.domain.values.normalise import normalise
from quizzes.domain.values.numerals import NumberRead
from quizzes.domain.values.quantities import ABOUT_SHARE, CONVERSION_SLACK, Bound, Quantity
from quizzes.domain.values.unit_words import is_unit_word

_UPWARD = {Bound.OVER, Bound.AT_LEAST, Bound.MORE_THAN}
_DOWNWARD = {Bound.AT_MOST, Bound.LESS_THAN}
_EXACT_DIGITS = 4
_SHOWN = Context(prec=12)


class UnknownUnitError(ValueError):
    """The word after a number is no unit that we know."""


def size_of_unit(word: str, units: Mapping[str, Decimal]) -> Decimal | None:
    """The size of the unit in the unit asked for, None for one that does not convert to it.

    No word is the unit asked for. What is counted may follow its measure word (9500名电商人才).
    Raises UnknownUnitError.

    >>> people = {"名": Decimal(1), "人": Decimal(1)}
    >>> str(size_of_unit("名电商人才", people)), size_of_unit("公里", people)
    ('1', None)
    """
    word = normalise(word)
    if not word:
        return Decimal(1)
    sizes = {normalise(name): size for name, size in units.items()}
    if word in sizes:
        return sizes[word]
    if is_unit_word(word):
        return None
    if any(size == 1 and _counts(word, name) for name, size in sizes.items()):
        return Decimal(1)
    raise UnknownUnitError(word)


def _counts(word: str, name: str) -> bool:
    """Whether the word is a Chinese unit of one or more characters and then what it counts."""
    following = word.removeprefix(name)
    return bool(name) and following != word and not (word + "x").isascii() and _is_han(following)


def _is_han(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)


def accepting_rule(
    reported: Quantity, read: NumberRead, size: Decimal, tolerance: Decimal
) -> str | None:
    """The rule by which the figure read is the figure reported, else None.

    The figure counts, not the hedge: 9500, "9500多" and "more than 9,500" all give it, but a hedge
    that says the opposite ("under 9,500") does not. Rules: the reader's own (digits, chinese…);
    converted, from another unit; tolerance, within what the teacher allows, or within 5 % of a
    figure that is itself only "about".
    """
    if not _hedges_agree(reported.bound, read.bound):
        return None
    pairs = [(reported.amount, read.amount * size)]
    if reported.upper is not None or read.upper is not None:
        if reported.upper is None or read.upper is None:
            return None
        pairs.append((reported.upper, read.upper * size))
    if all(_equal(one, other, size) for one, other in pairs):
        return read.rule if size == 1 else "converted"
    allowed = _allowed(reported, tolerance)
    near = allowed > 0 and all(abs(one - other) <= allowed for one, other in pairs)
    return "tolerance" if near else None


def write_read(read: NumberRead, language: str) -> str:
    """The figure read, as a person would write it, with its unit.

    >>> write_read(NumberRead(Decimal(9500), Bound.OVER, "人", "chinese"), "zh-hans")
    '9500多人'
    """
    amount = _SHOWN.plus(read.amount)
    upper = None if read.upper is None else _SHOWN.plus(read.upper)
    figure = write_quantity(Quantity(amount, "", read.bound, upper), language)
    spaced = read.rest[:1].isascii() and read.rest[:1].isalpha()
    return f"{figure} {read.rest}" if spaced else f"{figure}{read.rest}"


def _hedges_agree(reported: Bound, read: Bound) -> bool:
    return not (
        (reported in _UPWARD and read in _DOWNWARD) or (reported in _DOWNWARD and read in _UPWARD)
    )


def _equal(reported: Decimal, given: Decimal, size: Decimal) -> bool:
    # Only a factor that was itself rounded (mu to square metres) forgives a difference.
    rounded = len(size.normalize().as_tuple().digits) > _EXACT_DIGITS
    slack = abs(reported) * CONVERSION_SLACK if rounded else 0
    return abs(reported - given) <= slack


def _allowed(reported: Quantity, tolerance: Decimal) -> Decimal:
    if tolerance > 0:
        return tolerance
    about = reported.bound is Bound.ABOUT
    return abs(reported.amount) * ABOUT_SHARE if about else Decimal(0)
