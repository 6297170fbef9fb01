"""Keys in addresses and forms, as far as a database can be asked for them."""

from __future__ import annotations

from django.http import QueryDict
from django.urls.converters import StringConverter

from quizzes.domain.text import is_storable


class PointKey(StringConverter):
    """The key of a point: with a NUL, which PostgreSQL could not even compare, it is no address."""

    regex = r"[^/\x00]+"


def key_in(data: QueryDict, name: str) -> str | None:
    """The key that was sent by a name; None where there is none, or what can be none.

    >>> key_in(QueryDict("article=cotton"), "article"), key_in(QueryDict("article=%00"), "article")
    ('cotton', None)
    """
    key = data.get(name)
    return key if key and is_storable(key) else None
