"""Rules about single words that give an answer away, or can be read in more than one way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quizzes.domain.items import Form, TrueFalseBody
from quizzes.domain.quality.findings import Flaw, Seen, Severity, rule
from quizzes.domain.values.figures import is_chinese

Patterns = Mapping[bool, re.Pattern[str]]

# 不到, 不足, 不少于, 不超过… hedge a figure; 不断, 不同, 不仅… are words of their own.
_NOT = r"不(?![到足少多低高大小超过断同仅但只久等止限锈管论均及可良])"
NEGATIVE: Patterns = {
    True: re.compile(
        r"(?:哪|谁|什么|何|下列|以下)[^，。；？?]{0,14}?"
        rf"({_NOT}|没有|并非|(?<!从)未(?!来)|非(?=以下|文章)|无关|错误)"
        rf"|({_NOT}|没有|并非)[^，。；？?]{{0,12}}的(?:是|一项|选项|有)"
        r"|除了?[^。；？?]{0,16}?(?:之外|以外|外)|错误的(?:是|一项|说法)"
    ),
    False: re.compile(
        r"\b(?:which|what|who|where|when|whose)\b[^?]*?"
        r"(\bnot\b(?!\s+(?:less|more|fewer|only|just))|n['’]t\b"
        r"|\b(?:never|except|incorrect|false|wrong|untrue|without)\b)"
        r"|\bexcept(?: for)?\s*(?:[:_?]|$)|\bNOT\b(?=[^?]*[:_])",
        re.IGNORECASE,
    ),
}
ABSOLUTE: Patterns = {
    True: re.compile(
        r"总是|从不|从来不|从来没有|从未|永远|绝对|必然|必定|毫无|完全|全都|无一例外|唯一"
        r"|一定(?![的程数规比条期范]|程度)|所有"
    ),
    False: re.compile(
        r"\b(?:always|never|absolutely|certainly|invariably|everyone|everybody|no one|nobody"
        r"|all(?! of (?:the |these|them))|every|none(?! of (?:the |these|them))|completely|entirely"
        r"|impossible|undoubtedly|without exception)\b",
        re.IGNORECASE,
    ),
}
VAGUE: Patterns = {
    True: re.compile(
        r"经常(?!性|开展|举办)|常常|往往|通常|有时|偶尔|很少|大多(?!数民族)|许多|很多|不少(?!于)|可能(?!性)|也许"
        r"|一般(?!公共|预算|债)|若干|一些|基本上|似乎"
    ),
    False: re.compile(
        r"\b(?:often|usually|sometimes|frequently|rarely|seldom|generally|occasionally|mostly"
        r"|probably|perhaps|possibly|maybe|might|several|a few|quite a lot|a lot of"
        r"|(?<!how )(?<!as )(?<!so )many(?! as))\b",
        re.IGNORECASE,
    ),
}


@rule("negative_wording")
def stem_asks_what_is(seen: Seen) -> Iterator[Flaw]:
    """A question asks for what is, not for what is not. A statement may deny something."""
    if seen.content.form is Form.TRUE_FALSE:
        return
    if found := NEGATIVE[is_chinese(seen.language)].search(seen.stem):
        yield Flaw("stem", (found[found.lastindex or 0].casefold(),))


@rule("absolute_terms", Severity.WARNING)
def no_absolute_terms(seen: Seen) -> Iterator[Flaw]:
    """ "Always" and "never" are nearly always wrong, and learners know it."""
    yield from _in_answers(seen, ABSOLUTE)


@rule("vague_terms", Severity.WARNING)
def no_vague_terms(seen: Seen) -> Iterator[Flaw]:
    """What "often" means, every learner decides alone: a vague answer can be argued for."""
    yield from _in_answers(seen, VAGUE)


def _in_answers(seen: Seen, patterns: Patterns) -> Iterator[Flaw]:
    """What can be chosen: the options, or the statement that is true or false."""
    for option in seen.options:
        if words := _all(seen.text(option), seen, patterns):
            yield Flaw(f"option:{option.id}", words)
    if isinstance(seen.content.body, TrueFalseBody) and (words := _all(seen.stem, seen, patterns)):
        yield Flaw("stem", words)


def _all(text: str, seen: Seen, patterns: Patterns) -> tuple[str, ...]:
    found = patterns[is_chinese(seen.language)].finditer(text)
    return tuple(dict.fromkeys(match.group().casefold() for match in found))
