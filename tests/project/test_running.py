"""`make run` and the Makefile."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools import run

ROOT = Path(__file__).resolve().parents[2]


def test_every_make_target_for_people_is_documented():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    documented = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert targets - documented == {"venv"}
    assert {"run", "test", "check", "bench", "lock", "messages", "help", "clean"} <= documented


def test_a_step_is_done_once_for_the_same_inputs_and_again_for_others(tmp_path: Path):
    done: list[str] = []
    for inputs in ("a", "a", "b"):
        stamps = run.Stamps(tmp_path / "prepared.json")
        stamps.step("items", inputs, "Making questions", lambda text=inputs: done.append(text))
    assert done == ["a", "b"]


def test_a_step_that_failed_is_tried_again(tmp_path: Path):
    def fail() -> None:
        raise ValueError("a broken fixture")

    with pytest.raises(ValueError, match="broken"):
        run.Stamps(tmp_path / "prepared.json").step("facts", "a", "Loading", fail)
    done: list[str] = []
    run.Stamps(tmp_path / "prepared.json").step("facts", "a", "Loading", lambda: done.append("ok"))
    assert done == ["ok"]


def test_the_secret_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path):
    path = tmp_path / "secret_key"
    run.ensure_secret_key(path)
    first = path.read_text()
    run.ensure_secret_key(path)
    assert path.read_text() == first
    assert len(first) >= 50
    assert path.stat().st_mode & 0o077 == 0


def test_a_port_that_is_taken_is_said_in_one_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SystemExit, match="try PORT=8001"):
            run.ensure_port_is_free("127.0.0.1", taken.getsockname()[1])


@contextmanager
def running_site(var: Path) -> Iterator[tuple[str, list[str]]]:
    """Start the site in this directory; its address, and what it said until it was ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = {"VAR_DIR": str(var), "PORT": str(port), "PATH": os.environ["PATH"]}
    with subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "tools" / "run.py")],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        assert server.stdout is not None
        said: list[str] = []
        for line in server.stdout:
            said.append(line)
            if "API:" in line:
                break
        try:
            assert server.poll() is None, "".join(said)
            yield f"http://127.0.0.1:{port}", said
        finally:
            server.terminate()


@pytest.mark.slow
def test_the_site_starts_from_nothing_and_a_second_start_has_nothing_to_do(tmp_path: Path):
    var = tmp_path / "var"
    with running_site(var) as (address, said):
        for path in ("/accounts/login/", "/api/schema/"):
            with urllib.request.urlopen(address + path) as answer:
                assert answer.status == 200
    assert any("Loading the facts of fixtures/xinjiang_aid.yaml" in line for line in said)
    assert any("Making questions" in line for line in said)
    with running_site(var) as (_, said_again):
        steps = [line.strip() for line in said_again if line.startswith("*")]
    assert steps == ["* Bringing the database up to date", "* Starting the server"]
