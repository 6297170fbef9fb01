"""How gunicorn serves the site, on a desk or behind a proxy."""

import os

from gunicorn.arbiter import Arbiter

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
loglevel = "error"


def when_ready(server: Arbiter) -> None:
    """Say where to go, and only once something answers there."""
    host, port = server.address[0][:2]
    print(f"\n  quizsite is at http://{host}:{port}/   (stop it with Ctrl+C)")
    if os.environ.get("QUIZSITE_ENV") != "production":
        print("  Sign in as teacher, student or student2 with the password demo-pass-2025.")
        print(f"  Teachers' pages: http://{host}:{port}/admin/", end="")
        print(f"   API: http://{host}:{port}/api/docs/")
    print(flush=True)
