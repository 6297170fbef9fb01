"""Reading what programs send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework import parsers
from rest_framework.exceptions import ParseError
from rest_framework.utils import json


class JSONParser(parsers.JSONParser):
    """JSON; nesting without end, and names that are no text, are errors of the sender's."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        encoding = (parser_context or {}).get("encoding", "utf-8")
        try:
            return json.loads(stream.read().decode(encoding), object_pairs_hook=_object)
        except (ValueError, RecursionError) as error:
            why = _("it is nested too deeply") if isinstance(error, RecursionError) else error
            raise ParseError(_("This is no JSON: %(why)s.") % {"why": why}) from error


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    """The members by name; UnicodeEncodeError for a lone surrogate, which could not be told."""
    for name, _value in members:
        name.encode()
    return dict(members)
