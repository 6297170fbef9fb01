"""Write the hashes of an article's 13-character windows, so that tests need not hold its text.

    python -m tests.fixtures_content.make_13grams ARTICLE

ARTICLE is a text file in UTF-8; article_13grams.txt beside this file is replaced. The hashes are
cut short and sorted, so that they tell nothing about the order of the text.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.fixtures_content.shared_wording import hashed, windows

TARGET = Path(__file__).with_name("article_13grams.txt")


def main(path: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    hashes = sorted({hashed(window) for window in windows(text)})
    TARGET.write_text("".join(f"{each}\n" for each in hashes), encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
