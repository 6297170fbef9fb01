"""Keys that nobody has to think of: made from the English text, and free."""

from __future__ import annotations

import re
from itertools import count

from django.db.models import Model
from django.utils.text import slugify

LONGEST = 60


def new_key(model: type[Model], text: str, prefix: str) -> str:
    """A key that no record of the model has yet: the words of the text, else the prefix.

    Placeholders in braces are left out. A number follows where the key is taken.
    """
    words = slugify(re.sub(r"\{[^{}]*\}", " ", text)).strip("-")
    stem = _cut(words) or slugify(prefix)[:LONGEST]
    taken = set(model._default_manager.filter(key__startswith=stem).values_list("key", flat=True))
    candidates = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(key for key in candidates if key not in taken)


def _cut(words: str) -> str:
    """At most LONGEST characters, not ending within a word."""
    if len(words) <= LONGEST:
        return words
    return words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
