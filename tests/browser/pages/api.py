"""The documentation of the API: as it opens, an operation to be tried out, and signing in there."""

from __future__ import annotations

from collections.abc import Iterator

from tests.browser.pages.visits import Visit, click, in_turn, shows

OPEN = ".opblock-summary-control"
DOCS = "/api/docs/"


@shows("docs")
def docs(language: str) -> Iterator[Visit]:
    yield Visit("docs", DOCS, shows=".opblock")
    tried = in_turn(click(f".opblock-post {OPEN}"), click(".try-out__btn"))
    yield Visit("docs", DOCS, act=tried, shows=".execute")
    done = in_turn(click(OPEN), click(".try-out__btn"), click(".execute"))
    yield Visit("docs", DOCS, act=done, shows=".live-responses-table")
    yield Visit("docs", DOCS, act=click(".model-box-control"), shows=".model-container")
    yield Visit("docs", DOCS, act=click(".btn.authorize"), shows="[role=dialog]")
