"""The results as a page and a picture for the documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import mean
from xml.sax.saxutils import escape

from benchmarks.simulation.learner import BY_CHOICE, FORGOTTEN_AT_ONCE, OPTIONS, SPREAD
from benchmarks.simulation.year import DAYS, NEW_A_DAY, QUESTIONS, QUIZ_EVERY, Year

COLOURS = ("#b3402e", "#5b6b7a", "#a08a5b")
DASHES = ("", "7 4", "2 3")
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 340, 56, 64, 44
WEEKS = DAYS // 7

PAGE = """# A year, simulated

Written by `python -m benchmarks.simulation`; nothing here is measured of people.

{learners} learners each meet {points} points, {new} a day, for {days} days, once by each schedule.
Their class has a quiz of {questions} questions every {every} days, whichever way the cards are
scheduled: quizzes cost everybody the same and are not counted. What is counted are reviews of
cards, for each point that is remembered at the end of the year.

![Reviews of cards a week by schedule](simulation.svg)

| schedule | card reviews | recalled when due | remembered | reviews per remembered point |
| --- | ---: | ---: | ---: | ---: |
{rows}

The means over the learners; in brackets the least and the most of any one.

## The learner

What is really remembered follows FSRS-6 (stability, difficulty, a power curve of forgetting), with
numbers of the learner's own: each of the 21 published ones times a factor drawn log-normally
(σ = {spread}). No schedule knows them, and none is fitted to them.

- Of new points {forgotten:.0%} do not stick at the first meeting.
- A card, or a question answered in writing, is recalled with the chance that the curve gives, and
  the answer is seen afterwards. Recall counts as “good”, failure as “again”.
- Every second question of a quiz is one choice of {options}. It is right when the point is
  recalled, or by luck, which teaches nothing. Choosing what one knows strengthens {choice:.0%} as
  much as recall does.
- A card that fails, or is new, is asked again in the same sitting until its steps are passed.

## The schedules

- **One memory of quizzes and cards**: the product's own. Quiz answers move the same memory as cards
  do, discounted by the chance of guessing (`quizzes/domain/memory/evidence.py`); desired retention
  0.90, default parameters.
- **Cards alone**: the same, deaf to quizzes, though the learner learns from them.
- **SM-2**: Wozniak's algorithm of 1990 with the same steps within the day, deaf to quizzes. It has
  no desired retention, so compare what it keeps beside what it costs.

## What it does not show

The learner forgets by the family of curves that FSRS assumes, which favours FSRS over SM-2; the
comparison of the first two rows does not depend on that. People tire, skip days and are interested;
these learners are not.
"""


def write_page(results: Mapping[str, Sequence[Year]], points: int) -> str:
    rows = "\n".join(_row(name, years) for name, years in results.items())
    return PAGE.format(
        learners=len(next(iter(results.values()))),
        points=points,
        new=NEW_A_DAY,
        days=DAYS,
        questions=QUESTIONS,
        every=QUIZ_EVERY,
        rows=rows,
        spread=SPREAD,
        forgotten=FORGOTTEN_AT_ONCE,
        options=OPTIONS,
        choice=BY_CHOICE,
    )


def _row(name: str, years: Sequence[Year]) -> str:
    cells = (
        _cell([year.cards for year in years], "{:,.0f}"),
        _cell([year.kept for year in years], "{:.1%}"),
        _cell([year.remembered for year in years], "{:,.0f}"),
        _cell([year.per_point for year in years], "{:.2f}"),
    )
    return f"| {name} | {' | '.join(cells)} |"


def _cell(values: Sequence[float], form: str) -> str:
    ends = f"{form.format(min(values))}–{form.format(max(values))}"
    return f"{form.format(mean(values))} ({ends})"


def draw(results: Mapping[str, Sequence[Year]]) -> str:
    """Reviews of cards a week, a line for each schedule, told apart by its dashes as well."""
    lines = {name: _by_week(years) for name, years in results.items()}
    top = max(max(line) for line in lines.values())
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>Reviews of cards a week by schedule</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#faf7f0"/>',
        '<g font-family="Georgia, serif" font-size="13" fill="#3a3630">',
        '<text x="16" y="24" font-size="16">Reviews of cards a week</text>',
        *_grid(top),
    ]
    for place, (name, line) in enumerate(lines.items()):
        parts += _line(place, name, line, top)
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _by_week(years: Sequence[Year]) -> list[float]:
    return [mean(sum(y.reviews[7 * w : 7 * w + 7]) for y in years) for w in range(WEEKS)]


def _place(week: float, value: float, top: float) -> tuple[float, float]:
    across = LEFT + week / (WEEKS - 1) * (WIDTH - LEFT - 24)
    return across, HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP)


def _grid(top: float) -> list[str]:
    parts = []
    step = max(10, round(top / 4, -1))
    for value in range(0, int(top) + 1, int(step)):
        _x, y = _place(0, value, top)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - 24}" stroke="#d8d0c0"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value}</text>')
    for week in range(0, WEEKS, 10):
        x, _y = _place(week, 0, top)
        label = "week 1" if week == 0 else str(week + 1)
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - 18}" text-anchor="middle">{label}</text>')
    return parts


def _line(place: int, name: str, line: Sequence[float], top: float) -> list[str]:
    points = (_place(week, value, top) for week, value in enumerate(line))
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    style = f'stroke="{COLOURS[place]}" stroke-dasharray="{DASHES[place]}" stroke-width="2.5"'
    at = (16, 316, 470)[place]  # as wide as the names are
    return [
        f'<polyline points="{path}" fill="none" {style}/>',
        f'<path d="M{at} 43H{at + 26}" {style}/>',
        f'<text x="{at + 32}" y="47">{escape(name)}</text>',
    ]
