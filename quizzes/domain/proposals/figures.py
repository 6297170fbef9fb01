"""Figures in running text: where each starts and ends, what it limits and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizzes.domain.facts import PointKind
from quizzes.domain.proposals.found import Figure, FoundValue, Language
from quizzes.domain.proposals.unit_finding import UnitBook, UnitFound
from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.numerals import NumberRead, read_number
from quizzes.domain.values.quantities import Bound

_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,9})?|[0-9]{1,15}(?:\.[0-9]{1,9})?"
_HAN_DIGIT = "零〇一二两三四五六七八九十百千万亿廿卅"
_HEDGE_ZH = (
    "不超过|不少于|不低于|不多于|不高于|超过了|超过|超出|突破了|突破|多于|高于|大约|大概|约为|约有|约|"
    "将近|接近|近|至少|起码|至多|最多|不到|不足|少于|低于|逾|超|上(?=[百千万])"
)
_FILLER_ZH = "(?:达到了?|达|有|为)?"
_AFTER_ZH = "左右|上下|及?以上|及?以下|以内"
_ZH = re.compile(
    rf"(?P<hedge>{_HEDGE_ZH})?(?P<filler>{_FILLER_ZH})(?P<core>"
    rf"[百千万]分之(?:{_DIGITS}|[{_HAN_DIGIT}点]{{1,12}})"
    rf"|(?:{_DIGITS})\s?(?:[多余]?[十百千万亿]{{0,3}})(?:\s?[-~—至到]{{1,2}}\s?(?:{_DIGITS})[万亿]{{0,2}})?"
    rf"|[{_HAN_DIGIT}]{{1,12}}(?:点[{_HAN_DIGIT}]{{1,6}})?[多余]?[万亿]{{0,2}}"
    r")(?P<share>\s?[%‰]|成(?![人员年品绩本立功果为长就]))?(?P<more>[多余])?"
)
_TAIL_ZH = re.compile(_AFTER_ZH)
_NOT_BEFORE_ZH = re.compile(
    r"(?:第|[A-Za-z0-9./:_#-]|[0-9],|数以|数|几|若干|进一|统|唯|同|单|专|万)$"
)
_NOT_AFTER_ZH = re.compile(
    r"后(?![来续面期])|[A-Za-z]+(?:[0-9]|成像|打印|$|[\u3400-\u9fff])|[:：/][0-9]|\.[0-9]|-[0-9]|年代|[、.．][^0-9]{0}$"
)
_MEASURE_LATIN = re.compile(r"\s?(?:km|kg|cm|mm|m|g|t|kW|GB|TB|℃|°C)(?![A-Za-z0-9])")

_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "hundred|thousand|million|billion|trillion"
)
_HEDGE_EN = (
    "at least|no fewer than|no less than|not less than|more than|just over|well over|over|above|"
    "in excess of|upwards of|exceeding|about|around|approximately|roughly|some|nearly|almost|"
    "close to|at most|no more than|not more than|up to|fewer than|less than|just under|under|below"
)
_SCALE_EN = "hundred|thousand|million|billion|trillion|bn"
_EN = re.compile(
    rf"(?:\b(?P<hedge>{_HEDGE_EN})\s{{1,2}})?(?P<core>(?P<currency>US\$|[$£€¥]|RMB\s?)?"
    rf"(?:{_DIGITS})(?:[\s-](?:{_SCALE_EN})\b)?"
    rf"(?:\s?(?:-|–|to)\s?(?:{_DIGITS})(?:\s(?:{_SCALE_EN})\b)?)?"
    rf"|\b(?:a\s(?=hundred|thousand|million|billion)|half\sa\s)?(?:{_WORDS})"
    rf"(?:[\s-](?:and\s)?(?:{_WORDS})\b){{0,8}})(?P<share>\s?(?:%|per\s?cent\b))?"
    r"(?P<more>\+|\s(?:or\s(?:more|so|less|fewer))\b)?",
    re.IGNORECASE,
)
_NOT_BEFORE_EN = re.compile(r"(?:[A-Za-z0-9_#/:.@+-]|[0-9],|\bNo\.\s|\b(?:No|Nos|page|chapter)\s)$")
_NAMED_BEFORE = re.compile(r"(?<!^)(?<![.!?“\"]\s)\b([A-Z][A-Za-z]+)\s$")
_NOT_AFTER_EN = re.compile(r"(?:st|nd|rd|th)\b|[A-Za-z_@/]|[:/][0-9]|\.[0-9]|-[0-9]|'?s\b|-based")
_LISTED = re.compile(r"(?:,|\band|,\sand)\s$")
_PHONE = re.compile(
    r"(?<!\d)(?:\+?\d{1,3}[ -])?(?:\d{3,4}[ -]){1,2}\d{4}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)"
)
_LIST_NUMBER = re.compile(r"^\s*[(（]?[0-9一二三四五六七八九十]{1,3}[.)）、．](?![0-9])")


def find_figures(text: str, language: Language, units: UnitBook) -> Iterator[FoundValue]:
    """The figures of a sentence, left to right, each with bound and unit where they can be read.

    Not taken: ordinals (第11批, 24th), names with a number (3D, Voyager 2), 95后, telephone
    numbers, the number of a list, 一 and "one" alone, figures that count nothing.
    """
    blocked = [found.span() for found in _PHONE.finditer(text)]
    if listed := _LIST_NUMBER.match(text):
        blocked.append(listed.span())
    find = _chinese if language is Language.CHINESE else _english
    last: Figure | None = None
    for found in find(text, units):
        if any(found.start < end and start < found.end for start, end in blocked):
            continue
        figure = found.value
        assert isinstance(figure, Figure)
        last = _counting(found, figure, last, language)
        yield replace(found, value=last)


def _counting(found: FoundValue, figure: Figure, last: Figure | None, language: Language) -> Figure:
    """In a list, a bare figure counts what the one before it did, and as nearly.

    "Saturn takes about 29 years, Uranus 84": of Uranus, about 84 years are meant.
    """
    if last is None or figure.unit or figure.unit_text or language is Language.CHINESE:
        return figure
    is_about = last.bound is Bound.ABOUT and figure.bound is Bound.EXACT
    bound = Bound.ABOUT if is_about else figure.bound
    return replace(figure, unit=last.unit, bound=bound)


def _chinese(text: str, units: UnitBook) -> Iterator[FoundValue]:
    position = 0
    while match := _ZH.search(text, position):
        found = _chinese_figure(text, match, units)
        if found is not None:
            yield found
        position = max(found.end if found else match.end("core"), match.start() + 1)


def _chinese_figure(text: str, match: re.Match[str], units: UnitBook) -> FoundValue | None:
    start, end, core = match.start(), match.end(), match["core"]
    if core.strip("一〇零") == "" or core == "半":
        return None
    if _NOT_BEFORE_ZH.search(text[max(0, start - 6) : start]):
        return None
    after = text[end : end + 4]
    if _NOT_AFTER_ZH.match(after) and not _MEASURE_LATIN.match(text[end : end + 6]):
        return None
    share = bool(match["share"]) or "分之" in core
    unit = UnitFound(units.percent(), end) if share else units.chinese(text, end, start)
    if unit is None and (latin := _MEASURE_LATIN.match(text, end)):
        named = units.english(text, end)
        unit = UnitFound(named.unit if named else "", latin.end())
    if unit is None:
        return None
    return _chinese_value(text, match, unit)


def _chinese_value(text: str, match: re.Match[str], unit: UnitFound) -> FoundValue | None:
    start, end = match.start(), match.end()
    tail = _TAIL_ZH.match(text, unit.end)
    written = text[start:end]
    if match["core"][0] in "百千万" and "分之" not in match["core"]:  # 百余人
        if not (match["more"] or match["core"][-1] in "多余" or match["hedge"]):
            return None
        if not match["hedge"]:
            written = "一" + written
    read = _read(written + (tail[0] if tail else ""))
    if read is None:
        return None
    figure = Figure(read.amount, read.bound, unit.unit, text[end : unit.end], read.upper)
    return FoundValue(PointKind.QUANTITY, start, tail.end() if tail else unit.end, figure)


def _english(text: str, units: UnitBook) -> Iterator[FoundValue]:
    position, is_list = 0, False
    while match := _EN.search(text, position):
        found = _english_figure(text, match, units, is_list)
        if found is not None:
            yield found
            is_list = is_list or bool(isinstance(found.value, Figure) and found.value.unit)
        position = max(found.end if found else match.end("core"), match.start() + 1)


def _english_figure(
    text: str, match: re.Match[str], units: UnitBook, is_list: bool
) -> FoundValue | None:
    """`is_list`: a figure with a unit came before, and this one may leave its unit out."""
    start, end, core = match.start(), match.end(), match["core"]
    before = text[max(0, start - 24) : start]
    if not _may_be_figure(text, match, before):
        return None
    read = _read(text[start:end])
    if read is None:
        return None
    unit = UnitFound(units.percent(), end) if match["share"] else units.english(text, end)
    listed = is_list and bool(match["hedge"] or _LISTED.search(before))
    if unit is None and not (listed or any(mark in core for mark in ",.$£€¥")):
        return None
    key = unit.unit if unit else ""
    if not key and core[0].isalpha():
        return None  # "two sides": a number in words counts only what we know
    figure = Figure(read.amount, read.bound, key, "", read.upper)
    return FoundValue(PointKind.QUANTITY, start, end, figure)


def _may_be_figure(text: str, match: re.Match[str], before: str) -> bool:
    start, end, core = match.start(), match.end(), match["core"]
    if _NOT_BEFORE_EN.search(before) or _NOT_AFTER_EN.match(text, end) or core.lower() == "one":
        return False
    is_hedged = match["hedge"] or match["currency"]
    return bool(is_hedged) or not (start > len(before.strip()) and _NAMED_BEFORE.search(before))


def _read(written: str) -> NumberRead | None:
    try:
        read = read_number(written)
    except UnreadableError:
        return None
    known = read.bound is not Bound.RANGE or read.upper is not None
    return read if known else None
