"""A small fact base to compare values in."""

from __future__ import annotations

from decimal import Decimal

from quizzes.domain.facts import Entity, FactBase, Term
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Bound, Quantity
from quizzes.domain.values.units import Unit


def text(zh: str, en: str = "") -> Text:
    return Text.of({"zh-hans": zh, "en": en})


def unit(key: str, dimension: str, factor: str, zh: str, en: str, **more: str) -> Unit:
    plural = Text.of({"en": more.pop("plural", "")})
    return Unit(key, dimension, Decimal(factor), text(zh, en), plural, **more)


def quantity(
    amount: str, unit_key: str = "person", bound: Bound = Bound.EXACT, upper: str | None = None
) -> Quantity:
    return Quantity(Decimal(amount), unit_key, bound, None if upper is None else Decimal(upper))


def term(zh: str, en: str = "", *aliases: str) -> Term:
    return Term(text(zh, en), aliases)


def place(key: str, zh: str, en: str, part_of: str | None = None, *aliases: str) -> Entity:
    return Entity(key, "place", "", text(zh, en), aliases, part_of)


UNITS = {
    each.key: each
    for each in (
        unit("person", "person", "1", "人", "person", plural="people", measure_word="名"),
        unit("visit", "person-time", "1", "人次", "attendance"),
        unit("company", "company", "1", "家企业", "company", plural="companies", measure_word="家"),
        unit("percent", "ratio", "0.01", "百分之", "per cent", symbol="%"),
        unit("growth", "growth", "0.01", "百分之", "per cent", symbol="%"),
        unit("km", "length", "1000", "公里", "kilometre", plural="kilometres"),
        unit("m", "length", "1", "米", "metre", plural="metres"),
        unit("mu", "area", "666.67", "亩", "mu"),
        unit("hectare", "area", "10000", "公顷", "hectare"),
        unit("celsius", "temperature", "1", "摄氏度", "degree Celsius", symbol="℃"),
        unit("degree", "angle", "1", "度", "degree"),
        unit("yuan", "currency", "1", "元", "yuan"),
    )
}
PLACES = {
    each.key: each
    for each in (
        place("zhejiang", "浙江省", "Zhejiang Province", None, "浙江"),
        place("hangzhou", "杭州市", "Hangzhou", "zhejiang", "杭州"),
        place("xihu", "西湖区", "Xihu District", "hangzhou"),
        place("jilin", "吉林省", "Jilin Province", None, "吉林"),
        place("jilin-city", "吉林市", "Jilin City", None, "吉林"),
        place("aksu", "阿克苏市", "Aksu City", None, "阿克蘇"),
        place("aksu-old", "阿克苏城", "Old Aksu", None, "阿克苏市"),
    )
}
BASE = FactBase(entities=PLACES, units=UNITS)
