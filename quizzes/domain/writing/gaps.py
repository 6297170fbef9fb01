"""Sentences with gaps as they are typed: what belongs in a gap stands in it, in braces.

`Aksu had trained {9500} workers in {Hotan City | Hotan}.` Other ways to write an answer follow
after bars, `{9500 ± 50}` leaves room around a number, and where two languages name things in
another order a number tells which gap is which: `{2: 和田市}`.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from quizzes.domain.formats.cells import split_ways
from quizzes.domain.generation.wording import wording
from quizzes.domain.items import ClozeBody, Gap, NumericBody
from quizzes.domain.problems import Problem, ProblemsError
from quizzes.domain.text import Text
from quizzes.domain.values.figures import plain
from quizzes.domain.writing.bodies import gap_answer

MOST_GAPS = 10
IDS = string.ascii_lowercase[:MOST_GAPS]
_GAP = re.compile(r"\{([^{}]*)\}")
_NUMBERED = re.compile(r"\s*(\d{1,2})\s*[:：](.*)", re.DOTALL)
_TOLERANCE = re.compile(r"(.*?)\s*(?:±|\+/?-)\s*(\d+(?:\.\d+)?)\s*", re.DOTALL)
_HAN = re.compile(r"[\u3400-\u9fff]")
_SPECIAL = re.compile(r"[\\|｜]")


class GapsError(ProblemsError):
    """A sentence whose gaps cannot be read: its problem names the language, as "stem.en"."""

    def __init__(self, code: str, language: str, **params: object) -> None:
        said = {name: str(value) for name, value in params.items()}
        super().__init__([Problem(code, "", f"stem.{language}", said)])


@dataclass(frozen=True)
class WrittenGap:
    """A gap in one language: its number, the answer, other ways to write it, and the room."""

    number: int
    answer: str
    others: tuple[str, ...] = ()
    tolerance: Decimal | None = None


def read_gaps(sentences: Text) -> ClozeBody:
    """The body that sentences in one or several languages give.

    Raises GapsError: brace_open, no_gap, too_many_gaps, gap_empty, gap_numbers (they are not 1, 2,
    3…), gaps_differ (a language has another number of gaps), tolerance_of_text.

    >>> body = read_gaps(Text.of({"en": "{Aksu | Aksu City} had trained {9,500} workers."}))
    >>> body.text["en"], [gap.id for gap in body.gaps], body.gaps[0].answer.accepted
    ('{a} had trained {b} workers.', ['a', 'b'], ('Aksu', 'Aksu City'))
    """
    texts: dict[str, str] = {}
    gaps: dict[str, dict[int, WrittenGap]] = {}
    for language, sentence in sentences.items():
        texts[language], gaps[language] = _read(sentence, language)
    counts = {language: len(found) for language, found in gaps.items()}
    if len(set(counts.values())) > 1:
        fewest = min(counts, key=lambda language: counts[language])
        most = max(counts.values())
        raise GapsError("gaps_differ", fewest, found=counts[fewest], needed=most)
    numbers = sorted(next(iter(gaps.values()), {}))
    return ClozeBody(
        Text.of(texts),
        tuple(
            _gap(number, {language: found[number] for language, found in gaps.items()})
            for number in numbers
        ),
    )


def _read(sentence: str, language: str) -> tuple[str, dict[int, WrittenGap]]:
    if re.search(r"[{}]", _GAP.sub("", sentence)):
        raise GapsError("brace_open", language)
    written = [_read_gap(found[1], language) for found in _GAP.finditer(sentence)]
    if not written:
        raise GapsError("no_gap", language)
    if len(written) > MOST_GAPS:
        raise GapsError("too_many_gaps", language, most=MOST_GAPS)
    if not any(gap.number for gap in written):
        written = [replace(gap, number=place) for place, gap in enumerate(written, 1)]
    if sorted(gap.number for gap in written) != list(range(1, len(written) + 1)):
        raise GapsError("gap_numbers", language, count=len(written))
    ids = iter(written)
    return _GAP.sub(lambda _: "{" + IDS[next(ids).number - 1] + "}", sentence), {
        gap.number: gap for gap in written
    }


def _read_gap(text: str, language: str) -> WrittenGap:
    numbered = _NUMBERED.fullmatch(text)
    number, text = (int(numbered[1]), numbered[2]) if numbered else (0, text)
    with_room = _TOLERANCE.fullmatch(text)
    room = Decimal(with_room[2]) if with_room else None
    ways = split_ways(with_room[1] if with_room else text)
    if not ways:
        raise GapsError("gap_empty", language)
    return WrittenGap(number, ways[0], tuple(ways[1:]), room)


def _gap(number: int, written: Mapping[str, WrittenGap]) -> Gap:
    answer = Text.of({language: gap.answer for language, gap in written.items()})
    others = [text for gap in written.values() for text in gap.others]
    room = next((gap.tolerance for gap in written.values() if gap.tolerance is not None), None)
    # Those in Chinese first, as they are handed back: the same sentence read again is the same.
    others.sort(key=lambda text: _HAN.search(text) is None)
    body = gap_answer(answer, others, room)
    if room is not None and not isinstance(body, NumericBody):
        raise GapsError("tolerance_of_text", next(iter(written)), answer=answer.best("en"))
    return Gap(IDS[number - 1], body)


def stem_of(body: ClozeBody) -> Text:
    """Sentences as they are asked: the mark of the language for each gap, numbered if several.

    >>> stem_of(read_gaps(Text.of({"en": "{Aksu} had trained {9500} workers."})))["en"]
    '_____(1) had trained _____(2) workers.'
    """
    numbers = {gap.id: number for number, gap in enumerate(body.gaps, 1)}

    def mark(found: re.Match[str], language: str) -> str:
        number = f"({numbers.get(found[1], 0)})" if len(numbers) > 1 else ""
        return wording(language).gap + number

    return Text.of(
        {
            language: _GAP.sub(partial(mark, language=language), sentence)
            for language, sentence in body.text.items()
        }
    )


def write_gaps(body: ClozeBody) -> Text:
    """The sentences as they are typed: `read_gaps` reads them again.

    >>> chinese = "{2: 9500}名，{1: 阿}"
    >>> typed = Text.of({"en": "{Aksu|Aksu City} had {9500±50}.", "zh-hans": chinese})
    >>> write_gaps(read_gaps(typed))["zh-hans"]
    '{2: 9500 ± 50}名，{1: 阿}'
    """
    return Text.of(
        {
            language: _write(sentence, _typed_in(body, language))
            for language, sentence in body.text.items()
        }
    )


def typed_gaps(body: ClozeBody) -> dict[str, tuple[str, ...]]:
    """What stands in the braces of each gap, by its id, in the order of the languages.

    >>> typed_gaps(read_gaps(Text.of({"en": "{Aksu} had {9500 ± 50}."})))
    {'a': ('Aksu',), 'b': ('9500 ± 50',)}
    """
    each = [_typed_in(body, language) for language in sorted(body.text)]
    return {gap.id: tuple(typed[gap.id] for typed in each) for gap in body.gaps}


def _typed_in(body: ClozeBody, language: str) -> dict[str, str]:
    return {gap.id: _typed(gap, language, tuple(body.text)) for gap in body.gaps}


def _write(sentence: str, typed: Mapping[str, str]) -> str:
    is_moved = _GAP.findall(sentence) != list(typed)
    # "12: 30" is no gap with a number, if every gap has one.
    is_numbered = is_moved or any(_NUMBERED.fullmatch(text) for text in typed.values())
    numbers = {gap: f"{place}: " if is_numbered else "" for place, gap in enumerate(typed, 1)}
    return _GAP.sub(lambda found: "{" + numbers[found[1]] + typed[found[1]] + "}", sentence)


def _typed(gap: Gap, language: str, languages: tuple[str, ...]) -> str:
    answer = gap.answer
    if isinstance(answer, NumericBody):
        room = f" ± {plain(answer.tolerance)}" if answer.tolerance else ""
        return plain(answer.quantity.amount) + room
    others = [text for text in answer.accepted if text not in answer.answer.values()]
    mine = [text for text in others if _home(text, languages) == language]
    ways = [answer.answer.best(language), *mine]
    return " | ".join(_SPECIAL.sub(lambda found: f"\\{found[0]}", way) for way in ways)


def _home(text: str, languages: tuple[str, ...]) -> str:
    """The language beside whose answer another way to write it is shown."""
    is_chinese = _HAN.search(text) is not None
    return next((each for each in languages if each.startswith("zh") == is_chinese), languages[0])
