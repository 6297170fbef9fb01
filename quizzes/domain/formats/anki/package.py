"""A deck as an .apkg file."""

from __future__ import annotations

import html
import io
import itertools
import sqlite3
import zipfile
from contextlib import closing
from datetime import datetime

import genanki

from quizzes.domain.formats.anki.decks import Deck, DeckNote

MODEL_NUMBER = 1_460_730_501
"""Of the note type. It stays: with another number Anki would take every note for a new one."""

FIELDS = ("Front", "Back", "Explanation", "Source", "Language", "Point")
_QUESTION = '<div class="front" lang="{{Language}}">{{Front}}</div>'
_ANSWER = """{{FrontSide}}
<hr id="answer">
<div class="back" lang="{{Language}}">{{Back}}</div>
<div class="why" lang="{{Language}}">{{Explanation}}</div>
<div class="source" lang="{{Language}}">{{Source}}</div>"""
_STYLE = """.card { max-width: 34em; margin: 2em auto; padding: 0 1em; font: 20px/1.6 sans-serif;
  text-align: left; color: #221d17; background: #faf6ee; }
.nightMode.card { color: #ece5d8; background: #16181d; }
.back { font-size: 1.3em; font-weight: bold; }
.why, .source { margin-top: 1em; font-size: .8em; }
.source { opacity: .75; }
:lang(zh) { line-break: strict; }"""
_LANG = {"zh-hans": "zh-Hans"}


def write_package(deck: Deck, at: datetime) -> bytes:
    """The deck as the content of an .apkg file, made at a moment.

    Anki takes a note's text again only from a file made later than the one it has.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("collection.anki2", at), _collection(deck, at))
        archive.writestr(_entry("media", at), "{}")
    return out.getvalue()


def _collection(deck: Deck, at: datetime) -> bytes:
    """The database within the file. In memory: the package's own writer leaves one on the disk."""
    moment = at.timestamp()
    with closing(sqlite3.connect(":memory:")) as database:
        package = genanki.Package(_deck(deck))
        package.write_to_db(database.cursor(), moment, itertools.count(int(moment * 1000)))
        database.commit()
        return database.serialize()


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _deck(deck: Deck) -> genanki.Deck:
    model = genanki.Model(
        MODEL_NUMBER,
        "Quizsite card",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Recall", "qfmt": _QUESTION, "afmt": _ANSWER}],
        css=_STYLE,
    )
    made = genanki.Deck(deck.number, deck.name)
    for note in deck.notes:
        made.add_note(genanki.Note(model, _fields(note), guid=note.guid, tags=list(note.tags)))
    return made


def _fields(note: DeckNote) -> list[str]:
    language = _LANG.get(note.language, note.language)
    texts = (note.front, note.back, note.explanation, note.source, language, note.point)
    return [html.escape(text, quote=False).replace("\n", "<br>") for text in texts]
