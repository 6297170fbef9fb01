"""Reading what programs send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework import parsers
from rest_framework.exceptions import ParseError
from rest_framework.utils import json


class JSONParser(parsers.JSONParser):
    """JSON; nesting without end, and strings that are no text, are errors of the sender's.

    It is in UTF-8 (RFC 8259), whatever its sender calls it.
    """

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return _checked(stream.read().decode())
        except (ValueError, RecursionError) as error:
            why = _("it is nested too deeply") if isinstance(error, RecursionError) else error
            raise ParseError(_("This is no JSON: %(why)s.") % {"why": why}) from error


def _checked(text: str) -> Any:
    """What is sent; UnicodeEncodeError for a lone surrogate, which could not even be told."""
    found = json.loads(text)
    if "\\u" in text:  # how one is written
        json.dumps(found, ensure_ascii=False).encode()
    return found
