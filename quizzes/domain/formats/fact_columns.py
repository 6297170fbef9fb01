"""The columns of a sheet of facts."""

from __future__ import annotations

from quizzes.domain.formats.columns import SEVERAL, Table, column, pair
from quizzes.domain.text import Text

FACTS = Table(
    "facts",
    Text.of({"zh-hans": "事实", "en": "Facts"}),
    (
        column(
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
        column("article", "文章", "Article", ("文章的标识。", "The key of the article.")),
        column("passage", "段落", "Passage", ("段落的编号。", "The number of the passage.")),
        column(
            "topic", "主题", "Topic", ("主题的标识或名称。", "The key or the name of the topic.")
        ),
        *pair(
            "statement",
            "陈述",
            "Statement",
            (
                "自己的话，每个知识点的位置写{名称}。",
                "In your own words, with {name} where each point stands.",
            ),
        ),
        column("as_of", "截至", "As of", ("日期，可以留空。", "A date, or empty.")),
        column(
            "modality",
            "情态",
            "Modality",
            ("已发生、计划或预计；留空为已发生。", "Actual, planned or expected; empty: actual."),
        ),
        *pair(
            "attributed_to",
            "说这话的人",
            "Attributed to",
            ("以身份称呼；留空为文章的发布者。", "By role. Empty: the publisher."),
        ),
        column(
            "status",
            "状态",
            "Status",
            (
                "草稿、已发布或已被取代；留空：新的为草稿，已有的不变。",
                "Draft, published or superseded. Empty: a draft if new, else as it is.",
            ),
        ),
        column(
            "relation",
            "关系",
            "Relation",
            (
                "关系相同的事实可以互相配对。",
                "Facts of the same relation can be matched with each other.",
            ),
        ),
        column(
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
        column(
            "kind",
            "类型",
            "Kind",
            (
                "数量、日期、专名、词语、集合或顺序。",
                "Quantity, date, entity, term, set or sequence.",
            ),
        ),
        column(
            "value",
            "值",
            "Value",
            (
                "9500多、2024年8月、专名的名称或标识；集合和顺序的成员之间用；隔开。",
                "9500, more than 3 billion, August 2024, the name or key of an entity; members of"
                " a set or a sequence are set apart by ;",
            ),
        ),
        *pair(
            "term",
            "词语",
            "Term",
            (
                "值是词语时写在这里；成员是词语时按成员的位置写，用；隔开。",
                "For values that are words; for members that are words in their places, set apart"
                " by ;",
            ),
        ),
        column("aliases", "别名", "Other names", SEVERAL, "Aliases"),
        column(
            "category",
            "类别",
            "Category",
            (
                "同类别的词语可以互作错误选项。",
                "Terms of one category can be each other's wrong options.",
            ),
        ),
        column(
            "unit",
            "单位",
            "Unit",
            ("单位的标识或名称；可以写在数字后面。", "Key or name; or written after the number."),
        ),
        column(
            "bound",
            "界限",
            "Bound",
            (
                "正好、大约、多、至少、超过、至多、不到或范围；留空则照数字的写法。",
                "Exact, about, over, at least, more than, at most, less than or range. Empty: as"
                " the number is written.",
            ),
        ),
        column(
            "exclusive",
            "唯一",
            "Exclusive",
            (
                "是或否：只有这个值使陈述成立。",
                "Yes or no: only this value makes the statement true.",
            ),
        ),
        column(
            "complete",
            "完整",
            "Complete",
            ("是或否：集合里没有别的成员。", "Yes or no: nothing else belongs to the set."),
        ),
        *pair("question", "问句", "Question", ("可以留空。", "May stay empty.")),
    ),
    ("key", "article", "passage", "topic"),
)
