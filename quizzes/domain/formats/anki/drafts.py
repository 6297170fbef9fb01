"""What fact a note may become: a statement with a place for each value."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from quizzes.domain.formats.anki.notes import Note
from quizzes.domain.proposals.found import Language

LONGEST_VALUE = 200
LONGEST_STATEMENT = 2000
FRONTS = ("front", "question", "正面", "问题")
BACKS = ("back", "answer", "背面", "答案")
_CLOZE = re.compile(r"\{\{c\d+::((?:(?!\{\{|\}\}).)*?)(?:::((?:(?!\{\{|\}\}).)*?))?\}\}", re.DOTALL)
_OPENS = re.compile(r"\{\{c\d+::")
_BRACES = str.maketrans("{}", "()")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LANGUAGES = {"en": Language.ENGLISH, "zh-hans": Language.CHINESE}


class UnusableNoteError(ValueError):
    """A note that no fact can be made of: a code.

    Codes: empty_front, empty_back, long_front, long_back, nested_cloze, only_media.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class NoteDraft:
    """A fact to be: `statement` has {name} for each of `values`, which are (name, text).

    `question` is a note's front where it asks for its one value; `text` is the whole note.
    """

    language: Language
    statement: str
    question: str
    values: tuple[tuple[str, str], ...]
    text: str


def key_of(note: Note) -> str:
    """The key of the note's fact: of its GUID, or of its words where it has none.

    >>> key_of(Note(1, "0JLkaXfRiQDH", ()))
    'anki-de5637ad2d02'
    """
    words = note.guid or "\x1f".join(text for _name, text in note.fields[:2])
    return f"anki-{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def own_point(note: Note) -> str:
    """The key of the point that a note of our own decks was made from, else ""."""
    return note.field("Point")


def draft_of(note: Note) -> NoteDraft:
    """The fact that a note may become. Raises UnusableNoteError.

    >>> note = Note(1, "g", (("Front", "What is the capital of Peru?"), ("Back", "Lima")))
    >>> draft_of(note).statement, draft_of(note).values
    ('What is the capital of Peru? {answer}', (('answer', 'Lima'),))
    >>> draft_of(Note(1, "g", (("Text", "{{c1::Lima::city}} is the capital of Peru."),))).statement
    '{gap1} is the capital of Peru.'
    """
    cloze = next((text for _name, text in note.fields if _OPENS.search(text)), None)
    draft = _basic(note) if cloze is None else _cloze(note, cloze)
    if len(draft.statement) > LONGEST_STATEMENT:
        raise UnusableNoteError("long_front")
    for _name, value in draft.values:
        if not value:
            raise UnusableNoteError("empty_back")
        if len(value) > LONGEST_VALUE or "\n" in value:
            raise UnusableNoteError("long_back")
    return draft


def _basic(note: Note) -> NoteDraft:
    texts = [text for _name, text in note.fields]
    front = note.field(*FRONTS) or (texts[0] if texts else "")
    back = note.field(*BACKS) or (texts[1] if len(texts) > 1 else "")
    if not (front and back):
        raise UnusableNoteError(_missing(note, front))
    question = _one_line(front)
    language = _language(note, front + back)
    space = "" if language is Language.CHINESE else " "
    return NoteDraft(
        language,
        f"{question}{space}{{answer}}",
        question,
        (("answer", back.strip()),),
        f"{front}\n{back}",
    )


def _missing(note: Note, front: str) -> str:
    if note.media:
        return "only_media"
    return "empty_back" if front else "empty_front"


def _cloze(note: Note, text: str) -> NoteDraft:
    values: list[tuple[str, str]] = []
    pieces: list[str] = []
    end = 0
    for gap in _CLOZE.finditer(text):
        values.append((f"gap{len(values) + 1}", gap[1].strip()))
        pieces += [_one_line(text[end : gap.start()], strip=False), f"{{{values[-1][0]}}}"]
        end = gap.end()
    pieces.append(_one_line(text[end:], strip=False))
    if len(values) != len(_OPENS.findall(text)):
        raise UnusableNoteError("nested_cloze")
    whole = _CLOZE.sub(lambda gap: gap[1], text)
    return NoteDraft(_language(note, text), "".join(pieces).strip(), "", tuple(values), whole)


def _language(note: Note, text: str) -> Language:
    told = _LANGUAGES.get(note.field("Language").lower())
    return told or (Language.CHINESE if _HAN.search(text) else Language.ENGLISH)


def _one_line(text: str, strip: bool = True) -> str:
    """Without line breaks, and without braces, which would name points."""
    line = " ".join(text.split("\n")).translate(_BRACES)
    return line.strip() if strip else line
