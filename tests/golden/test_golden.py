"""Twenty points in all their forms and both languages, as files that a reviewer reads.

`QUIZSITE_GOLDEN=write make test ARGS=tests/golden` writes them again; the difference in version
control is then what a change of the generator changes for learners.
"""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.utils import translation

from quizzes.domain.codec import encode
from quizzes.domain.facts import FactBase
from quizzes.domain.generation import forms_for, make_card, plan_item
from quizzes.domain.items import Card, ItemContent, Refusal
from quizzes.selectors.fact_base import load_fact_base
from quizzes.services.explaining import refusal_text

HERE = Path(__file__).parent
WIDTH = 96
POINTS = (HERE / "points.txt").read_text(encoding="utf-8").split()


@pytest.fixture
def base(db: None) -> FactBase:
    call_command("loaddata", "units", "xinjiang_aid", "eight_planets", verbosity=0)
    return load_fact_base()


def readable(base: FactBase, key: str) -> str:
    """All that one point yields, as YAML."""
    made: dict[str, Any] = {"card": members(make_card(base, key))}
    for form in forms_for(base, key):
        made[form.value] = members(plan_item(base, key, form, seed=1))
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=WIDTH)


def members(made: Card | ItemContent | Refusal) -> Any:
    if isinstance(made, Refusal):
        with translation.override("en"):
            return f"refused: {refusal_text(made)}"
    return {each.name: encode(getattr(made, each.name)) for each in fields(made)}


def test_there_are_twenty_points_and_a_file_for_each() -> None:
    assert len(set(POINTS)) == 20
    assert {path.stem for path in HERE.glob("*.yaml")} == set(POINTS)


def test_every_point_yields_what_was_reviewed(base: FactBase) -> None:
    changed = []
    for key in POINTS:
        path, found = HERE / f"{key}.yaml", readable(base, key)
        if os.environ.get("QUIZSITE_GOLDEN") == "write":
            path.write_text(found, encoding="utf-8")
        if found != path.read_text(encoding="utf-8"):
            changed.append(path.name)
    assert changed == []
