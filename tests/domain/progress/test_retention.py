"""Retention reached: counted honestly, with an interval."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.memory.settings import Settings
from quizzes.domain.progress.retention import Recall, retention, wilson

NOW = datetime(2025, 7, 6, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def recalled(days_ago: float, *, is_recalled: bool = True, wait: float = 5) -> Recall:
    at = NOW - days_ago * DAY
    return Recall(at - wait * DAY, at, is_recalled, 0.9)


def test_periods_are_30_study_days_up_to_today() -> None:
    periods = retention([recalled(0), recalled(29), recalled(30), recalled(179)], NOW, Settings())
    assert [period.n for period in periods] == [1, 0, 0, 0, 1, 2]
    assert (periods[-1].first, periods[-1].last) == (date(2025, 6, 7), date(2025, 7, 6))


def test_what_is_older_or_of_the_future_is_left_out() -> None:
    assert sum(p.n for p in retention([recalled(181), recalled(-2)], NOW, Settings())) == 0


def test_a_card_seen_on_the_same_study_day_is_no_sign_of_memory() -> None:
    same, next_day = recalled(0, wait=0.25), recalled(0, wait=0.5)
    assert retention([same], NOW, Settings())[-1].n == 0
    assert retention([next_day], NOW, Settings())[-1].n == 1  # midnight, before 4 a.m.


def test_share_and_what_was_desired_are_of_the_same_reviews() -> None:
    reviews = [recalled(1)] * 9 + [Recall(NOW - 9 * DAY, NOW, False, 0.8)]
    (*_older, latest) = retention(reviews, NOW, Settings())
    assert (latest.n, latest.recalled, latest.share) == (10, 9, 0.9)
    assert latest.desired == pytest.approx(0.89)
    assert latest.is_enough


def test_nine_are_too_few() -> None:
    latest = retention([recalled(1)] * 9, NOW, Settings())[-1]
    assert not latest.is_enough
    empty = retention([], NOW, Settings())[-1]
    assert (empty.share, empty.interval, empty.desired, empty.is_enough) == (
        None,
        None,
        None,
        False,
    )


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [  # E. B. Wilson's formula of 1927, worked out apart from the code
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (90, 100, 0.8256, 0.9448),
    ],
)
def test_the_interval_is_wilsons(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 5000), st.data())
def test_the_interval_holds_the_share_and_narrows(n: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, n))
    low, high = wilson(successes, n)
    assert 0 <= low <= successes / n <= high <= 1
    wider = wilson(successes, n, z=3)
    assert wider[0] <= low + 1e-12
    assert high <= wider[1] + 1e-12


@pytest.mark.parametrize(("successes", "n"), [(1, 0), (3, 2), (-1, 4)])
def test_what_is_no_share_is_refused(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(successes, n)
