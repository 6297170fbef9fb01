"""Leeches: cards that are forgotten again and again, and cost more than they teach as they are."""

from __future__ import annotations

LEECH_LAPSES = 8
"""Lapses after which a card is set aside: the leech threshold of Anki's default options."""

LAPSES_MORE = LEECH_LAPSES // 2
"""Lapses after which one that was brought back is set aside again: half of them, as in Anki."""


def is_leech(lapses: int, brought_back_at: int | None = None) -> bool:
    """Whether a card is set aside; `brought_back_at` is its number of lapses when it came back.

    >>> [lapses for lapses in range(6, 10) if is_leech(lapses)]
    [8, 9]
    >>> [lapses for lapses in range(6, 14) if is_leech(lapses, brought_back_at=8)]
    [12, 13]
    """
    if brought_back_at is None:
        return lapses >= LEECH_LAPSES
    return lapses >= max(LEECH_LAPSES, brought_back_at + LAPSES_MORE)
