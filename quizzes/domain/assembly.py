"""Drawing a quiz from a bank, so that no question gives another's answer away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from quizzes.domain.items import (
    ChoiceBody,
    ClozeBody,
    Form,
    Gap,
    ItemContent,
    NumericBody,
    TextBody,
)
from quizzes.domain.quality.words import has_words
from quizzes.domain.values.figures import write_figure

ATTEMPTS = 8
"""How often a quiz is drawn anew, where what was taken first left no room for enough others."""

LOOK_AHEAD = 8
"""How many candidates are compared to mix the forms."""

SHORTEST_TELLING = 3
"""Answers of fewer characters (14, 3%) are found in stems by chance, and tell nothing there."""


@dataclass(frozen=True)
class Candidate:
    """An item as drawing sees it.

    `id` is the caller's; `asks` and `shows` are keys of points; `topic` is what is spread over;
    `stem` and `answers` are texts of one language, to see whether a stem holds another's answer.
    `rank` 0 is drawn before 1, where enough go together.
    """

    id: int
    asks: frozenset[str]
    form: Form
    topic: str = ""
    shows: frozenset[str] = frozenset()
    stem: str = ""
    answers: tuple[str, ...] = ()
    rank: int = 0


def answers_of(content: ItemContent, language: str) -> tuple[str, ...]:
    """The texts of a content's right answers in a language, as a stem would have them."""
    match content.body:
        case ChoiceBody(options):
            return tuple(o.text.best(language) for o in options if o.is_key)
        case TextBody(answer):
            return (answer.best(language),)
        case NumericBody(quantity):
            return (write_figure(quantity.amount, language),)
        case ClozeBody(gaps=gaps):
            return tuple(_of_gap(gap, language) for gap in gaps)
    return ()


def _of_gap(gap: Gap, language: str) -> str:
    if isinstance(gap.answer, NumericBody):
        return write_figure(gap.answer.quantity.amount, language)
    return gap.answer.answer.best(language)


def draw(
    candidates: Sequence[Candidate], count: int, seed: int, taken: Iterable[Candidate] = ()
) -> list[Candidate]:
    """Up to `count` candidates beside those already taken, in the order to ask them.

    No two ask one point; none shows what another asks, nor has another's answer in its stem.
    Topics take turns, and forms within them as far as they can. The same bank and seed draw the
    same quiz. Fewer come back only where no more were found to go together.

    >>> bank = [Candidate(i, frozenset({f"fact.p{i // 2}"}), Form.NUMERIC) for i in range(6)]
    >>> sorted(each.id // 2 for each in draw(bank, 10, seed=1))
    [0, 1, 2]
    """
    fixed, best = list(taken), list[Candidate]()
    for attempt in range(ATTEMPTS):
        drawn = _draw_once(candidates, count, fixed, Random(f"draw|{seed}|{attempt}"))
        best = max(best, drawn, key=len)
        if len(best) == count:
            break
    return best


def _draw_once(
    candidates: Sequence[Candidate], count: int, taken: list[Candidate], random: Random
) -> list[Candidate]:
    drawing = _Drawing(list(taken))
    drawn: list[Candidate] = []
    for rank in sorted({each.rank for each in candidates}):
        pools = _pools([each for each in candidates if each.rank == rank], random)
        while pools and len(drawn) < count:
            drawn += drawing.one_of_each(pools, count - len(drawn))
    random.shuffle(drawn)
    return drawn


def _pools(candidates: Sequence[Candidate], random: Random) -> list[list[Candidate]]:
    """Candidates of each topic, topics and candidates in an order by lot."""
    pools: dict[str, list[Candidate]] = defaultdict(list)
    for each in random.sample(candidates, len(candidates)):
        pools[each.topic].append(each)
    return list(pools.values())


class _Drawing:
    """What has been taken so far, and whether one more goes with it."""

    def __init__(self, taken: list[Candidate]) -> None:
        self.taken = taken
        self.forms = Counter(each.form for each in taken)

    def one_of_each(self, pools: list[list[Candidate]], count: int) -> list[Candidate]:
        """One from each pool, at most `count`; a pool that has none that fits is dropped."""
        found: list[Candidate] = []
        for pool in pools[:count]:
            one = self._take(pool)
            if one is None:
                pools.remove(pool)
            else:
                found.append(one)
        return found

    def _take(self, pool: list[Candidate]) -> Candidate | None:
        """Of the next few that fit, the one whose form was taken least.

        What does not fit now never will, and is dropped. The rest of the pool is not looked at.
        """
        fitting: list[Candidate] = []
        while pool and len(fitting) < LOOK_AHEAD:
            each = pool.pop()
            if self._fits(each):
                fitting.append(each)
        if not fitting:
            return None
        found = min(fitting, key=lambda each: self.forms[each.form])
        pool.extend(each for each in reversed(fitting) if each is not found)
        self.taken.append(found)
        self.forms[found.form] += 1
        return found

    def _fits(self, new: Candidate) -> bool:
        return not any(_gives_away(new, old) for old in self.taken)


def _gives_away(one: Candidate, other: Candidate) -> bool:
    """Whether two items must not stand in one quiz."""
    if one.asks & other.asks or one.shows & other.asks or other.shows & one.asks:
        return True
    return _tells(one.stem, other.answers) or _tells(other.stem, one.answers)


def _tells(stem: str, answers: tuple[str, ...]) -> bool:
    return any(
        len(answer) >= SHORTEST_TELLING and has_words(stem, answer) for answer in answers if answer
    )
