"""Django's loaddata with the checks that forms and the API make, all or nothing.

What a teacher changed since stays as the teacher made it, and is told record by record.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import CommandError, CommandParser
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from quizzes.domain.problems import Problem
from quizzes.models import Fact, Point
from quizzes.services.fact_versions import keep_loaded
from quizzes.services.fixtures import Kept, TeachersRecords, check_loaded_facts
from quizzes.services.validation import check_point, describe


class Command(loaddata.Command):
    """Loads fixtures; a broken one names its file, record and field, and changes nothing."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Write also over what a teacher has changed since it was loaded.",
        )

    def handle(self, *fixture_labels: Any, **options: Any) -> None:
        self.teachers = None if options.get("overwrite") else TeachersRecords()
        super().handle(*fixture_labels, **options)
        if self.verbosity >= 1 and self.teachers is not None:
            for kept in self.teachers.kept:
                self.stdout.write(_told(kept))

    def load_label(self, fixture_label: str) -> None:
        self.fixture = fixture_label
        try:
            with tqdm(
                desc=fixture_label, unit=" records", disable=self.verbosity < 1, leave=False
            ) as self.progress:
                super().load_label(fixture_label)
        except DeserializationError as error:
            raise CommandError(str(error)) from error

    def loaddata(self, fixture_labels: Any) -> None:
        self.facts: dict[int, str] = {}
        super().loaddata(fixture_labels)
        problems = check_loaded_facts(self.facts)
        if problems:
            raise CommandError("\n".join(problems))
        keep_loaded(self.facts, timezone.now())

    def save_obj(self, obj: DeserializedObject) -> bool:
        record = obj.object
        if self.teachers is not None and self.teachers.keeps(record):
            self.progress.update()
            return False
        if isinstance(record, Point):
            self._refuse(check_point(record))
        record._state.adding = record.pk is None  # found by its natural key: not a second one
        try:
            # Relations were resolved a moment ago; asking again would cost a query for each.
            record.full_clean(exclude=_relations(record))
        except ValidationError as error:
            raise CommandError(self._describe(record, error)) from error
        saved = super().save_obj(obj)
        fact_id = record.pk if isinstance(record, Fact) else getattr(record, "fact_id", None)
        if fact_id is not None:
            self.facts.setdefault(fact_id, self.fixture)
        self.progress.update()
        return saved

    def _refuse(self, problems: list[Problem]) -> None:
        if problems:
            raise CommandError("\n".join(f"{self.fixture}: {describe(p)}" for p in problems))

    def _describe(self, record: models.Model, error: ValidationError) -> str:
        place = f"{self.fixture}: {_name(record)}"
        return "\n".join(
            f"{place}, {field}: {' '.join(messages)}"
            for field, messages in error.message_dict.items()
        )


def _name(record: models.Model) -> str:
    """How a reader finds the record in the file."""
    natural_key: Callable[[], tuple[Any, ...]] | None = getattr(record, "natural_key", None)
    key = " ".join(map(str, natural_key())) if natural_key else f"{record.pk or ''}"
    return f"{record._meta.label_lower} {key}".strip()


def _told(kept: Kept) -> str:
    if not kept.fields:
        return _("%(record)s: a teacher took it away, and it stays away (--overwrite).") % {
            "record": _name(kept.record)
        }
    return _("%(record)s: kept as a teacher changed it: %(fields)s (--overwrite).") % {
        "record": _name(kept.record),
        "fields": ", ".join(kept.fields),
    }


def _relations(record: models.Model) -> set[str]:
    return {field.name for field in record._meta.fields if isinstance(field, models.ForeignKey)}
