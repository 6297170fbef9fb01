"""Rules about the options of a choice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from quizzes.domain.facts import FactBase, Value
from quizzes.domain.items import Form, Option
from quizzes.domain.quality.findings import Flaw, Seen, Severity, rule
from quizzes.domain.quality.words import display_width, echoes, reading
from quizzes.domain.quality.written import Written, overlap, written_value
from quizzes.domain.values.compare import provably_different
from quizzes.domain.values.dates import PartialDate
from quizzes.domain.values.quantities import Quantity

LONGEST_KEY = Decimal("1.3")
"""The right option is at most so many times as wide as the mean wrong one."""

FEWEST_OPTIONS = 2
FARTHEST = 100
"""A wrong figure that a teacher wrote is at most so many times the right one."""

ALL_OF_THE_ABOVE = re.compile(
    r"\b(?:all|both) of (?:the )?(?:above|these|them)\b"
    r"|以上(?:都|皆|全部|均)(?:是|对|正确)|以上全部",
    re.IGNORECASE,
)
NONE_OF_THE_ABOVE = re.compile(
    r"\b(?:none|neither) of (?:the )?(?:above|these|them)\b|以上(?:都|皆|均)(?:不|非)",
    re.IGNORECASE,
)
NO_ANSWER = re.compile(
    r"\b(?:i (?:do not|don't) know|no idea|who cares|just kidding)\b|不知道|不清楚|随便|哈哈", re.I
)


@rule("one_key")
def exactly_one_key(seen: Seen) -> Iterator[Flaw]:
    """A single choice has one right option; a multiple choice has one at least."""
    right = sum(option.is_key for option in seen.options)
    single = seen.content.form is Form.SINGLE_CHOICE
    if seen.options and (right == 0 or (single and right > 1)):
        yield Flaw("body", params={"right": str(right)})


@rule("too_few_options")
def enough_options(seen: Seen) -> Iterator[Flaw]:
    """A choice between fewer than two options is none."""
    is_choice = seen.content.form in {Form.SINGLE_CHOICE, Form.MULTIPLE_CHOICE}
    if is_choice and len(seen.options) < FEWEST_OPTIONS:
        yield Flaw("body", params={"found": str(len(seen.options))})


@rule("duplicate_options")
def no_two_options_alike(seen: Seen) -> Iterator[Flaw]:
    """No two options read the same, whatever their spaces, case or script."""
    counts = Counter(reading(seen.text(option)) for option in seen.options)
    for option in seen.options:
        if counts[reading(seen.text(option))] > 1:
            yield Flaw(f"option:{option.id}", (seen.text(option),))


@rule("two_true_options")
def wrong_options_differ_from_the_key(seen: Seen) -> Iterator[Flaw]:
    """Where the values are known, no wrong option may be right as well."""
    if seen.base is None:
        return
    keys = [option.value for option in seen.options if option.is_key and option.value]
    for option in seen.options:
        if option.is_key or option.value is None or option.proof is None:
            continue
        if any(_may_be_same(key, option.value, seen.base) for key in keys):
            yield Flaw(f"option:{option.id}", (seen.text(option),))


def _may_be_same(key: Value, value: Value, base: FactBase) -> bool:
    if isinstance(key, Quantity) and isinstance(value, Quantity):
        return (key.amount, key.upper, key.unit) == (value.amount, value.upper, value.unit)
    return not provably_different(key, value, base)


@rule("overlapping_options", Severity.WARNING)
def no_written_value_includes_the_key(seen: Seen) -> Iterator[Flaw]:
    """Where a teacher wrote the options, no wrong figure or date goes with the right one.

    9500 and 9.5 thousand, 10 to 20 and 15 to 25, 2024 and August 2024: both may be argued for.
    """
    keys = [each for each in seen.options if each.is_key and each.value is None]
    right = [written_value(seen.text(key)) for key in keys]
    for option in seen.options:
        if option.is_key or option.value is not None:
            continue
        text = seen.text(option)
        if any(overlap(written_value(text), value) for value in right) and not any(
            reading(text) == reading(seen.text(key)) for key in keys
        ):
            yield Flaw(f"option:{option.id}", (text,))


@rule("implausible_distractors", Severity.WARNING)
def no_wrong_option_is_out_of_the_question(seen: Seen) -> Iterator[Flaw]:
    """A figure a hundred times too large, or no answer at all, is chosen by nobody.

    Whether a wrong name is one that a learner may believe, only a person can say.
    """
    right = [value for each in seen.options if each.is_key and (value := _figure(seen, each))]
    for option in seen.options:
        if option.is_key:
            continue
        figure, text = _figure(seen, option), seen.text(option)
        far = option.value is None and figure and any(_is_far(figure, key) for key in right)
        if far or NO_ANSWER.search(text):
            yield Flaw(f"option:{option.id}", (text,))


def _figure(seen: Seen, option: Option) -> Quantity | None:
    value: object = option.value or written_value(seen.text(option))
    return value if isinstance(value, Quantity) else None


def _is_far(one: Quantity, other: Quantity) -> bool:
    low, high = sorted((abs(one.amount), abs(other.amount)))
    return one.unit == other.unit and low > 0 and high > FARTHEST * low


@rule("longest_option_correct")
def key_is_not_much_longer(seen: Seen) -> Iterator[Flaw]:
    """The right option is not the one that its length gives away."""
    if not seen.keys or not seen.distractors or _are_figures(seen):
        return
    widths = [display_width(text) for text in seen.distractors]
    mean = Decimal(sum(widths)) / len(widths)
    for option in seen.options:
        width = display_width(seen.text(option))
        if option.is_key and width > LONGEST_KEY * mean:
            params = {"width": str(width), "mean": f"{mean:.1f}"}
            yield Flaw(f"option:{option.id}", (seen.text(option),), params)


def _are_figures(seen: Seen) -> bool:
    """Of figures and dates, longer says larger or later, and no more."""
    return all(isinstance(option.value, Quantity | PartialDate) for option in seen.options)


@rule("word_repeats")
def no_word_of_the_key_alone_in_the_stem(seen: Seen) -> Iterator[Flaw]:
    """A word that stem and key share, and no wrong option, points to the key."""
    shared = frozenset().union(*(echoes(key, seen.stem) for key in seen.keys))
    offered = frozenset().union(*(echoes(text, seen.stem) for text in seen.distractors))
    if seen.distractors and (words := shared - offered):
        yield Flaw("stem", tuple(sorted(words)))


@rule("all_of_the_above")
def no_all_of_the_above(seen: Seen) -> Iterator[Flaw]:
    """ "All of the above" is known from two of the options."""
    yield from _matching(seen, ALL_OF_THE_ABOVE)


@rule("none_of_the_above")
def no_none_of_the_above(seen: Seen) -> Iterator[Flaw]:
    """ "None of the above" shows what a learner rejects, not what they know."""
    yield from _matching(seen, NONE_OF_THE_ABOVE)


def _matching(seen: Seen, pattern: re.Pattern[str]) -> Iterator[Flaw]:
    for option in seen.options:
        if found := pattern.search(seen.text(option)):
            yield Flaw(f"option:{option.id}", (found.group().casefold(),))


@rule("lost_sequence", Severity.ERROR)
def figures_are_sorted(seen: Seen) -> Iterator[Flaw]:
    """Figures and dates stand in their order, so that a learner need not search for them."""
    values = [option.value or written_value(seen.text(option)) for option in seen.options]
    places = [_place(value) for value in values if isinstance(value, Quantity | PartialDate)]
    if len(places) == len(seen.options) and len({kind for kind, _at in places}) == 1:
        order = sorted(places)
        if places not in (order, order[::-1]):
            yield Flaw("body")


def _place(value: Written) -> tuple[str, Decimal]:
    """Where a value stands among those of its kind."""
    if isinstance(value, Quantity):
        return f"quantity {value.unit}", value.amount
    return "date", Decimal(value.start.toordinal())


@rule("percent_out_of_range")
def percentages_stay_possible(seen: Seen) -> Iterator[Flaw]:
    """A share of more than 100 % is excluded without knowing anything."""
    for option in seen.options:
        value = option.value
        if isinstance(value, Quantity) and value.unit == "percent":
            top = value.amount if value.upper is None else value.upper
            if not 0 <= value.amount <= top <= 100:
                yield Flaw(f"option:{option.id}", (seen.text(option),))
