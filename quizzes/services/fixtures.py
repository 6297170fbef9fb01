"""Facts that a fixture puts into the database: checked, and never over what a teacher changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import F
from modeltranslation.utils import build_localized_fieldname

from quizzes.models import (
    Article,
    Course,
    Entity,
    Fact,
    FactVersion,
    Member,
    Passage,
    Pinyin,
    Point,
    Quiz,
    Topic,
    Unit,
)
from quizzes.models.base import content_languages, lines
from quizzes.services.validation import PointDraft, check_fact, describe

NOT_COMPARED = {"id", "version", "position", "created_by"}
"""Columns that tell what happened here, of which a file knows nothing."""

LOGGED = (Article, Course, Entity, Unit, Quiz, Pinyin)
"""Models without versions: that a teacher changed one is told by the admin's log."""

PARTS = (Topic, Passage)
"""What is changed on the page of its article, whose log names it."""


def check_loaded_facts(files: Mapping[int, str]) -> list[str]:
    """What is wrong with the facts (by primary key, with the file each came from), in words."""
    facts = (
        Fact.objects.filter(pk__in=files)
        .select_related("article", "passage__article", "topic__article")
        .prefetch_related("points__unit", "points__entity", "points__members__entity")
    )
    return [
        f"{files[fact.pk]}: {describe(problem)}"
        for fact in facts
        for problem in check_fact(
            fact, [PointDraft(point, list(point.members.all())) for point in fact.points.all()]
        )
    ]


@dataclass(frozen=True)
class Kept:
    """A record that stays as a teacher made it, and the fields in which a file says otherwise.

    No `fields`: the file has a record that the teacher took away.
    """

    record: models.Model
    fields: tuple[str, ...]


@dataclass
class TeachersRecords:
    """What teachers changed since it was loaded: at most eight queries, and one for each record.

    A fact is a teacher's where a person made its last version; then its points and members are,
    too. A quiz is where a person made it or changed it. The topics of an article, or its passages,
    are where any of them was changed; new ones are added, for facts may name them. Names that were
    accepted for an entity are added to those of the file, and a passage's text stays where the
    file has none.
    """

    kept: list[Kept] = field(default_factory=list)

    def keeps(self, record: models.Model) -> bool:
        """Whether a record of a file, found by its natural key, must not be written.

        What differs is noted in `kept`. An entity that may be written gets its accepted names.
        """
        if self._is_teachers(record):
            self._note(record)
            return True
        if isinstance(record, Entity) and record.pk is not None:
            self._keep_names(record)
        if isinstance(record, Passage) and not record.text:
            self._keep_text(record)
        return False

    def _is_teachers(self, record: models.Model) -> bool:
        if isinstance(record, LOGGED):
            return (str(record._meta.model_name), str(record.pk)) in self._logged
        if isinstance(record, PARTS):
            part = str(record._meta.model_name), str(record.article_id)
            return record.pk is not None and part in self._parts
        if isinstance(record, Fact):
            return record.pk in self._facts
        if isinstance(record, Point):
            return record.fact_id in self._facts
        return isinstance(record, Member) and bool(self._facts) and self._of_fact(record)

    def _of_fact(self, member: Member) -> bool:
        return member.point.fact_id in self._facts

    def _note(self, record: models.Model) -> None:
        differing = tuple(_differing(record)) if record.pk is not None else ()
        if record.pk is None or differing:
            self.kept.append(Kept(record, differing))

    def _keep_names(self, entity: Entity) -> None:
        given = lines(entity.aliases)
        accepted = [each for each in self._names.get(entity.pk, ()) if each not in given]
        if accepted:
            entity.aliases = "\n".join((*given, *accepted))
            self.kept.append(Kept(entity, ("aliases",)))

    def _keep_text(self, passage: Passage) -> None:
        text = self._texts.get(passage.pk)
        if text:
            passage.text = text
            self.kept.append(Kept(passage, ("text",)))

    @cached_property
    def _facts(self) -> frozenset[int]:
        last = FactVersion.objects.filter(number=F("fact__version"), created_by__isnull=False)
        return frozenset(last.values_list("fact_id", flat=True))

    @cached_property
    def _logged(self) -> frozenset[tuple[str, str | None]]:
        names = [model._meta.model_name for model in LOGGED]
        rows = LogEntry.objects.filter(
            content_type__app_label=Entity._meta.app_label, content_type__model__in=names
        )
        made = Quiz.objects.filter(created_by__isnull=False).values_list("pk", flat=True)
        return frozenset(
            (
                *rows.values_list("content_type__model", "object_id"),
                *(("quiz", str(n)) for n in made),
            )
        )

    @cached_property
    def _parts(self) -> frozenset[tuple[str, str | None]]:
        """The kind of part, and the article in whose log one of them is named."""
        of_articles = LogEntry.objects.filter(
            content_type__app_label=Article._meta.app_label,
            content_type__model=Article._meta.model_name,
        )
        names = [str(model._meta.model_name) for model in PARTS]
        return frozenset(
            (name, article)
            for name in names
            for article in of_articles.filter(
                change_message__contains=f'"name": "{name}"'  # Django names them in English
            ).values_list("object_id", flat=True)
        )

    @cached_property
    def _texts(self) -> dict[int, str]:
        return dict(Passage.objects.exclude(text="").values_list("pk", "text"))

    @cached_property
    def _names(self) -> dict[int, tuple[str, ...]]:
        return {pk: lines(text) for pk, text in Entity.objects.values_list("pk", "aliases")}


def _differing(record: models.Model) -> list[str]:
    """The columns in which a record differs from the stored one."""
    model = type(record)
    stored = model._default_manager.get(pk=record.pk)
    columns = {each.attname: each for each in model._meta.concrete_fields}
    translated = {
        name
        for name in columns
        if any(build_localized_fieldname(name, each) in columns for each in content_languages())
    }
    return [
        column.name
        for name, column in columns.items()
        if column.name not in NOT_COMPARED
        and name not in translated
        and (getattr(record, name) or None) != (getattr(stored, name) or None)
    ]
