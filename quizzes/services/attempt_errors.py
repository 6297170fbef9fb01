"""What cannot be done with a quiz or an attempt. Each `code` is stable and machine-readable."""

from __future__ import annotations

from datetime import datetime

from quizzes.models import Response


class AttemptError(Exception):
    """What all of them are."""

    code = "attempt"


class NothingToDrawError(AttemptError):
    """The quiz has no published question to ask."""

    code = "nothing_to_draw"


class AttemptSubmittedError(AttemptError):
    """The attempt was submitted: its answers stand."""

    code = "attempt_submitted"


class TimeUpError(AttemptSubmittedError):
    """The time of the attempt is up: it is submitted with what was saved."""

    code = "time_up"


class NoSuchQuestionError(AttemptError):
    """The attempt has no question at this position."""

    code = "no_such_question"


class AnswerShownError(AttemptError):
    """The right answer was shown: the learner's own stands."""

    code = "answer_shown"


class FeedbackLaterError(AttemptError):
    """The quiz does not tell after each question what was right, or not yet of this one."""

    code = "feedback_later"


class NothingToCheckError(AttemptError):
    """There is no answer to check."""

    code = "nothing_to_check"


class NotThisQuestionError(AttemptError):
    """One goes forward only, and another question is the one to answer: that at `reached`."""

    code = "not_this_question"

    def __init__(self, reached: int) -> None:
        self.reached = reached
        super().__init__(self.code)


class StaleAnswerError(AttemptError):
    """A newer answer is already kept: `current` is the response that stays."""

    code = "stale_answer"

    def __init__(self, current: Response) -> None:
        self.current = current
        super().__init__(self.code)


class StartRefusedError(AttemptError):
    """No attempt can be started now."""

    code = "start_refused"


class NotOpenYetError(StartRefusedError):
    """The quiz opens later, at `opens_at`."""

    code = "quiz_not_open_yet"

    def __init__(self, opens_at: datetime) -> None:
        self.opens_at = opens_at
        super().__init__(self.code)


class ClosedError(StartRefusedError):
    """The quiz is closed since `closes_at`."""

    code = "quiz_closed"

    def __init__(self, closes_at: datetime) -> None:
        self.closes_at = closes_at
        super().__init__(self.code)


class NoAttemptsLeftError(StartRefusedError):
    """The learner has taken the quiz as often as it allows."""

    code = "no_attempts_left"


class CodeRequiredError(StartRefusedError):
    """The quiz asks for its access code."""

    code = "access_code_required"


class CodeWrongError(StartRefusedError):
    """This is not the access code."""

    code = "access_code_wrong"


class TooManyCodesError(StartRefusedError):
    """Too many wrong codes in a short time: `wait` seconds until the next may be tried."""

    code = "too_many_codes"

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(self.code)
