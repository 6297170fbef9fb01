"""Letting people try again who gave a wrong password too often."""

from __future__ import annotations

from axes.utils import reset

from quizzes.models import FailedSignIn


def let_try_again(username: str, address: str | None = None) -> bool:
    """Forget the wrong passwords for a name, from one address or from everywhere. Returns whether
    there were any."""
    if not username:  # axes would take no name for everybody's
        return False
    return bool(reset(ip=address, username=username))


def let_all_try_again(failed: list[FailedSignIn]) -> int:
    """Forget these, and those of the same name and address from other browsers, which count
    together. Returns for how many names."""
    places = {(each.username or "", each.ip_address) for each in failed}
    return len({name for name, address in places if let_try_again(name, address)})
