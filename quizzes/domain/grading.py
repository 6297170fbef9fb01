"""Which of several attempts counts."""

from __future__ import annotations

from collections.abc import Sequence


def counting_share(shares: Sequence[float], method: str) -> float | None:
    """The share (0 to 1) that counts, of those of all attempts in the order they were handed in.

    >>> [counting_share([0.5, 0.9, 0.7], method) for method in ("best", "last", "first")]
    [0.9, 0.7, 0.5]
    >>> round(counting_share([0.5, 0.9, 0.7], "average"), 3), counting_share([], "best")
    (0.7, None)
    """
    if not shares:
        return None
    match method:
        case "last":
            return shares[-1]
        case "first":
            return shares[0]
        case "average":
            return sum(shares) / len(shares)
        case _:
            return max(shares)


ROUNDING = 1e-9


def is_passed(share: float | None, pass_mark: float | None) -> bool | None:
    """Whether a share passes; None where nothing is to be passed, or nothing was handed in.

    >>> is_passed(0.6, 0.6), is_passed(0.59, 0.6), is_passed(None, 0.6), is_passed(1, None)
    (True, False, None, None)
    """
    if share is None or pass_mark is None:
        return None
    return share >= pass_mark - ROUNDING  # 0.1 + 0.2 of points is 0.3 of them
