"""Which page is looked at in which state: each group of pages tells the routes that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from quizzes.models import User

Act = Callable[[Page], object]


@dataclass(frozen=True)
class Visit:
    """A page in one of its states.

    `route` is the name of its address, or what an error page is called; `act` is done there before
    one looks, and `shows` (a selector) is then to be seen. `status` is that of the first answer.
    """

    route: str
    path: str
    learner: User | None = None
    act: Act | None = None
    shows: str = "h1"
    status: int = 200

    def __str__(self) -> str:
        return f"{self.route} {self.path}, {self.shows}"


Build = Callable[[str], Iterator[Visit]]


@dataclass(frozen=True)
class Group:
    """Pages that share their data: made for a language as one goes from page to page."""

    routes: frozenset[str]
    build: Build


SITE: dict[str, Group] = {}
"""The pages of learners, visitors and everybody."""

DESK: dict[str, Group] = {}
"""The pages of the admin that are the project's own."""


def shows(*routes: str, among: dict[str, Group] = SITE) -> Callable[[Build], Build]:
    """The group shows the pages of these routes, each at least once."""

    def added(build: Build) -> Build:
        among[build.__name__] = Group(frozenset(routes), build)
        return build

    return added


def click(selector: str) -> Act:
    return lambda page: page.locator(selector).first.click()


def run(script: str) -> Act:
    return lambda page: page.evaluate(script)


def in_turn(*acts: Act) -> Act:
    def act(page: Page) -> None:
        for each in acts:
            each(page)

    return act


def choose(selector: str, value: str) -> Act:
    return lambda page: page.select_option(selector, value)


def press(key: str) -> Act:
    return lambda page: page.keyboard.press(key)


def fill_and_send(button: str, **fields: str) -> Act:
    """Fill fields by their names, then press the button."""

    def act(page: Page) -> None:
        for name, text in fields.items():
            page.fill(f"main [name='{name}']", text)
        page.locator(button).first.click()

    return act
