"""A corpus that is read once, by a run that is killed and one that goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from corpus import KILLED, OPTIONS, Ran, command, make, stamps


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
