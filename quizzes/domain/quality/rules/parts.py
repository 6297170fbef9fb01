"""Rules about answers in parts: what is matched, put in order, or written into gaps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quizzes.domain.items import ClozeBody, Entry, MatchingBody, OrderingBody
from quizzes.domain.quality.findings import Flaw, Seen, Severity, rule
from quizzes.domain.quality.words import display_width, echoes, reading
from quizzes.domain.quality.written import written_value
from quizzes.domain.values.figures import is_chinese

WIDEST_ENTRY = 60
"""Columns of an entry that is taken in at a glance: 30 Han characters, 60 letters."""

WIDEST_PREMISE = 120
"""What stands on the left of a match, or happened at a date, may be a sentence."""

FEWEST_FOR_A_SPARE = 3
"""Of two pairs, the second is known from the first anyway."""

FEWEST_WORDS = {True: 4, False: 3}
"""For each gap, so much of the sentence stays: Han characters, or words."""

_PLACE = {
    True: re.compile(r"^\s*(?:第[一二三四五六七八九十\d]+[、，,:： ]|首先|其次|最先|最后|最终)"),
    False: re.compile(
        r"^\s*(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|finally|lastly?)\b", re.I
    ),
}
_NUMBERED = re.compile(r"^\s*[(（]?(?:\d{1,2}|[①-⑩])[.、)）]\s*(?=\D)")
_GAP = re.compile(r"\{[^{}]*\}")


def _lists(seen: Seen) -> list[Sequence[Entry]]:
    """The lists that a learner reads: the two sides, or what is to be put in order."""
    match seen.content.body:
        case MatchingBody(left=left, right=right):
            return [left, right]
        case OrderingBody(entries=entries):
            return [entries]
    return []


def _text(seen: Seen, entry: Entry) -> str:
    return entry.text.get(seen.language, "")


@rule("duplicate_entries")
def no_two_entries_alike(seen: Seen) -> Iterator[Flaw]:
    """No two entries of a list read the same: nobody could tell which belongs where."""
    for entries in _lists(seen):
        counts = Counter(reading(_text(seen, entry)) for entry in entries)
        for entry in entries:
            if counts[reading(_text(seen, entry))] > 1:
                yield Flaw(f"entry:{entry.id}", (_text(seen, entry),))


@rule("mixed_entries", Severity.WARNING)
def a_list_is_of_one_kind(seen: Seen) -> Iterator[Flaw]:
    """A figure among names is matched by what it is, and not by what is known of it."""
    if not isinstance(seen.content.body, MatchingBody):
        return
    for entries in _lists(seen):
        kinds = {entry.id: _kind(seen, entry) for entry in entries}
        usual, count = Counter(kinds.values()).most_common(1)[0] if kinds else ("", 0)
        for entry in entries:
            if kinds[entry.id] != usual and count > 1:
                yield Flaw(f"entry:{entry.id}", (_text(seen, entry),))


def _kind(seen: Seen, entry: Entry) -> str:
    """Whether an entry is a figure, a date or words."""
    if entry.value is not None:
        return type(entry.value).__name__
    return type(written_value(_text(seen, entry))).__name__


@rule("entry_too_long", Severity.WARNING)
def entries_are_short(seen: Seen) -> Iterator[Flaw]:
    """What is to be matched or put in order is read again and again: it is short."""
    body = seen.content.body
    premises = body.left if isinstance(body, MatchingBody) else ()
    for entry in (entry for entries in _lists(seen) for entry in entries):
        is_sentence = entry in premises or entry.point
        widest = WIDEST_PREMISE if is_sentence else WIDEST_ENTRY
        if display_width(_text(seen, entry)) > widest:
            yield Flaw(f"entry:{entry.id}", (_text(seen, entry),))


@rule("pair_shares_words", Severity.WARNING)
def no_word_joins_a_pair(seen: Seen) -> Iterator[Flaw]:
    """No word stands in both halves of one pair alone: it would be matched by sight."""
    body = seen.content.body
    if not isinstance(body, MatchingBody):
        return
    left = {entry.id: _text(seen, entry) for entry in body.left}
    right = {entry.id: _text(seen, entry) for entry in body.right}
    for pair in body.pairs:
        shared = echoes(right[pair.right], left[pair.left])
        others = [text for key, text in right.items() if key != pair.right]
        words = shared - frozenset().union(*(echoes(text, left[pair.left]) for text in others))
        if words:
            yield Flaw(f"entry:{pair.left}", tuple(sorted(words)))


@rule("no_spare", Severity.WARNING)
def the_last_pair_does_not_follow(seen: Seen) -> Iterator[Flaw]:
    """One more on the right than pairs: else who knows all but one knows that too."""
    body = seen.content.body
    if not isinstance(body, MatchingBody) or len(body.pairs) < FEWEST_FOR_A_SPARE:
        return
    if len(body.right) <= len(body.pairs):
        yield Flaw("body", params={"pairs": str(len(body.pairs))})


@rule("place_told", Severity.WARNING)
def no_entry_tells_its_place(seen: Seen) -> Iterator[Flaw]:
    """Nothing that is to be put in order begins with "first", "finally" or a number."""
    if not isinstance(seen.content.body, OrderingBody):
        return
    for entry in seen.content.body.entries:
        text = _text(seen, entry)
        if found := _PLACE[is_chinese(seen.language)].search(text) or _NUMBERED.search(text):
            yield Flaw(f"entry:{entry.id}", (found.group().strip().casefold(),))


@rule("too_many_gaps", Severity.WARNING)
def enough_of_the_sentence_stays(seen: Seen) -> Iterator[Flaw]:
    """A sentence of gaps can be filled in many ways."""
    body = seen.content.body
    if not isinstance(body, ClozeBody):
        return
    chinese = is_chinese(seen.language)
    rest = _GAP.sub(" ", body.text.get(seen.language, ""))
    left = display_width("".join(rest.split())) // 2 if chinese else len(rest.split())
    if left < FEWEST_WORDS[chinese] * len(body.gaps):
        yield Flaw("body", params={"gaps": str(len(body.gaps))})
