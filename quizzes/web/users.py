"""The signed-in learner, typed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from quizzes.models import User


def learner_of(request: HttpRequest) -> User:
    """The person who is signed in; raises PermissionDenied for a view that forgot to ask."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
