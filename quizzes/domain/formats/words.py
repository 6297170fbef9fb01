"""The words of a spreadsheet for what a program knows by a code, in Chinese and English.

The first word of each language is written, all are read, whatever their case and width.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizzes.domain.values.normalise import normalise

Words = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""From a code to its Chinese and its English words."""

YES_NO: Words = {
    "yes": (("是", "对", "真", "√"), ("yes", "true", "y", "1")),
    "no": (("否", "不是", "不", "错", "假", "×"), ("no", "false", "n", "0")),
}
TRUTH: Words = {
    "true": (("正确", "对", "是", "真", "√"), ("true", "yes", "right")),
    "false": (("错误", "错", "否", "不对", "假", "×"), ("false", "no", "wrong")),
}
MODALITY: Words = {
    "actual": (("已发生", "实际", "事实", "已实现"), ("actual",)),
    "planned": (("计划", "规划"), ("planned", "plan")),
    "expected": (("预计", "预期"), ("expected",)),
}
FACT_STATUS: Words = {
    "draft": (("草稿",), ("draft",)),
    "published": (("已发布", "发布"), ("published",)),
    "superseded": (("已被取代", "取代"), ("superseded",)),
}
ITEM_STATUS: Words = {
    "draft": (("草稿",), ("draft",)),
    "published": (("已发布", "发布"), ("published",)),
    "retired": (("已停用", "停用"), ("retired",)),
}
KIND: Words = {
    "quantity": (("数量", "数字"), ("quantity", "number")),
    "date": (("日期", "时间"), ("date",)),
    "entity": (("专名", "实体", "名称"), ("entity",)),
    "term": (("词语", "术语"), ("term",)),
    "set": (("集合",), ("set",)),
    "sequence": (("顺序", "序列"), ("sequence",)),
}
BOUND: Words = {
    "exact": (("正好", "精确", "准确"), ("exact", "exactly")),
    "about": (("大约", "约", "左右"), ("about", "approximately")),
    "over": (("多", "余", "多、余"), ("over",)),
    "at_least": (("至少", "不少于", "以上"), ("at least",)),
    "more_than": (("超过", "逾", "大于"), ("more than",)),
    "at_most": (("至多", "不超过", "最多"), ("at most",)),
    "less_than": (("不到", "少于", "不足"), ("less than", "under")),
    "range": (("从……到……", "范围"), ("range", "from … to …")),
}
FORM: Words = {
    "single_choice": (("单选题", "单选"), ("single choice", "choice")),
    "multiple_choice": (("多选题", "多选"), ("multiple choice",)),
    "true_false": (("判断题", "判断"), ("true or false", "true/false")),
    "numeric": (("数字题", "填数题", "数字"), ("number", "numeric")),
    "short_text": (("简答题", "简答"), ("short text", "short answer")),
    "cloze": (("填空题", "填空", "完形填空"), ("fill the gaps", "cloze", "gaps")),
    "matching": (("连线题", "连线", "配对题", "配对"), ("matching", "match")),
    "ordering": (("排序题", "排序"), ("ordering", "order")),
}


def read_word(text: str, words: Words) -> str | None:
    """The code that a word stands for, None for another word; a code stands for itself.

    >>> read_word("实际", MODALITY), read_word("At least", BOUND), read_word("？", KIND)
    ('actual', 'at_least', None)
    """
    wanted = normalise(text)
    for code, (chinese, english) in words.items():
        if wanted in {normalise(word) for word in (code, *chinese, *english)}:
            return code
    return None


def write_word(code: str, words: Words, language: str) -> str:
    """The word for a code in a language; the code itself where it has none.

    >>> write_word("over", BOUND, "zh-hans"), write_word("at_least", BOUND, "en")
    ('多', 'at least')
    """
    if code not in words:
        return code
    chinese, english = words[code]
    return (chinese if language.startswith("zh") else english)[0]


def known_words(words: Words, language: str) -> str:
    """The words to choose from, for a message: "是, 否"."""
    return ", ".join(write_word(code, words, language) for code in words)
