"""What the views of the API share."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from rest_framework.permissions import BasePermission, DjangoModelPermissions, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from quizzes.api.schema import ProblemSchema
from quizzes.models import User
from quizzes.permissions import is_teacher


class IsTeacher(BasePermission):
    """Facts, points and items hold the answers: for teachers only."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return is_teacher(request.user)


class MayAsInAdmin(DjangoModelPermissions):
    """The rights on the view's model that the admin asks for too, to look at it as well."""

    perms_map = DjangoModelPermissions.perms_map | {"GET": ["%(app_label)s.view_%(model_name)s"]}


class ApiView(APIView):
    """A view that describes its problems and takes no NUL in an address."""

    schema = ProblemSchema()
    permission_classes = [IsAuthenticated]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if any("\x00" in value for value in kwargs.values() if isinstance(value, str)):
            raise Http404  # PostgreSQL could not even compare it

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Answers and tokens stay in no cache: pupils share computers."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        patch_cache_control(answer, private=True, no_store=True)
        return answer

    @property
    def user(self) -> User:
        """The account that asks; only for views that need one."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def content_language(self) -> str:
        """The language of questions: the account's choice, else that of the request."""
        return getattr(self.request.user, "content_language", "") or get_language() or "en"


class TeacherView(ApiView):
    """A view for teachers."""

    permission_classes = [IsAuthenticated, IsTeacher]
