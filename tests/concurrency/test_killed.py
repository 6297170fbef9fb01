"""The server is killed under 16 learners who are answering: what it acknowledged is there after.

It is gunicorn as `make run` starts it, and it dies without a chance to tidy up (SIGKILL).
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, connections
from knox.models import get_token_model

from quizzes.models import Quiz, User
from tests.factories import make_article, make_bank, make_quiz

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
Address = tuple[str, int]
LEARNERS, QUESTIONS, ENOUGH = 16, 3, 160
PATIENCE = 90
"""Seconds until a server that says nothing has failed; it is met only then."""


@dataclass
class Learner:
    """One who answers over HTTP, and what the server acknowledged: by position, the last answer.

    `sent` is what was under way when the server died: kept or not, both are right.
    """

    address: Address
    token: str
    attempt: str = ""
    deadline: str = ""
    kept: dict[int, tuple[int, str]] = field(default_factory=dict)
    sent: tuple[int, int, str] = (0, 0, "")

    def call(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        return self._on(self._connect(), method, path, body)

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(*self.address, timeout=PATIENCE)

    def _on(
        self, line: http.client.HTTPConnection, method: str, path: str, body: dict[str, Any]
    ) -> tuple[int, Any]:
        headers = {"Authorization": f"Token {self.token}", "Content-Type": "application/json"}
        line.request(method, f"/api/v1/attempts/{path}", json.dumps(body), headers)
        answer = line.getresponse()
        return answer.status, json.loads(answer.read())

    def start(self, quiz: str) -> None:
        status, said = self.call("POST", "", {"quiz": quiz})
        assert status == 201, said
        self.attempt, self.deadline = said["id"], said["deadline_at"]
        assert self.deadline

    def answer_until_it_dies(self, acknowledged: Acknowledged) -> None:
        """Answer one question after the other, again and again, over one connection."""
        line = self._connect()
        turn = 0
        while True:
            turn += 1
            position, option = turn % QUESTIONS + 1, "abc"[turn % 7 % 3]
            self.sent = position, turn, option
            path = f"{self.attempt}/responses/{position}/"
            try:
                status, said = self._on(line, "PUT", path, {"option": option, "revision": turn})
            except (OSError, http.client.HTTPException, ValueError):
                return acknowledged.lost()
            if status != 200:
                return acknowledged.refused(said)
            self.kept[position] = turn, option
            acknowledged.one()


class Acknowledged:
    """Counts answers that were acknowledged, and tells when they are enough."""

    def __init__(self) -> None:
        self.count, self.died_early, self.refusals = 0, 0, list[Any]()
        self.enough = threading.Event()
        self._lock = threading.Lock()

    def one(self) -> None:
        with self._lock:
            self.count += 1
            if self.count >= ENOUGH:
                self.enough.set()

    def lost(self) -> None:
        if not self.enough.is_set():
            self.died_early += 1
            self.enough.set()

    def refused(self, said: Any) -> None:
        self.refusals.append(said)
        self.enough.set()


def database_url() -> str:
    """The database of the tests, for another process."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    user, password = quote(config["USER"], ""), quote(config["PASSWORD"] or "", "")
    return f"postgres://{user}:{password}@{config['HOST']}:{config['PORT']}/{config['NAME']}"


@contextmanager
def server(address: Address, var: Path) -> Iterator[subprocess.Popen[str]]:
    """Gunicorn with our settings, ready to be asked."""
    command = [sys.executable, "-u", "-m", "gunicorn", "quizsite.wsgi", "--no-control-socket"]
    command += ["--config", "python:tools.server", "--bind", "{}:{}".format(*address)]
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(var),
        "DEBUG": "0",
        "SECRET_KEY": "s" * 60,
        "THROTTLE_USER": "1000000/min",
        "WEB_THREADS": str(LEARNERS),
        "DATABASE_POOL_SIZE": "4",
    }
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            said = []
            for line in process.stdout:
                said.append(line)
                if "API:" in line:
                    break
            assert "API:" in said[-1], "".join(said)
            yield process
        finally:
            kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    """The server and its workers, at once and without warning."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it is dead
    process.wait()


@pytest.fixture
def quiz(transactional_db: None) -> Quiz:
    article = make_article()
    return make_quiz(article, items=make_bank(article, QUESTIONS), time_limit=60)


@pytest.fixture
def address() -> Address:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()


@pytest.fixture
def learners(quiz: Quiz, address: Address) -> list[Learner]:
    users = [User.objects.create(username=f"learner-{each}") for each in range(LEARNERS)]
    tokens = [get_token_model().objects.create(user=user)[1] for user in users]
    return [Learner(address, token) for token in tokens]


def test_every_acknowledged_answer_survives_a_kill(
    learners: list[Learner], quiz: Quiz, address: Address, tmp_path: Path
) -> None:
    key = quiz.key
    connections.close_all()  # no other process has the database open when it is opened again
    acknowledged = Acknowledged()
    with server(address, tmp_path) as process:
        for learner in learners:
            learner.start(key)
        threads = [
            threading.Thread(target=learner.answer_until_it_dies, args=[acknowledged])
            for learner in learners
        ]
        for thread in threads:
            thread.start()
        assert acknowledged.enough.wait(PATIENCE)
        kill(process)
        for thread in threads:
            thread.join(PATIENCE)
    assert not acknowledged.refusals
    assert not acknowledged.died_early
    assert acknowledged.count >= ENOUGH
    with server(address, tmp_path):
        for learner in learners:
            assert_kept(learner)


def assert_kept(learner: Learner) -> None:
    """Each acknowledged answer, or that which was under way after it, nothing else; and the attempt
    goes on until the same end."""
    status, attempt = learner.call("GET", f"{learner.attempt}/", {})
    assert status == 200, attempt
    assert attempt["deadline_at"] == learner.deadline
    assert attempt["submitted_at"] is None
    found = {
        slot["position"]: (slot["response"]["revision"], slot["response"]["answer"]["option"])
        for slot in attempt["slots"]
        if slot["response"]
    }
    position, turn, option = learner.sent
    under_way = {**learner.kept, position: (turn, option)}
    assert set(found) >= set(learner.kept)
    for place, answer in found.items():
        assert answer in (learner.kept.get(place), under_way.get(place))
