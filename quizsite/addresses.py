"""Whose request it is, by their network address."""

from __future__ import annotations

from django.http import HttpRequest
from rest_framework.throttling import BaseThrottle


def client_address(request: HttpRequest) -> str:
    """The address that spoke to us, or to the proxy before us (see `NUM_PROXIES`): what else a
    header says, anyone could have written."""
    return str(BaseThrottle().get_ident(request))  # type: ignore[arg-type]  # reads META only
