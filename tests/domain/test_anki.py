"""Decks of Anki, read back by the real Anki and by our own reader."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.formats.anki.decks import Deck, DeckNote, deck_of, guid_of
from quizzes.domain.formats.anki.drafts import UnusableNoteError, draft_of
from quizzes.domain.formats.anki.notes import Note, UnreadableDeckError
from quizzes.domain.formats.anki.package import FIELDS, write_package
from quizzes.domain.formats.anki.reading import read_package
from quizzes.domain.formats.anki.tsv import read_tsv, write_tsv

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


def deck_note(point: str = "venus.days", front: str = "How long?", **columns: str) -> DeckNote:
    texts = {"back": "243 days", "explanation": "As NASA says.", "source": "Planets · NASA"}
    return DeckNote(
        guid_of(point, "en"), point, front, language="en", tags=("planets",), **(texts | columns)
    )


def deck(*notes: DeckNote) -> Deck:
    return deck_of("planets", "Eight planets", "en", notes or (deck_note(),))


@pytest.fixture
def anki(tmp_path: Path):
    collection = Collection(str(tmp_path / "collection.anki2"))
    yield collection
    collection.close()


def import_into(anki: Collection, content: bytes, path: Path):
    path.write_bytes(content)
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    return anki.import_anki_package(request).log


def exported(anki: Collection, path: Path, legacy: bool) -> bytes:
    options = ExportAnkiPackageOptions(with_scheduling=False, with_media=True, legacy=legacy)
    anki.export_anki_package(out_path=str(path), options=options, limit=None)
    return path.read_bytes()


def zipped(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def test_anki_takes_every_note_of_a_deck(anki, tmp_path):
    notes = [deck_note(f"fact{n}.value", f"Question {n}?") for n in range(30)]
    log = import_into(anki, write_package(deck(*notes), AT), tmp_path / "a.apkg")
    assert len(log.new) == 30
    assert anki.note_count() == anki.card_count() == 30
    note = anki.get_note(anki.find_notes('"deck:Eight planets" "Front:Question 7?"')[0])
    assert note["Back"] == "243 days"
    assert note["Point"] == "fact7.value"
    assert note.tags == ["planets"]


def test_a_later_deck_updates_the_notes_and_keeps_their_schedule(anki, tmp_path):
    import_into(anki, write_package(deck(), AT), tmp_path / "a.apkg")
    anki.decks.select(anki.decks.id("Eight planets"))
    studied = anki.sched.getCard()
    studied.start_timer()
    anki.sched.answerCard(studied, 4)
    before = anki.get_card(studied.id)
    later = write_package(
        deck(deck_note(front="How long is a day?"), deck_note("venus.moons")),
        AT + timedelta(days=1),
    )
    log = import_into(anki, later, tmp_path / "b.apkg")
    assert (len(log.new), len(log.updated)) == (1, 1)
    after = anki.get_card(studied.id)
    assert after.note()["Front"] == "How long is a day?"
    assert (after.ivl, after.due, after.reps) == (before.ivl, before.due, before.reps)
    assert before.ivl > 0


def test_a_changed_name_of_the_article_leaves_its_deck_where_it_is(anki, tmp_path):
    import_into(anki, write_package(deck(), AT), tmp_path / "a.apkg")
    renamed = deck_of("planets", "Planets", "en", [deck_note()])
    import_into(anki, write_package(renamed, AT + timedelta(1)), tmp_path / "b.apkg")
    assert anki.note_count() == 1


def test_markup_in_a_text_is_shown_and_not_run(anki, tmp_path):
    note = deck_note(back='<img src=x onerror="alert(1)"> & more')
    import_into(anki, write_package(deck(note), AT), tmp_path / "a.apkg")
    card = anki.get_card(anki.find_cards("")[0])
    assert "&lt;img src=x" in card.answer()
    assert "<img" not in card.answer()


def test_the_same_deck_at_the_same_moment_is_the_same_file():
    assert write_package(deck(), AT) == write_package(deck(), AT)


@pytest.mark.parametrize("legacy", [True, False])
def test_what_the_real_anki_exports_is_read(anki, tmp_path, legacy):
    notetype = anki.models.by_name("Basic")
    chinese = anki.new_note(notetype)
    chinese["Front"], chinese["Back"] = (
        "和田在<b>哪里</b>？<img src='map.png'>",
        "新疆[sound:a.mp3]",
    )
    chinese.tags = ["地理", "place"]
    anki.add_note(chinese, anki.decks.id("World::Asia"))
    cloze = anki.new_note(anki.models.by_name("Cloze"))
    cloze["Text"] = "{{c1::Lima}} is the capital of {{c2::Peru::country}}."
    anki.add_note(cloze, anki.decks.id("World::America"))
    found = read_package(exported(anki, tmp_path / "out.apkg", legacy), "out.apkg")
    assert found.name == "World"
    first, second = found.notes
    assert first.fields == (("Front", "和田在哪里？"), ("Back", "新疆"))
    assert first.guid == chinese.guid
    assert set(first.tags) == {"地理", "place"}
    assert set(found.media) == {"map.png", "a.mp3"}
    assert draft_of(second).statement == "{gap1} is the capital of {gap2}."


def test_our_own_deck_is_read_back():
    (note,) = read_package(write_package(deck(), AT), "x.apkg").notes
    assert [name for name, _text in note.fields] == list(FIELDS)
    assert (note.guid, note.field("point")) == (guid_of("venus.days", "en"), "venus.days")


def test_text_with_tabs_goes_both_ways():
    note = deck_note(front='A "quoted"\tfront\nof two lines', back="=1+1")
    found = read_tsv(write_tsv(deck(note)), "x.tsv")
    assert found.name == "Eight planets"
    (read,) = found.notes
    assert read.field("Front") == 'A "quoted"\tfront\nof two lines'
    assert read.field("Back") == "=1+1"
    assert (read.guid, read.tags) == (note.guid, ("planets",))


def test_the_real_anki_reads_our_text_with_tabs(anki, tmp_path):
    path = tmp_path / "x.tsv"
    path.write_bytes(write_tsv(deck(deck_note(front="One\ttab"), deck_note("venus.moons"))))
    metadata = anki.get_csv_metadata(path=str(path), delimiter=None)
    assert list(metadata.column_labels)[:3] == ["GUID", "Front", "Back"]
    assert (metadata.guid_column, metadata.tags_column, metadata.is_html) == (1, 8, False)


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (b"Lima\tPeru\n", (("Front", "Lima"), ("Back", "Peru"))),
        ("﻿首都；\t利马\r\n".encode(), (("Front", "首都；"), ("Back", "利马"))),
        ("首都\t利马".encode("gb18030"), (("Front", "首都"), ("Back", "利马"))),
        ("首都\t利马".encode("utf-16"), (("Front", "首都"), ("Back", "利马"))),
        (b"Lima;Peru;a capital", (("Front", "Lima"), ("Back", "Peru"), ("Field 3", "a capital"))),
        (b"#separator:comma\n#html:true\nLi<b>ma</b>,Peru", (("Front", "Lima"), ("Back", "Peru"))),
    ],
)
def test_texts_of_other_programs_are_read(content, fields):
    (note,) = read_tsv(content, "list.txt").notes
    assert note.fields == fields


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 and nothing more", "not_a_deck"),
        (zipped(media=b"{}"), "no_collection"),
        (zipped(collection__anki2=b"not a database"), "not_a_deck"),
        (zipped(collection__anki2=b"SQLite format 3\x00" + b"\xff" * 200), "not_a_deck"),
        (zipped(collection__anki21b=b"not compressed"), "not_a_deck"),
    ],
)
def test_a_damaged_file_is_refused(content, code):
    with pytest.raises(UnreadableDeckError) as caught:
        read_package(content, "x.apkg")
    assert caught.value.code == code


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("quizzes.domain.formats.anki.reading.MOST_UNPACKED", 1000)
    with pytest.raises(UnreadableDeckError) as caught:
        read_package(zipped(collection__anki2=b"\0" * 2000), "x.apkg")
    assert caught.value.code == "too_large"


def test_a_query_that_never_ends_is_stopped(monkeypatch):
    """A file may bring a view in the place of the table of notes."""
    monkeypatch.setattr("quizzes.domain.formats.anki.reading._MOST_CALLS", 20)
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript("""
            CREATE TABLE col (models text, decks text); INSERT INTO col VALUES ('{}', '{}');
            CREATE TABLE cards (did integer);
            CREATE VIEW notes AS WITH RECURSIVE t(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM t)
                SELECT id, 'g' AS guid, 1 AS mid, '' AS tags, 'f' AS flds FROM t;
        """)
        raw = database.serialize()
    with pytest.raises(UnreadableDeckError) as caught:
        read_package(zipped(collection__anki2=raw), "x.apkg")
    assert caught.value.code in {"not_a_deck", "too_many_notes"}


@given(st.integers(0, 4000), st.binary(min_size=1, max_size=40))
def test_any_damage_is_told_and_nothing_else_breaks(place, junk):
    content = bytearray(write_package(deck(), AT))
    place %= len(content)
    content[place : place + len(junk)] = junk
    try:
        found = read_package(bytes(content), "x.apkg")
    except UnreadableDeckError:
        return
    assert len(found.notes) <= 1


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_are_refused(content):
    try:
        found = read_tsv(content, "x.txt")
    except UnreadableDeckError:
        return
    assert all(len(note.fields) for note in found.notes)


def note(*fields: tuple[str, str], media: tuple[str, ...] = ()) -> Note:
    return Note(1, "guid", fields, media=media)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (note(("Front", ""), ("Back", "x")), "empty_front"),
        (note(("Front", "x"), ("Back", "")), "empty_back"),
        (note(("Front", "x"), ("Back", ""), media=("a.png",)), "only_media"),
        (note(("Front", "x"), ("Back", "y" * 201)), "long_back"),
        (note(("Front", "x"), ("Back", "two\nlines")), "long_back"),
        (note(("Front", "x" * 2000), ("Back", "y")), "long_front"),
        (note(("Text", "{{c1::a {{c2::b}} c}}")), "nested_cloze"),
        (note(), "empty_front"),
    ],
)
def test_a_note_that_is_no_fact_is_told_apart(found, code):
    with pytest.raises(UnusableNoteError) as caught:
        draft_of(found)
    assert caught.value.code == code


def test_braces_of_a_note_name_no_point():
    draft = draft_of(note(("Front", "What is {x}?"), ("Back", "y")))
    assert draft.statement == "What is (x)? {answer}"
