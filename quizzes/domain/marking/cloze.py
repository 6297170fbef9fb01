"""Cloze: `{"gaps": {id: text, …}}`, scored by the share of gaps filled right."""

from __future__ import annotations

from quizzes.domain.items import ClozeBody, Form, Gap, NumericBody
from quizzes.domain.marking import numeric, short_text
from quizzes.domain.marking.base import Marker, Response, mapping_of, share_mark
from quizzes.domain.responses import MalformedResponseError, Mark, PartMark
from quizzes.domain.values.figures import write_quantity


def parse(body: ClozeBody, response: Response) -> dict[str, str]:
    """The text of each gap that was filled; a figure that cannot be read is malformed, and every
    gap with such a one is told."""
    texts = mapping_of(response, "gaps", {gap.id for gap in body.gaps})
    problems = [_problem_of(gap, texts[gap.id]) for gap in body.gaps if gap.id in texts]
    found = [each for each in problems if each]
    if found:
        first, *others = found
        raise MalformedResponseError(
            "gaps", first.code, part=first.part, others=others, **first.params
        )
    return texts


def score(body: ClozeBody, texts: dict[str, str], language: str) -> Mark:
    """Right gaps of all gaps, each marked as a number or a short text on its own."""
    found = parts(body, texts, language)
    read = "; ".join(each.given for each in found if each.given)
    return share_mark(found, "gaps", read)


def parts(body: ClozeBody, texts: dict[str, str] | None, language: str) -> tuple[PartMark, ...]:
    """Gap by gap, in the order of the statement."""
    many = len(body.gaps) > 1
    return tuple(
        _part(gap, f"({number})" if many else "", texts or {}, language)
        for number, gap in enumerate(body.gaps, 1)
    )


def _part(gap: Gap, label: str, texts: dict[str, str], language: str) -> PartMark:
    text = texts.get(gap.id, "")
    return PartMark(
        label=label,
        given=text.strip(),
        right=right_text(gap, language),
        is_right=bool(text) and _mark_gap(gap, text, language).score == 1,
        point=gap.point,
    )


def right_text(gap: Gap, language: str) -> str:
    """What belongs in a gap, as the statement has it."""
    if isinstance(gap.answer, NumericBody):
        return write_quantity(gap.answer.quantity, language)
    return gap.answer.answer.best(language)


def _problem_of(gap: Gap, text: str) -> MalformedResponseError | None:
    try:
        if isinstance(gap.answer, NumericBody):
            numeric.parse(gap.answer, {"number": text})
        else:
            short_text.parse(gap.answer, {"text": text})
    except MalformedResponseError as error:
        return MalformedResponseError("gaps", error.code, part=gap.id, **error.params)
    return None


def _mark_gap(gap: Gap, text: str, language: str) -> Mark:
    if isinstance(gap.answer, NumericBody):
        answer = numeric.parse(gap.answer, {"number": text})
        return numeric.score(gap.answer, answer, language)
    return short_text.score(gap.answer, short_text.parse(gap.answer, {"text": text}), language)


MARKER = Marker(Form.CLOZE, ClozeBody, "gaps", parse, score, parts=parts)
