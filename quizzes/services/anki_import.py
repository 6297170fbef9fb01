"""Notes of Anki as draft facts: first what would become of each, then the drafts, all or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from quizzes.domain.facts import EntityRef, PointKind
from quizzes.domain.formats.anki.drafts import (
    NoteDraft,
    UnusableNoteError,
    draft_of,
    key_of,
    own_point,
)
from quizzes.domain.formats.anki.notes import FoundDeck, Note, UnreadableDeckError
from quizzes.domain.formats.anki.reading import read_package
from quizzes.domain.formats.anki.tsv import read_tsv
from quizzes.domain.proposals import FoundValue, Language, Reader
from quizzes.domain.proposals.found import Figure
from quizzes.domain.text import Text
from quizzes.domain.values.dates import PartialDate
from quizzes.models import Article, Entity, Fact, Point, Unit
from quizzes.models.base import content_languages, set_text
from quizzes.selectors.reading import make_reader
from quizzes.services.keys import new_key
from quizzes.services.proposals import Accepted, Source, find_article, keep_proposals
from quizzes.services.validation import PointDraft

Progress = Callable[[], object]

NEW, HERE, BAD = "new", "here", "bad"
OUTCOMES = {
    NEW: _("new draft"),
    HERE: _("here already"),
    BAD: _("left out"),
}
FILES = {
    "too_large": _("The file holds more than %(most)s MB: divide the deck."),
    "not_a_deck": _("The file is damaged, or it is not a deck of Anki (.apkg)."),
    "no_collection": _("There is no collection in the file: export the deck from Anki again."),
    "not_text": _("The file is neither a deck (.apkg) nor text with tabs (.tsv, .txt)."),
    "no_columns": _("The file has one column only: a front and a back are needed."),
    "too_many_notes": _("The deck has more than %(most)s notes: divide it."),
}
NOTES = {
    "empty_front": _("The note has no front."),
    "empty_back": _("The note has no answer."),
    "only_media": _("A side of the note is only a picture or a sound."),
    "long_front": _("The text is longer than a statement may be."),
    "long_back": _("The answer is more than one short value: make a fact of it by hand."),
    "nested_cloze": _("A gap within a gap cannot be read."),
    "twice": _("The same note stands further up already."),
}


@dataclass(frozen=True)
class PlannedNote:
    """What would become of a note: `draft` where it is new, the code of a `problem` where bad."""

    note: Note
    key: str
    outcome: str
    draft: NoteDraft | None = None
    problem: str = ""


@dataclass(frozen=True)
class AnkiPlan:
    """What an import would do, of every note in the order of the file."""

    name: str
    notes: tuple[PlannedNote, ...]
    media: Mapping[str, int]

    @property
    def counts(self) -> Counter[str]:
        return Counter(planned.outcome for planned in self.notes)

    @property
    def new(self) -> list[PlannedNote]:
        return [planned for planned in self.notes if planned.outcome == NEW]

    @property
    def language(self) -> Language:
        """The language of most of the new notes."""
        found = Counter(planned.draft.language for planned in self.new if planned.draft)
        return found.most_common(1)[0][0] if found else Language.ENGLISH


def file_problem(error: UnreadableDeckError) -> str:
    """What is wrong with a file, in the active language."""
    return str(FILES[error.code]) % error.params


def note_problem(planned: PlannedNote) -> str:
    """Why a note is left out, in the active language; "" for the others."""
    return str(NOTES[planned.problem]) if planned.problem else ""


def plan_notes(content: bytes, name: str) -> AnkiPlan:
    """What would become of each note of an .apkg or text file; changes nothing. Two queries.

    A note is here already where its fact was made of it before, or where it comes from a point of
    ours. Raises UnreadableDeckError.
    """
    read = read_package if content.startswith(b"PK") else read_tsv
    deck = read(content, name)
    here = _facts_here(deck) | _points_here(deck)
    seen: set[str] = set()
    planned = []
    for note in deck.notes:
        planned.append(_planned(note, here, seen))
        seen.add(planned[-1].key)
    return AnkiPlan(deck.name, tuple(planned), deck.media)


def _planned(note: Note, here: set[str], seen: set[str]) -> PlannedNote:
    key = key_of(note)
    if key in here or own_point(note) in here:
        return PlannedNote(note, key, HERE)
    if key in seen:
        return PlannedNote(note, key, BAD, problem="twice")
    try:
        return PlannedNote(note, key, NEW, draft_of(note))
    except UnusableNoteError as error:
        return PlannedNote(note, key, BAD, problem=error.code)


def _facts_here(deck: FoundDeck) -> set[str]:
    keys = {key_of(note) for note in deck.notes}
    kept = Fact.objects.filter(key__startswith="anki-").values_list("key", flat=True)
    return keys.intersection(kept)


def _points_here(deck: FoundDeck) -> set[str]:
    asked = {point for note in deck.notes if (point := own_point(note))}
    if not asked:
        return set()
    kept = Point.objects.values_list("fact__key", "name")
    return asked.intersection(f"{fact}.{name}" for fact, name in kept.iterator())


def keep_notes(
    plan: AnkiPlan,
    article: Article,
    may_keep_text: bool = False,
    progress: Progress | None = None,
) -> list[Fact]:
    """Drafts of the plan's new notes in an article, kept already or not: nothing is published.

    An answer that is a figure, a date or a known name becomes a value of that kind, any other a
    term. Each note is a passage; its text is kept only if it may be. `progress` is called for
    each note. Raises AcceptedProblemsError, and keeps nothing, where a draft cannot be kept.
    """
    new = plan.new
    start = _last_passage(article)
    maker = _ValueMaker(article.published_on)
    accepted = [
        _accepted(planned, start + place, maker) for place, planned in enumerate(new, start=1)
    ]
    passages = [
        (start + place, planned.draft.text)
        for place, planned in enumerate(new, start=1)
        if planned.draft
    ]
    source = Source(article, passages, None, _topic_name(), may_keep_text)
    return keep_proposals(source, accepted, new_key, progress).made


def _topic_name() -> Text:
    names = {}
    for language in content_languages():
        with override(language):
            names[language] = gettext("Facts")
    return Text.of(names)


def _last_passage(article: Article) -> int:
    kept = find_article(article) if article._state.adding else article
    if kept is None:
        return 0
    last: int | None = kept.passages.aggregate(last=Max("number"))["last"]
    return last or 0


def _accepted(planned: PlannedNote, passage: int, maker: _ValueMaker) -> Accepted:
    draft = planned.draft
    assert draft is not None
    statement, points = draft.statement, []
    for name, text in draft.values:
        point, rest = maker.point(name, text, draft.language)
        statement = statement.replace(f"{{{name}}}", f"{{{name}}}{rest}", 1)
        if draft.question:
            set_text(point, "question", Text.of({draft.language.value: draft.question}))
        points.append(PointDraft(point))
    return Accepted(passage, draft.language.value, statement, points, planned.key)


class _ValueMaker:
    """Makes points of what answers say, with the units and names of the database."""

    def __init__(self, published: date) -> None:
        self._published = published
        self._reader: Reader = make_reader()
        self._units = {unit.key: unit for unit in Unit.objects.all()}
        self._entities: dict[str, Entity] = {}

    def point(self, name: str, text: str, language: Language) -> tuple[Point, str]:
        """The point, and the words that stay in the statement after it (those of a unit)."""
        found = self._reader.guess(text, language, self._published)
        is_whole = found is not None and found.end - found.start == len(text)
        if found is not None and is_whole and self._is_known(found, language):
            return self._typed(name, found)
        point = Point(name=name, kind=PointKind.TERM.value)
        set_text(point, "term", Text.of({language.value: text}))
        return point, ""

    def _is_known(self, found: FoundValue, language: Language) -> bool:
        match found.value:
            case Figure(unit=unit):
                return unit in self._units
            case EntityRef(key=key):
                return len(found.choices) == 1 and language.value in self._reader.entities[key].name
            case PartialDate():
                return not found.resolved
        return False

    def _typed(self, name: str, found: FoundValue) -> tuple[Point, str]:
        point = Point(name=name, kind=found.kind.value)
        match found.value:
            case Figure() as figure:
                point.amount, point.upper = figure.amount, figure.upper
                point.bound, point.unit = figure.bound.value, self._units[figure.unit]
                return point, figure.unit_text
            case PartialDate(start=start, precision=precision, end=end):
                point.date, point.precision, point.date_end = start, precision.value, end
            case EntityRef(key=key):
                if key not in self._entities:
                    self._entities[key] = Entity.objects.get(key=key)
                point.entity = self._entities[key]
        return point, ""


def without(plan: AnkiPlan, places: Sequence[int]) -> AnkiPlan:
    """The plan with the notes at these places of the file left out."""
    dropped = set(places)
    return replace(plan, notes=tuple(each for each in plan.notes if each.note.place not in dropped))
