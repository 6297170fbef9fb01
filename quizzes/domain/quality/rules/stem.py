"""Rules about the stem, and about the item as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.domain.items import ChoiceBody, TrueFalseBody
from quizzes.domain.quality.findings import Flaw, Seen, Severity, rule
from quizzes.domain.quality.words import display_width
from quizzes.domain.values.figures import is_chinese

LONGEST_HAN = 90
LONGEST_WORDS = 60
"""A stem that takes longer to read than to answer asks for patience, not knowledge."""

GAP = re.compile(r"_{3,}|＿{2,}|（\s*）|\(\s*\)")
UNFOCUSED = {
    True: re.compile(
        r"(?:下列|以下|下面)(?:哪|的|有关|关于|各)?[^，。？?]{0,8}"
        r"(?:说法|叙述|表述|描述|陈述|选项|项)[^，。？?]{0,8}(?:正确|对|符合)"
    ),
    False: re.compile(
        r"\bwhich (?:one )?(?:of (?:the (?:following|statements)|these)|statement|option|answer)\b"
        r"(?: (?:statements?|sentences?|options?))?(?: below)? (?:is|are) (?:true|correct|right)\b",
        re.IGNORECASE,
    ),
}
ASKS = re.compile(rf"[?？]|{GAP.pattern}|[\w)）][:：]\s*$|(?:是|为|有|到)[:：]?\s*$|…\s*$")
ASKS_AT = re.compile(rf"[?？]|{GAP.pattern}")
SENTENCE_END = re.compile(r"[。！；]|[.!;](?=\s+[A-Z])")
MOST_BEFORE = 1
"""Sentences that may stand before the one that asks."""

SEVERAL = {
    True: re.compile(r"；|。(?=.)|[，,](?:而且|并且|同时|此外|并|但是?|而)(?!非|未)"),
    False: re.compile(
        r";|\.(?=\s+[A-Z])|,\s+(?:and|but|while|whereas)\s+(?:it|they|he|she|this|that|the|its|has"
        r"|had|is|was|also|\w+ed)\b|\band also\b",
        re.IGNORECASE,
    ),
}
ATTRIBUTION = re.compile(
    r"^(?:据文章[^，]*，|According to [^,]+,(?: as reported in the article,)? )"
)


@rule("stem_empty")
def stem_says_something(seen: Seen) -> Iterator[Flaw]:
    """There is a question."""
    if not seen.stem.strip():
        yield Flaw("stem")


@rule("stem_too_long")
def stem_is_short(seen: Seen) -> Iterator[Flaw]:
    """A stem is at most 90 Han characters or 60 words."""
    if is_chinese(seen.language):
        length, most = display_width(seen.stem) // 2, LONGEST_HAN
    else:
        length, most = len(seen.stem.split()), LONGEST_WORDS
    if length > most:
        yield Flaw("stem", params={"length": str(length), "most": str(most)})


@rule("unfocused_stem", Severity.WARNING)
def stem_can_be_answered_without_options(seen: Seen) -> Iterator[Flaw]:
    """The stem alone says what is asked: "Which is true?" does not, nor does a mere heading."""
    if not seen.options or not seen.stem.strip():
        return
    if found := UNFOCUSED[is_chinese(seen.language)].search(seen.stem):
        yield Flaw("stem", (found.group().casefold(),))
    elif not ASKS.search(seen.stem):
        yield Flaw("stem", (seen.stem.strip().casefold(),))


@rule("gratuitous_information", Severity.WARNING)
def stem_tells_no_more_than_it_needs(seen: Seen) -> Iterator[Flaw]:
    """What stands before the question is at most one sentence: the rest is to be read for nothing.

    Whether that one is needed, only a person can say.
    """
    if isinstance(seen.content.body, TrueFalseBody):
        return
    question = ASKS_AT.search(seen.stem)
    before = seen.stem[: question.start()] if question else ""
    ends = [found.end() for found in SENTENCE_END.finditer(before)]
    if len(ends) > MOST_BEFORE:
        yield Flaw("stem", (before[: ends[-1]].strip().casefold(),))


@rule("several_ideas", Severity.WARNING)
def a_statement_says_one_thing(seen: Seen) -> Iterator[Flaw]:
    """Of a statement that says two things, one may be true and the other false."""
    if not isinstance(seen.content.body, TrueFalseBody):
        return
    if found := SEVERAL[is_chinese(seen.language)].search(seen.stem):
        yield Flaw("stem", (found.group().strip().casefold(),))


@rule("gap_first", Severity.WARNING)
def gap_comes_after_what_it_is_about(seen: Seen) -> Iterator[Flaw]:
    """A statement that starts with its gap must be read twice."""
    if found := GAP.match(ATTRIBUTION.sub("", seen.stem)):
        yield Flaw("stem", (found.group(),))


@rule("language_missing")
def every_text_exists(seen: Seen) -> Iterator[Flaw]:
    """Stem, explanation and options exist in every language that the item is offered in."""
    if not seen.content.explanation.get(seen.language):
        yield Flaw("explanation")
    for option in seen.options:
        if not seen.text(option).strip():
            yield Flaw(f"option:{option.id}")


@rule("placeholder_left")
def no_placeholder_is_left(seen: Seen) -> Iterator[Flaw]:
    """No brace of a statement is left unfilled."""
    body = seen.content.body
    texts = [option.text for option in body.options] if isinstance(body, ChoiceBody) else []
    for text in (seen.content.stem, seen.content.explanation, *texts):
        if found := re.search(r"\{[a-z0-9_]*\}", text.get(seen.language, "")):
            yield Flaw("stem", (found.group(),))
