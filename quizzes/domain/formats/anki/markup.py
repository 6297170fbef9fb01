"""The HTML of a field as plain text; pictures and sounds are named, not kept."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SOUND = re.compile(r"\[sound:([^\]]*)\]")
_BREAKS = frozenset({"br", "div", "p", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table"})
_HIDDEN = frozenset({"style", "script"})
_MEDIA = {"img": "src", "audio": "src", "video": "src", "source": "src", "object": "data"}


def plain_text(markup: str) -> tuple[str, tuple[str, ...]]:
    """The text of a field, and the names of the pictures and sounds in it.

    >>> plain_text("Capital<br>of <b>Peru</b> &amp; more [sound:lima.mp3]<img src='map.png'>")
    ('Capital\\nof Peru & more', ('map.png', 'lima.mp3'))
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    text = "".join(reader.pieces).replace("\xa0", " ")
    sounds = _SOUND.findall(text)
    lines = (
        re.sub(r"[ \t\r\f\v]+", " ", line).strip() for line in _SOUND.sub("", text).split("\n")
    )
    return "\n".join(line for line in lines if line), (*reader.media, *sounds)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.media: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        if tag in _BREAKS:
            self.pieces.append("\n")
        if tag in _MEDIA and (name := dict(attrs).get(_MEDIA[tag])):
            self.media.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)
