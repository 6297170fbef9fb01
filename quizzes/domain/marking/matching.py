"""Matching: `{"pairs": {left id: right id, …}}`, scored by the share of right pairs."""

from __future__ import annotations

from quizzes.domain.items import Form, MatchingBody
from quizzes.domain.marking.base import Marker, Response, mapping_of, share_mark
from quizzes.domain.responses import MalformedResponseError, Mark, PartMark


def parse(body: MatchingBody, response: Response) -> dict[str, str]:
    """The right id chosen for each left id; what was left open is not in it."""
    chosen = mapping_of(response, "pairs", {entry.id for entry in body.left})
    known = {entry.id for entry in body.right}
    for right in chosen.values():
        if right not in known:
            raise MalformedResponseError("pairs", "unknown_option", option=right[:80])
    return chosen


def score(body: MatchingBody, chosen: dict[str, str], language: str) -> Mark:
    """Right pairs of all pairs. One entry chosen twice is wrong where it does not belong."""
    found = parts(body, chosen, language)
    read = "; ".join(f"{each.label} – {each.given}" for each in found if each.given)
    return share_mark(found, "pairs", read)


def parts(body: MatchingBody, chosen: dict[str, str] | None, language: str) -> tuple[PartMark, ...]:
    """Pair by pair, in the order of the left side."""
    chosen = chosen or {}
    texts = {each.id: each.text.best(language) for each in body.right}
    pairs = {pair.left: pair for pair in body.pairs}
    return tuple(
        PartMark(
            label=entry.text.best(language),
            given=texts.get(chosen.get(entry.id, ""), ""),
            right=texts[pairs[entry.id].right],
            is_right=chosen.get(entry.id) == pairs[entry.id].right,
            point=pairs[entry.id].point,
        )
        for entry in body.left
    )


MARKER = Marker(Form.MATCHING, MatchingBody, "pairs", parse, score, parts=parts)
