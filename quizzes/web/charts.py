"""Geometry of the SVG charts, computed on the server so that no script is needed to see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# The plot's inner box, in per cent of the drawing. The labels of the y axis sit on the grid
# lines themselves, at the left, so the line starts to the right of them; what the last point says
# stands to the right of it.
LEFT, RIGHT, TOP, BOTTOM = 14.0, 88.0, 12.0, 84.0


@dataclass(frozen=True)
class ChartPoint:
    """One value: where it stands (per cent of the drawing) and how it is said."""

    x: float
    y: float
    label: str
    text: str


@dataclass(frozen=True)
class Segment:
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Tick:
    y: float
    text: str
    base: bool


@dataclass(frozen=True)
class LineChart:
    points: tuple[ChartPoint, ...]
    segments: tuple[Segment, ...]
    ticks: tuple[Tick, ...]

    @property
    def first(self) -> ChartPoint:
        return self.points[0]

    @property
    def last(self) -> ChartPoint:
        return self.points[-1]


def _percent(share: float) -> str:
    """
    >>> _percent(0.666)
    '67%'
    """
    return f"{share * 100:.0f}%"


def _height(share: float) -> float:
    clamped = min(max(share, 0.0), 1.0)
    return round(BOTTOM - clamped * (BOTTOM - TOP), 2)


def _across(index: int, count: int) -> float:
    """Even spacing: the order of attempts is what is read, not the days between them."""
    if count == 1:
        return (LEFT + RIGHT) / 2
    return round(LEFT + (RIGHT - LEFT) * index / (count - 1), 2)


def line_chart(series: Iterable[tuple[str, float]]) -> LineChart:
    """Lay out (label, share from 0 to 1) pairs, oldest first, as a line.

    >>> chart = line_chart([("1 May", 0.5), ("2 May", 1.0)])
    >>> [(point.x, point.y, point.text) for point in chart.points]
    [(14.0, 48.0, '50%'), (88.0, 12.0, '100%')]
    >>> len(chart.segments)
    1
    >>> line_chart([]).points
    ()
    """
    pairs = list(series)
    points = tuple(
        ChartPoint(_across(i, len(pairs)), _height(share), label, _percent(share))
        for i, (label, share) in enumerate(pairs)
    )
    ticks = tuple(Tick(_height(share), _percent(share), share == 0) for share in (0, 0.5, 1))
    return LineChart(points, _segments(points), ticks)


def _segments(points: Sequence[ChartPoint]) -> tuple[Segment, ...]:
    return tuple(Segment(a.x, a.y, b.x, b.y) for a, b in pairwise(points))
