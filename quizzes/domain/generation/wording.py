"""The sentences around a fact: whose words they are, what is asked, why an option is wrong.

A language that content is generated in has a `Wording` here; everything else is the fact's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizzes.domain.facts import Fact, FactBase, PointKind, Value
from quizzes.domain.generation.context import Asked
from quizzes.domain.text import Text
from quizzes.domain.values.compare import write_bare, write_reported, write_value
from quizzes.domain.values.dates import PartialDate, Precision, write_date
from quizzes.domain.values.figures import is_chinese
from quizzes.domain.values.quantities import Bound, Quantity

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
COMMON_WORDS = frozenset(
    """
    a about above according across after against all almost along already also although am among
    an and another any are around as at because been before behind being below beneath beside
    besides between beyond both but by can children companies construction could courses despite
    did do doctors does due during each early eight eighteen elderly eleven equipment every except
    experts farmers few fifteen fifty first five flights following for four fourteen from fully
    funds given goods growers had half has have he her here his hospitals how hundreds if in
    including indeed industrial inside instead into is it its itself jobs just last late later
    least less like local many may medical members might more most much must my near nearly new
    next nine no none not now of off officials often on once one only onto or other our out
    outside over owing own past patients people per performers plans products programmes projects
    pupils rather recent recently roughly schools second seedlings seven several she shoppers
    shops should since six sixteen smart so some soon specialists still students such support
    teachers ten than thanks that the their them then there these they third thirteen thirty this
    those though thousands three through throughout to today together toward towards trainees
    training trips twelve twenty two under unlike until up upon via visitors was we were what when
    where whether which while who whom whose why will winter with within without women work
    workers working works workshops would yet young
    """.split()  # noqa: SIM905 - a list of words is easier to keep as words
)
"""English words that a sentence may start with and that are no names.

Any other first word keeps its capital: a needless one looks odd, a missing one is a mistake.
"""


@dataclass(frozen=True)
class Wording:
    """The fixed words of one language."""

    gap: str
    article_says: str
    someone_says: str
    article_says_of: str
    someone_says_of: str
    which_figure: str
    whose_figure: str
    citation: str
    attributed_citation: str
    wrong: Mapping[PointKind, str]
    right: Mapping[PointKind, str]
    not_in_set: str
    not_next: str
    one_of_set: str
    one_in_gap: str
    all_of_set: str
    all_in_gap: str
    next_after: str
    match_sentence: str
    match_sentence_of: str
    match_gaps: str
    put_in_order: str
    put_in_time: str
    fill_gaps: str
    fill_gaps_of: str
    figure_and_unit: str
    figure_only: str
    date_precision: Mapping[Precision, str] = field(default_factory=dict)


_FIGURE = PointKind.QUANTITY

ZH = Wording(
    gap="＿＿＿",
    article_says="据文章，{}",
    someone_says="据文章中{who}介绍，{}",
    article_says_of="关于“{value}”，文章是怎么说的？",
    someone_says_of="关于“{value}”，文章中{who}是怎么说的？",
    which_figure="文章给出的数字是哪一个？{}",
    whose_figure="文章中{who}给出的数字是哪一个？{}",
    citation="（{publisher}，{date}，第{passage}段）",
    attributed_citation="（{who}介绍；{publisher}，{date}，第{passage}段）",
    wrong=dict.fromkeys(PointKind, "文章说的是{right}，不是{wrong}。")
    | {_FIGURE: "文章报道的是{right}，不是{wrong}。"},
    right=dict.fromkeys(PointKind, "文章说的是{right}。") | {_FIGURE: "文章报道的是{right}。"},
    not_in_set="文章列出的是{right}，没有{wrong}。",
    not_next="紧接在{after}之后的是{right}，不是{wrong}。",
    one_of_set="{}请选出属于其中的一项。",
    one_in_gap="{}下面哪一项属于空格中的内容？",
    all_of_set="{}请选出所有属于其中的选项。",
    all_in_gap="{}下面哪些属于空格中的内容？请全部选出。",
    next_after="{}其中紧接在“{after}”之后的是哪一个？",
    match_sentence="请配对，使这句话与文章所说一致：“{}”",
    match_sentence_of="请配对，使这句话与文章中{who}所说一致：“{}”",
    match_gaps="各个空格中应填哪一项？",
    put_in_order="{}请按这个次序排列下面各项。",
    put_in_time="下面各项按时间先后应怎样排列？请把最早的放在最前面。",
    fill_gaps="按文章所说填空：{}",
    fill_gaps_of="按文章中{who}所说填空：{}",
    figure_and_unit="（填文章给出的数字，单位：{unit}）",
    figure_only="（填文章给出的数字）",
    date_precision={
        Precision.YEAR: "（答出年份）",
        Precision.MONTH: "（答出年和月）",
        Precision.DAY: "（答出年、月、日）",
    },
)
EN = Wording(
    gap="_____",
    article_says="According to the article, {}",
    someone_says="According to {who}, as reported in the article, {}",
    article_says_of="What does the article say of “{value}”?",
    someone_says_of="What does the article report of “{value}”, according to {who}?",
    which_figure="Which figure does the article give? {}",
    whose_figure="Which figure does the article report from {who}? {}",
    citation=" ({publisher}, {date}, passage {passage})",
    attributed_citation=" (according to {who}; {publisher}, {date}, passage {passage})",
    wrong=dict.fromkeys(PointKind, "The article says {right}, not {wrong}.")
    | {_FIGURE: "The article reports {right}, not {wrong}."},
    right=dict.fromkeys(PointKind, "The article says {right}.")
    | {_FIGURE: "The article reports {right}."},
    not_in_set="The article lists {right}; {wrong} is not among them.",
    not_next="What comes directly after {after} is {right}, not {wrong}.",
    one_of_set="{} Choose the one that is among them.",
    one_in_gap="{} Which of these belongs in the gap?",
    all_of_set="{} Choose every one that is among them.",
    all_in_gap="{} Which of these belong in the gap? Choose every one.",
    next_after="{} Which one comes directly after {after}?",
    match_sentence="Match the pairs so that the sentence says what the article says: “{}”",
    match_sentence_of="Match the pairs so that the sentence says what the article reports "
    "from {who}: “{}”",
    match_gaps="What belongs in each gap?",
    put_in_order="{} Put these in that order.",
    put_in_time="In what order do these come in time? Put the earliest first.",
    fill_gaps="Fill the gaps with what the article says: {}",
    fill_gaps_of="Fill the gaps with what the article reports from {who}: {}",
    figure_and_unit=" (Enter the figure that the article gives. Unit: {unit}.)",
    figure_only=" (Enter the figure that the article gives.)",
    date_precision={
        Precision.YEAR: " (Give the year.)",
        Precision.MONTH: " (Give the month and the year.)",
        Precision.DAY: " (Give the day, the month and the year.)",
    },
)


def wording(language: str) -> Wording:
    """The fixed words of a language."""
    return ZH if is_chinese(language) else EN


def continued(text: str) -> str:
    """A sentence as it goes on after a comma: names keep their capital letter.

    >>> continued("By the end of 2024, how many?"), continued("Aksu City had trained them.")
    ('by the end of 2024, how many?', 'Aksu City had trained them.')
    """
    first = re.match(r"[A-Za-z]+", text)
    if first and first.group().lower() in COMMON_WORDS:
        return text[0].lower() + text[1:]
    return text


def started(text: str) -> str:
    """A sentence with a capital letter at its start.

    >>> started("about 3,500 yuan")
    'About 3,500 yuan'
    """
    return text[:1].upper() + text[1:]


def fill(fact: Fact, language: str, base: FactBase, instead: Mapping[str, str]) -> str:
    """The statement with every value in its place; `instead` has texts to write for some."""
    values = {point.name: point.value for point in fact.points}

    def write(match: re.Match[str]) -> str:
        name = match.group(1)
        return instead[name] if name in instead else write_value(values[name], language, base)

    return started(PLACEHOLDER.sub(write, fact.statement[language]))


def attributed(fact: Fact, language: str, text: str) -> str:
    """A question or statement said to be the article's, or of the person it quotes."""
    words, who = wording(language), fact.attributed_to.get(language)
    if who:
        return words.someone_says.format(continued(text), who=continued(who))
    return words.article_says.format(continued(text))


def stem(asked: Asked) -> Text:
    """What is asked: the point's question, or its statement with a gap."""
    return asked.text({language: _stem(asked, language) for language in asked.languages})


def _stem(asked: Asked, language: str) -> str:
    if question := asked.point.question.get(language):
        return attributed(asked.fact, language, question)
    return gapped(asked, language)


def gapped(asked: Asked, language: str) -> str:
    """The statement with a gap, saying whose it is.

    The gap takes the place of the hedge too ("more than 9,500"), so for a hedged figure the stem
    asks for the figure that the article gives: "more than 9,500" would make 9,000 true as well.
    """
    words, fact = wording(language), asked.fact
    text = fill(fact, language, asked.base, {asked.point.name: words.gap})
    if not is_hedged(asked.point.value):
        return attributed(fact, language, text)
    who = fact.attributed_to.get(language)
    if who:
        return words.whose_figure.format(text, who=continued(who))
    return words.which_figure.format(text)


def is_hedged(value: Value) -> bool:
    """Whether a value is a figure that says less than it writes (more than, about, over)."""
    return isinstance(value, Quantity) and value.bound not in {Bound.EXACT, Bound.RANGE}


def explanation(asked: Asked) -> Text:
    """The whole statement, and where it can be found."""
    return asked.text(
        {
            language: fill(asked.fact, language, asked.base, {}) + citation(asked, language)
            for language in asked.languages
        }
    )


def citation(asked: Asked, language: str) -> str:
    """Publisher, date and passage, and who said so where it is not the publisher."""
    words, fact = wording(language), asked.fact
    published = PartialDate(asked.article.published_on, Precision.DAY)
    who = fact.attributed_to.get(language, "")
    return (words.attributed_citation if who else words.citation).format(
        who=continued(who),
        publisher=asked.article.publisher.best(language),
        date=write_date(published, language),
        passage=fact.passage,
    )


def reason(asked: Asked, wrong: Value, among: Sequence[Value] = ()) -> Text:
    """Why a wrong value is wrong: what the article says instead, as the options are written."""
    return asked.text(
        {
            language: wording(language)
            .wrong[asked.point.kind]
            .format(
                right=write_reported(asked.point.value, language, asked.base, among),
                wrong=write_bare(wrong, language, asked.base, among),
            )
            for language in asked.languages
        }
    )


def right_reason(asked: Asked, among: Sequence[Value] = ()) -> Text:
    """What the article says, for the right option."""
    return asked.text(
        {
            language: wording(language)
            .right[asked.point.kind]
            .format(right=write_reported(asked.point.value, language, asked.base, among))
            for language in asked.languages
        }
    )
