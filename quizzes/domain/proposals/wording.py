"""Whether a statement is still in the words of its source."""

from __future__ import annotations

import re

MOST_HAN = 12
MOST_WORDS = 8
_PIECE = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9]+(?:['’-][A-Za-z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def copied_run(statement: str, source: str) -> str:
    """The first run of the statement that equals the source and is too long to be anyone's; or "".

    Too long is more than 12 Han characters or more than 8 words; placeholders end a run.

    >>> source = "报道说，当地已经先后建成了一批现代化的纺织产业园区。"
    >>> copied_run("当地已经先后建成了一批现代化的纺织产业园区。", source)
    '当地已经先后建成了一批现代'
    >>> copied_run("{city}培育了{n}名人才。", "阿克苏市培育了9500名人才。")
    ''
    """
    for part in _PLACEHOLDER.split(statement):
        if run := _run(_PIECE.findall(part), MOST_HAN + 1, MOST_WORDS + 1, source):
            return run
    return ""


def _run(pieces: list[str], han: int, words: int, source: str) -> str:
    known = _PIECE.findall(source)
    for size, wanted, joint in ((han, True, ""), (words, False, " ")):
        runs = {tuple(known[i : i + size]) for i in range(len(known) - size + 1)}
        for i in range(len(pieces) - size + 1):
            run = pieces[i : i + size]
            if tuple(run) in runs and all(_is_han(piece) is wanted for piece in run):
                return joint.join(run)
    return ""


def _is_han(piece: str) -> bool:
    return "\u3400" <= piece <= "\u9fff"
