"""A pasted text cut into numbered passages, and passages into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.domain.proposals.found import Language

MAX_TEXT = 100_000
"""Characters of a text that is read at once: some sixty pages of news."""

MAX_SENTENCE = 1_000
"""Longer stretches without an end mark are cut: no sentence, and nothing may get slow."""

_NUMBER = re.compile(r"^\s*[\[【](\d{1,4})[\]】]\s*")
_CHINESE_END = re.compile(r"(?:[。！？!?；;]|……)+[”』」》）)\"’]*")
_ENGLISH_END = re.compile(r"[.!?]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9]|\s*$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Gen|Sen|Rep|Gov|Capt|Col|No|Nos|vs|etc|approx|Inc|Ltd"
    r"|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Fig|Mt|e\.g|i\.e|a\.m|p\.m|U\.S"
    r"|U\.K|U\.N|cf|ca|c|est)|\b[A-Z])\.$"
)
_ENDS_ANYWAY = re.compile(r"(?:etc|a\.m|p\.m|Inc|Ltd|Corp)\.$")


@dataclass(frozen=True)
class Sentence:
    """A sentence at `start` of its passage."""

    text: str
    start: int


def split_passages(text: str) -> list[tuple[int, str]]:
    """Each line with something on it, with its number: its own in brackets, else counted on.

    >>> split_passages("First.\\n\\n Second. ")
    [(1, 'First.'), (2, 'Second.')]
    >>> split_passages("[4] Fourth.\\n[7] Seventh.\\nEighth.")
    [(4, 'Fourth.'), (7, 'Seventh.'), (8, 'Eighth.')]
    """
    passages: list[tuple[int, str]] = []
    last = 0
    for line in text.splitlines():
        written = _NUMBER.match(line)
        words = (line[written.end() :] if written else line).strip()
        if words:
            own = int(written[1]) if written else 0
            last = own if own > last else last + 1
            passages.append((last, words))
    return passages


def split_sentences(text: str, language: Language) -> list[Sentence]:
    """The sentences of a passage, each with its end mark and closing quotes.

    >>> [s.text for s in split_sentences("他说：“好。”大家笑了。", Language.CHINESE)]
    ['他说：“好。”', '大家笑了。']
    >>> text = "Dr. J. Li paid 3.5 yuan. “Fine.” He left."
    >>> [s.text for s in split_sentences(text, Language.ENGLISH)]
    ['Dr. J. Li paid 3.5 yuan.', '“Fine.”', 'He left.']
    """
    ends = _chinese_ends(text) if language is Language.CHINESE else _english_ends(text)
    sentences: list[Sentence] = []
    start = 0
    for end in [*ends, len(text)]:
        for piece in range(start, end, MAX_SENTENCE):
            part = text[piece : min(end, piece + MAX_SENTENCE)]
            if words := part.strip():
                sentences.append(Sentence(words, piece + part.index(words)))
        start = max(start, end)
    return sentences


def _chinese_ends(text: str) -> Iterator[int]:
    return (found.end() for found in _CHINESE_END.finditer(text))


def _english_ends(text: str) -> Iterator[int]:
    for found in _ENGLISH_END.finditer(text):
        before = text[max(0, found.start() - 12) : found.start() + 1]
        if _ABBREVIATION.search(before) and not _ENDS_ANYWAY.search(before):
            continue
        yield found.end()
