"""What the environment decides, and that production does not start half-configured."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from environ import Env

from quizsite import environment

ROOT = Path(__file__).resolve().parents[2]


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a new process with exactly these variables."""
    return subprocess.run(
        [sys.executable, "-c", "from quizsite import settings as s; print(s.DEBUG, s.STORAGES)"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch) -> Env:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("SECRET_KEY", raising=False)
    return Env()


def test_production_refuses_to_start_without_a_secret_key():
    result = start(QUIZSITE_ENV="production")
    assert result.returncode != 0
    assert "SECRET_KEY must be set" in result.stderr


def test_production_refuses_a_short_secret_key():
    assert start(QUIZSITE_ENV="production", SECRET_KEY="changeme").returncode != 0


def test_production_starts_with_a_secret_key_and_does_not_debug():
    result = start(QUIZSITE_ENV="production", SECRET_KEY="k" * 50)
    assert result.stdout.startswith("False")
    assert "CompressedManifest" in result.stdout


def test_a_misspelt_stage_is_not_taken_for_development():
    result = start(QUIZSITE_ENV="prod")
    assert result.returncode != 0
    assert "'development' or 'production'" in result.stderr


def test_in_development_the_secret_key_of_the_file_is_used(env: Env, tmp_path: Path):
    (tmp_path / "secret_key").write_text("kept\n")
    assert environment.secret_key(env, "development", tmp_path / "secret_key") == "kept"


def test_in_development_without_a_file_the_secret_key_is_random(env: Env, tmp_path: Path):
    keys = {environment.secret_key(env, "development", tmp_path / "none") for _ in range(2)}
    assert len(keys) == 2


def test_without_a_database_url_sqlite_in_the_default_file_is_used(env: Env, tmp_path: Path):
    config = environment.database(env, tmp_path / "quiz.sqlite3")
    assert config["ENGINE"] == "django.db.backends.sqlite3"
    assert config["NAME"] == str(tmp_path / "quiz.sqlite3")


def test_a_sqlite_url_gets_the_same_options_as_the_default(
    env: Env, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    default = environment.database(env, tmp_path / "quiz.sqlite3")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////srv/quiz.sqlite3")
    named = environment.database(env, tmp_path / "quiz.sqlite3")
    assert named["NAME"] == "/srv/quiz.sqlite3"
    assert named["OPTIONS"] == default["OPTIONS"]


def test_a_postgresql_url_gets_a_pool_and_no_persistent_connections(
    env: Env, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DATABASE_URL", "postgres://quiz@db.example:5433/quiz")
    config = environment.database(env, tmp_path / "quiz.sqlite3")
    assert (config["HOST"], config["PORT"]) == ("db.example", 5433)
    assert config["CONN_MAX_AGE"] == 0
    assert config["OPTIONS"]["pool"]["max_size"] == 10


def test_another_kind_of_database_is_refused_by_name(
    env: Env, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DATABASE_URL", "mysql://quiz@db.example/quiz")
    with pytest.raises(ImproperlyConfigured, match="mysql"):
        environment.database(env, tmp_path / "quiz.sqlite3")


def test_redis_without_its_package_is_told_at_the_start():
    result = start(CACHE_URL="rediscache://127.0.0.1:6379/1")
    assert "pip install django-redis" in result.stderr
    assert result.returncode != 0


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="pragmas are SQLite's")
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 1),  # NORMAL
        ("cache_size", -20000),
        ("temp_store", 2),  # MEMORY
        ("foreign_keys", 1),
    ],
)
def test_the_sqlite_pragmas_are_in_force(pragma: str, value: str | int):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_every_variable_that_the_settings_read_is_in_the_example():
    sources = [ROOT / "quizsite" / name for name in ("settings.py", "environment.py")]
    code = "".join(source.read_text(encoding="utf-8") for source in sources)
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', code))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert read - set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)) == set()
    assert "DATABASE_URL" in read
