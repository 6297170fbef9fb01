"""An article goes to Anki and back, by commands."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quizzes.domain.formats.anki.reading import read_package
from quizzes.models import Article, Entity, Fact, Point
from tests.factories import make_article, make_fact, make_point, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    article = make_article()
    for number in range(3):
        make_point(make_fact(article, f"trained-{number}"), amount=str(9500 + number))
    make_point(make_fact(article, "hidden", status=Fact.Status.DRAFT))
    return article


def run(command: str, *args: object) -> str:
    out = io.StringIO()
    call_command(command, *map(str, args), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def text_file(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_the_cards_of_published_points_are_exported(article, tmp_path):
    path = tmp_path / "cotton.apkg"
    assert "3 notes" in run("export_anki", path, "--article", article.key, "--language", "en")
    found = read_package(path.read_bytes(), path.name)
    assert found.name == "Title of cotton"
    first = found.notes[0]
    assert first.field("Back") == "9,500"
    assert "People's Daily" in first.field("Source")
    assert "hidden" not in {note.field("Point").partition(".")[0] for note in found.notes}


def test_the_article_speaks_its_own_language_unless_told(article, tmp_path):
    path = tmp_path / "cotton.tsv"
    run("export_anki", path, "--article", article.key)
    assert "人民日报" in path.read_text(encoding="utf-8")


def test_our_own_cards_coming_back_are_here_already(article, tmp_path):
    path = tmp_path / "cotton.apkg"
    run("export_anki", path, "--article", article.key)
    assert "Drafts kept: 0." in run("import_anki", path, "--article", article.key)
    assert Fact.objects.count() == 4


def test_notes_become_drafts_with_typed_values(article, tmp_path):
    Entity.objects.create(key="lima", kind="place", name_en="Lima", name_zh_hans="利马")
    make_unit("percent", dimension="share", name_en="percent", name_zh_hans="%", symbol="%")
    path = text_file(
        tmp_path / "peru.tsv",
        "What is the capital?\tLima",
        "What share lives there?\t29%",
        "When was it founded?\t18 January 1535",
        "What is it called?\tthe city of kings",
        "利马在哪个国家？\t秘鲁",
    )
    assert "Drafts kept: 5." in run("import_anki", path, "--article", article.key)
    kinds = {point.question_en or point.question_zh_hans: point.kind for point in imported()}
    assert kinds == {
        "What is the capital?": "entity",
        "What share lives there?": "quantity",
        "When was it founded?": "date",
        "What is it called?": "term",
        "利马在哪个国家？": "term",
    }
    facts = Fact.objects.filter(key__startswith="anki-")
    assert {fact.status for fact in facts} == {Fact.Status.DRAFT}
    assert {fact.passage.text for fact in facts} == {""}
    assert sorted(fact.passage.number for fact in facts) == [4, 5, 6, 7, 8]


def imported() -> list[Point]:
    return list(Point.objects.filter(fact__key__startswith="anki-"))


def test_pictures_and_sounds_are_listed_as_left_out(article, tmp_path):
    row = "Where is Lima? <img src='lima.png'>\tPeru [sound:lima.mp3]"
    path = text_file(tmp_path / "peru.tsv", "#html:true", row)
    errors = io.StringIO()
    call_command("import_anki", path, "--article", article.key, "--dry-run", stderr=errors)
    assert errors.getvalue().split("\n")[:3] == [
        "Pictures and sounds left out: 2",
        "  lima.mp3",
        "  lima.png",
    ]


def test_the_same_file_again_adds_only_what_is_new(article, tmp_path):
    path = text_file(tmp_path / "a.tsv", "Front one?\tBack one", "Front two?\tBack two")
    run("import_anki", path, "--article", article.key)
    text_file(path, "Front one?\tBack one", "Front two?\tBack two", "Front three?\tBack three")
    assert "Drafts kept: 1." in run("import_anki", path, "--article", article.key)
    assert len(imported()) == 3


def test_the_text_of_notes_is_kept_only_when_it_may_be(article, tmp_path):
    path = text_file(tmp_path / "a.tsv", "Front one?\tBack one")
    run("import_anki", path, "--article", article.key, "--keep-text")
    assert imported()[0].fact.passage.text == "Front one?\nBack one"


def test_a_dry_run_changes_nothing(article, tmp_path):
    path = text_file(tmp_path / "a.tsv", "Front one?\tBack one", "Front one?\tBack one", "Only\t")
    said = run("import_anki", path, "--article", article.key, "--dry-run")
    assert "1 new draft" in said
    assert "2 left out" in said
    assert not imported()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere.tsv", "--article", "cotton"], "No such file"),
        (["x.tsv", "--article", "silk"], "no article silk"),
    ],
)
def test_what_is_missing_is_named(article, args, said):
    with pytest.raises(CommandError, match=said):
        run("import_anki", *args)


def test_a_file_that_is_no_deck_is_refused(article, tmp_path):
    path = tmp_path / "a.apkg"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(CommandError, match="not a deck of Anki"):
        run("import_anki", path, "--article", article.key)
    with pytest.raises(CommandError, match="must end with"):
        run("export_anki", tmp_path / "a.zip", "--article", article.key)
