"""Marking an answer anew after the truth of a question changed: by what the learner was shown.

The rule of all forms: what can be told right from wrong among the things that were shown is told
by the truth of today. What cannot be told was not the learner's fault, and counts as right for
everyone who met it, answered or not:

- single choice: the right answer was not among the options;
- multiple choice: none of the options belongs to the set, or of one it is not known;
- true or false: the statement is not made any more. It was a misreading of the article: neither
  who believed it nor who did not showed what they know;
- numeric: it was asked in a unit that does not convert to the one of today;
- short text: a date was asked more exactly than it is known;
- ordering: one of the things has no place in the order any more, or two dates may be the same;
- matching and cloze: the same, pair by pair and gap by gap: the other parts keep their marks;
- any form: the question is not asked any more, or is another kind of question.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from quizzes.domain.facts import MemberSet, Sequence, Value
from quizzes.domain.items import (
    Body,
    ChoiceBody,
    ClozeBody,
    Entry,
    Form,
    Gap,
    ItemContent,
    MatchingBody,
    NumericBody,
    Option,
    OrderingBody,
    Pair,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.marking import mark, parts_of
from quizzes.domain.marking.base import Response, share_mark
from quizzes.domain.responses import Mark, PartMark
from quizzes.domain.text import Text
from quizzes.domain.values.dates import PartialDate, Precision, date_interval
from quizzes.domain.values.normalise import normalise

CREDITED = "credited"
UNREADABLE = "unreadable"
FULL = {Form.MATCHING: "pairs", Form.CLOZE: "gaps"}


@dataclass(frozen=True)
class Truth:
    """What is true today: the question as it is asked (None: it is not), and values of points.

    `changed` are the keys of the points whose value is another one than was seen; None for a
    question that a teacher wrote, which itself says what is right.
    """

    now: ItemContent | None
    values: Mapping[str, Value]
    changed: Collection[str] | None = None

    def is_as_seen(self, point: str) -> bool:
        """Whether a part of a question asks what is as it was."""
        return self.changed is not None and bool(point) and point not in self.changed


@dataclass(frozen=True)
class Corrected:
    """A question as it was seen with the key of today; the parts at `credited` have none."""

    content: ItemContent
    credited: frozenset[int] = frozenset()

    def parts(self, response: Response, language: str) -> tuple[PartMark, ...]:
        """The parts of an answer, those credited among the right ones; raises as marking does."""
        return tuple(
            replace(part, is_right=True, given=part.given or "–")
            if place in self.credited
            else part
            for place, part in enumerate(parts_of(self.content, response, language))
        )

    def mark(self, response: Response, language: str) -> Mark:
        """The mark of an answer; raises as marking does."""
        if not self.credited:
            return mark(self.content, response, language)
        parts = self.parts(response, language)
        read = "; ".join(part.given for part in parts)
        return share_mark(parts, FULL.get(self.content.form, CREDITED), read)


def corrected_content(seen: ItemContent, truth: Truth) -> Corrected | None:
    """The content as it was seen, with the key of today; None where it has none at all."""
    now = truth.now
    if now is None or now.form != seen.form:
        return None
    body: Body | None = None
    credited: frozenset[int] = frozenset()
    match seen.body, now.body:
        case ChoiceBody() as old, ChoiceBody() as new:
            is_single = seen.form == Form.SINGLE_CHOICE
            body = _choice(old, new) if is_single else _several(old, new, _value(seen, truth))
        case TrueFalseBody() as old, TrueFalseBody() as new:
            body = _true_false(seen, old, truth, new)
        case NumericBody() as old, NumericBody() as new:
            body = _numeric(old, new)
        case TextBody() as old, TextBody() as new:
            body = _text(old, new)
        case OrderingBody() as old, OrderingBody() as new:
            body = _ordering(old, new, seen, truth)
        case MatchingBody() as old, MatchingBody() as new:
            body, credited = _matching(old, new, truth)
        case ClozeBody() as old, ClozeBody() as new:
            body, credited = _cloze(old, new, truth)
    return Corrected(replace(seen, body=body), credited) if body else None


def with_names_of(seen: ItemContent, now: ItemContent | None) -> ItemContent:
    """The content as it was seen, accepting also the names that are accepted today.

    A name that a teacher accepted counts for those who wrote it before, too.
    """
    match seen.body, now.body if now else None:
        case TextBody() as old, TextBody() as new:
            return replace(seen, body=_more_names(old, new))
        case ClozeBody() as old, ClozeBody() as new:
            gaps = tuple(_gap_with_names(gap, new) for gap in old.gaps)
            return replace(seen, body=replace(old, gaps=gaps))
    return seen


def _more_names(old: TextBody, new: TextBody) -> TextBody:
    return replace(old, accepted=tuple(dict.fromkeys((*old.accepted, *new.accepted))))


def _gap_with_names(gap: Gap, now: ClozeBody) -> Gap:
    today = _gap_of(gap, now)
    if today and isinstance(gap.answer, TextBody) and isinstance(today.answer, TextBody):
        return replace(gap, answer=_more_names(gap.answer, today.answer))
    return gap


def _value(seen: ItemContent, truth: Truth) -> Value | None:
    return truth.values.get(seen.points[0]) if seen.points else None


def _choice(old: ChoiceBody, new: ChoiceBody) -> ChoiceBody | None:
    """The options seen with today's keys, where every key of today was among them."""
    keys = [option for option in new.options if option.is_key]
    right = {each.id for key in keys for each in old.options if _is_same(each, key)}
    if not keys or len(right) < len(keys):
        return None
    options = tuple(replace(each, is_key=each.id in right) for each in old.options)
    return replace(old, options=options)


def _several(old: ChoiceBody, new: ChoiceBody, value: Value | None) -> ChoiceBody | None:
    """The options seen, each told by today's options, or by whether it belongs to today's set."""
    members = value.members if isinstance(value, MemberSet) and value.complete else None
    options = []
    for option in old.options:
        today = next((each for each in new.options if _is_same(each, option)), None)
        if today is not None:
            options.append(replace(option, is_key=today.is_key))
        elif members is not None and option.value is not None:
            options.append(replace(option, is_key=option.value in members))
        else:
            return None
    return replace(old, options=tuple(options)) if any(o.is_key for o in options) else None


def _is_same(one: Option | Entry, other: Option | Entry) -> bool:
    """The same value, or the same words in a language, however they are spaced."""
    if one.value is not None and one.value == other.value:
        return True
    return _reads_same(one.text, other.text)


def _reads_same(one: Text, other: Text) -> bool:
    return any(normalise(one[each]) == normalise(other[each]) for each in one if each in other)


def _true_false(
    seen: ItemContent, old: TrueFalseBody, truth: Truth, new: TrueFalseBody
) -> TrueFalseBody | None:
    """A statement still made has its truth of today. A teacher's own that was reworded keeps its
    truth: nothing says that it was wrong.
    """
    if truth.now is not None and _reads_same(seen.stem, truth.now.stem):
        return replace(old, truth=new.truth)
    return old if truth.changed is None else None


def _numeric(old: NumericBody, new: NumericBody) -> NumericBody | None:
    """Today's figure in the unit that was asked for."""
    if old.quantity.unit == new.quantity.unit:
        return new
    size = next((new.units[name] for name in old.unit_name.values() if name in new.units), None)
    if not size:
        return None
    upper = new.quantity.upper / size if new.quantity.upper is not None else None
    quantity = replace(old.quantity, amount=new.quantity.amount / size, upper=upper)
    quantity = replace(quantity, bound=new.quantity.bound)
    return replace(old, quantity=quantity, tolerance=new.tolerance / size)


def _text(old: TextBody, new: TextBody) -> TextBody | None:
    """Today's answer; a date that is known more exactly now is right as exactly as was asked."""
    if not isinstance(old.value, PartialDate) or not isinstance(new.value, PartialDate):
        return new
    asked, known = old.value.precision, new.value.precision
    if asked is known:
        return new
    start = new.value.start
    match asked, known:
        case Precision.MONTH, Precision.DAY:
            start = start.replace(day=1)
        case Precision.YEAR, Precision.MONTH | Precision.DAY:
            start = start.replace(month=1, day=1)
        case _:
            return None
    return replace(new, value=PartialDate(start, asked))


def _ordering(
    old: OrderingBody, new: OrderingBody, seen: ItemContent, truth: Truth
) -> OrderingBody | None:
    """The things seen in today's order, where each has a place in it."""
    if any(entry.point for entry in old.entries):
        return _by_date(old, truth)
    value = _value(seen, truth)
    by_id = {entry.id: entry for entry in new.entries}
    today = [by_id[each] for each in new.order]
    if isinstance(value, Sequence):
        places = [_place(entry, value) for entry in old.entries]
    else:
        same = [[p for p, t in enumerate(today) if _is_same(t, entry)] for entry in old.entries]
        places = [found[0] if found else None for found in same]
    known = [place for place in places if place is not None]
    if len(set(known)) < len(old.entries):
        return None
    ranked = sorted(zip(known, old.entries, strict=True), key=lambda each: each[0])
    return replace(old, order=tuple(entry.id for _place_of, entry in ranked))


def _by_date(old: OrderingBody, truth: Truth) -> OrderingBody | None:
    """The events seen in the order of their dates of today, where these all lie apart."""
    dated = []
    for entry in old.entries:
        is_as_seen = truth.is_as_seen(entry.point)
        value = entry.value if is_as_seen else truth.values.get(entry.point)
        if not isinstance(value, PartialDate):
            return None
        dated.append((date_interval(value), entry.id))
    dated.sort()
    if any(one[1] >= other[0] for (one, _one_id), (other, _other_id) in pairwise(dated)):
        return None
    return replace(old, order=tuple(entry_id for _days, entry_id in dated))


def _place(entry: Entry, sequence: Sequence) -> int | None:
    members = sequence.members
    return next((p for p, member in enumerate(members) if member == entry.value), None)


def _matching(
    old: MatchingBody, new: MatchingBody, truth: Truth
) -> tuple[MatchingBody, frozenset[int]]:
    """Each thing on the left with its partner of today, where that one was on the right."""
    left = {entry.id: entry for entry in old.left}
    partners = {pair.left: pair for pair in old.pairs}
    pairs, credited = [], set()
    for place, entry in enumerate(old.left):
        pair = partners[entry.id]
        if not truth.is_as_seen(pair.point):
            right = _partner(left[pair.left], pair, old, new, truth)
            if right is None:
                credited.add(place)
            else:
                pair = replace(pair, right=right)
        pairs.append(pair)
    return replace(old, pairs=tuple(pairs)), frozenset(credited)


def _partner(
    entry: Entry, pair: Pair, old: MatchingBody, new: MatchingBody, truth: Truth
) -> str | None:
    """The id, among what was on the right, of what belongs to an entry today."""
    rights = {each.id: each for each in new.right}
    lefts = {each.id: each for each in new.left}
    for today in new.pairs:
        is_it = today.point == pair.point if pair.point else _is_same(lefts[today.left], entry)
        if is_it:
            right = rights[today.right]
            return next((each.id for each in old.right if _is_same(each, right)), None)
    value = truth.values.get(pair.point)
    return next((e.id for e in old.right if e.value is not None and e.value == value), None)


def _cloze(old: ClozeBody, new: ClozeBody, truth: Truth) -> tuple[ClozeBody, frozenset[int]]:
    """Each gap with its answer of today; one that has none any more is credited."""
    gaps, credited = [], set()
    for place, gap in enumerate(old.gaps):
        if truth.is_as_seen(gap.point):
            gaps.append(_gap_with_names(gap, new))
            continue
        answer = _gap_answer(gap, new)
        if answer is None:
            credited.add(place)
        gaps.append(replace(gap, answer=answer or gap.answer))
    return replace(old, gaps=tuple(gaps)), frozenset(credited)


def _gap_answer(gap: Gap, now: ClozeBody) -> NumericBody | TextBody | None:
    today = _gap_of(gap, now)
    match gap.answer, today.answer if today else None:
        case NumericBody() as old, NumericBody() as new:
            return _numeric(old, new)
        case TextBody() as old, TextBody() as new:
            return _text(old, new)
    return None


def _gap_of(gap: Gap, now: ClozeBody) -> Gap | None:
    """The gap that asks the same today: of the same point, else of the same id."""
    if gap.point:
        return next((each for each in now.gaps if each.point == gap.point), None)
    return next((each for each in now.gaps if each.id == gap.id), None)
