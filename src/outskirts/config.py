"""Where things lie on this machine, and what the user set. Environment variables begin with ``OUTSKIRTS_``."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Config:
    """``home`` holds the gazetteer, the user's data files and the default ledger."""

    home: Path

    @property
    def gazetteer(self) -> Path:
        return self.home / "gazetteer.sqlite"

    @property
    def ledger(self) -> str:
        return str(self.home / "ledger.sqlite")

    @property
    def conflicts(self) -> Path:
        return self.home / "conflicts"


def load() -> Config:
    """From OUTSKIRTS_HOME, or the platform's data folder for the user."""
    named = os.environ.get("OUTSKIRTS_HOME")
    if named:
        return Config(Path(named).expanduser())
    import platformdirs

    return Config(Path(platformdirs.user_data_dir("outskirts")))
