"""What every page is looked at for, in one visit: nothing is loaded again."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

HEADINGS = """() => {
  const found = [...document.querySelectorAll("h1:not([role])")];
  const count = found.filter((each) => each.checkVisibility()).length;
  return count === 1 ? [] : [`${count} headings of the first level`];
}"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
SMALLEST = 320  # CSS pixels: 1280 px magnified four times

# Reading style sheets anew, axe would break the content security policy where one imports another.
RUN_AXE = """async (runOnly) => {
  const {violations} = await axe.run({runOnly, resultTypes: ["violations"], preload: false});
  const told = (nodes) => nodes.slice(0, 3).map((each) => each.html.slice(0, 300)).join(" | ");
  return violations.map(({id, nodes}) => `${id}: ${told(nodes)}`);
}"""

BEYOND = """(size) => {
  const root = document.documentElement;
  root.style.fontSize = size;
  const beyond = root.scrollWidth - root.clientWidth;
  const scrolls = (each) => each && (getComputedStyle(each).overflowX !== "visible"
    || scrolls(each.parentElement.closest("body *")));
  const wide = beyond > 0 && [...document.body.querySelectorAll("*")].findLast((each) =>
    each.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(each.parentElement));
  root.style.fontSize = "";
  return beyond > 0 ? [`${beyond} px beyond: ${wide?.outerHTML.slice(0, 200)}`] : [];
}"""

MOVING = """() => {
  const seconds = (times) => Math.max(...times.split(",").map(parseFloat));
  const moves = (each) => {
    const style = getComputedStyle(each);
    return seconds(style.transitionDuration) > 0.01 || style.scrollBehavior === "smooth"
      || (style.animationName !== "none" && seconds(style.animationDuration) > 0.01);
  };
  return [...document.querySelectorAll("*")].filter(moves).concat(document.getAnimations())
    .slice(0, 3).map((each) => `moves: ${each.outerHTML?.slice(0, 200) ?? each}`);
}"""

# After a key was pressed, what a script focuses shows its focus as if Tab had led there.
UNSEEN_FOCUS = """() => {
  const found = [];
  const looks = (each) => [each, each.closest("label, .option, form") ?? each].map((one) => {
    const style = getComputedStyle(one);
    const outline = style.outlineStyle === "none" ? "" : style.outline;
    return [outline, style.boxShadow, style.borderColor, style.backgroundColor].join();
  }).join();
  const stops = document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])");
  for (const each of stops) {
    if (each.tabIndex > 0) found.push(`out of order: ${each.outerHTML.slice(0, 200)}`);
    if (each.disabled || !each.checkVisibility({visibilityProperty: true})) continue;
    document.activeElement.blur();
    const before = looks(each);
    each.focus();
    if (document.activeElement !== each) continue;
    const box = each.getBoundingClientRect();
    if (looks(each) === before || box.right <= 0 || box.bottom <= -box.height)
      found.push(`focus not seen: ${each.outerHTML.slice(0, 200)}`);
  }
  return found.slice(0, 3);
}"""


def audit(page: Page) -> list[str]:
    """What is wrong with a learner's page that stands there: as at the desk, and a focus that is
    not seen, and not one first heading."""
    found = audit_desk(page)
    page.keyboard.press("Shift")
    return found + page.evaluate(HEADINGS) + page.evaluate(UNSEEN_FOCUS)


def audit_desk(page: Page) -> list[str]:
    """What is wrong with a page of the teachers' desk: axe by day, its colours by night, motion
    though less is wished, and sideways scrolling on the smallest phone, with large text too."""
    page.evaluate(AXE_SCRIPT)
    found = _run(page, {"type": "tag", "values": TAGS})
    page.emulate_media(color_scheme="dark")
    found += [f"dark {each}" for each in _run(page, {"type": "rule", "values": COLOURS})]
    page.emulate_media(color_scheme="light")
    return found + page.evaluate(MOVING) + _sideways(page)


def _run(page: Page, only: dict[str, Any]) -> list[str]:
    return page.evaluate(RUN_AXE, only)


def _sideways(page: Page) -> list[str]:
    whole = page.viewport_size
    assert whole is not None
    page.set_viewport_size({"width": SMALLEST, "height": whole["height"]})
    found: list[str] = []
    for size in ("", "200%"):
        found += [f"text {size or 'as it is'}: {each}" for each in page.evaluate(BEYOND, size)]
    page.set_viewport_size(whole)
    return found
