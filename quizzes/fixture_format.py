"""YAML fixtures whose errors name the record and the field.

Django's own reader says neither which of 500 records is at fault nor which field. It also lets a
record refer to one that comes later; here what is referred to must come first, so that a wrong
key is an error at the record that has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.core.serializers import base, pyyaml
from django.db import models
from django.utils.translation import gettext as _

Serializer = pyyaml.Serializer
# A class whose methods the type stubs do not know yet.
DjangoDeserializer: Any = pyyaml.Deserializer


class Deserializer(DjangoDeserializer):
    """Reads YAML records in their order; raises DeserializationError with number and field."""

    def __init__(self, stream_or_string: Any, **options: Any) -> None:
        try:
            super().__init__(stream_or_string, **options)
        except base.DeserializationError as error:
            raise base.DeserializationError(_syntax_message(error.__cause__)) from error
        if not isinstance(self.stream, list):
            raise base.DeserializationError(_("The file is not a list of records."))
        self.number = 0

    def _handle_object(self, obj: Any) -> Iterator[base.DeserializedObject]:
        self.number += 1
        place = _("record %(number)s") % {"number": self.number}
        if not (
            isinstance(obj, Mapping) and "model" in obj and isinstance(obj.get("fields"), dict)
        ):
            raise base.DeserializationError(
                _("%(place)s: a record has a model and fields.") % {"place": place}
            )
        place = f"{place} ({obj['model']} {record_name(obj['fields'])})"
        try:
            yield from super()._handle_object(obj)
        except (KeyError, TypeError, ValueError, base.DeserializationError) as error:
            raise base.DeserializationError(self._diagnose(obj, place, error)) from error

    def _handle_fk_field_node(self, field: Any, field_value: Any) -> Any:
        return base.deserialize_fk_value(field, field_value, self.using, False)

    def _handle_m2m_field_node(self, field: Any, field_value: Any) -> Any:
        return base.deserialize_m2m_values(field, field_value, self.using, False)

    def _diagnose(self, obj: Mapping[str, Any], place: str, error: Exception) -> str:
        """The message for a record that could not be read: its first bad field, or the error."""
        try:
            model = self._get_model_from_node(obj["model"])
        except base.DeserializationError as unknown:
            return f"{place}: {unknown}"
        for name, value in obj["fields"].items():
            problem = self._field_problem(model, name, value)
            if problem:
                return f"{place}, {name}: {problem}"
        return f"{place}: {error}"

    def _field_problem(self, model: type[models.Model], name: str, value: Any) -> str | None:
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return _("There is no such field.")
        try:
            if isinstance(field, models.ForeignKey):
                self._handle_fk_field_node(field, value)
            elif isinstance(field, models.ManyToManyField):
                self._handle_m2m_field_node(field, value)
            elif isinstance(field, models.Field):
                field.to_python(value)
        except base.M2MDeserializationError as error:
            return _missing(field, error.pk)
        except ObjectDoesNotExist:
            return _missing(field, value)
        except ValidationError as error:
            return " ".join(error.messages)
        except (TypeError, ValueError):
            return _("“%(value)s” is not a value for it.") % {"value": key_text(value)}
        return None


def _missing(field: Any, key: Any) -> str:
    return _("There is no %(model)s “%(key)s” (it must come before what names it).") % {
        "model": field.related_model._meta.verbose_name,
        "key": key_text(key),
    }


def record_name(fields: Mapping[str, Any]) -> str:
    """How a reader finds a record in the file: its key, or what it belongs to and its name.

    >>> record_name({"fact": ["aksu"], "name": "trained", "kind": "quantity"})
    'aksu trained'
    """
    parts = (fields.get(name) for name in ("key", "article", "fact", "point", "name", "number"))
    named = [key_text(part) for part in parts if part not in (None, "")]
    return named[0] if fields.get("key") else " ".join(named)


def key_text(value: Any) -> str:
    """A natural key as it is read: its parts with spaces between.

    >>> key_text(["xinjiang-aid", 7])
    'xinjiang-aid 7'
    """
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _syntax_message(cause: BaseException | None) -> str:
    if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark is not None:
        return _("line %(line)s, column %(column)s: not YAML (%(problem)s).") % {
            "line": cause.problem_mark.line + 1,
            "column": cause.problem_mark.column + 1,
            "problem": cause.problem,
        }
    return _("not YAML: %(problem)s") % {"problem": cause}
