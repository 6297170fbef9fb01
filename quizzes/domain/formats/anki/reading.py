"""An .apkg file as notes: the layouts of every Anki since 2.1.

The file comes from anywhere: it is unpacked up to a limit, into memory, and its database is only
read, without the triggers, views and functions that it may bring along.
"""

from __future__ import annotations

import io
import json
import lzma
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing

import zstandard

from quizzes.domain.formats.anki.markup import plain_text
from quizzes.domain.formats.anki.notes import (
    MOST_BYTES,
    MOST_NOTES,
    FoundDeck,
    Note,
    UnreadableDeckError,
)

MOST_UNPACKED = 200 * 1024 * 1024
"""Of the database within the file, in bytes."""

_NEWEST, _OLDER, _OLDEST = "collection.anki21b", "collection.anki21", "collection.anki2"
_DEFAULT_DECK = 1
_STEPS, _MOST_CALLS = 100_000, 5_000
"""A query may take so many steps of SQLite's machine between two calls, and so many calls."""

Fields = Mapping[int, list[str]]
"""The names of the fields of each note type, in order."""


def read_package(content: bytes, name: str) -> FoundDeck:
    """The notes of an .apkg (or .colpkg) file called `name`.

    Raises UnreadableDeckError.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableDeckError("too_large", most=str(MOST_BYTES // 1024 // 1024))
    with closing(_open(_database(content))) as database:
        try:
            fields = _field_names(database)
            notes = tuple(_notes(database, fields))
            return FoundDeck(_deck_name(database) or _stem(name), notes)
        except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, UnreadableDeckError):
                raise
            raise UnreadableDeckError("not_a_deck") from error


def _database(content: bytes) -> bytes:
    """The newest collection within the file: beside it an older one only says "please update"."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            found = next((each for each in (_NEWEST, _OLDER, _OLDEST) if each in names), None)
            if found is None:
                raise UnreadableDeckError("no_collection")
            with archive.open(found) as packed:
                if found == _NEWEST:
                    with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(
                        packed
                    ) as unpacked:
                        return _limited(unpacked.read(MOST_UNPACKED + 1))
                return _limited(packed.read(MOST_UNPACKED + 1))
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        struct.error,
        zstandard.ZstdError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
    ) as error:
        if isinstance(error, UnreadableDeckError):
            raise
        raise UnreadableDeckError("not_a_deck") from error


def _limited(raw: bytes) -> bytes:
    if len(raw) > MOST_UNPACKED:
        raise UnreadableDeckError("too_large", most=str(MOST_UNPACKED // 1024 // 1024))
    return raw


def _open(raw: bytes) -> sqlite3.Connection:
    if not raw.startswith(b"SQLite format 3\x00") or len(raw) < 100:
        raise UnreadableDeckError("not_a_deck")
    # A database in memory has no write-ahead log: bytes 18 and 19 say that it is not in that mode.
    # https://www.sqlite.org/fileformat.html, section 1.3
    raw = raw[:18] + b"\x01\x01" + raw[20:]
    database = sqlite3.connect(":memory:")
    database.deserialize(raw)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.execute("PRAGMA query_only = ON")
    database.create_collation("unicase", _unicase)
    calls = iter(range(_MOST_CALLS))
    database.set_progress_handler(lambda: next(calls, None) is None, _STEPS)
    return database


def _unicase(left: str, right: str) -> int:
    first, second = left.casefold(), right.casefold()
    return (first > second) - (first < second)


def _field_names(database: sqlite3.Connection) -> Fields:
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    if "fields" in tables:
        found: dict[int, list[str]] = {}
        for kind, name in database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            found.setdefault(kind, []).append(str(name))
        return found
    ((models,),) = database.execute("SELECT models FROM col LIMIT 1").fetchall()
    return {
        int(number): [str(field["name"]) for field in model["flds"]]
        for number, model in json.loads(models).items()
    }


def _notes(database: sqlite3.Connection, fields: Fields) -> Iterator[Note]:
    rows = database.execute("SELECT guid, mid, tags, flds FROM notes ORDER BY id")
    for place, (guid, kind, tags, raw) in enumerate(rows, start=1):
        if place > MOST_NOTES:
            raise UnreadableDeckError("too_many_notes", most=str(MOST_NOTES))
        yield _note(place, str(guid), fields.get(kind, []), str(tags), str(raw))


def _note(place: int, guid: str, names: list[str], tags: str, raw: str) -> Note:
    texts: list[tuple[str, str]] = []
    media: list[str] = []
    for index, markup in enumerate(raw.split("\x1f")):
        text, used = plain_text(markup)
        texts.append((names[index] if index < len(names) else f"Field {index + 1}", text))
        media += used
    return Note(place, guid, tuple(texts), tuple(tags.split()), tuple(media))


def _deck_name(database: sqlite3.Connection) -> str:
    """The name of the deck that most cards are in; subdecks go by their topmost name."""
    row = database.execute(
        "SELECT did FROM cards GROUP BY did ORDER BY count(*) DESC, did LIMIT 1"
    ).fetchone()
    if row is None:
        return ""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    if "decks" in tables:
        found = database.execute("SELECT name FROM decks WHERE id = ?", row).fetchone()
        name = str(found[0]) if found else ""
    else:
        ((decks,),) = database.execute("SELECT decks FROM col LIMIT 1").fetchall()
        name = str(json.loads(decks).get(str(row[0]), {}).get("name", ""))
    return "" if row[0] == _DEFAULT_DECK else name.replace("\x1f", "::").partition("::")[0]


def _stem(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0] or name
