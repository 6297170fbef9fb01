"""Multiple choice: some members of a complete set among what is proven to be none of it."""

from __future__ import annotations

from quizzes.domain.facts import Member, MemberSet, PointKind, Value
from quizzes.domain.generation import wording
from quizzes.domain.generation.context import Asked, RefusedError
from quizzes.domain.generation.distractors import still_hold
from quizzes.domain.generation.distractors.names import choose_members
from quizzes.domain.generation.distractors.visible import stands_in
from quizzes.domain.generation.members import not_in_set
from quizzes.domain.generation.proofs import NOT_A_MEMBER
from quizzes.domain.generation.registry import register
from quizzes.domain.generation.shown import shown_points
from quizzes.domain.items import ChoiceBody, Form, ItemContent, Option, Proof
from quizzes.domain.text import Text
from quizzes.domain.values.compare import write_value

MOST_KEYS = 3
FEWEST_KEYS = 2
FEWEST_WRONG = 2
MORE = 2
"""So many options more than a single choice has, where there are enough."""

IDS = "abcdefgh"
RULES = (NOT_A_MEMBER,)


@register(Form.MULTIPLE_CHOICE, {PointKind.SET})
def make(asked: Asked) -> ItemContent:
    """Two or three members, and two or more that are none, in an order by lot."""
    known = asked.point.value
    assert isinstance(known, MemberSet)
    if not known.complete:
        raise RefusedError("set_not_complete")
    stem = asked.text({each: _stem(asked, each) for each in asked.languages})
    members = [each for each in known.members if not stands_in(each, stem, asked.base)]
    if len(members) < FEWEST_KEYS:
        raise RefusedError("too_few_members", found=len(members), needed=FEWEST_KEYS)
    keys, wrong = _values(asked, members, stem)
    return ItemContent(
        form=Form.MULTIPLE_CHOICE,
        points=(asked.point.key,),
        stem=stem,
        explanation=wording.explanation(asked),
        body=_body(asked, keys, wrong),
        shows=shown_points(asked, stem),
        seed=asked.seed,
        languages=asked.languages,
    )


def _stem(asked: Asked, language: str) -> str:
    words, text = wording.wording(language), wording.stem(asked)[language]
    has_question = language in asked.point.question
    return (words.all_of_set if has_question else words.all_in_gap).format(text)


def _values(
    asked: Asked, members: list[Member], stem: Text
) -> tuple[list[Member], tuple[Proof, ...]]:
    """The right ones and the wrong ones; those of an earlier version where they still hold."""
    kept = [each for each in members if each in asked.kept_keys]
    if len(kept) == len(asked.kept_keys) > 0 and still_hold(asked, len(asked.kept), stem, RULES):
        return kept, asked.kept
    random = asked.random("members", asked.attempt)
    count = random.randint(FEWEST_KEYS, min(MOST_KEYS, len(members)))
    keys = random.sample(members, count)
    most = max(asked.options + MORE - count, FEWEST_WRONG)
    for wanted in range(most, FEWEST_WRONG, -1):
        try:
            return keys, choose_members(asked, keys[0], wanted, stem, RULES)
        except RefusedError:
            continue
    return keys, choose_members(asked, keys[0], FEWEST_WRONG, stem, RULES)


def _body(asked: Asked, keys: list[Member], wrong: tuple[Proof, ...]) -> ChoiceBody:
    right_reason = wording.right_reason(asked)
    unplaced = [
        *(Option("", _text(asked, key), True, key, None, right_reason) for key in keys),
        *(
            Option("", _text(asked, each.value), False, each.value, each, _why(asked, each))
            for each in wrong
        ),
    ]
    # From a fixed order, so that the lot does not depend on how they were found.
    unplaced.sort(key=lambda option: option.text.pairs)
    asked.random("order").shuffle(unplaced)
    return ChoiceBody(
        tuple(
            Option(IDS[place], each.text, each.is_key, each.value, each.proof, each.reason)
            for place, each in enumerate(unplaced)
        )
    )


def _why(asked: Asked, proof: Proof) -> Text:
    return not_in_set(asked, proof.value)


def _text(asked: Asked, value: Value) -> Text:
    return asked.text({each: write_value(value, each, asked.base) for each in asked.languages})
