"""A fixture that is loaded again never undoes in silence what a teacher has changed."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from quizzes.models import Entity, Fact, FactVersion, Point
from quizzes.services.facts import save_fact
from quizzes.services.validation import PointDraft
from tests.factories import NOW
from tests.loading.test_loaddata import SMALL

pytestmark = pytest.mark.django_db
CHANGED = SMALL.replace('amount: "9500"', 'amount: "9600"')


def load(path: Path, text: str, **options: object) -> str:
    """Load a fixture of that text; what the console says."""
    file, said = path / "small.yaml", StringIO()
    file.write_text(text, encoding="utf-8")
    call_command("loaddata", str(file), stdout=said, **options)
    return said.getvalue()


def edit(teacher, amount: int) -> None:
    fact = Fact.objects.get(key="jobs")
    points = list(fact.points.order_by("pk"))
    points[1].amount = amount
    save_fact(fact, [PointDraft(point) for point in points], teacher, NOW)


def amount() -> int:
    return int(Point.objects.get(name="trained").amount or 0)


def test_a_changed_file_changes_the_fact_and_leaves_a_version_of_it(tmp_path):
    load(tmp_path, SMALL)
    said = load(tmp_path, CHANGED)
    assert "kept" not in said
    assert amount() == 9600
    first, second = FactVersion.objects.order_by("number")
    assert first.content["points"]["trained"]["amount"] == "9500"
    assert second.content["points"]["trained"]["amount"] == "9600"
    assert second.change == "truth"


def test_what_a_teacher_changed_is_kept_and_told_by_record(tmp_path, teacher):
    load(tmp_path, SMALL)
    edit(teacher, 8800)
    said = load(tmp_path, CHANGED)
    assert "quizzes.point jobs trained: kept as a teacher changed it: amount" in said
    assert "quizzes.fact jobs" not in said  # of the fact itself nothing differs
    assert amount() == 8800
    assert Fact.objects.get().version == 2
    assert FactVersion.objects.count() == 2


def test_loading_again_what_a_teacher_changed_changes_nothing_ever(tmp_path, teacher):
    load(tmp_path, SMALL)
    edit(teacher, 8800)
    before = [list(model.objects.order_by("pk").values()) for model in (Fact, Point, FactVersion)]
    for _time in range(2):
        load(tmp_path, SMALL)
    after = [list(model.objects.order_by("pk").values()) for model in (Fact, Point, FactVersion)]
    assert after == before


def test_who_asks_for_it_overwrites_and_the_teachers_version_stays_in_the_history(
    tmp_path, teacher
):
    load(tmp_path, SMALL)
    edit(teacher, 8800)
    said = load(tmp_path, CHANGED, overwrite=True)
    assert "kept" not in said
    assert amount() == 9600
    amounts = [each.content["points"]["trained"]["amount"] for each in FactVersion.objects.all()]
    assert amounts == ["9600", "8800", "9500"]
    load(tmp_path, SMALL)
    assert amount() == 9500  # from then on it is the file's again


def test_a_point_that_a_teacher_took_away_stays_away(tmp_path, teacher):
    load(tmp_path, SMALL)
    fact = Fact.objects.get(key="jobs")
    fact.statement_zh_hans, fact.statement_en = "培训了{trained}人。", "Trained {trained} people."
    save_fact(fact, [PointDraft(fact.points.get(name="trained"))], teacher, NOW)
    said = load(tmp_path, SMALL)
    assert "quizzes.point jobs city: a teacher took it away" in said
    assert "quizzes.fact jobs: kept as a teacher changed it: statement" in said
    assert [point.name for point in Point.objects.all()] == ["trained"]


def test_a_name_that_was_accepted_stays_beside_those_of_the_file(tmp_path):
    load(tmp_path, SMALL)
    Entity.objects.filter(key="aksu").update(aliases="阿克苏")
    said = load(tmp_path, SMALL.replace("name_en: Aksu City", "name_en: City of Aksu"))
    assert "quizzes.entity aksu: kept as a teacher changed it: aliases" in said
    aksu = Entity.objects.get(key="aksu")
    assert (aksu.aliases, aksu.name_en) == ("阿克苏", "City of Aksu")


def test_an_entity_that_was_changed_in_the_admin_is_kept(tmp_path, teacher_client):
    load(tmp_path, SMALL)
    aksu = Entity.objects.get(key="aksu")
    fields = {"name_zh_hans": "阿克苏", "name_en": "Aksu", "kind": "place", "category": "city"}
    teacher_client.post(reverse("admin:quizzes_entity_change", args=[aksu.pk]), fields)
    said = load(tmp_path, SMALL)
    assert "quizzes.entity aksu: kept as a teacher changed it" in said
    aksu.refresh_from_db()
    assert (aksu.name_en, aksu.name_zh_hans) == ("Aksu", "阿克苏")
