"""Answering with feedback: when a question may be tried again, and when its answer is shown."""

from __future__ import annotations

from quizzes.domain.items import Body, ChoiceBody, Form, TrueFalseBody


def tries_allowed(form: Form, body: Body, tries: int) -> int:
    """How often a question may be answered, where a quiz allows so many tries.

    Never so often that the last one is no question: when one option is left it is the right one.

    >>> tries_allowed(Form.TRUE_FALSE, TrueFalseBody(truth=True), 3)
    1
    """
    if isinstance(body, TrueFalseBody):
        return 1
    if isinstance(body, ChoiceBody) and form is Form.SINGLE_CHOICE:
        return max(1, min(tries, len(body.options) - 1))
    return tries


def next_worth(retry_penalty: float, tries: int) -> float:
    """What a right answer still earns of 1, after so many tries.

    >>> next_worth(0.25, 1), next_worth(0.25, 5)
    (0.75, 0.0)
    """
    return max(0.0, 1.0 - retry_penalty * tries)
