"""Entities by the names that teachers type: a key, a name in any language, or another name."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quizzes.models import Entity
from quizzes.models.base import lines, text_of


def folded(text: str) -> str:
    """A name as it is compared: without regard to width, case and outer spaces."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


class EntityBook:
    """All entities, read from the database once, when the first name is looked up."""

    @cached_property
    def entities(self) -> list[Entity]:
        return list(Entity.objects.all())

    @cached_property
    def _by_key(self) -> dict[str, Entity]:
        return {entity.key: entity for entity in self.entities}

    @cached_property
    def _by_name(self) -> dict[str, dict[str, Entity]]:
        found: dict[str, dict[str, Entity]] = defaultdict(dict)
        for entity in self.entities:
            for name in (*text_of(entity, "name").values(), *lines(entity.aliases)):
                found[folded(name)][entity.key] = entity
        return found

    def candidates(self, text: str) -> list[Entity]:
        """The entities that a text may mean; a key means one only."""
        key = text.strip().lower()
        if key in self._by_key:
            return [self._by_key[key]]
        return list(self._by_name.get(folded(text), {}).values())

    def find(self, text: str) -> Entity:
        """The entity that a text means; ValidationError for none or for several."""
        found = self.candidates(text)
        if len(found) == 1:
            return found[0]
        if not found:
            message = _("There is no entity “%(name)s”: choose one of the list, or add it first.")
            raise ValidationError(message, code="entity_unknown", params={"name": text})
        message = _("Several entities are called “%(name)s”. Write the key of one: %(keys)s.")
        keys = ", ".join(sorted(entity.key for entity in found))
        raise ValidationError(message, code="entity_ambiguous", params={"name": text, "keys": keys})

    def write(self, entity: Entity) -> str:
        """What to type for an entity: its name in the reader's language, else its key."""
        name = text_of(entity, "name").best(get_language() or "")
        return name if name and self.candidates(name) == [entity] else entity.key

    def suggestions(self) -> list[tuple[str, str]]:
        """What can be typed for each entity, with what tells it from others."""
        return [(self.write(entity), self._note(entity)) for entity in self.entities]

    def _note(self, entity: Entity) -> str:
        names = [*text_of(entity, "name").values(), str(entity.get_kind_display())]
        return " · ".join(names)
