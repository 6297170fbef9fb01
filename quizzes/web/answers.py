"""A learner's answer as a page sends it, read into the shape that is stored and marked.

A new form is added by a reader here and a partial `attempts/forms/<form>.html`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quizzes.domain.items import Form
from quizzes.domain.responses import MalformedResponseError
from quizzes.selectors.attempts import QuestionView
from quizzes.services.attempts import MAX_REVISION
from quizzes.services.explaining import answer_problem_text

Answer = dict[str, Any]
TRUTHS = {"true": True, "false": False}


def _option(data: QueryDict) -> Answer:
    return {"option": data["option"]} if data.get("option") else {}


def _options(data: QueryDict) -> Answer:
    chosen = data.getlist("options")
    return {"options": chosen} if chosen else {}


def _truth(data: QueryDict) -> Answer:
    value = TRUTHS.get(data.get("value", ""))
    return {} if value is None else {"value": value}


def _written(name: str) -> Callable[[QueryDict], Answer]:
    def read(data: QueryDict) -> Answer:
        text = data.get(name, "").strip()
        return {name: text} if text else {}

    return read


def _by_id(member: str, prefix: str) -> Callable[[QueryDict], Answer]:
    """Fields called by a prefix and the id of a part; those left empty are left out."""

    def read(data: QueryDict) -> Answer:
        found = chosen_parts(data, prefix)
        return {member: found} if found else {}

    return read


def chosen_parts(data: QueryDict, prefix: str) -> dict[str, str]:
    """What was sent for each part, by its id."""
    return {
        name.removeprefix(prefix): str(data[name]).strip()
        for name in data
        if name.startswith(prefix) and str(data[name]).strip()
    }


def _order(data: QueryDict) -> Answer:
    """Ids by the place that each was given. Of two in one place only the first counts, so that
    the order is incomplete and is not marked before it is put right."""
    chosen = chosen_parts(data, PLACE)
    by_place = {chosen[each]: each for each in sorted(chosen, reverse=True)}
    places = sorted((int(place), each) for place, each in by_place.items() if _is_place(place))
    return {"order": [each for _place, each in places]} if chosen else {}


def _is_place(text: str) -> bool:
    return text.isdecimal() and len(text) < 5


PAIR, PLACE, GAP = "pair-", "place-", "gap-"


def parts_so_far(question: QuestionView, data: QueryDict | None = None) -> dict[str, str]:
    """What stands in the field of each part: as just sent, or else as kept."""
    if data is not None:
        return {
            key: text
            for prefix in (PAIR, PLACE, GAP)
            for key, text in chosen_parts(data, prefix).items()
        }
    answer = question.answer or {}
    order = {each: str(place) for place, each in enumerate(answer.get("order") or (), 1)}
    return {**(answer.get("pairs") or {}), **(answer.get("gaps") or {}), **order}


READERS: dict[str, Callable[[QueryDict], Answer]] = {
    Form.SINGLE_CHOICE: _option,
    Form.MULTIPLE_CHOICE: _options,
    Form.TRUE_FALSE: _truth,
    Form.NUMERIC: _written("number"),
    Form.SHORT_TEXT: _written("text"),
    Form.MATCHING: _by_id("pairs", PAIR),
    Form.ORDERING: _order,
    Form.CLOZE: _by_id("gaps", GAP),
}


EMPTY: Answer = {"number": "", "text": "", "options": [], "pairs": {}, "order": [], "gaps": {}}
"""What an answer that can be taken back is left as; a radio button stays chosen."""


def read_answer(form: str, data: QueryDict) -> Answer:
    """The answer that was sent; {} where it was left empty."""
    return READERS[form](data)


def sent_revision(data: QueryDict) -> int | None:
    """The number that the page gave to the answer; None where it gave none that counts.

    >>> sent_revision(QueryDict("revision=3")), sent_revision(QueryDict("revision=x"))
    (3, None)
    """
    text = data.get("revision", "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    return number if 1 <= number <= MAX_REVISION else None


def blank_of(question: QuestionView) -> Answer | None:
    """What clears an answer that is kept; None where there is none, or nothing can clear it."""
    if not question.answer:
        return None
    empty = {name: EMPTY[name] for name in question.answer if name in EMPTY}
    return empty or None


def is_answered(answer: Mapping[str, Any] | None) -> bool:
    """
    >>> is_answered({"value": False}), is_answered({"text": ""}), is_answered({"options": []})
    (True, False, False)
    """
    return any(part not in ("", None, [], {}) for part in (answer or {}).values())


PROBLEMS = {
    Form.NUMERIC: _("This could not be read as a number. Write it like 9500 or 3.5."),
    Form.SHORT_TEXT: _("This could not be read. Write the answer in a few words."),
    Form.ORDERING: _("Give every one a place of its own."),
    Form.CLOZE: _("One of the gaps could not be read. A figure is written like 9500 or 3.5."),
}


TELLING = {"unreadable", "unit_unknown", "unit_conflict", "too_long"}
"""What can be wrong with what a person typed; all else was sent by something other than a page."""


@dataclass(frozen=True)
class Refused:
    """An answer that could not be read, as its page shows it again.

    `problem` says what is wrong; `unread` says it for each part that is at fault, by its id, and is
    empty where it is the whole. `written` and `parts` are what stands in the fields.
    """

    problem: str
    unread: Mapping[str, str]
    written: str
    parts: Mapping[str, str]


def refused(question: QuestionView, data: QueryDict, error: MalformedResponseError) -> Refused:
    """What was sent for a question, and what is wrong with it."""
    return Refused(
        problem=problem_text(question.form, error),
        unread={each.part: problem_text(question.form, each) for each in error.each if each.part},
        written=(data.get("number") or data.get("text") or "").strip(),
        parts=parts_so_far(question, data),
    )


def problem_text(form: str, error: MalformedResponseError) -> str:
    """What is wrong with an answer that could not be read, said to a learner."""
    if error.code in TELLING:
        return answer_problem_text(error)
    return str(PROBLEMS.get(Form(form), _("Choose one of the answers shown.")))
