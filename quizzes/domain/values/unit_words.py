"""Words for common units that mean the same, beyond the names that the units themselves have."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from quizzes.domain.values.normalise import normalise

# One line a unit: every word of it stands for every other. What follows a bar may stand for them,
# but they not for it: 464度 is 464℃ where a temperature is asked, 98℃ is no angle. Measures only,
# and words for people and money; what is counted otherwise (家企业) is named by its own unit.
_GROUPS = (
    "% 百分之 percent per\u00a0cent pct",
    "人 名 位 个人 person people persons",
    "元 块 块钱 圆 人民币 元人民币 yuan rmb cny ¥",
    "美元 us$ usd $ dollar dollars",
    "毫米 mm millimetre millimetres millimeter millimeters",
    "厘米 公分 cm centimetre centimetres centimeter centimeters",
    "米 公尺 m metre metres meter meters",
    "公里 千米 km kilometre kilometres kilometer kilometers",
    "里 华里 li",
    "英里 mile miles mi",
    "平方米 平方 平米 m2 m^2 squaremetre squaremetres squaremeter squaremeters sqm",
    "平方公里 平方千米 km2 km^2 squarekilometre squarekilometres squarekilometer squarekilometers",
    "亩 市亩 mu",
    "公顷 ha hectare hectares",
    "立方米 立方 m3 m^3 cubicmetre cubicmetres cubicmeter cubicmeters",
    "升 公升 l litre litres liter liters",
    "克 g gram grams",
    "公斤 千克 kg kilogram kilograms kilo kilos",
    "斤 市斤 jin catty catties",
    "吨 公吨 t tonne tonnes ton tons",
    "秒 秒钟 s sec second seconds",
    "分钟 min minute minutes",
    "小时 个小时 钟头 个钟头 h hr hour hours",
    "天 日 day days",
    "周 星期 个星期 week weeks",
    "个月 月 month months",
    "年 year years",
    "摄氏度 °c degreescelsius degreecelsius celsius | 度 ° degrees degree",
    "度 ° degrees degree",
    "千瓦 kw kilowatt kilowatts",
    "千瓦时 度电 kwh kilowatthour kilowatthours",
)


@cache
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for line in _GROUPS:
        names, _, loose = line.partition("|")
        words = {normalise(word) for word in names.split(" ")} - {""}
        accepted = frozenset(words | {normalise(word) for word in loose.split(" ")} - {""})
        groups.update(dict.fromkeys(words, accepted))
    return groups


def is_unit_word(word: str) -> bool:
    """Whether the word is known to name a unit, whichever.

    >>> is_unit_word("千米"), is_unit_word("Kilometres"), is_unit_word("电商")
    (True, True, False)
    """
    return normalise(word) in _groups()


def same_unit_words(words: Iterable[str]) -> frozenset[str]:
    """The words, normalised, and all that may stand for them.

    >>> sorted(same_unit_words(["公里"]) & {"km", "千米", "公里", "米"})
    ['km', '公里', '千米']
    """
    normalised = {normalise(word) for word in words} - {""}
    return frozenset(normalised).union(*(_groups().get(word, ()) for word in normalised))
