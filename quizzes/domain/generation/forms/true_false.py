"""True or false: the statement as it is, or with one value that makes it provably false."""

from __future__ import annotations

from quizzes.domain.facts import PointKind, Value
from quizzes.domain.generation import wording
from quizzes.domain.generation.context import Asked
from quizzes.domain.generation.distractors import choose
from quizzes.domain.generation.proofs import CONTRADICTION
from quizzes.domain.generation.registry import register
from quizzes.domain.generation.shown import shown_points
from quizzes.domain.items import Form, ItemContent, TrueFalseBody
from quizzes.domain.text import Text
from quizzes.domain.values.compare import write_value


@register(
    Form.TRUE_FALSE,
    {PointKind.QUANTITY, PointKind.DATE, PointKind.ENTITY, PointKind.TERM},
)
def make(asked: Asked) -> ItemContent:
    """A statement that is true in about half of the seeds.

    Only where a false one can be made as well: otherwise its form would give the answer away.
    """
    context = _statement(asked, None)
    (proof,) = choose(asked, 1, context, CONTRADICTION)
    truth = asked.random("truth").random() < 0.5
    stem = _statement(asked, asked.point.value if truth else proof.value)
    return ItemContent(
        form=Form.TRUE_FALSE,
        points=(asked.point.key,),
        stem=stem,
        explanation=wording.explanation(asked),
        body=TrueFalseBody(
            truth,
            None if truth else proof,
            wording.right_reason(asked) if truth else wording.reason(asked, proof.value),
        ),
        shows=shown_points(asked, context),
        seed=asked.seed,
        languages=asked.languages,
    )


def _statement(asked: Asked, value: Value | None) -> Text:
    """The statement with a value in the point's place, or with a gap for None."""
    return asked.text(
        {
            language: wording.attributed(
                asked.fact,
                language,
                wording.fill(
                    asked.fact,
                    language,
                    asked.base,
                    {
                        asked.point.name: write_value(value, language, asked.base)
                        if value is not None
                        else wording.wording(language).gap
                    },
                ),
            )
            for language in asked.languages
        }
    )
