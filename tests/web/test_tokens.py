"""The colours: legible in both schemes, and one night however it was chosen."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "quizzes" / "static" / "quizzes" / "css"
TOKENS = (CSS / "tokens.css").read_text()

TEXT, LARGE_OR_CONTROL = 4.5, 3.0
PAIRS = [
    *(
        (ink, ground, TEXT)
        for ink in ("ink", "ink-soft")
        for ground in ("paper", "sheet", "wash", "right-wash", "wrong-wash")
    ),
    *(
        (ink, ground, TEXT)
        for ink in ("right", "wrong")
        for ground in ("paper", "sheet", f"{ink}-wash")
    ),
    ("on-seal", "seal", TEXT),
    ("on-seal", "seal-press", TEXT),
    ("seal-press", "paper", LARGE_OR_CONTROL),
    ("seal", "paper", LARGE_OR_CONTROL),
    ("line", "paper", LARGE_OR_CONTROL),
    ("line", "sheet", LARGE_OR_CONTROL),
    ("series-1", "paper", LARGE_OR_CONTROL),
    ("series-2", "paper", LARGE_OR_CONTROL),
    ("series-3", "paper", LARGE_OR_CONTROL),
]


def colours(selector: str) -> dict[str, str]:
    block = TOKENS[TOKENS.index(selector) :]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[: block.index("}")]))


DAY = colours(":root {")
NIGHT = colours(':root[data-theme="dark"] {')


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS, ids=lambda value: str(value))
def test_what_stands_on_a_ground_can_be_read(
    scheme: dict[str, str], ink: str, ground: str, least: float
) -> None:
    assert contrast(scheme[ink], scheme[ground]) >= least


def test_night_is_the_same_by_choice_and_by_the_device() -> None:
    assert colours(':root:not([data-theme="light"]) {') == NIGHT


def test_every_colour_of_the_day_has_one_for_the_night() -> None:
    assert DAY.keys() == NIGHT.keys()


def test_no_stylesheet_but_the_tokens_names_a_colour() -> None:
    for sheet in CSS.glob("*.css"):
        if sheet.name != "tokens.css":
            screen = sheet.read_text().split("@media print")[0]
            assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl", screen), sheet.name
