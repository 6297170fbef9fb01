"""What the readers of numbers share: what was found where, and the limits of what is read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal

from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.normalise import to_simplified
from quizzes.domain.values.quantities import Bound

MAX_LENGTH = 200
"""Characters of a text that may hold one value; nobody writes a number that is longer."""

MAX_DIGITS = 20
MAX_MAGNITUDE = 24
"""Powers of ten either way. Within both limits the default decimal context stays exact."""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWER_OF_TEN = re.compile(r"([xX×*·]\s?10)([⁻⁰¹²³⁴-⁹]+)")
_GLUED = re.compile(r"(?<=[0-9])[⁰¹²³⁴-⁹¼-¾⅐-⅟↉①-⑳]|(?<=[①-⑳])[0-9①-⑳]")
_DASH = re.compile(r"[\u2010-\u2015\u2212]")


@dataclass(frozen=True)
class Found:
    """A number read at some place: where it ends, the rule, and what stood inside it.

    `scale` is the power that closes it (10000 for 3万), which a range may share; `percent` says
    that the amount counts hundredths; `bound` is what 多, 余 or 来 inside it says.
    """

    amount: Decimal
    end: int
    rule: str
    scale: Decimal = Decimal(1)
    percent: bool = False
    bound: Bound = Bound.EXACT

    def checked(self) -> Found:
        """The same, or UnreadableError where the figure is beyond what we read."""
        if self.amount and abs(self.amount.adjusted()) > MAX_MAGNITUDE:
            raise UnreadableError("too_large", self.end)
        return self

    def scaled(self, scale: Decimal, end: int, rule: str) -> Found:
        """The number followed by a word of scale."""
        return replace(self, amount=self.amount * scale, scale=scale, end=end, rule=rule)


def prepare(text: str) -> str:
    """The text in one width, script and case, with one kind of dash; raises when too long."""
    if len(text) > MAX_LENGTH:
        raise UnreadableError("too_long", MAX_LENGTH)
    # NFKC would lower ¹ to 1: 10⁹ is kept as a power; 5² and 1½ are refused, not read as 52, 11/2.
    text = _POWER_OF_TEN.sub(lambda found: f"{found[1]}^" + found[2].translate(_SUPERSCRIPTS), text)
    if glued := _GLUED.search(text):
        raise UnreadableError("not_a_number", glued.start())
    text = to_simplified(unicodedata.normalize("NFKC", text)).casefold()
    prepared = _DASH.sub("-", text).strip()
    if len(prepared) > 4 * MAX_LENGTH:  # one compatible character may unfold to many
        raise UnreadableError("too_long", MAX_LENGTH)
    return prepared


def decimal_of(digits: str, position: int) -> Decimal:
    """Digits, already matched as such, as a number; raises when there are too many."""
    if sum(char.isdigit() for char in digits.lstrip("0.")) > MAX_DIGITS:
        raise UnreadableError("too_large", position)
    return Decimal(digits)
