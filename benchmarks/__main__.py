"""Measure on a fresh SQLite database with both articles, or on `BENCH_DATABASE_URL`."""

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial

import django

from benchmarks import proposals

REPEATS = 30
PAGES = {
    "start page": "/",
    "articles": "/articles/",
    "an article": "/articles/xinjiang-aid/",
    "study": "/study/",
    "scores": "/scores/",
    "API: articles": "/api/v1/articles/",
    "API: quizzes": "/api/v1/quizzes/",
    "API: cards due": "/api/v1/cards/due/",
}


def median_ms(action: Callable[[], object], repeats: int = REPEATS) -> float:
    """The median of several runs, after one to warm up, in milliseconds."""
    action()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def fill() -> None:
    """Both articles, their items and the demo accounts."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("loaddata", "units", "xinjiang_aid", "eight_planets", verbosity=0)
    call_command("generate", verbosity=0)
    call_command("demo", stdout=io.StringIO())


def measure_pages() -> None:
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        get_user_model().objects.get(username="student"),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    def get(address: str) -> None:
        status = client.get(address, follow=True).status_code
        if status != 200:
            sys.exit(f"{address} answered {status}")

    floor = median_ms(lambda: get("/floor/"))
    print(f"{'floor: an empty answer':<28}{1:>8.1f} ×  {floor:>8.1f} ms")
    for name, address in PAGES.items():
        taken = median_ms(partial(get, address))
        print(f"{name:<28}{taken / floor:>8.1f} ×  {taken:>8.1f} ms")


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        url = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{directory}/bench.sqlite3")
        os.environ |= {
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "quizsite.settings",
            "THROTTLE_USER": "100000/min",
        }
        django.setup()
        from django.test.utils import override_settings

        fill()
        with override_settings(ROOT_URLCONF="benchmarks.urls"):
            measure_pages()
    print("\nvalues found in texts:")
    proposals.main()
    print("\nthe due queue of a learner with many memories:", flush=True)
    subprocess.run([sys.executable, "-m", "benchmarks.due_queue"], check=True)  # its own database


if __name__ == "__main__":
    main()
