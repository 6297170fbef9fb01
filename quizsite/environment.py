"""Settings that are worked out from environment variables."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

Stage = Literal["development", "production"]

SQLITE_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL;"  # readers do not wait for the writer
    "PRAGMA synchronous=NORMAL;"  # safe with WAL, and no fsync for every commit
    "PRAGMA mmap_size=134217728;"  # bytes
    "PRAGMA cache_size=-20000;"  # negative: KiB
    "PRAGMA temp_store=MEMORY;"
)


def stage(env: environ.Env) -> Stage:
    """`QUIZSITE_ENV`: "development" unless it says "production".

    Raises ImproperlyConfigured for anything else: a misspelt "prod" must not run unprotected.
    """
    match env.str("QUIZSITE_ENV", default="development"):
        case "development":
            return "development"
        case "production":
            return "production"
        case other:
            raise ImproperlyConfigured(
                f"QUIZSITE_ENV is {other!r}: it must be 'development' or 'production'."
            )


def secret_key(env: environ.Env, where: Stage, kept_in: Path) -> str:
    """`SECRET_KEY`; in development else the one in the file, else one for this process only.

    Raises ImproperlyConfigured in production when it is missing or short.
    """
    key = env.str("SECRET_KEY", default="")
    if where == "production":
        if len(key) < 50:
            raise ImproperlyConfigured(
                "SECRET_KEY must be set to at least 50 random characters in production."
            )
        return key
    if key:
        return key
    if kept_in.is_file():
        return kept_in.read_text(encoding="utf-8").strip()
    return get_random_secret_key()


def database(env: environ.Env, default_file: Path) -> dict[str, Any]:
    """Django's settings for `DATABASE_URL`; SQLite in `default_file` when it is unset.

    Raises ImproperlyConfigured for a database other than SQLite and PostgreSQL.
    """
    config: dict[str, Any] = dict(env.db_url("DATABASE_URL", default=f"sqlite:///{default_file}"))
    options: dict[str, Any] = config.setdefault("OPTIONS", {})
    match config["ENGINE"]:
        case "django.db.backends.sqlite3":
            # IMMEDIATE: a transaction that will write waits for the lock at its start. With the
            # default, DEFERRED, two that read and then write fail at once as "locked".
            options.setdefault("transaction_mode", "IMMEDIATE")
            options.setdefault("timeout", 20)  # seconds
            options.setdefault("init_command", SQLITE_PRAGMAS)
        case "django.db.backends.postgresql":
            config["CONN_MAX_AGE"] = 0  # the pool keeps connections
            size = env.int("DATABASE_POOL_SIZE", default=10)
            options.setdefault("pool", {"min_size": 1, "max_size": size, "timeout": 20})
        case engine:
            raise ImproperlyConfigured(
                f"DATABASE_URL asks for {engine}: only SQLite and PostgreSQL are supported."
            )
    return config


def cache(env: environ.Env) -> dict[str, Any]:
    """Django's settings for `CACHE_URL`; the memory of each process when it is unset.

    Raises ImproperlyConfigured for Redis without its package: else it would show at the first
    sign-in.
    """
    config: dict[str, Any] = dict(env.cache_url("CACHE_URL", default="locmemcache://"))
    if "redis" in config["BACKEND"] and find_spec("redis") is None:
        raise ImproperlyConfigured("CACHE_URL asks for Redis: pip install django-redis.")
    return config
