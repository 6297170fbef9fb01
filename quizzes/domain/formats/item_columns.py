"""The columns of a sheet of questions."""

from __future__ import annotations

from quizzes.domain.formats.columns import MOST_OPTIONS, SEVERAL, Column, Table, column, pair
from quizzes.domain.text import Text


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
    texts = [each for n in numbers for each in pair(f"option_{n}", f"选项{n}", f"Option {n}", note)]
    whys = [each for n in numbers for each in pair(f"why_{n}", f"选项{n}的理由", f"Why {n}", why)]
    matches = [
        each for n in numbers for each in pair(f"match_{n}", f"配对{n}", f"Match {n}", match)
    ]
    return texts + matches + whys


ITEMS = Table(
    "items",
    Text.of({"zh-hans": "题目", "en": "Questions"}),
    (
        column(
            "key",
            "题目标识",
            "Question key",
            ("新题可以留空。", "May stay empty for a new question."),
            "Key",
            "标识",
        ),
        column("article", "文章", "Article", ("文章的标识。", "The key of the article.")),
        column(
            "point",
            "知识点",
            "Point",
            ("事实标识.知识点名称，可以留空。", "fact-key.point_name, or empty."),
        ),
        column(
            "form",
            "题型",
            "Form",
            (
                "单选题、多选题、判断题、数字题、简答题、填空题、连线题或排序题。",
                "Single choice, multiple choice, true or false, number, short text, fill the gaps,"
                " matching or ordering.",
            ),
        ),
        column(
            "status",
            "状态",
            "Status",
            (
                "草稿、已发布或已停用；留空：新的为草稿，已有的不变。",
                "Draft, published or retired. Empty: a draft if new, else as it is.",
            ),
        ),
        *pair(
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
        column(
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
        *pair(
            "answer_text",
            "答案文字",
            "Answer text",
            ("简答题的答案。", "The answer of a short text."),
        ),
        column("accepted", "也接受", "Also accepted", SEVERAL, "Accepted answers"),
        column("unit", "单位", "Unit", ("数字题的单位。", "The unit of a number.")),
        column(
            "tolerance",
            "误差",
            "Tolerance",
            ("数字题允许的误差，可以留空。", "How far off a number may be; may stay empty."),
        ),
        *pair("explanation", "解释", "Explanation", ("可以留空。", "May stay empty.")),
        *pair(
            "reason",
            "对错的理由",
            "Why true or false",
            ("判断题的理由，可以留空。", "Of true or false; may stay empty."),
        ),
        column(
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
