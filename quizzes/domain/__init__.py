"""The core: pure functions over frozen dataclasses, without Django, clock or global random."""
