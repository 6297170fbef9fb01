"""The pages of questions in the admin, and what they send."""

from __future__ import annotations

from django.urls import reverse

from quizzes.models import Item

ADD = reverse("admin:quizzes_item_add")
LIST = reverse("admin:quizzes_item_changelist")

# What the page sends of the versions, which are only looked at.
VERSIONS = {"versions-TOTAL_FORMS": "1", "versions-INITIAL_FORMS": "1"}


def change(item: Item) -> str:
    return reverse("admin:quizzes_item_change", args=[item.pk])
