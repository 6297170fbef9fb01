"""What reading a value raises."""

from __future__ import annotations


class UnreadableError(ValueError):
    """A text that cannot be read as a number or a date.

    `code` is stable and machine-readable ("not_a_number", "impossible_date"); `position` is the
    index of the character (after width is unified) at which reading stopped.
    """

    def __init__(self, code: str, position: int = 0) -> None:
        self.code, self.position = code, position
        super().__init__(f"{code} at {position}")
