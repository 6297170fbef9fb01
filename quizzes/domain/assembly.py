"""Drawing a quiz from a bank, so that no question gives another's answer away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
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

OPENING = {Form.SINGLE_CHOICE, Form.TRUE_FALSE}
"""What one touch answers."""

SHORTEST_TELLING = 3
"""Answers of fewer characters (14, 3%) are found in stems by chance, and tell nothing there."""


class Familiarity(StrEnum):
    """What a learner has had to do with the points that a question asks.

    NEW: none was met before. KNOWN: each was met, on a card or in a quiz. MIXED: some were, or
    it asks no point at all.
    """

    NEW = "new"
    KNOWN = "known"
    MIXED = "mixed"


Quota = tuple[Familiarity, int]
"""How many questions of a kind come first."""


@dataclass(frozen=True)
class Candidate:
    """An item as drawing sees it.

    `id` is the caller's; `asks` and `shows` are keys of points; `topic` is what is spread over;
    `stem` and `answers` are texts of one language, to see whether a stem holds another's answer.
    `rank` 0 is drawn before 1, where enough go together. `familiarity` is the learner's.
    """

    id: int
    asks: frozenset[str]
    form: Form
    topic: str = ""
    shows: frozenset[str] = frozenset()
    stem: str = ""
    answers: tuple[str, ...] = ()
    rank: int = 0
    familiarity: Familiarity = Familiarity.MIXED

    @property
    def facts(self) -> frozenset[str]:
        """The keys of the facts whose points it asks."""
        return frozenset(key.rpartition(".")[0] for key in self.asks)


def familiarity(asks: frozenset[str], met: frozenset[str]) -> Familiarity:
    """How new a question is to somebody who met these points.

    >>> familiarity(frozenset({"a.x", "a.y"}), frozenset({"a.x"})).value
    'mixed'
    """
    if not asks:
        return Familiarity.MIXED
    if asks <= met:
        return Familiarity.KNOWN
    return Familiarity.MIXED if asks & met else Familiarity.NEW


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
    candidates: Sequence[Candidate],
    count: int,
    seed: int,
    taken: Iterable[Candidate] = (),
    quotas: Iterable[Quota] = (),
) -> list[Candidate]:
    """Up to `count` candidates beside those already taken, in the order to ask them.

    No two ask one point; none shows what another asks, nor has another's answer in its stem. A
    question that one touch answers comes first. Topics take turns, and facts and forms within them
    as far as they can. `quotas` say how many of a kind come first; where too few of it go together,
    others fill the places. The same bank and seed draw the same quiz. Fewer come back only where no
    more were found to go together.

    >>> bank = [Candidate(i, frozenset({f"fact.p{i // 2}"}), Form.NUMERIC) for i in range(6)]
    >>> sorted(each.id // 2 for each in draw(bank, 10, seed=1))
    [0, 1, 2]
    """
    fixed, wishes, best = list(taken), tuple(quotas), list[Candidate]()
    for attempt in range(ATTEMPTS):
        random = Random(f"draw|{seed}|{attempt}")
        drawn = _Drawing(fixed, random).draw(candidates, count, wishes)
        best = max(best, drawn, key=len)
        if len(best) == count:
            break
    return best


def _opened(drawn: list[Candidate]) -> list[Candidate]:
    """With a question first that one touch answers: who has just come need not type or sort yet."""
    first = next((each for each in drawn if each.form in OPENING), None)
    return sorted(drawn, key=lambda each: each is not first)


def _pools(candidates: Iterable[Candidate], random: Random) -> dict[str, list[Candidate]]:
    """Candidates of each topic, topics and candidates in an order by lot."""
    ordered = list(candidates)
    pools: dict[str, list[Candidate]] = defaultdict(list)
    for each in random.sample(ordered, len(ordered)):
        pools[each.topic].append(each)
    return pools


class _Drawing:
    """What has been taken so far, and what goes with it."""

    def __init__(self, fixed: Iterable[Candidate], random: Random) -> None:
        self.taken = list(fixed)
        self.random = random
        self.drawn: list[Candidate] = []
        self.forms = Counter(each.form for each in self.taken)
        self.topics = Counter(each.topic for each in self.taken)
        self.facts = Counter(fact for each in self.taken for fact in each.facts)

    def draw(
        self, candidates: Sequence[Candidate], count: int, quotas: tuple[Quota, ...]
    ) -> list[Candidate]:
        """By rank; within it first each kind's own places, then what is left, of any kind."""
        for rank in sorted({each.rank for each in candidates}):
            ranked = [each for each in candidates if each.rank == rank]
            for kind, places in quotas:
                had = sum(each.familiarity == kind for each in self.drawn)
                wanted = min(places - had, count - len(self.drawn))
                self._fill([each for each in ranked if each.familiarity == kind], wanted)
            self._fill(ranked, count - len(self.drawn))
        self.random.shuffle(self.drawn)
        return _opened(self.drawn)

    def _fill(self, candidates: Sequence[Candidate], count: int) -> None:
        """Up to `count` more, each of the topic that was taken least; ties go by lot."""
        pools = _pools(candidates, self.random) if count > 0 else {}
        while pools and count > 0:
            topic = min(pools, key=lambda each: self.topics[each])
            found = self._take(pools[topic])
            if found is None:
                del pools[topic]
            else:
                self._keep(found)
                count -= 1

    def _take(self, pool: list[Candidate]) -> Candidate | None:
        """Of the next few that fit, the one whose fact, and then whose form, was taken least.

        What does not fit now never will, and is dropped. The rest of the pool is not looked at.
        """
        fitting: list[Candidate] = []
        while pool and len(fitting) < LOOK_AHEAD:
            each = pool.pop()
            if self._fits(each):
                fitting.append(each)
        if not fitting:
            return None
        found = min(fitting, key=self._wear)
        pool.extend(each for each in reversed(fitting) if each is not found)
        return found

    def _wear(self, each: Candidate) -> tuple[int, int]:
        return max((self.facts[fact] for fact in each.facts), default=0), self.forms[each.form]

    def _keep(self, found: Candidate) -> None:
        self.drawn.append(found)
        self.taken.append(found)
        self.forms[found.form] += 1
        self.topics[found.topic] += 1
        self.facts.update(found.facts)

    def _fits(self, new: Candidate) -> bool:
        return not any(gives_away(new, old) for old in self.taken)


def gives_away(one: Candidate, other: Candidate) -> bool:
    """Whether two items must not stand in one quiz."""
    if one.asks & other.asks or one.shows & other.asks or other.shows & one.asks:
        return True
    return _tells(one.stem, other.answers) or _tells(other.stem, one.answers)


def _tells(stem: str, answers: tuple[str, ...]) -> bool:
    return any(
        len(answer) >= SHORTEST_TELLING and has_words(stem, answer) for answer in answers if answer
    )
