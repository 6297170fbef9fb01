"""All values of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from quizzes.domain.facts import Entity
from quizzes.domain.proposals.dates import find_dates
from quizzes.domain.proposals.figures import find_figures
from quizzes.domain.proposals.found import FoundValue, Language, NewName, without_overlaps
from quizzes.domain.proposals.gazetteer import Gazetteer, is_proper
from quizzes.domain.proposals.names import find_names
from quizzes.domain.proposals.shadow import shadow
from quizzes.domain.proposals.unit_finding import UnitBook
from quizzes.domain.values.units import Unit


class Reader:
    """Reads sentences of articles, with the units and entities that are known."""

    def __init__(self, units: Mapping[str, Unit], entities: Iterable[Entity] = ()) -> None:
        self._units = UnitBook(units)
        self._gazetteer = Gazetteer(entities)

    @property
    def entities(self) -> Mapping[str, Entity]:
        """The entities known, by key."""
        return self._gazetteer.entities

    def read(
        self, sentence: str, language: Language, published: date, whole: str = ""
    ) -> list[FoundValue]:
        """The values of a sentence in its order, none over another.

        `published` is what relative dates are counted from; `whole` is the text around, which
        tells which of several entities with one name is meant.
        """
        text = shadow(sentence)
        everything = list(self._gazetteer.find(text, whole))
        known = [each for each in everything if is_proper(self.entities[each.choices[0]])]
        names = list(find_names(text, language, known))
        names.sort(key=lambda name: name.start - name.end)  # the longest first
        wider = [name for name in names if _goes_on(name, known)]
        return without_overlaps(
            wider,
            known,
            find_dates(text, language, published),
            find_figures(text, language, self._units),
            names,
            everything,  # common nouns come last: 21家企业 is a figure first
        )

    def guess(self, text: str, language: Language, published: date) -> FoundValue | None:
        """What a selected piece of a statement is: the widest value in it, None for plain words."""
        found = self.read(text.strip(), language, published)
        return max(found, key=lambda value: value.end - value.start, default=None)


def _goes_on(name: FoundValue, known: Sequence[FoundValue]) -> bool:
    """Whether an organisation's or a programme's name begins with a known name, and goes on.

    喀什地区工信局 is more than 喀什地区; but 喀什市阿克喀什乡 is two places.
    """
    inside = [each for each in known if name.start <= each.start and each.end <= name.end]
    is_place = isinstance(name.value, NewName) and name.value.kind == "place"
    return bool(inside) and not is_place and inside[-1].end < name.end
