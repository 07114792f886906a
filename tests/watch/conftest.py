"""A stage for watchers: folder, clock and network of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from watching import Stage


@pytest.fixture(autouse=True)
def tries_at_once(no_waiting: None) -> None:
    """All tests here do without the waiting."""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.close()
