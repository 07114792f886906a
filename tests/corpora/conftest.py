"""A corpus that is read once, by a run that is killed and one that goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from corpus import make

# Reads until one partition is done, and is killed then. Whoever asks the web for anything leaves a file.
KILLED = """
import os, sys, urllib.request
from datetime import UTC, datetime
from pathlib import Path
from outskirts.corpora.folder import Folder
from outskirts.corpora.run import Where, read_all

urllib.request.urlopen = lambda *a, **k: Path("asked").touch()
assert "daft" not in sys.modules and "ray" not in sys.modules
folder = Folder(Path("out"))
for one in read_all(folder.last(), folder, Path(sys.argv[1]), datetime.now(UTC), Where(workers=1)):
    print(one.number, flush=True)
    os.kill(os.getpid(), 9)
"""
OPTIONS = ("--engine", "daft", "--workers", "1", "--part", "0.001", "-o", "out")


@dataclass(frozen=True)
class Ran:
    """The folder in which commands run, what a killed run left in ``out``, and what the one after it told."""

    folder: Path
    left: dict[str, int]
    told: dict[str, object]
    code: int


def command(home: Path, folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "from outskirts.cli import main; main()", "--home", str(home), *args]
    return subprocess.run(line, cwd=folder, capture_output=True, text=True, timeout=300, check=False)


def stamps(folder: Path) -> dict[str, int]:
    """Name and time of change of each file of claims."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "out" / "claims").iterdir()}


@pytest.fixture(scope="session")
def ran(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """``read corpus --engine daft``, killed when one partition was done, and called again."""
    from outskirts.cli.extracting import By
    from outskirts.cli.state import State
    from outskirts.corpora.folder import Folder
    from outskirts.corpora.plan import Settings, files, plan
    from outskirts.vocabulary import Problem

    folder = tmp_path_factory.mktemp("corpora")
    make(folder / "corpus")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        found = [one for one in files(["corpus"], None) if not isinstance(one, Problem)]
        Folder(Path("out")).begin(plan(found, Settings(By().extractor(State.start(None, home)).reader), size=1000)[0])
    line = [sys.executable, "-c", KILLED, str(home)]
    killed = subprocess.run(line, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert killed.returncode == -9, killed.stderr
    left = stamps(folder)
    done = command(home, folder, "read", "corpus", *OPTIONS, "--json")
    assert done.returncode == 1, done.stderr
    return Ran(folder, left, json.loads(done.stdout), done.returncode)
