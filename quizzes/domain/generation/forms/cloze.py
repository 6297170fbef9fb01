"""Cloze: a fact's statement with one gap or two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from quizzes.domain.facts import FactBase, Point, PointKind
from quizzes.domain.generation import wording
from quizzes.domain.generation.context import MADE_ELSEWHERE, Asked, RefusedError
from quizzes.domain.generation.distractors.visible import stands_in
from quizzes.domain.generation.forms import numeric, short_text
from quizzes.domain.generation.registry import register
from quizzes.domain.generation.shown import stand_in
from quizzes.domain.items import ClozeBody, Form, Gap, ItemContent, NumericBody, TextBody
from quizzes.domain.quality.words import echoes
from quizzes.domain.text import Text
from quizzes.domain.values.compare import write_value
from quizzes.domain.values.dates import PartialDate

MOST_GAPS = 2
KINDS = {PointKind.QUANTITY, PointKind.DATE, PointKind.ENTITY, PointKind.TERM}
IDS = "ab"
Gaps = tuple[Point, ...]


def is_exclusive(_base: FactBase, point: Point) -> bool:
    """Only a point that one value alone makes true can be a gap."""
    return point.exclusive


@register(Form.CLOZE, KINDS, is_exclusive)
def make(asked: Asked) -> ItemContent:
    """As many gaps as the rest of the statement settles, the first of them that of the point.

    It is made once for a fact, at the first of its points that can be a gap.
    """
    able = [each for each in asked.fact.points if _can_be_a_gap(asked, each)]
    if asked.point not in able:
        _answer_of(asked, asked.point)  # says why
    if able[0] != asked.point:
        raise RefusedError(MADE_ELSEWHERE)
    gaps = next((g for g in _choices(asked, able) if _holds(asked, g)), None)
    if gaps is None:
        raise RefusedError("gap_in_stem")
    stem = asked.text({each: _stem(asked, gaps, each) for each in asked.languages})
    return ItemContent(
        form=Form.CLOZE,
        points=tuple(each.key for each in gaps),
        stem=stem,
        explanation=wording.explanation(asked),
        body=_body(asked, gaps),
        shows=stand_in(asked, gaps, stem),
        seed=asked.seed,
        languages=asked.languages,
    )


def _can_be_a_gap(asked: Asked, point: Point) -> bool:
    if point.kind not in KINDS:
        return False
    try:
        _answer_of(asked, point)
    except RefusedError:
        return False
    return True


def _answer_of(asked: Asked, point: Point) -> NumericBody | TextBody:
    each = replace(asked, point=point)
    is_figure = point.kind is PointKind.QUANTITY
    return numeric.body_of(each) if is_figure else short_text.body_of(each)


def _choices(asked: Asked, able: list[Point]) -> Iterator[Gaps]:
    """Choices of gaps with the first one among them, those of more gaps before those of fewer.

    The gaps of an earlier version come before all others.
    """
    if asked.before is not None:
        kept = tuple(each for each in able if each.key in asked.before.points)
        if kept[:1] == (able[0],) and len(kept) == len(asked.before.points):
            yield kept
    random = asked.random("gaps", asked.attempt)
    for count in range(min(MOST_GAPS, len(able)) - 1, -1, -1):
        found = list(combinations(able[1:], count))
        yield from ((able[0], *others) for others in random.sample(found, len(found)))


def _holds(asked: Asked, gaps: Gaps) -> bool:
    stem = asked.text({each: _stem(asked, gaps, each) for each in asked.languages})
    no_answer_in_stem = not any(stands_in(each.value, stem, asked.base) for each in gaps)
    return no_answer_in_stem and is_settled(gaps, asked.base)


def is_settled(gaps: Gaps, base: FactBase) -> bool:
    """Whether the rest of the statement leaves one value for each gap, all being open at once.

    Each point is exclusive while the rest is fixed, so one gap always is. Of several, some point
    must be settled without the others: its own question, whose answer is one, shows none of them,
    nor a telling word of one.
    With that one known the next must be, and so on.
    """
    open_ones = list(gaps)
    while len(open_ones) > 1:
        settled = next((each for each in open_ones if _is_alone(each, open_ones, base)), None)
        if settled is None:
            return False
        open_ones.remove(settled)
    return True


def _is_alone(point: Point, gaps: list[Point], base: FactBase) -> bool:
    others = [each for each in gaps if each != point]
    return bool(point.question) and not any(
        stands_in(each.value, point.question, base)
        or any(
            echoes(write_value(each.value, language, base), question)
            for language, question in point.question.items()
        )
        for each in others
    )


def _stem(asked: Asked, gaps: Gaps, language: str) -> str:
    gap = wording.wording(language).gap
    texts = {point.name: f"{gap}({n})" for n, point in enumerate(gaps, 1)}
    return _filled(asked, texts if len(gaps) > 1 else {gaps[0].name: gap}, language)


def _filled(asked: Asked, texts: dict[str, str], language: str) -> str:
    words, who = wording.wording(language), asked.fact.attributed_to.get(language)
    text = wording.fill(asked.fact, language, asked.base, texts)
    if who:
        return words.fill_gaps_of.format(text, who=wording.continued(who))
    return words.fill_gaps.format(text)


def _body(asked: Asked, gaps: Gaps) -> ClozeBody:
    names = {point.name: "{" + IDS[place] + "}" for place, point in enumerate(gaps)}
    texts = {each: _filled(asked, names, each) for each in asked.languages}
    return ClozeBody(
        asked.text(texts),
        tuple(
            Gap(IDS[place], _answer_of(asked, point), point.key, _hint(asked, point))
            for place, point in enumerate(gaps)
        ),
    )


def _hint(asked: Asked, point: Point) -> Text:
    value = point.value
    if not isinstance(value, PartialDate):
        return Text()
    return asked.text(
        {
            each: wording.wording(each).date_precision[value.precision].strip(" ()（）.")
            for each in asked.languages
        }
    )
