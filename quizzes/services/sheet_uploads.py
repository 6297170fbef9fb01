"""Uploaded files between a dry run and its confirmation: on disk, for their owner, for a day."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.text import get_valid_filename

from quizzes.domain.formats.workbooks import MOST_BYTES, UnreadableFileError
from quizzes.models import User

KEPT_SECONDS = 24 * 3600
_TOKEN = re.compile(r"[-\w]{20,60}", re.ASCII)


def keep_upload(
    user: User, name: str, chunks: Iterable[bytes], most_bytes: int = MOST_BYTES
) -> str:
    """Keep a file and give the token by which this user finds it; old files are cleared away.

    Raises UnreadableFileError for a file that is too large, and keeps nothing of it.
    """
    _clear_old()
    token = secrets.token_urlsafe(24)
    folder = _folder(user, token)
    folder.mkdir(parents=True, mode=0o700)
    safe = get_valid_filename(name.strip()[-80:] or "file").lstrip(".") or "file"
    size = 0
    with (folder / safe).open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > most_bytes:
                break
            file.write(chunk)
    if size > most_bytes:
        shutil.rmtree(folder)
        raise UnreadableFileError("too_large", most=f"{most_bytes // 1024 // 1024}")
    return token


def kept_upload(user: User, token: str) -> tuple[str, bytes] | None:
    """Name and content of a file that this user uploaded; None where there is none any more."""
    if not _TOKEN.fullmatch(token):
        return None
    found = sorted(_folder(user, token).glob("*"))
    return (found[0].name, found[0].read_bytes()) if found else None


def drop_upload(user: User, token: str) -> None:
    """Forget a file."""
    if _TOKEN.fullmatch(token):
        shutil.rmtree(_folder(user, token), ignore_errors=True)


def _root() -> Path:
    return Path(settings.VAR_DIR) / "uploads"


def _folder(user: User, token: str) -> Path:
    return _root() / str(user.pk) / token


def _clear_old() -> None:
    oldest = time.time() - KEPT_SECONDS
    for folder in _root().glob("*/*"):
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)
