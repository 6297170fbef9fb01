"""Sentences with values, proposed as facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quizzes.domain.facts import EntityRef, PointKind
from quizzes.domain.proposals.found import Figure, FoundValue, Language, NewName
from quizzes.domain.proposals.passages import MAX_TEXT, split_sentences
from quizzes.domain.proposals.reader import Reader
from quizzes.domain.values.dates import PartialDate

_QUOTED = re.compile(r"^[“\"「『‘](.*)[”\"」』’][。.!！?？]?$", re.DOTALL)
_QUESTION = re.compile(r"[?？][”\"」』]?$")
_OPINION = re.compile(
    r"感叹|感慨|自豪|骄傲|喜悦|高兴地|奇迹|谱写|汹涌|澎湃|注入.{0,4}(?:动力|活力)|绽放|硕果|"
    r"\b(?:proud|pride|believe|wonderful|amazing|dream|hope|glorious|inspir\w+|beautiful)\b",
    re.IGNORECASE,
)
_BRACES = str.maketrans("{}", "()")
_SLUG = re.compile(r"[^a-z0-9_]+")
_COUNTED = {"person": "people", "company": "companies", "percent": "share", "person-time": "times"}


@dataclass(frozen=True)
class Proposed:
    """A point of a candidate: its name in the statement, and the value found for it."""

    name: str
    found: FoundValue


@dataclass(frozen=True)
class Candidate:
    """A sentence that may become a fact: `statement` has {name} where each value stood.

    `start` is where the sentence begins in its passage; places of the values count from there.
    The statement is in the article's words: before publishing they must be put in one's own.
    """

    passage: int
    start: int
    sentence: str
    statement: str
    points: tuple[Proposed, ...]
    language: Language


@dataclass(frozen=True)
class MarkedPassage:
    """A numbered passage with the values found in it, and its candidates."""

    number: int
    text: str
    values: tuple[FoundValue, ...]
    candidates: tuple[Candidate, ...]


def propose(
    passages: Sequence[tuple[int, str]], language: Language, published: date, reader: Reader
) -> list[MarkedPassage]:
    """The passages with what was found in them; ValueError for more than MAX_TEXT characters."""
    if sum(len(text) for _, text in passages) > MAX_TEXT:
        raise ValueError(f"more than {MAX_TEXT} characters")
    whole = "\n".join(text for _, text in passages)
    return [_marked(number, text, whole, language, published, reader) for number, text in passages]


def _marked(
    number: int, text: str, whole: str, language: Language, published: date, reader: Reader
) -> MarkedPassage:
    values: list[FoundValue] = []
    candidates: list[Candidate] = []
    for sentence in split_sentences(text, language):
        found = reader.read(sentence.text, language, published, whole)
        values += [value.moved(sentence.start) for value in found]
        if is_factual(sentence.text, found):
            candidates.append(
                make_candidate(number, sentence.start, sentence.text, found, language, reader)
            )
    return MarkedPassage(number, text, tuple(values), tuple(candidates))


def is_factual(sentence: str, found: Sequence[FoundValue]) -> bool:
    """Whether a sentence is proposed: what people can be asked, not what they should feel.

    Proposed is what has a figure, a date, a named programme or two names. Without a figure or a
    date, mere quotations and sentences with words of praise are left out; questions always are.
    """
    if _QUESTION.search(sentence) or not found:
        return False
    if any(value.kind in {PointKind.QUANTITY, PointKind.DATE} for value in found):
        return True
    if _QUOTED.match(sentence) or _OPINION.search(sentence):
        return False
    return len(found) > 1 or any(_is_programme(value) for value in found)


def _is_programme(found: FoundValue) -> bool:
    return isinstance(found.value, NewName) and found.value.kind == "programme"


def make_candidate(
    passage: int,
    start: int,
    sentence: str,
    found: Sequence[FoundValue],
    language: Language,
    reader: Reader,
) -> Candidate:
    """The sentence with its values replaced by {name}; the words of a unit stay."""
    parts: list[str] = []
    points: list[Proposed] = []
    names: set[str] = set()
    position = 0
    for value in found:
        name = _free(point_name(value, reader), names)
        parts += [sentence[position : value.start].translate(_BRACES), f"{{{name}}}", _unit(value)]
        points.append(Proposed(name, value))
        position = value.end
    parts.append(sentence[position:].translate(_BRACES))
    return Candidate(passage, start, sentence, "".join(parts), tuple(points), language)


def _unit(found: FoundValue) -> str:
    return found.value.unit_text if isinstance(found.value, Figure) else ""


def point_name(found: FoundValue, reader: Reader) -> str:
    """What a point may be called: after its unit, its category, or its kind."""
    match found.value:
        case Figure(unit=unit):
            return _slug(_COUNTED.get(unit, unit)) or "amount"
        case PartialDate():
            return "date"
        case EntityRef(key=key):
            entity = reader.entities[key]
            return _slug(entity.category) or _slug(entity.kind) or "name"
        case NewName(category=category):
            return _slug(category) or "name"


def _slug(text: str) -> str:
    name = _SLUG.sub("_", text.lower().replace("-", "_")).strip("_")[:30]
    return name if name[:1].isalpha() else ""


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name}_{number}", number + 1
    taken.add(free)
    return free
