"""What was done outside the admin, in the histories that the admin keeps of records.

It counts for more than reading: what a person has had a hand in stays when fixtures are loaded
again (`services.fixtures`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db.models import Model
from django.utils.translation import override

from quizzes.models import User


def log_addition(by: User, record: Model) -> None:
    """Keep that a person made it."""
    _log(by, record, ADDITION, [{"added": {}}])


def log_changed_fields(by: User, record: Model, names: Iterable[str]) -> None:
    """Keep that a person changed these columns."""
    fields: Any = record._meta
    with override(None):  # names are kept untranslated, as the admin keeps them
        said = [str(fields.get_field(name).verbose_name) for name in names]
    _log(by, record, CHANGE, [{"changed": {"fields": said}}])


def log_parts(by: User, record: Model, verb: str, parts: Iterable[Model]) -> None:
    """Keep that a person "added" or "deleted" records that are edited on its page."""
    with override(None):
        said = [
            {verb: {"name": str(part._meta.verbose_name), "object": str(part)}} for part in parts
        ]
    if said:
        _log(by, record, CHANGE, said)


def _log(by: User, record: Model, flag: int, said: list[dict[str, Any]]) -> None:
    LogEntry.objects.log_actions(by.pk, [record], flag, change_message=said, single_object=True)
