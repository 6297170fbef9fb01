"""What is different between two records of nested names, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """One field that differs: its path, and what it was and is (None: not there)."""

    path: tuple[str, ...]
    before: object
    after: object


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The fields that differ, those of `after` in its order first. Members of lists have numbers.

    >>> for change in changes({"a": {"en": "x"}, "b": [1]}, {"a": {"en": "y"}, "b": [1, 2]}):
    ...     print(".".join(change.path), change.before, change.after)
    a.en x y
    b.2 None 2
    """
    old, new = dict(_leaves(before)), dict(_leaves(after))
    paths = [*new, *(path for path in old if path not in new)]
    return [
        Change(path, old.get(path), new.get(path))
        for path in paths
        if old.get(path) != new.get(path)
    ]


def _leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(value, Mapping):
        for name, member in value.items():
            yield from _leaves(member, (*path, str(name)))
    elif isinstance(value, list | tuple):
        for number, member in enumerate(value, 1):
            yield from _leaves(member, (*path, str(number)))
    else:
        yield path, value
