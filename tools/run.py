#!/usr/bin/env python
"""Bring this installation up to date and serve it: `make run`.

Every step is skipped when what it depends on has not changed since it last succeeded, so that a
second start is quick and leaves alone what teachers have changed in the meantime.
"""

import hashlib
import json
import os
import socket
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ("units", "xinjiang_aid", "eight_planets", "pinyin")


def say(text: str) -> None:
    print(f"* {text}", flush=True)


def checksum(files: Iterable[Path]) -> str:
    """Of names and contents, so that a renamed file counts as a change."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


class Stamps:
    """What was prepared from which inputs, in a JSON file for one database."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}

    def forget(self) -> None:
        self._done = {}

    def step(self, name: str, inputs: str, text: str, action: Callable[[], object]) -> None:
        """Do the action and remember it, unless it was done with the same inputs."""
        if self._done.get(name) == inputs:
            return
        say(text)
        action()
        self._done[name] = inputs
        self._path.write_text(json.dumps(self._done, indent=1, sort_keys=True))


def ensure_port_is_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(f"Port {port} on {host} can't be used ({error.strerror}): try PORT=8001.")


def ensure_secret_key(path: Path) -> None:
    if path.exists():
        return
    from django.core.management.utils import get_random_secret_key

    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(get_random_secret_key())


def prepare_database(stamps: Stamps, demo: bool) -> None:
    from django.core.management import call_command

    from quizzes.models import Article

    say("Bringing the database up to date")
    call_command("migrate", interactive=False, verbosity=0)
    if not Article.objects.exists():
        stamps.forget()  # a new database
    for name in FIXTURES:
        file = ROOT / "fixtures" / f"{name}.yaml"
        stamps.step(
            f"fixture {name}",
            checksum([file]),
            f"Loading the facts of {file.relative_to(ROOT)}",
            partial(call_command, "loaddata", name),
        )
    facts = checksum(ROOT / "fixtures" / f"{name}.yaml" for name in FIXTURES)
    code = checksum((ROOT / "quizzes" / "domain").rglob("*.py"))
    stamps.step(
        "items", facts + code, "Making questions from the facts", lambda: call_command("generate")
    )
    if demo:
        command = ROOT / "quizzes" / "management" / "commands" / "demo.py"
        stamps.step(
            "demo",
            checksum([command, ROOT / "fixtures" / "demo_class.yaml"]) + facts,
            "Adding the demo class",
            lambda: call_command("demo"),
        )


def prepare_static_files(stamps: Stamps) -> None:
    from django.conf import settings
    from django.core.management import call_command

    if settings.DEBUG:
        return
    if not Path(settings.STATIC_ROOT).is_dir():
        stamps.forget()
    own = [file for file in (ROOT / "quizzes" / "static").rglob("*") if file.is_file()]
    stamps.step(
        "static",
        checksum([ROOT / "requirements" / "runtime.txt", *own]),
        "Collecting static files",
        lambda: call_command("collectstatic", interactive=False, clear=True, verbosity=0),
    )


def main() -> None:
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    environ.Env.read_env(str(ROOT / ".env"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quizsite.settings")
    # Served as in production, not with tracebacks on the pages; DEBUG=1 makes it so again.
    os.environ.setdefault("DEBUG", "0")
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    ensure_port_is_free(host, port)
    var = Path(os.environ.get("VAR_DIR", ROOT / "var"))
    var.mkdir(exist_ok=True)
    ensure_secret_key(var / "secret_key")

    import django

    from tools.translations import compile_catalogues

    if compile_catalogues():
        say("Translations compiled")
    django.setup()

    from django.conf import settings
    from django.core.management import CommandError

    database = str(settings.DATABASES["default"]["NAME"])
    name = hashlib.sha256(database.encode()).hexdigest()[:12]
    stamps = Stamps(var / f"prepared-{name}.json")
    try:
        prepare_database(stamps, demo=not settings.IS_PRODUCTION)
        prepare_static_files(Stamps(var / "prepared-static.json"))
    except CommandError as error:
        sys.exit(f"Stopped: {error}")
    serve(host, port)


def serve(host: str, port: int) -> None:
    """Become the server: this process is replaced."""
    say("Starting the server")
    command = [sys.executable, "-m", "gunicorn", "quizsite.wsgi"]
    command += ["--config", "python:tools.server", "--bind", f"{host}:{port}"]
    # The control socket would be one for all installations of this user.
    command.append("--no-control-socket")
    os.execv(sys.executable, command)


if __name__ == "__main__":
    main()
