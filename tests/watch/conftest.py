"""A stage for watchers: folder, clock and network of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina
from watching import Stage


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """Tries follow one another at once."""
    stamina.set_testing(True, attempts=3, cap=True)
    yield
    stamina.set_testing(False)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.close()
