"""Which questions ask a fact: its own, and those on several facts that hang on another one."""

from __future__ import annotations

from quizzes.domain.items import Form
from quizzes.models import Fact, Item, ItemVersion

ON_SEVERAL_FACTS = (Form.MATCHING, Form.ORDERING)
"""Forms whose questions ask points of several facts; all of one article."""


def items_asking(fact: Fact) -> list[int]:
    """Ids of the items of which some version asked a point of the fact. Two queries."""
    own = set(Item.objects.filter(point__fact=fact).values_list("pk", flat=True))
    shared = ItemVersion.objects.filter(
        item__article=fact.article_id, item__form__in=ON_SEVERAL_FACTS
    )
    for item, asks in shared.values_list("item_id", "asks"):
        if any(key.rpartition(".")[0] == fact.key for key in asks):
            own.add(item)
    return sorted(own)
