"""The members of a set or sequence as lines of text: nothing else is as quick to write."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from quizzes.admin.entity_book import EntityBook
from quizzes.domain.text import Text
from quizzes.models import Entity, Member
from quizzes.models.base import content_languages, lines, set_text, text_of

BAR = re.compile(r"\s*[|｜]\s*")
SEMICOLON = re.compile(r"\s*[;；]\s*")


def read_members(text: str, book: EntityBook) -> list[Member]:
    """One member a line: an entity, or a term in every language between bars.

    What follows a last bar are other names, between semicolons: "火星 | Mars | 荧惑; the red one".
    ValidationError names each line that cannot be read.
    """
    members, errors = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            if line.strip():
                members.append(_read(line.strip(), book))
        except ValidationError as error:
            errors += [
                _("Line %(number)d: %(message)s") % {"number": number, "message": message}
                for message in error.messages
            ]
    if errors:
        raise ValidationError(errors)
    for position, member in enumerate(members, start=1):
        member.position = position
    return members


def _read(line: str, book: EntityBook) -> Member:
    if not BAR.search(line):
        return Member(entity=_entity(line, book))
    languages = content_languages()
    parts = BAR.split(line)
    if len(parts) > len(languages) + 1:
        raise ValidationError(_("There are too many bars."), code="member_malformed")
    member = Member(
        aliases="\n".join(filter(None, SEMICOLON.split("".join(parts[len(languages) :]))))
    )
    set_text(member, "term", Text.of(dict(zip(languages, parts, strict=False))))
    return member


def _entity(line: str, book: EntityBook) -> Entity:
    if book.candidates(line):
        return book.find(line)
    message = _(
        "“%(name)s” is not an entity that we know. Write a term in both languages: 中文 | English."
    )
    raise ValidationError(message, code="member_unknown", params={"name": line})


def write_members(members: Iterable[Member], book: EntityBook) -> str:
    """The lines that `read_members` reads the same members from."""
    return "\n".join(_write(member, book) for member in members)


def _write(member: Member, book: EntityBook) -> str:
    if member.entity:
        return book.write(member.entity)
    term = text_of(member, "term")
    parts = [term.get(language, "") for language in content_languages()]
    if member.aliases:
        parts.append("; ".join(lines(member.aliases)))
    return " | ".join(parts)
