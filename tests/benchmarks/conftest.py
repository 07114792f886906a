"""What the benchmarks' tests share: everything that reading needs, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from outskirts.config import Config
from outskirts.pipeline import Tools, load_tools


@pytest.fixture(scope="session")
def tools(home: Path) -> Tools:
    return load_tools(Config(home))
