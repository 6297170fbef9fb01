"""Notes as text with tabs: what Anki imports and exports, and what Quizlet gives.

The file may begin with Anki's headers (`#separator:tab`, `#html:true`, `#columns:…`, `#guid
column:1`, `#tags column:4`): https://docs.ankiweb.net/importing/text-files.html
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizzes.domain.formats.anki.decks import Deck
from quizzes.domain.formats.anki.markup import plain_text
from quizzes.domain.formats.anki.notes import (
    MOST_BYTES,
    MOST_NOTES,
    FoundDeck,
    Note,
    UnreadableDeckError,
)

COLUMNS = ("GUID", "Front", "Back", "Explanation", "Source", "Language", "Point", "Tags")
_SEPARATORS = {
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "space": " ",
    "pipe": "|",
    "colon": ":",
}


def write_tsv(deck: Deck) -> bytes:
    """The deck as UTF-8 text; imported again, Anki updates the notes by their GUID."""
    out = io.StringIO(newline="")
    out.write("#separator:tab\n#html:false\n")
    out.write(f"#deck:{' '.join(deck.name.split())}\n")
    out.write("#columns:" + "\t".join(COLUMNS) + "\n")
    out.write(f"#guid column:1\n#tags column:{len(COLUMNS)}\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for note in deck.notes:
        texts = (note.front, note.back, note.explanation, note.source, note.language, note.point)
        writer.writerow([note.guid, *texts, " ".join(note.tags)])
    return out.getvalue().encode()


def read_tsv(content: bytes, name: str) -> FoundDeck:
    """The notes of a text file; without headers the first column is the front, the second the back.

    Raises UnreadableDeckError.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableDeckError("too_large", most=str(MOST_BYTES // 1024 // 1024))
    headers, body = _split(_decode(content))
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=headers.separator or _guess(body))
    notes: list[Note] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                notes.append(_note(len(notes) + 1, cells, headers))
            if len(notes) > MOST_NOTES:
                raise UnreadableDeckError("too_many_notes", most=str(MOST_NOTES))
    except csv.Error as error:
        raise UnreadableDeckError("not_text") from error
    if notes and not any(len(note.fields) > 1 for note in notes):
        raise UnreadableDeckError("no_columns")
    return FoundDeck(headers.deck or stem, tuple(notes))


@dataclass
class _Headers:
    separator: str = ""
    is_html: bool = False
    deck: str = ""
    columns: list[str] = field(default_factory=list)
    guid: int | None = None
    tags: int | None = None

    def take(self, key: str, value: str) -> None:
        """One header; those that say nothing of the notes' content are passed over."""
        match key:
            case "separator":
                self.separator = _SEPARATORS.get(value.lower(), value[:1])
            case "html":
                self.is_html = value.lower() == "true"
            case "deck":
                self.deck = value.partition("::")[0]
            case "columns":
                self.columns = value.split(self.separator or "\t")
            case "guid column":
                self.guid = _place(value)
            case "tags column":
                self.tags = _place(value)


def _place(value: str) -> int | None:
    return int(value) - 1 if value.isascii() and value.isdecimal() and len(value) < 4 else None


def _split(text: str) -> tuple[_Headers, str]:
    headers = _Headers()
    while text.startswith("#"):
        line, _newline, rest = text.partition("\n")
        key, colon, value = line.rstrip("\r")[1:].partition(":")
        if not colon:
            break
        headers.take(key.strip().lower(), value.strip(" "))
        text = rest
    return headers, text


def _note(place: int, cells: Sequence[str], headers: _Headers) -> Note:
    fields: list[tuple[str, str]] = []
    media: list[str] = []
    places = (index for index in range(len(cells)) if index not in {headers.guid, headers.tags})
    for number, index in enumerate(places):
        text, used = _text(cells[index], headers.is_html)
        fields.append((_field_name(headers, index, number), text))
        media += used
    return Note(
        place,
        _cell(cells, headers.guid),
        tuple(fields),
        tuple(_cell(cells, headers.tags).split()),
        tuple(media),
    )


def _text(cell: str, is_html: bool) -> tuple[str, tuple[str, ...]]:
    return plain_text(cell) if is_html else (cell.strip(), ())


def _field_name(headers: _Headers, index: int, number: int) -> str:
    if index < len(headers.columns) and headers.columns[index]:
        return headers.columns[index]
    return ("Front", "Back")[number] if number < 2 else f"Field {number + 1}"


def _cell(cells: Sequence[str], index: int | None) -> str:
    return cells[index].strip() if index is not None and index < len(cells) else ""


def _guess(body: str) -> str:
    """The mark that stands most often in the first line; a tab where none stands."""
    line = next((line for line in body.splitlines() if line.strip()), "")
    return max("\t;,", key=line.count) if any(mark in line for mark in "\t;,") else "\t"


def _decode(content: bytes) -> str:
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableDeckError("not_text")
