"""Questions about sets and sequences whose answer is one of the members."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.domain.facts import Member, MemberSet, Sequence, Value
from quizzes.domain.generation import wording
from quizzes.domain.generation.context import Asked, RefusedError
from quizzes.domain.generation.distractors import still_hold
from quizzes.domain.generation.distractors.names import choose_members
from quizzes.domain.generation.distractors.visible import stands_in
from quizzes.domain.generation.proofs import NOT_A_MEMBER, NOT_NEXT, prove
from quizzes.domain.items import Proof
from quizzes.domain.text import Text
from quizzes.domain.values.compare import write_value


@dataclass(frozen=True)
class Task:
    """What a choice asks: the stem, the right value and why, and the wrong ones and why not."""

    stem: Text
    right: Value
    right_reason: Text
    wrong: tuple[tuple[Value, Proof, Text], ...]


def task_of_set(asked: Asked) -> Task:
    """Which of these belongs to the set: one member, among others that are proven to be none."""
    known = asked.point.value
    assert isinstance(known, MemberSet)
    if not known.complete:
        raise RefusedError("set_not_complete")
    stem = asked.text({each: _set_stem(asked, each) for each in asked.languages})
    members = [each for each in known.members if not stands_in(each, stem, asked.base)]
    if not members:
        raise RefusedError("members_in_stem")
    right = asked.random("member", asked.attempt).choice(members)
    count, rules = asked.options - 1, (NOT_A_MEMBER,)
    kept = [each for each in members if each in asked.kept_keys]
    if kept and still_hold(asked, count, stem, rules):
        right, wrong = kept[0], asked.kept
    else:
        wrong = choose_members(asked, right, count, stem, rules)
    return Task(
        stem,
        right,
        wording.right_reason(asked),
        tuple((proof.value, proof, not_in_set(asked, proof.value)) for proof in wrong),
    )


def _set_stem(asked: Asked, language: str) -> str:
    words = wording.wording(language)
    text = wording.stem(asked)[language]
    has_question = language in asked.point.question
    return (words.one_of_set if has_question else words.one_in_gap).format(text)


def not_in_set(asked: Asked, wrong: Value) -> Text:
    """Why a value does not belong to the set: what the article lists."""
    return asked.text(
        {
            language: wording.wording(language).not_in_set.format(
                right=write_value(asked.point.value, language, asked.base),
                wrong=write_value(wrong, language, asked.base),
            )
            for language in asked.languages
        }
    )


def task_of_sequence(asked: Asked) -> Task:
    """What comes directly after one member: its follower, among other members."""
    known = asked.point.value
    assert isinstance(known, Sequence)
    if not asked.point.exclusive:
        raise RefusedError("not_exclusive")
    if len(known.members) <= asked.options:
        raise RefusedError("sequence_too_short", found=len(known.members))
    random = asked.random("anchor", asked.attempt)
    place = random.randrange(len(known.members) - 1)
    anchor, right = known.members[place], known.members[place + 1]
    stem = asked.text({each: _sequence_stem(asked, anchor, each) for each in asked.languages})
    others = [each for each in known.members if each not in (anchor, right)]
    proofs = [
        proof
        for each in random.sample(others, len(others))
        if (proof := prove(asked.point, Sequence((anchor, each)), asked.base, NOT_NEXT))
        and not stands_in(each, stem, asked.base)
    ][: asked.options - 1]
    if len(proofs) < asked.options - 1:
        raise RefusedError("too_few_names", found=len(proofs), needed=asked.options - 1)
    return Task(
        stem,
        right,
        wording.right_reason(asked),
        tuple(_wrong_follower(asked, proof, anchor, right) for proof in proofs),
    )


def _wrong_follower(
    asked: Asked, proof: Proof, anchor: Member, right: Member
) -> tuple[Value, Proof, Text]:
    assert isinstance(proof.value, Sequence)
    wrong = proof.value.members[1]
    reason = {
        language: wording.wording(language).not_next.format(
            after=write_value(anchor, language, asked.base),
            right=write_value(right, language, asked.base),
            wrong=write_value(wrong, language, asked.base),
        )
        for language in asked.languages
    }
    return wrong, proof, asked.text(reason)


def _sequence_stem(asked: Asked, anchor: Member, language: str) -> str:
    return wording.wording(language).next_after.format(
        wording.stem(asked)[language], after=write_value(anchor, language, asked.base)
    )
