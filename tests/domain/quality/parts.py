"""Flawed and clean questions whose answers have parts."""

from __future__ import annotations

from decimal import Decimal

from quizzes.domain.items import (
    ClozeBody,
    Entry,
    Form,
    Gap,
    ItemContent,
    MatchingBody,
    NumericBody,
    OrderingBody,
    Pair,
    TextBody,
)
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Quantity

STEMS = {
    Form.MATCHING: {"en": "What was built where?", "zh-hans": "什么建在哪里？"},
    Form.ORDERING: {"en": "In what order were they built?", "zh-hans": "它们按什么先后建成？"},
    Form.CLOZE: {"en": "Fill the gaps.", "zh-hans": "填空。"},
}
EXPLANATION = {"en": "So the article says.", "zh-hans": "文章是这么说的。"}


def content(form: Form, body: object, language: str) -> ItemContent:
    return ItemContent(
        form,
        ("mill.city",),
        Text.of({language: STEMS[form][language]}),
        Text.of({language: EXPLANATION[language]}),
        body,
        languages=(language,),
    )


def entries(texts: tuple[str, ...], first: int, language: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(str(place), Text.of({language: text})) for place, text in enumerate(texts, first)
    )


def match(left: tuple[str, ...], right: tuple[str, ...], language: str = "en") -> ItemContent:
    """The first on the left goes with the first on the right, and so on; the rest is spare."""
    pairs = tuple(Pair(str(i), str(100 + i)) for i in range(len(left)))
    body = MatchingBody(entries(left, 0, language), entries(right, 100, language), pairs)
    return content(Form.MATCHING, body, language)


def order(*texts: str, language: str = "en") -> ItemContent:
    listed = entries(texts, 0, language)
    body = OrderingBody(listed, tuple(entry.id for entry in listed))
    return content(Form.ORDERING, body, language)


def gaps(text: str, count: int, language: str = "en") -> ItemContent:
    body = NumericBody(Quantity(Decimal(300), "person"))
    answer = TextBody(Text.of({language: "Hotan"}), ("Hotan",))
    made = tuple(Gap("abcdef"[i], body if i % 2 else answer) for i in range(count))
    return content(Form.CLOZE, ClozeBody(Text.of({language: text}), made), language)


LONG = "A workshop for the weaving of silk scarves at the northern edge of the old town"
FLAWED_PARTS = [
    ("duplicate_entries", match(("mill", "school"), ("Hotan", " hotan ", "Aksu"))),
    ("duplicate_entries", order("the mill", "the road", "The mill")),
    ("duplicate_entries", order("工厂", "公路", "工廠", language="zh-hans")),
    ("mixed_entries", match(("mill", "school"), ("Hotan", "Aksu", "9,500 people"))),
    ("mixed_entries", match(("工厂", "学校"), ("和田", "喀什", "2024年8月"), "zh-hans")),
    ("entry_too_long", match(("mill", "school"), ("Hotan", LONG, "Aksu"))),
    ("entry_too_long", order("the mill", LONG, "the road")),
    ("pair_shares_words", match(("the Hotan mill", "a school"), ("Hotan City", "Aksu", "Kuqa"))),
    ("pair_shares_words", match(("和田的工厂", "学校"), ("和田市", "喀什", "库车"), "zh-hans")),
    ("no_spare", match(("mill", "school", "road"), ("Hotan", "Aksu", "Kuqa"))),
    ("place_told", order("the mill", "finally the road", "the school")),
    ("place_told", order("1. the mill", "the road", "the school")),
    ("place_told", order("首先建工厂", "修公路", "办学校", language="zh-hans")),
    ("too_many_gaps", gaps("{a} has {b}.", 2)),
    ("too_many_gaps", gaps("{a}有{b}。", 2, "zh-hans")),
]
QUIET_PARTS = [
    match(("the mill", "the school"), ("Hotan", "Aksu", "Kuqa")),
    match(("mill", "school"), ("300", "400", "500")),
    match(("a school", "a mill"), ("Hotan", "Aksu")),
    match(("the city mill", "the city school"), ("Hotan city", "Aksu city", "Kuqa city")),
    match((LONG, "a school"), ("Hotan", "Aksu", "Kuqa")),
    match(("工厂", "学校"), ("和田", "喀什", "库车"), "zh-hans"),
    order("the mill", "the road", "the school"),
    order("第一中学", "第二中学", "师范学校", language="zh-hans"),
    order("3 mills", "10 roads", "the school"),
    gaps("In {a} the mill has trained {b} workers so far.", 2),
    gaps("{a}的工厂已经培训{b}名工人。", 2, "zh-hans"),
]
