"""Questions as a teacher sends them."""

from __future__ import annotations

from typing import Any

ITEMS = "/api/v1/items/"


def own(**members: Any) -> dict[str, Any]:
    """A good question of a teacher's, with some members put in the place of others."""
    return {
        "article": "cotton",
        "form": "single_choice",
        "stem": {"en": "Which city?", "zh-hans": "哪座城市？"},
        "explanation": {"en": "It says so.", "zh-hans": "文中说的。"},
        "options": [
            {"text": {"en": "Aksu", "zh-hans": "阿克苏"}, "is_key": True},
            {
                "text": {"en": "Hotan", "zh-hans": "和田"},
                "reason": {"en": "No.", "zh-hans": "不。"},
            },
        ],
    } | members
