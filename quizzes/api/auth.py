"""Tokens: sign in with a password, and sign out."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from knox.models import get_token_model
from knox.settings import knox_settings
from knox.views import LogoutAllView, LogoutView
from rest_framework import exceptions, serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle
from rest_framework.views import APIView

from quizzes.api.base import ApiView
from quizzes.api.errors import LockedError
from quizzes.api.schema import ProblemSchema, problems
from quizzes.models import User


class Credentials(serializers.Serializer):
    """What a person signs in with."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(
        max_length=4096, trim_whitespace=False, style={"input_type": "password"}
    )


class Token(serializers.Serializer):
    """A token, shown once: only its hash is kept. Send it as `Authorization: Token …`."""

    token = serializers.CharField()
    expiry = serializers.DateTimeField(allow_null=True)


class SignInThrottle(SimpleRateThrottle):
    """So many tries for one name from one address: a class behind one address is not one client."""

    scope = "login"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        given = request.data
        name = given.get("username") if isinstance(given, dict) else None
        who = hashlib.sha256(str(name).strip().casefold().encode("utf-8", "replace")).hexdigest()
        return self.cache_format % {
            "scope": self.scope,
            "ident": f"{self.get_ident(request)}_{who}",
        }


class SignIn(ApiView):
    """A token for a name and a password."""

    authentication_classes = ()  # a stale token must not keep anybody from getting a new one
    permission_classes = [AllowAny]
    throttle_classes = (AnonRateThrottle, SignInThrottle)

    @extend_schema(
        operation_id="login",
        summary="Get a token",
        request=Credentials,
        responses={200: Token, **problems(401, 423)},
        auth=[],
        examples=[
            OpenApiExample(
                "A demo account",
                {"username": "student", "password": "demo-pass-2025"},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        given = Credentials(data=request.data)
        given.is_valid(raise_exception=True)
        user = self._authenticate(request, given.validated_data)
        instance, token = get_token_model().objects.create(
            user=user, expiry=knox_settings.TOKEN_TTL, prefix=knox_settings.TOKEN_PREFIX
        )
        _drop_oldest(user)
        return Response(Token({"token": token, "expiry": instance.expiry}).data)

    def get_authenticate_header(self, request: Request) -> str:
        return "Token"

    def _authenticate(self, request: Request, credentials: dict[str, str]) -> User:
        plain = request._request  # axes counts failures on Django's own request
        user = authenticate(plain, **credentials)
        if vars(plain).pop("axes_locked_out", False):  # or axes would answer with an HTML page
            raise LockedError
        if not isinstance(user, User):
            raise exceptions.AuthenticationFailed(_("The name or the password is wrong."))
        return user


def _drop_oldest(user: User) -> None:
    """Keep to the limit of tokens by forgetting the oldest, not by turning the person away."""
    limit = knox_settings.TOKEN_LIMIT_PER_USER
    if limit is not None:
        tokens = get_token_model().objects.filter(user=user).order_by("-created", "digest")
        for token in tokens[limit:]:
            token.delete()


class SignOut(LogoutView):
    """Forget the token that this request was made with."""

    schema = ProblemSchema()

    @extend_schema(
        operation_id="logout", summary="Forget this token", request=None, responses={204: None}
    )
    def post(self, request: Request, format: Any = None) -> Response:
        if request.auth is None:
            raise exceptions.NotAuthenticated
        return super().post(request, format)


class SignOutEverywhere(LogoutAllView):
    """Forget all tokens of the account."""

    schema = ProblemSchema()

    @extend_schema(
        operation_id="logout_all", summary="Forget all tokens", request=None, responses={204: None}
    )
    def post(self, request: Request, format: Any = None) -> Response:
        return super().post(request, format)
