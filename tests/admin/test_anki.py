"""A deck of Anki through the admin: upload, what would become of it, drafts; and export."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quizzes.domain.formats.anki.reading import read_package
from quizzes.models import Article, Fact
from tests.factories import make_fact, make_point
from tests.personas import api_client

IMPORT = "admin:quizzes_fact_anki"
DECK = "#html:true\nWhat is the capital?\tLima\nA picture\t<img src='lima.png'>\n"


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def upload(client, content: str | bytes = DECK, name: str = "peru.txt"):
    raw = content.encode() if isinstance(content, str) else content
    return client.post(reverse(IMPORT), {"file": SimpleUploadedFile(name, raw)})


def test_every_note_is_shown_before_anything_is_kept(teacher_client):
    place = upload(teacher_client)["Location"]
    page = teacher_client.get(place).content.decode()
    assert "What is the capital? {answer}" in page
    assert "only a picture or a sound" in page
    assert "lima.png" in page
    assert not Fact.objects.exists()


def test_notes_become_drafts_of_a_new_article(teacher_client):
    place = upload(teacher_client)["Location"]
    data = {"title": "Peru", "publisher": "Atlas", "published_on": "2025-01-01"}
    answer = teacher_client.post(place, data)
    fact = Fact.objects.get()
    assert (fact.status, fact.article.publisher_en) == ("draft", "Atlas")
    assert str(fact.article_id) in answer["Location"]
    assert teacher_client.get(place).status_code == 404


def test_a_new_article_needs_to_say_who_reports(teacher_client):
    place = upload(teacher_client)["Location"]
    page = teacher_client.post(place, {"title": "Peru"})
    assert set(page.context["form"].errors) == {"publisher", "published_on"}
    assert not Article.objects.exists()


def test_a_note_can_be_left_out(teacher_client, article):
    place = upload(teacher_client, "One?\t1 a\nTwo?\t2 b")["Location"]
    teacher_client.post(place, {"article": article.pk, "leave": "1"})
    assert Fact.objects.get().statement_en == "Two? {answer}"


def test_a_file_that_is_no_deck_is_told(teacher_client):
    page = upload(teacher_client, b"PK\x03\x04", "x.apkg").content.decode()
    assert "it is not a deck of Anki" in page


def test_only_teachers_import_and_export(student_client, student, article):
    assert student_client.get(reverse(IMPORT)).status_code == 302
    address = reverse("admin:quizzes_article_anki", args=[article.pk, "en", "apkg"])
    assert student_client.get(address).status_code == 302
    deck = reverse("api:deck", args=[article.key])
    assert api_client(student).get(deck).status_code == 403


def test_an_article_is_downloaded_as_a_deck(teacher_client, teacher, article):
    make_point(make_fact(article))
    page = teacher_client.get(reverse("admin:quizzes_article_change", args=[article.pk]))
    address = reverse("admin:quizzes_article_anki", args=[article.pk, "en", "apkg"])
    assert address in page.content.decode()
    content = teacher_client.get(address).content
    assert len(read_package(content, "x.apkg").notes) == 1
    by_api = api_client(teacher).get(reverse("api:deck", args=[article.key]), {"type": "tsv"})
    assert "trained.count" in by_api.content.decode()
    wrong = api_client(teacher).get(reverse("api:deck", args=[article.key]), {"type": "pdf"})
    assert wrong.status_code == 400
