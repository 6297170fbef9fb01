"""How much of what an article says is found in its text: recall and precision of values.

Run by itself: `python -m benchmarks.proposals [TEXT]`. TEXT, or QUIZSITE_ARTICLE, is a file with
the text of the first article, which is not kept here; without it that part is left out.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from quizzes.domain.facts import Entity, EntityRef
from quizzes.domain.proposals import (
    FoundValue,
    Language,
    MarkedPassage,
    Reader,
    propose,
    split_passages,
)
from quizzes.domain.proposals.found import Figure, NewName
from quizzes.domain.text import Text
from quizzes.domain.values.dates import PartialDate
from quizzes.domain.values.units import Unit

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"
LANGUAGES = {"zh": Language.CHINESE, "en": Language.ENGLISH}
Value = tuple[int, str, str]
"""A passage's number, a kind, and the value as it is compared."""


@dataclass(frozen=True)
class Score:
    """Of the values that are right, how many were found; of those found, how many are right."""

    name: str
    expected: frozenset[Value]
    found: frozenset[Value]

    @property
    def recall(self) -> float:
        return len(self.expected & self.found) / len(self.expected)

    @property
    def precision(self) -> float:
        return len(self.expected & self.found) / max(1, len(self.found))


def records(*fixtures: str) -> list[dict[str, Any]]:
    found = []
    for fixture in fixtures:
        found += yaml.safe_load((FIXTURES / f"{fixture}.yaml").read_text("utf-8"))
    return [{"model": each["model"].removeprefix("quizzes."), **each["fields"]} for each in found]


def both(record: Mapping[str, Any], field: str) -> Text:
    return Text.of(
        {"zh-hans": record.get(f"{field}_zh_hans") or "", "en": record.get(f"{field}_en") or ""}
    )


def make_reader(*fixtures: str) -> Reader:
    """With the units of the fixtures and the entities of some of them."""
    units = {
        each["key"]: Unit(
            each["key"],
            each["dimension"],
            Decimal(each["factor"]),
            both(each, "name"),
            both(each, "plural"),
            each["symbol"],
            each["measure_word"],
        )
        for each in records("units")
        if each["model"] == "unit"
    }
    return Reader(units, [_entity(e) for e in records(*fixtures) if e["model"] == "entity"])


def _entity(record: Mapping[str, Any]) -> Entity:
    aliases = tuple(str(record.get("aliases") or "").splitlines())
    return Entity(record["key"], record["kind"], record["category"], both(record, "name"), aliases)


def written(found: FoundValue) -> tuple[str, str]:
    """A found value's kind and how it is compared with a known one."""
    match found.value:
        case Figure(amount=amount, bound=bound, upper=upper):
            end = f"-{upper.normalize():f}" if upper is not None else ""
            return "quantity", f"{amount.normalize():f}{end} {bound.value}"
        case PartialDate(start=start, precision=precision):
            return "date", f"{start} {precision.value}"
        case EntityRef(key=key):
            return "entity", key
        case NewName(name=name):
            return "name", name


def found_values(marked: Iterable[MarkedPassage]) -> frozenset[Value]:
    return frozenset((p.number, *written(value)) for p in marked for value in p.values)


def known_values(fixture: str) -> frozenset[Value]:
    """Figures, dates and entities of an article's facts, by the passage that they cite."""
    all_records = records(fixture)
    facts = {each["key"]: each["passage"][1] for each in all_records if each["model"] == "fact"}
    known: set[Value] = set()
    for each in all_records:
        if each["model"] == "point" and each["kind"] in {"quantity", "date", "entity"}:
            known.add((facts[each["fact"][0]], *_known(each)))
        elif each["model"] == "member" and each.get("entity"):
            known.add((facts[each["point"][0]], "entity", each["entity"][0]))
    return frozenset(known)


def _known(point: Mapping[str, Any]) -> tuple[str, str]:
    if point["kind"] == "quantity":
        upper = f"-{Decimal(point['upper']).normalize():f}" if point.get("upper") else ""
        amount = Decimal(point["amount"]).normalize()
        return "quantity", f"{amount:f}{upper} {point['bound']}"
    if point["kind"] == "date":
        return "date", f"{point['date']} {point['precision']}"
    return "entity", point["entity"][0]


def score_fixture(fixture: str, text: str, language: Language, published: date) -> list[Score]:
    """Of one article's facts, each kind by itself.

    Precision is a lower end here: what a text says and no fact uses counts as wrong.
    """
    reader = make_reader("xinjiang_aid", "eight_planets")
    found = found_values(propose(split_passages(text), language, published, reader))
    known = known_values(fixture)
    return [
        Score(f"{fixture}: {kind}", _of(known, kind), _of(found, kind))
        for kind in ("quantity", "date", "entity")
        if _of(known, kind)
    ]


def _of(values: Iterable[Value], kind: str) -> frozenset[Value]:
    return frozenset(value for value in values if value[1] == kind)


def score_text(name: str) -> Score:
    """Of a text of our own, with all its values listed by hand."""
    data = yaml.safe_load((HERE / "texts" / f"{name}.yaml").read_text("utf-8"))
    reader = make_reader("xinjiang_aid")
    language = LANGUAGES[data["language"]]
    passages = split_passages(data["text"])
    found = found_values(propose(passages, language, data["published_on"], reader))
    expected = {
        (number, *entry.split(": ", 1))
        for number, entries in data["values"].items()
        for entry in entries
    }
    return Score(name, frozenset(expected), found)


def planets_text() -> str:
    passages = (each for each in records("eight_planets") if each["model"] == "passage")
    return "\n".join(f"[{each['number']}] {each['text']}" for each in passages)


def article_text(path: str) -> str:
    """The numbered paragraphs of a file; headings and what stands before them are left out."""
    lines = Path(path).read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if re.match(r"\[\d+\]", line))


def tell(score: Score, verbose: bool) -> None:
    print(
        f"{score.name:<28} recall {score.recall:>5.0%} of {len(score.expected):>3}"
        f"   precision {score.precision:>5.0%} of {len(score.found):>3}"
    )
    if verbose:
        for sign, values in (
            ("-", score.expected - score.found),
            ("+", score.found - score.expected),
        ):
            for value in sorted(values):
                print("   ", sign, *value)


def main() -> None:
    arguments = [each for each in sys.argv[1:] if each != "-v"]
    path = arguments[0] if arguments else os.environ.get("QUIZSITE_ARTICLE", "")
    scores = score_fixture("eight_planets", planets_text(), Language.ENGLISH, date(2026, 1, 15))
    if path:
        text = article_text(path)
        scores += score_fixture("xinjiang_aid", text, Language.CHINESE, date(2025, 7, 6))
    else:
        print("xinjiang_aid: left out, its text is not kept here (give a file or QUIZSITE_ARTICLE)")
    scores += [score_text("news_zh"), score_text("news_en")]
    for score in scores:
        tell(score, "-v" in sys.argv)


if __name__ == "__main__":
    main()
