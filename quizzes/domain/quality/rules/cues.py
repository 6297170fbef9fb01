"""Rules about what points to the right option without any knowledge of the subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from quizzes.domain.items import Form, Option
from quizzes.domain.quality.findings import Flaw, Seen, Severity, rule
from quizzes.domain.quality.rules.stem import GAP
from quizzes.domain.values.figures import is_chinese
from quizzes.domain.values.normalise import normalise

# 和 joins only where two characters stand on each side: it also begins 和田 and 和静.
_JOINT = re.compile(
    r"[、，,;；&/]|\s+(?:and|or|with)\s+|(?<=[^、，,\s]{2})[和与及或](?=[^、，,\s]{2})"
)
_LABEL = r"[(（]?(?:[a-f]|i{1,3}|iv|vi?|[1-6]|[①-⑨]|[甲乙丙丁])[)）]?"
_K_TYPE = re.compile(
    rf"^\s*(?:only|both|just|仅|只有|选项)?\s*{_LABEL}"
    rf"(?:(?:\s*[,、，&+和与或及]\s*|\s*,?\s+(?:and|or)\s+){_LABEL}|[①-⑨])+"
    r"\s*(?:only|(?:两项)?(?:都|均|皆)?(?:对|是|正确|符合))?\s*[.。]?\s*$"
    r"|\b(?:more than one|two|any) of (?:the )?(?:above|these)\b|以上.{0,2}[两二三]项",
    re.IGNORECASE,
)
_ASKS_FIGURE = {
    True: re.compile(r"多少|百分之几|几(?=[个名家座年项次成倍])"),
    False: re.compile(
        r"\bhow (?:many|much|long|far|often|old)\b|\bwhat (?:percentage|share)\b", re.I
    ),
}
_ASKS_TIME = {
    True: re.compile(r"哪一?年|何时|什么时候|哪个月|几月|什么时间|哪天"),
    False: re.compile(r"^when\b|,\s*when\b|\b(?:which|what) (?:year|month|date|day)\b", re.I),
}
_NUMBER = re.compile(
    r"\d|[零〇一二三四五六七八九十百千万亿两半]|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|billion|half|dozen)\b",
    re.I,
)
_TIME = re.compile(
    rf"{_NUMBER.pattern}|[年月日]|\b(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|spring|summer|autumn|winter)\b",
    re.I,
)
_ARTICLE = re.compile(rf"\b(an?)\s*(?:[:：…]|{GAP.pattern}|$)", re.IGNORECASE)
_SILENT = re.compile(r"^(?:hour|honest|honou?r|heir|8|11\b|18\b)", re.IGNORECASE)
_AS_CONSONANT = re.compile(r"^(?:uni|use|usu|eu|one\b|once)", re.IGNORECASE)
_PLURAL = {
    True: re.compile(r"哪些|哪几"),
    False: re.compile(r"\b(?:which|what)\b(?: \w+s)? (?:are|were|have)\b", re.IGNORECASE),
}
_COUNTED = re.compile(r"多少([\u4e00-\u9fff])")
_WITH_MEASURE = re.compile(r"\d[万亿]?[多余]?((?![万亿多余])[\u4e00-\u9fff])")
SHORTEST_LIST = 2


def _parts(text: str) -> list[str]:
    """What an option lists.

    >>> _parts("喀什、和田和阿克苏"), _parts("和田"), _parts("red and blue")
    (['喀什', '和田', '阿克苏'], ['和田'], ['red', 'blue'])
    """
    return [part for each in _JOINT.split(text) if (part := normalise(each))]


@rule("convergence_cues", Severity.WARNING)
def key_is_not_what_all_options_share(seen: Seen) -> Iterator[Flaw]:
    """The right option is not the one list whose every part stands in some other option too."""
    lists = {option: set(_parts(seen.text(option))) for option in seen.options}
    counts = Counter(part for parts in lists.values() for part in parts)

    def shares_all(option: Option) -> bool:
        return len(lists[option]) >= SHORTEST_LIST and all(counts[p] > 1 for p in lists[option])

    shared = [option for option in seen.options if shares_all(option)]
    if len(shared) == 1 and shared[0].is_key and len(seen.options) > len(seen.keys) + 1:
        yield Flaw(f"option:{shared[0].id}", (seen.text(shared[0]),))


@rule("logical_cues", Severity.WARNING)
def every_option_answers_the_question(seen: Seen) -> Iterator[Flaw]:
    """Where the question asks for a figure or a time, every option is one."""
    chinese = is_chinese(seen.language)
    if _ASKS_FIGURE[chinese].search(seen.stem):
        fits = _NUMBER
    elif _ASKS_TIME[chinese].search(seen.stem):
        fits = _TIME
    else:
        return
    if not all(fits.search(key) for key in seen.keys):
        return
    for option in seen.options:
        if not option.is_key and not fits.search(seen.text(option)):
            yield Flaw(f"option:{option.id}", (seen.text(option),))


@rule("complex_k_type", Severity.WARNING)
def no_option_combines_others(seen: Seen) -> Iterator[Flaw]:
    """ "A and C", "①③": such options test the reading of options, and half of it is enough."""
    for option in seen.options:
        text = seen.text(option)
        if option.value is None and _K_TYPE.search(text):
            yield Flaw(f"option:{option.id}", (text,))


@rule("grammatical_cues", Severity.WARNING)
def grammar_excludes_no_option(seen: Seen) -> Iterator[Flaw]:
    """No wrong option is excluded by an article, by its number or by its measure word."""
    if not seen.keys or not seen.distractors:
        return
    yield from _by_number(seen)
    yield from _by_measure_word(seen) if is_chinese(seen.language) else _by_article(seen)


def _by_article(seen: Seen) -> Iterator[Flaw]:
    found = _ARTICLE.search(seen.stem)
    if not found:
        return
    wants_vowel = found.group(1).casefold() == "an"
    misfits = [each for each in seen.distractors if _starts_with_vowel(each) != wants_vowel]
    if misfits and all(_starts_with_vowel(key) == wants_vowel for key in seen.keys):
        yield Flaw("stem", (found.group().casefold(),))


def _starts_with_vowel(text: str) -> bool:
    """Whether the indefinite article before it is "an".

    >>> [_starts_with_vowel(each) for each in ("apple", "hour", "unit", "mill")]
    [True, True, False, False]
    """
    if _SILENT.match(text):
        return True
    return text[:1].casefold() in "aeiou" and not _AS_CONSONANT.match(text)


def _by_number(seen: Seen) -> Iterator[Flaw]:
    """Several are asked for, and only the right option names several."""
    if seen.content.form is not Form.SINGLE_CHOICE:
        return
    found = _PLURAL[is_chinese(seen.language)].search(seen.stem)
    if found and not any(len(_parts(each)) >= SHORTEST_LIST for each in seen.distractors):
        for option in seen.options:
            if option.is_key and len(_parts(seen.text(option))) >= SHORTEST_LIST:
                yield Flaw("stem", (found.group().casefold(),))


def _by_measure_word(seen: Seen) -> Iterator[Flaw]:
    """多少名 asks for people: a wrong option of so many 家 is none."""
    asked = _COUNTED.search(seen.stem)
    if not asked:
        return
    measures = {each: _WITH_MEASURE.search(seen.text(each)) for each in seen.options}
    if any(found and found[1] != asked[1] for each, found in measures.items() if each.is_key):
        return
    for option, found in measures.items():
        if not option.is_key and found and found[1] != asked[1]:
            yield Flaw(f"option:{option.id}", (found.group().casefold(),))
