"""Numbers in digits, in Chinese numerals and in both: 9500, 九千五百, 1.3万亿, 三十多亿."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.quantities import Bound
from quizzes.domain.values.readings import Found, decimal_of

DIGITS = dict(zip("零〇○一二三四五六七八九", (0, 0, 0, *range(1, 10)), strict=True)) | dict(
    zip("壹贰叁参肆伍陆柒捌玖弌弍弎两", (1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 2), strict=True)
)
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "亿": 10**8}

_RUN = "".join(char for char in DIGITS if char != "两")
_ARABIC = re.compile(
    r"(?P<whole>[0-9]{1,3}(?P<sep>[,'’ ])[0-9]{3}(?:(?P=sep)[0-9]{3})*(?![0-9])|[0-9]+)?"
    r"(?P<part>\.[0-9]+)?"
    r"(?P<power>e[+-]?[0-9]{1,2}(?![0-9])|\s?[x×*·]\s?10\^-?[0-9]{1,2}(?![0-9]))?"
)
_NUMERALS = re.compile(rf"(?:[{_RUN}]+|两)(?:点[{_RUN}]+)?")
_DECIMALS = re.compile(rf"(?<=[十拾百佰千仟万亿廿卅卌])点[{_RUN}]+")
# 千 of 千米 and 千克 belongs to the unit: 30万千瓦 is 300,000 kilowatts.
_UNIT = re.compile(r"\s*(?:千(?![米克瓦卡帕赫伏焦字])|[十拾百佰仟万亿])")
_MORE = re.compile(r"[多余]|来(?!自)|几")

# 三四个 is three or four of them.
_NEIGHBOURS = frozenset(a + b for a, b in pairwise("一二三四五六七八九"))


@dataclass
class _Sum:
    """A number under construction, largest parts first.

    `terms` are the parts closed by 万 or 亿 with their scale; `section` what stands since then;
    `pending` a coefficient that waits for its unit.
    """

    terms: list[tuple[Decimal, Decimal]] = field(default_factory=list)
    section: Decimal = Decimal(0)
    section_unit: Decimal = Decimal(10**4)
    section_zero: bool = False
    pending: Decimal | None = None
    pending_text: str = ""
    last_unit: Decimal | None = None

    def number(self, value: Decimal, text: str, position: int) -> None:
        """A coefficient: digits, or a run of numerals that may lead with 零."""
        if self.pending is not None and self.pending_text.strip("零〇○"):
            raise UnreadableError("bad_numeral", position)
        self.section_zero = self.section_zero or text[0] in "零〇○" or bool(self.pending_text)
        self.pending, self.pending_text = value, self.pending_text + text

    def small(self, unit: Decimal, implied: bool, position: int) -> None:
        """十, 百 or 千."""
        if unit >= self.section_unit:
            raise UnreadableError("bad_numeral", position)
        bare = self.pending is None or not self.pending_text.strip("零〇○")
        broken = self.pending is not None and self.pending % 1 and self.last_unit
        if broken or (bare and not (unit == 10 or implied)):
            raise UnreadableError("bad_numeral", position)
        self._refuse_run(position)
        self.section += unit if bare or self.pending is None else self.pending * unit
        self.section_unit = self.last_unit = unit
        self.pending, self.pending_text = None, ""

    def big(self, unit: Decimal, implied: bool, position: int) -> None:
        """万 or 亿: multiplies all that stands since a larger unit, so that 1.3万亿 is read."""
        self._refuse_run(position)
        current = self._close_section(position)
        if current is None and implied:
            current = Decimal(1)
        merged = [term for term in self.terms if term[1] < unit]
        del self.terms[len(self.terms) - len(merged) :]
        if current is None and not merged:
            raise UnreadableError("bad_numeral", position)
        if merged and current and current < merged[-1][1] / 10 and not self.section_zero:
            raise UnreadableError("bad_numeral", position)  # 三万二亿: 30002 or 32000?
        scale = unit * max((each for _, each in merged), default=Decimal(1))
        value = unit * (sum((each for each, _ in merged), Decimal(0)) + (current or 0))
        if self.terms and value >= self.terms[-1][1]:
            raise UnreadableError("bad_numeral", position)
        self.terms.append((value, scale))
        self.last_unit, self.section, self.section_unit = scale, Decimal(0), Decimal(10**4)
        self.section_zero = False

    def total(self, position: int) -> Decimal:
        """The number; a last single digit without 零 counts the next lower unit (二百五)."""
        above = sum((value for value, _ in self.terms), self.section)
        if self.pending is None:
            return above
        if self.last_unit is None:
            if self.pending_text in _NEIGHBOURS:
                raise UnreadableError("vague", position)
            return self.pending
        if not self.pending_text.strip("零〇○"):
            raise UnreadableError("bad_numeral", position)
        if len(self.pending_text) == 1 and not self.section_zero:
            return above + self.pending * self.last_unit / 10
        self._refuse_run(position)
        if self.pending >= self.last_unit:
            raise UnreadableError("bad_numeral", position)
        self._check_decimals(self.pending, position)
        return above + self.pending

    def _check_decimals(self, pending: Decimal, position: int) -> None:
        """Decimals follow the units: 八十五点五, 十点五, but not 三百五点五."""
        follows = self.section_unit == 10 or self.section_zero or self.pending_text[0] == "点"
        if pending % 1 and self.last_unit is not None and not follows:
            raise UnreadableError("bad_numeral", position)

    def _close_section(self, position: int) -> Decimal | None:
        if self.pending is None:
            return self.section or None
        abbreviated = len(self.pending_text) == 1 and not self.section_zero
        if self.section and abbreviated and self.section_unit > 10:
            raise UnreadableError("bad_numeral", position)  # 二百五万: 205 or 250?
        if self.pending >= self.section_unit and self.section:
            raise UnreadableError("bad_numeral", position)
        self._check_decimals(self.pending, position)
        closed = self.section + self.pending
        self.pending, self.pending_text = None, ""
        return closed

    def _refuse_run(self, position: int) -> None:
        """三五百 and 七八十 say "three to five hundred": no single figure."""
        text = self.pending_text
        if len(text) > 1 and text[0] in DIGITS and text.isalpha():
            digits = text.lstrip("零〇○")
            if len(digits) > 1 and "点" not in digits and not set(digits) & set("零〇○"):
                raise UnreadableError("vague", position)


def read_mixed(text: str, start: int) -> Found | None:
    """The number of digits and Chinese numerals that starts at an index, None where there is none.

    >>> str(read_mixed("1.3万亿元", 0).amount), str(read_mixed("二百五", 0).amount)
    ('1300000000000.0', '250')
    >>> read_mixed("三十多亿", 0).bound
    <Bound.OVER: 'over'>
    """
    total, position, bound, kinds = _Sum(), start, Bound.EXACT, set[str]()
    while True:
        # 三两 is a weight; in 零两千 it is a digit.
        weighs = total.pending_text.strip("零〇○") != "" and text.startswith("两", position)
        if bound is Bound.EXACT and not weighs and (number := _read_coefficient(text, position)):
            value, end = number
            if value is None:
                tens = Decimal(_TENS[text[position]])
                total.section += tens
                total.section_unit = total.last_unit = Decimal(10)
                kinds.add("chinese")
            else:
                total.number(value, text[position:end], position)
                kinds.add(_kind(text[position:end]))
        elif unit := _UNIT.match(text, position):
            end = unit.end()
            _add_unit(total, text[end - 1], _implies_one(text, position, start), position)
            kinds.add("scaled" if text[end - 1] in _BIG else "chinese")
        elif (more := _MORE.match(text, position)) and _may_follow(more[0], bound, kinds, text):
            if more[0] == "几" and not (kinds and text[position - 1] in "十拾廿卅卌"):
                raise UnreadableError("vague", position)
            bound, end = Bound.ABOUT if more[0] == "来" else Bound.OVER, more.end()
        else:
            break
        position = end
    if position == start:
        return None
    rule = _rule(kinds)
    scale = total.terms[-1][1] if total.terms and not total.pending_text else Decimal(1)
    found = Found(total.total(position), position, rule, scale, bound=bound)
    return found.checked()


def _read_coefficient(text: str, start: int) -> tuple[Decimal | None, int] | None:
    """Digits or a run of numerals at an index, with their end; None as value for 廿, 卅, 卌."""
    if start < len(text) and text[start] in _TENS:
        return None, start + 1
    if numerals := _NUMERALS.match(text, start) or _DECIMALS.match(text, start):
        written = "".join("." if char == "点" else str(DIGITS[char]) for char in numerals[0])
        return decimal_of(written, start), numerals.end()
    found = _ARABIC.match(text, start)
    if found is None or not (found["whole"] or found["part"]):
        return None
    if re.match(r"[.,'’][0-9]", text[found.end() :]):
        raise UnreadableError("bad_separators", found.end())
    whole = (found["whole"] or "0").translate({ord(char): None for char in ",'’ "})
    value = decimal_of(whole + (found["part"] or ""), start)
    if found["power"]:
        power = int(re.sub(r".*(?:e|\^)", "", found["power"]))
        value = Found(value.scaleb(power), found.end(), "scientific").checked().amount
    return value, found.end()


def _add_unit(total: _Sum, char: str, implied: bool, position: int) -> None:
    if char in _BIG:
        total.big(Decimal(_BIG[char]), implied, position)
    else:
        total.small(Decimal(_SMALL[char]), implied, position)


def _implies_one(text: str, position: int, start: int) -> bool:
    """百余, 千多: "one" goes without saying only where 多 or 余 follows."""
    return position == start and text[position + 1 : position + 2] in {"多", "余"}


def _may_follow(more: str, bound: Bound, kinds: set[str], text: str) -> bool:
    if bound is not Bound.EXACT:
        return False
    return bool(kinds) or more == "几"


def _kind(written: str) -> str:
    if written[0] in "0123456789.":
        return "scientific" if "e" in written or "^" in written else "digits"
    return "numerals" if len(written) > 1 and "点" not in written else "chinese"


def _rule(kinds: set[str]) -> str:
    """digits; scaled (1.3万, with 万 or 亿 after digits); chinese; chinese_digits (二〇二四)."""
    if len(kinds) == 1 and kinds <= {"digits", "scientific"}:
        return next(iter(kinds))
    if kinds == {"numerals"}:
        return "chinese_digits"
    return "scaled" if kinds & {"digits", "scientific"} else "chinese"
