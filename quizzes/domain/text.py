"""Texts that exist in several languages, and what can be kept of a text at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Text(Mapping[str, str]):
    """A text by language code ("zh-hans", "en"), hashable; empty texts are left out.

    >>> name = Text.of({"en": "Hotan City", "zh-hans": "和田市", "fr": ""})
    >>> name["en"], list(name)
    ('Hotan City', ['en', 'zh-hans'])
    >>> name.best("fr")
    'Hotan City'
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Text:
        """The text of a mapping from language code to text."""
        return cls(tuple(sorted((lang, text) for lang, text in texts.items() if text)))

    def __getitem__(self, language: str) -> str:
        for lang, text in self.pairs:
            if lang == language:
                return text
        raise KeyError(language)

    def __iter__(self) -> Iterator[str]:
        return (lang for lang, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def best(self, language: str) -> str:
        """The text in a language, else in the first language that has it, else ""."""
        return self.get(language) or (self.pairs[0][1] if self.pairs else "")


def is_storable(text: str) -> bool:
    r"""Whether every database can keep the text, and look for it: no NUL, no lone surrogate.

    >>> is_storable("和田"), is_storable("a\0"), is_storable("\ud800")
    (True, False, False)
    """
    return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text)
