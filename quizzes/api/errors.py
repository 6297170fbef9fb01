"""Errors as `application/problem+json` (RFC 9457), in the language of the request.

Every error has `type`, `title`, `status`, `detail` and a machine-readable `code`; wrong input has
`errors` too, each with the `field` (a path such as "points.0.amount"), its `code` and `message`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.signals import got_request_exception
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from rest_framework import exceptions
from rest_framework.fields import get_error_detail
from rest_framework.response import Response
from rest_framework.views import set_rollback

from quizzes.domain.problems import Problem, ProblemsError
from quizzes.domain.responses import MalformedResponseError
from quizzes.selectors.results import NotSubmittedError
from quizzes.selectors.withheld import ResultWithheldError
from quizzes.services.accepting import NotAcceptableError
from quizzes.services.attempt_errors import (
    AnswerShownError,
    AttemptSubmittedError,
    ClosedError,
    CodeRequiredError,
    CodeWrongError,
    FeedbackLaterError,
    NoAttemptsLeftError,
    NoSuchQuestionError,
    NothingToCheckError,
    NothingToDrawError,
    NotOpenYetError,
    NotThisQuestionError,
    StaleAnswerError,
    TimeUpError,
    TooManyCodesError,
)
from quizzes.services.explaining import answer_problem_text, item_problem_text, refusal_text
from quizzes.services.regrade_plans import PlanChangedError
from quizzes.services.trying import NotWrittenError
from quizzes.services.validation import MESSAGES, message

logger = logging.getLogger(__name__)
CONTENT_TYPE = "application/problem+json"

TITLES = {
    400: gettext_lazy("Something in the request is wrong."),
    401: gettext_lazy("Please sign in."),
    403: gettext_lazy("You may not do this."),
    404: gettext_lazy("There is nothing here."),
    405: gettext_lazy("This cannot be done here."),
    406: gettext_lazy("Only JSON can be sent back."),
    409: gettext_lazy("This does not fit with how things are now."),
    413: gettext_lazy("This is too much at once."),
    415: gettext_lazy("Only JSON is read."),
    423: gettext_lazy("This account is locked for a while."),
    429: gettext_lazy("Too many requests."),
    500: gettext_lazy("This is our fault."),
}


@dataclass(frozen=True)
class FieldError:
    """One thing wrong with the input; `field` is "" for the whole of it."""

    field: str
    code: str
    message: str


REVIEW_MESSAGES = {
    "review_id_taken": gettext_lazy("This id belongs to another review."),
    "unknown_point": gettext_lazy("There is no card for “%(point)s”."),
}


@dataclass(frozen=True)
class ApiProblem:
    """What is sent for an error; `extra` are members beyond those that every problem has."""

    status: int
    code: str
    detail: str
    errors: tuple[FieldError, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The members of the JSON object."""
        return {
            "type": f"urn:problem:quizsite:{self.code}",
            "title": str(TITLES.get(self.status, TITLES[400])),
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            **({"errors": [vars(error) for error in self.errors]} if self.errors else {}),
            **self.extra,
        }


class ConflictError(exceptions.APIException):
    """The request does not fit with the present state; give the code and a sentence."""

    status_code = 409


class LockedError(exceptions.APIException):
    """Too many wrong passwords."""

    status_code = 423
    default_code = "locked"
    default_detail = gettext_lazy("Too many wrong passwords. Try again in a quarter of an hour.")


def problem_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an exception; None while debugging a fault of ours, for Django's own page."""
    found = problem_of(exc)
    if found is None:
        if settings.DEBUG:
            return None
        found = _of_fault(exc, context)
    set_rollback()
    return Response(
        found.body(), status=found.status, headers=found.headers, content_type=CONTENT_TYPE
    )


def problem_of(exc: Exception) -> ApiProblem | None:
    """The problem that an exception stands for."""
    for kind, describe in DESCRIPTIONS.items():
        if isinstance(exc, kind):
            return describe(exc)
    return None


def _of_rest_framework(exc: exceptions.APIException) -> ApiProblem:
    headers = {}
    if header := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait))
    if isinstance(exc.detail, dict | list):
        return _invalid(tuple(flatten(exc.detail)))
    code = getattr(exc.detail, "code", None) or exc.default_code
    return ApiProblem(exc.status_code, code, str(exc.detail), headers=headers)


def _invalid(errors: tuple[FieldError, ...]) -> ApiProblem:
    detail = ngettext(
        "One thing needs to be put right. Nothing was saved.",
        "%(count)d things need to be put right. Nothing was saved.",
        len(errors),
    ) % {"count": len(errors)}
    return ApiProblem(400, "invalid", detail, errors)


def flatten(detail: Any, path: str = "") -> Iterator[FieldError]:
    """The nested errors of a serializer as a flat list with paths."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            is_whole = name in ("non_field_errors", "__all__")
            yield from flatten(inner, path if is_whole else _join(path, name))
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            is_leaf = isinstance(inner, str)
            yield from flatten(inner, path if is_leaf else _join(path, place))
    else:
        yield FieldError(path, getattr(detail, "code", "invalid") or "invalid", str(detail))


def _join(path: str, name: Any) -> str:
    return f"{path}.{name}" if path else str(name)


def _of_django(exc: DjangoValidationError) -> ApiProblem:
    return _of_rest_framework(exceptions.ValidationError(get_error_detail(exc)))


def _of_domain(exc: ProblemsError) -> ApiProblem:
    return _invalid(tuple(FieldError(p.field, p.code, describe_problem(p)) for p in exc.problems))


def describe_problem(problem: Problem) -> str:
    """What is wrong with a review, a question or a fact."""
    if problem.code in REVIEW_MESSAGES:
        return str(REVIEW_MESSAGES[problem.code]) % dict(problem.params)
    return message(problem) if problem.code in MESSAGES else item_problem_text(problem)


def _of_answer(exc: MalformedResponseError) -> ApiProblem:
    errors = tuple(
        FieldError(each.place, each.code, answer_problem_text(each)) for each in exc.each
    )
    return ApiProblem(
        400, "malformed_answer", _("This answer cannot be read. It was not saved."), errors
    )


def _of_not_written(exc: NotWrittenError) -> ApiProblem:
    return ApiProblem(409, exc.code, refusal_text(exc.refusal))


def _of_not_acceptable(exc: NotAcceptableError) -> ApiProblem:
    return ApiProblem(409, exc.code, exc.message)


def _of_stale(exc: StaleAnswerError) -> ApiProblem:
    kept = {"answer": exc.current.answer, "revision": exc.current.revision}
    return ApiProblem(
        409, exc.code, _("A newer answer is kept already; this one was not."), extra={"kept": kept}
    )


def _of_withheld(exc: ResultWithheldError) -> ApiProblem:
    text = _("The result is told when the quiz is closed.")
    return ApiProblem(409, exc.code, text, extra={"closes_at": exc.closes_at})


def _of_not_open(exc: NotOpenYetError) -> ApiProblem:
    text = _("This quiz is not open yet.")
    return ApiProblem(409, exc.code, text, extra={"opens_at": exc.opens_at})


def _of_closed(exc: ClosedError) -> ApiProblem:
    text = _("This quiz is closed.")
    return ApiProblem(409, exc.code, text, extra={"closes_at": exc.closes_at})


def _of_too_many(exc: TooManyCodesError) -> ApiProblem:
    text = _("Too many wrong codes. Try again in ten minutes.")
    return ApiProblem(429, exc.code, text, headers={"Retry-After": str(exc.wait)})


def _of_other_question(exc: NotThisQuestionError) -> ApiProblem:
    text = _("This quiz goes forward only: another question is the one to answer.")
    return ApiProblem(409, exc.code, text, extra={"reached": exc.reached})


def _of_protected(exc: ProtectedError) -> ApiProblem:
    return ApiProblem(409, "in_use", _("Questions or learners depend on this: it stays."))


def _of_database(exc: IntegrityError) -> ApiProblem:
    logger.warning("The database refused a write", exc_info=exc)
    return ApiProblem(409, "conflict", _("It does not fit with what is stored. Nothing was saved."))


def _of_fault(exc: Exception, context: dict[str, Any]) -> ApiProblem:
    """Reported as Django reports it, and told as a problem that names no inner detail."""
    request = getattr(context.get("request"), "_request", None)
    got_request_exception.send(sender=None, request=request)
    logger.error("The API failed", exc_info=exc)
    return ApiProblem(500, "server_error", _("Something went wrong on our side."))


def _fixed(status: int, code: str, detail: Any) -> Callable[[Any], ApiProblem]:
    return lambda _exc: ApiProblem(status, code, str(detail))


_NOT_FOUND = _fixed(
    404, "not_found", gettext_lazy("It does not exist, or it is not for you to see.")
)
# The first that fits is taken: a subclass stands before its base.
DESCRIPTIONS: dict[type[Exception], Callable[[Any], ApiProblem]] = {
    Http404: _NOT_FOUND,
    ObjectDoesNotExist: _NOT_FOUND,
    PermissionDenied: _fixed(
        403, "permission_denied", gettext_lazy("Your account does not allow this.")
    ),
    RequestDataTooBig: _fixed(
        413, "too_large", gettext_lazy("Send less at a time. Nothing was saved.")
    ),
    exceptions.APIException: _of_rest_framework,
    DjangoValidationError: _of_django,
    ProblemsError: _of_domain,
    MalformedResponseError: _of_answer,
    StaleAnswerError: _of_stale,
    NotWrittenError: _of_not_written,
    NotAcceptableError: _of_not_acceptable,
    ProtectedError: _of_protected,
    IntegrityError: _of_database,
    NothingToDrawError: _fixed(
        409, NothingToDrawError.code, gettext_lazy("This quiz has no questions yet.")
    ),
    ResultWithheldError: _of_withheld,
    NotOpenYetError: _of_not_open,
    ClosedError: _of_closed,
    TooManyCodesError: _of_too_many,
    NoAttemptsLeftError: _fixed(
        409,
        NoAttemptsLeftError.code,
        gettext_lazy("You have taken this quiz as often as it allows."),
    ),
    CodeRequiredError: _fixed(
        409, CodeRequiredError.code, gettext_lazy("This quiz asks for an access code.")
    ),
    CodeWrongError: _fixed(409, CodeWrongError.code, gettext_lazy("This is not the access code.")),
    NotThisQuestionError: _of_other_question,
    TimeUpError: _fixed(
        409,
        TimeUpError.code,
        gettext_lazy("Time is up. What was saved before has been handed in."),
    ),
    AttemptSubmittedError: _fixed(
        409,
        AttemptSubmittedError.code,
        gettext_lazy("This attempt was submitted: its answers can no longer change."),
    ),
    AnswerShownError: _fixed(
        409,
        AnswerShownError.code,
        gettext_lazy("The right answer was shown: yours can no longer change."),
    ),
    FeedbackLaterError: _fixed(
        409,
        FeedbackLaterError.code,
        gettext_lazy("What is right is told later, when the quiz is handed in."),
    ),
    NothingToCheckError: _fixed(
        409, NothingToCheckError.code, gettext_lazy("There is no answer to check yet.")
    ),
    NoSuchQuestionError: _fixed(
        404, NoSuchQuestionError.code, gettext_lazy("The attempt has no question at this position.")
    ),
    PlanChangedError: _fixed(
        409,
        PlanChangedError.code,
        gettext_lazy("Other things would follow by now than what was told. Nothing was changed."),
    ),
    NotSubmittedError: _fixed(
        409,
        NotSubmittedError.code,
        gettext_lazy("There is no result before the attempt is submitted."),
    ),
}
