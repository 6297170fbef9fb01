"""The columns of the two sheets: what they are called in both languages and what they hold."""

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


def _column(name: str, zh: str, en: str, note: tuple[str, str] = ("", ""), *also: str) -> Column:
    heading = Text.of({"zh-hans": zh, "en": en})
    return Column(name, heading, Text.of({"zh-hans": note[0], "en": note[1]}), also)


def _pair(name: str, zh: str, en: str, note: tuple[str, str] = ("", "")) -> list[Column]:
    """A column for each language of a text."""
    return [
        _column(
            f"{name}_{language.replace('-', '_')}",
            f"{zh}（{LANGUAGE_NAMES[language][0]}）",
            f"{en} ({LANGUAGE_NAMES[language][1]})",
            note,
        )
        for language in LANGUAGES
    ]


_SEVERAL = (
    "几个之间用；隔开，同一个的几种写法用|隔开。",
    "Several are set apart by ; and the ways to write one by |.",
)
FACTS = Table(
    "facts",
    Text.of({"zh-hans": "事实", "en": "Facts"}),
    (
        _column(
            "key",
            "事实标识",
            "Fact key",
            (
                "拉丁字母、数字和连字符；一条事实有几个知识点就写几行，续行可以留空。",
                "Latin letters, digits, hyphens. A fact with several points takes several rows"
                " one below the other; in the further rows this and what belongs to the fact may"
                " stay empty.",
            ),
            "Key",
            "标识",
        ),
        _column("article", "文章", "Article", ("文章的标识。", "The key of the article.")),
        _column("passage", "段落", "Passage", ("段落的编号。", "The number of the passage.")),
        _column(
            "topic", "主题", "Topic", ("主题的标识或名称。", "The key or the name of the topic.")
        ),
        *_pair(
            "statement",
            "陈述",
            "Statement",
            (
                "自己的话，每个知识点的位置写{名称}。",
                "In your own words, with {name} where each point stands.",
            ),
        ),
        _column("as_of", "截至", "As of", ("日期，可以留空。", "A date, or empty.")),
        _column(
            "modality",
            "情态",
            "Modality",
            ("已发生、计划或预计；留空为已发生。", "Actual, planned or expected; empty: actual."),
        ),
        *_pair(
            "attributed_to",
            "说这话的人",
            "Attributed to",
            ("以身份称呼；留空为文章的发布者。", "By role. Empty: the publisher."),
        ),
        _column(
            "status",
            "状态",
            "Status",
            (
                "草稿、已发布或已被取代；留空：新的为草稿，已有的不变。",
                "Draft, published or superseded. Empty: a draft if new, else as it is.",
            ),
        ),
        _column(
            "relation",
            "关系",
            "Relation",
            (
                "关系相同的事实可以互相配对。",
                "Facts of the same relation can be matched with each other.",
            ),
        ),
        _column(
            "point",
            "知识点",
            "Point",
            (
                "小写拉丁字母、数字和下划线，就是陈述里{}中的名称。",
                "Lower-case Latin letters, digits, underscores: the name in the braces.",
            ),
            "Point name",
            "知识点名称",
        ),
        _column(
            "kind",
            "类型",
            "Kind",
            (
                "数量、日期、专名、词语、集合或顺序。",
                "Quantity, date, entity, term, set or sequence.",
            ),
        ),
        _column(
            "value",
            "值",
            "Value",
            (
                "9500多、2024年8月、专名的名称或标识；集合和顺序的成员之间用；隔开。",
                "9500, more than 3 billion, August 2024, the name or key of an entity; members of"
                " a set or a sequence are set apart by ;",
            ),
        ),
        *_pair(
            "term",
            "词语",
            "Term",
            (
                "值是词语时写在这里；成员是词语时按成员的位置写，用；隔开。",
                "For values that are words; for members that are words in their places, set apart"
                " by ;",
            ),
        ),
        _column("aliases", "别名", "Other names", _SEVERAL, "Aliases"),
        _column(
            "category",
            "类别",
            "Category",
            (
                "同类别的词语可以互作错误选项。",
                "Terms of one category can be each other's wrong options.",
            ),
        ),
        _column(
            "unit",
            "单位",
            "Unit",
            ("单位的标识或名称；可以写在数字后面。", "Key or name; or written after the number."),
        ),
        _column(
            "bound",
            "界限",
            "Bound",
            (
                "正好、大约、多、至少、超过、至多、不到或范围；留空则照数字的写法。",
                "Exact, about, over, at least, more than, at most, less than or range. Empty: as"
                " the number is written.",
            ),
        ),
        _column(
            "exclusive",
            "唯一",
            "Exclusive",
            (
                "是或否：只有这个值使陈述成立。",
                "Yes or no: only this value makes the statement true.",
            ),
        ),
        _column(
            "complete",
            "完整",
            "Complete",
            ("是或否：集合里没有别的成员。", "Yes or no: nothing else belongs to the set."),
        ),
        *_pair("question", "问句", "Question", ("可以留空。", "May stay empty.")),
    ),
    ("key", "article", "passage", "topic"),
)


def _options() -> list[Column]:
    note = (
        "第一个选项写在选项1。连线题写左边的，排序题按正确的次序写。",
        "The first option stands in option 1. For matching: what stands on the left. For ordering:"
        " the things in their right order.",
    )
    match = (
        "连线题：与同号的选项配成一对。同号的选项留空，就是多余的，不与任何一个配对。",
        "For matching: what belongs to the option of the same number. Where that option is empty,"
        " it is a spare that belongs to none.",
    )
    why = ("可以留空。", "May stay empty.")
    numbers = range(1, MOST_OPTIONS + 1)
    texts = [
        each for n in numbers for each in _pair(f"option_{n}", f"选项{n}", f"Option {n}", note)
    ]
    whys = [each for n in numbers for each in _pair(f"why_{n}", f"选项{n}的理由", f"Why {n}", why)]
    matches = [
        each for n in numbers for each in _pair(f"match_{n}", f"配对{n}", f"Match {n}", match)
    ]
    return texts + matches + whys


ITEMS = Table(
    "items",
    Text.of({"zh-hans": "题目", "en": "Questions"}),
    (
        _column(
            "key",
            "题目标识",
            "Question key",
            ("新题可以留空。", "May stay empty for a new question."),
            "Key",
            "标识",
        ),
        _column("article", "文章", "Article", ("文章的标识。", "The key of the article.")),
        _column(
            "point",
            "知识点",
            "Point",
            ("事实标识.知识点名称，可以留空。", "fact-key.point_name, or empty."),
        ),
        _column(
            "form",
            "题型",
            "Form",
            (
                "单选题、多选题、判断题、数字题、简答题、填空题、连线题或排序题。",
                "Single choice, multiple choice, true or false, number, short text, fill the gaps,"
                " matching or ordering.",
            ),
        ),
        _column(
            "status",
            "状态",
            "Status",
            (
                "草稿、已发布或已停用；留空：新的为草稿，已有的不变。",
                "Draft, published or retired. Empty: a draft if new, else as it is.",
            ),
        ),
        *_pair(
            "stem",
            "题干",
            "Stem",
            (
                "至少写一种语言。填空题写整句话，要填的放在花括号里："
                "{阿克苏市 | 阿克苏}有{9500 ± 50}人；竖线后是别的写法，±后是误差；"
                "两种语言的空次序不同时写{1: …}、{2: …}。",
                "In at least one language. To fill gaps, write the whole sentence with what belongs"
                " in each gap in braces: {Aksu City | Aksu} had {9500 ± 50} workers. After a bar"
                " stands another way to write it, after ± how far off a number may be; where the"
                " languages name the gaps in another order, write {1: …} and {2: …}.",
            ),
        ),
        _column(
            "answer",
            "答案",
            "Key or answer",
            (
                "选择题写选项的编号或字母，多选题写全部，如1；3或AC；判断题写正确或错误，数字题写数字。"
                "填空、连线和排序题留空。",
                "The number or letter of the right option, of several all: 1；3 or AC; true or"
                " false; the number. Empty for gaps, matching and ordering.",
            ),
            "Answer",
            "正确答案",
        ),
        *_pair(
            "answer_text",
            "答案文字",
            "Answer text",
            ("简答题的答案。", "The answer of a short text."),
        ),
        _column("accepted", "也接受", "Also accepted", _SEVERAL, "Accepted answers"),
        _column("unit", "单位", "Unit", ("数字题的单位。", "The unit of a number.")),
        _column(
            "tolerance",
            "误差",
            "Tolerance",
            ("数字题允许的误差，可以留空。", "How far off a number may be; may stay empty."),
        ),
        *_pair("explanation", "解释", "Explanation", ("可以留空。", "May stay empty.")),
        *_pair(
            "reason",
            "对错的理由",
            "Why true or false",
            ("判断题的理由，可以留空。", "Of true or false; may stay empty."),
        ),
        _column(
            "in_order",
            "选项次序固定",
            "Options in order",
            (
                "是或否：选项总按这里的次序出现。留空：新的为否，已有的不变。",
                "Yes or no: learners see the options as they stand here. Empty: no if new, else as"
                " it is.",
            ),
        ),
        *_options(),
    ),
    ("article", "form"),
)
TABLES: dict[Kind, Table] = {"facts": FACTS, "items": ITEMS}
