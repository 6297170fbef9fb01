"""What was found in a sentence, as it stands in it."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from quizzes.domain.facts import PointKind
from quizzes.domain.proposals import FoundValue
from quizzes.models.facts import KIND_NAMES


def marked(sentence: str, found: list[FoundValue]) -> SafeString:
    """The sentence with its values marked, and of each the kind in a word."""
    pieces = []
    position = 0
    for value in found:
        kind = gettext("name") if _is_name(value) else KIND_NAMES[value.kind]
        if value.resolved:
            kind = gettext("date, counted from the article's")
        pieces.append((sentence[position : value.start], sentence[value.start : value.end], kind))
        position = value.end
    return format_html(
        "{}{}",
        format_html_join(
            "", '{}<mark class="found">{} <small class="found__kind">{}</small></mark>', pieces
        ),
        sentence[position:],
    )


def _is_name(value: FoundValue) -> bool:
    return value.kind in {PointKind.ENTITY, PointKind.TERM}
