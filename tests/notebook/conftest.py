"""The ledger of the demo, made once, opened as a notebook opens it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import outskirts
from outskirts.cli import main
from outskirts.notebook import OpenLedger


@pytest.fixture(scope="session")
def demo_folder(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds ``demo-output``."""
    folder = tmp_path_factory.mktemp("notebook")
    with pytest.raises(SystemExit) as end:
        main(["--home", str(home), "demo", "--output", str(folder / "demo-output")])
    assert end.value.code in (None, 0)
    return folder


@pytest.fixture(scope="session")
def ledger(demo_folder: Path, home: Path) -> Iterator[OpenLedger]:
    with outskirts.open(demo_folder / "demo-output" / "ledger.sqlite", home=home) as opened:
        yield opened
