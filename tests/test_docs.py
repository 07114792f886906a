"""What README and docs say is so: their commands are run, and print what stands there.

In the Markdown files, a block ``console`` holds commands after ``$`` and what they print; ``head=N`` keeps the first N
lines of it and ends with "…". A block ``text file=NAME`` is a file that the commands read. Commands run one after
another in one folder; ``git`` and ``make`` are not run. With OUTSKIRTS_DOCS=write (``make docs``) what is printed is
written into the files.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```(console|text file=\S+)( head=\d+)?\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
NOT_RUN = ("git ", "make ", "cd ")
WRITE = os.environ.get("OUTSKIRTS_DOCS") == "write"


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with what it prints."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def run(command: str, folder: Path, home: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    given = {**os.environ, "PATH": path, "OUTSKIRTS_HOME": str(home), "COLUMNS": "100", "NO_COLOR": "1"}
    given.pop("OUTSKIRTS_LEDGER", None)
    done = subprocess.run(command, shell=True, cwd=folder, env=given, capture_output=True, text=True, timeout=300)
    assert done.returncode in (0, 1), f"{command}: {done.stderr}"
    assert "Traceback" not in done.stdout + done.stderr, f"{command}: {done.stderr}"
    return "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines()) + "\n"


def cut(printed: str, head: str | None) -> str:
    lines = printed.splitlines()
    most = int(head.split("=")[1]) if head else len(lines)
    kept = "\n".join([*lines[:most], *(["…"] if len(lines) > most else [])]).rstrip()
    return f"{kept}\n" if kept else ""


def refreshed(text: str, folder: Path, home: Path) -> str:
    """The page with what its commands print now."""

    def block(match: re.Match[str]) -> str:
        kind, head, body = match.groups()
        if kind != "console":
            (folder / kind.split("=")[1]).write_text(body, encoding="utf-8")
            return match.group()
        parts = []
        for command, printed in commands(body):
            told = printed if command.startswith(NOT_RUN) else cut(run(command, folder, home), head)
            parts.append(f"$ {command}\n{told}")
        return f"```{kind}{head or ''}\n{''.join(parts)}```"

    return BLOCK.sub(block, text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_print_what_stands_there(page: Path, home: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    now = refreshed(text, tmp_path, home)
    if WRITE:
        page.write_text(now, encoding="utf-8")
    else:
        assert now == text, f"{page.name} tells of another version: run `make docs`, and look at what changed"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_every_verb_is_told_of_in_the_readme() -> None:
    from outskirts.cli import VERBS

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for verb in VERBS:
        assert f"`{verb}" in text, verb


def test_pinned_packages_are_those_of_the_project() -> None:
    """Every dependency is pinned with hashes, and no line names a host."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {
        re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower()
        for requirement in (*project["dependencies"], *project["optional-dependencies"]["dev"])
    }
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", text, re.M))
    assert wanted <= pinned, f"run `make constraints`: {sorted(wanted - pinned)} are not pinned"
    for pins in (text, (ROOT / "constraints-prove.txt").read_text(encoding="utf-8")):
        assert "://" not in pins
        assert not re.search(r"^\s*--(?!hash)", pins, re.M)
        assert len(re.findall("^[a-z].*==", pins, re.M)) <= pins.count("--hash=sha256:")


def test_the_table_of_proofs_is_what_the_proofs_measured() -> None:
    from proof import PAGE, with_table

    page = PAGE.read_text(encoding="utf-8")
    assert with_table(page) == page, "run `python benchmarks/proof.py`"
