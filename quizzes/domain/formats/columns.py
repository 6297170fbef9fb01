"""What a column of a sheet is: what it is called in both languages, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from quizzes.domain.text import Text
from quizzes.domain.values.normalise import normalise

Kind = Literal["facts", "items"]
MOST_OPTIONS = 10
"""How many options are read; the template offers OFFERED_OPTIONS."""
OFFERED_OPTIONS = 6
LANGUAGES = ("zh-hans", "en")
LANGUAGE_NAMES = {"zh-hans": ("中文", "Chinese"), "en": ("英文", "English")}
SEVERAL = (
    "几个之间用；隔开，同一个的几种写法用|隔开。",
    "Several are set apart by ; and the ways to write one by |.",
)


@dataclass(frozen=True)
class Column:
    """One column; `note` says what it holds, `also` are other headings that are understood."""

    name: str
    heading: Text
    note: Text = Text()
    also: tuple[str, ...] = ()

    @property
    def headings(self) -> frozenset[str]:
        """All that its heading may be, as `fold` makes it."""
        return frozenset(map(fold, (self.name, *self.heading.values(), *self.also)))


@dataclass(frozen=True)
class Table:
    """A kind of sheet: its columns in order, and those without which it cannot be read."""

    kind: Kind
    title: Text
    columns: tuple[Column, ...]
    needed: tuple[str, ...]
    by_heading: dict[str, Column] = field(init=False, hash=False, compare=False)

    def __post_init__(self) -> None:
        found = {text: column for column in self.columns for text in column.headings}
        object.__setattr__(self, "by_heading", found)


def fold(heading: str) -> str:
    """A heading as it is compared: "Statement (Chinese) *" and "statement(chinese)" are one.

    >>> fold("Statement （Chinese） *") == fold("statement(chinese)")
    True
    """
    return normalise(heading).replace("_", "").replace(" ", "").rstrip("*")


def column(name: str, zh: str, en: str, note: tuple[str, str] = ("", ""), *also: str) -> Column:
    """A column with its heading and its note, each in Chinese and in English."""
    heading = Text.of({"zh-hans": zh, "en": en})
    return Column(name, heading, Text.of({"zh-hans": note[0], "en": note[1]}), also)


def pair(name: str, zh: str, en: str, note: tuple[str, str] = ("", "")) -> list[Column]:
    """A column for each language of a text."""
    return [
        column(
            f"{name}_{language.replace('-', '_')}",
            f"{zh}（{LANGUAGE_NAMES[language][0]}）",
            f"{en} ({LANGUAGE_NAMES[language][1]})",
            note,
        )
        for language in LANGUAGES
    ]
