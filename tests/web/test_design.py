"""The design system: all of it can be looked at on one page, and none of it is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from quizzes.domain.items import Form

ROOT = Path(__file__).parents[2]
CSS = ROOT / "quizzes" / "static" / "quizzes" / "css"
SHEETS = sorted(sheet.name for sheet in CSS.glob("*.css"))
COMPONENTS = ("components.css", "fields.css", "figures.css")
BY_HTMX = {"htmx-request"}


def classes_of(sheet: str) -> set[str]:
    """The classes that a style sheet has rules for."""
    text = re.sub(r"/\*.*?\*/", "", (CSS / sheet).read_text(), flags=re.DOTALL)
    selectors = " ".join(re.findall(r"([^{}]+)\{", text))
    return set(re.findall(r"\.([a-z][\w-]*)", selectors))


@pytest.fixture
def design(teacher_client: Client) -> str:
    return teacher_client.get("/design/").content.decode()


@pytest.mark.parametrize("sheet", COMPONENTS)
def test_every_component_stands_on_the_design_page(design: str, sheet: str) -> None:
    shown = {name for names in re.findall(r'class="([^"]*)"', design) for name in names.split()}
    assert classes_of(sheet) - shown == set()


def test_every_form_of_question_stands_on_the_design_page(design: str) -> None:
    assert [form.value for form in Form if f'name="{form.value}-' not in design] == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_rule_of_a_style_sheet_is_left_over(sheet: str) -> None:
    places = (ROOT / "templates", ROOT / "quizzes" / "web", CSS.parent / "js")
    files = (file for place in places for file in place.rglob("*") if file.is_file())
    used = " ".join(file.read_text() for file in files if file.suffix in {".html", ".py", ".js"})
    stems = {re.sub(r"--.*", "--", name) for name in classes_of(sheet) - BY_HTMX}
    assert {stem for stem in stems if stem not in used} == set()
