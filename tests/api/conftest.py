"""What the tests of the API share."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_earlier_requests() -> None:
    """Throttles count in the cache, which outlives a test."""
    cache.clear()
