"""What every test can use: a database in a file, Chromium, quiet accounts."""

import os
import secrets
import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

# Playwright's synchronous interface runs an event loop in the test's thread, and Django would
# then refuse to touch the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytest_plugins = ["tests.personas"]

hypothesis_settings.register_profile("default", deadline=None)
hypothesis_settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """A database that no other run has: two on one server would drop each other's.

    SQLite in a file, as in use: threads that share one in-memory connection prove nothing.
    """
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        name = database["TEST"]["NAME"] or f"test_{database['NAME']}"
        database["TEST"]["NAME"] = f"{name}_{secrets.token_hex(4)}"
    else:
        directory = tmp_path_factory.mktemp("database")
        database["TEST"]["NAME"] = str(directory / "quizsite.sqlite3")


@pytest.fixture(autouse=True)
def _quick_accounts(settings: Settings) -> None:
    """No lockout (all sign-ins come from one address) and no slow hash; tests may switch back."""
    settings.AXES_ENABLED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """The language of one test's last request is not the next test's.

    The language middleware leaves its choice active in the thread; a server's next request
    chooses again, but a command or a service called by a test would speak it.
    """
    translation.deactivate()


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The browser that the browser tests drive: `QUIZSITE_CHROMIUM` or one in the PATH."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    override = os.environ.get("QUIZSITE_CHROMIUM")
    found = override or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.fail("No Chromium: install it, or set QUIZSITE_CHROMIUM to its path.")
    return Path(found)
