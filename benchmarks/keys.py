"""How many choices of many generated ones have more than one right option: it must be none.

Run by itself: `python -m benchmarks.keys [items]`, 100,000 items by default, over as many seeds as
that takes. Each option is judged from the facts alone, not from what the generator remembers:
one must state the point's value, and each other must be proven different from it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count

import django
from tqdm import tqdm

from quizzes.domain.facts import FactBase, MemberSet, Sequence
from quizzes.domain.generation import forms_for, plan_item, verify
from quizzes.domain.items import ChoiceBody, Form, ItemContent, Option
from quizzes.domain.values.compare import provably_different
from quizzes.domain.values.normalise import normalise


def read_fixtures() -> FactBase:
    """Both articles, read into a database that is thrown away."""
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{directory}/keys.sqlite3",
            "DJANGO_SETTINGS_MODULE": "quizsite.settings",
        }
        django.setup()
        from django.core.management import call_command

        from quizzes.selectors.fact_base import load_fact_base

        call_command("migrate", verbosity=0, interactive=False)
        call_command("loaddata", "units", "xinjiang_aid", "eight_planets", verbosity=0)
        return load_fact_base()


def choices(base: FactBase) -> Iterator[tuple[str, ItemContent]]:
    """Single choices of every point that has one, for seed after seed."""
    for seed in count():
        for key in base.points:
            if Form.SINGLE_CHOICE not in forms_for(base, key):
                continue
            made = plan_item(base, key, Form.SINGLE_CHOICE, seed)
            if isinstance(made, ItemContent):
                yield key, made


def is_flawed(base: FactBase, key: str, content: ItemContent) -> bool:
    """Whether more or fewer than one option can be right, or two read the same."""
    assert isinstance(content.body, ChoiceBody)
    options = content.body.options
    keys = [option for option in options if option.is_key]
    texts = {normalise(option.text.best("zh-hans")) for option in options}
    return (
        len(keys) != 1
        or len(texts) != len(options)
        or not all(_is_wrong(base, key, option) for option in options if not option.is_key)
    )


def _is_wrong(base: FactBase, key: str, option: Option) -> bool:
    value = base.points[key].value
    if option.value is None or option.proof is None or not verify(option.proof, base):
        return False
    if isinstance(value, MemberSet):
        return all(provably_different(option.value, member, base) for member in value.members)
    if isinstance(value, Sequence):
        return option.value in value.members  # of the run itself; the proof says which is next
    if option.proof.rule == "other_figure":
        return option.value != value
    return provably_different(option.value, value, base)


def main(wanted: int) -> int:
    base = read_fixtures()
    start, flawed = time.perf_counter(), []
    progress = tqdm(choices(base), total=wanted, unit=" items", mininterval=1)
    for number, (key, content) in enumerate(progress, start=1):
        if is_flawed(base, key, content):
            flawed.append(f"{key}, seed {content.seed}")
        if number >= wanted:
            break
    progress.close()
    seconds = time.perf_counter() - start
    print(f"{wanted} single choices in {seconds:.0f} s: {len(flawed)} without exactly one key")
    print("\n".join(flawed[:20]))
    return 1 if flawed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
