"""Ids that say nothing about what is right."""

from __future__ import annotations

import json
import string
from collections.abc import Sequence
from random import Random

from quizzes.domain.text import Text


def ids_by_lot(texts: Sequence[Text]) -> list[str]:
    """Ids for texts in the order written, dealt by lot.

    A teacher who always writes the key first must not give it away by its id. The lot is drawn
    from the words, so that the same question written again is the same.
    """
    ids = list(string.ascii_lowercase[: len(texts)])
    Random(json.dumps([dict(text) for text in texts], sort_keys=True)).shuffle(ids)
    return ids
