"""Loads the package's data files: every one a TOML table with a header ``[about]`` that says what, source and licence.

A researcher adds a verb, a spokesperson, an outlet or a whole conflict by editing or adding such a file. Files in the
user's own folder (see ``outskirts.config``) are read after the package's and extend or override them; each stage turns
the table into its own frozen values and says what is wrong by file and key.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from outskirts.errors import KnowledgeError

HEADER = ("what", "source", "licence")


def root() -> Traversable:
    """The folder of the package's data files."""
    return files("outskirts.knowledge")


def load(name: str) -> dict[str, Any]:
    """The table of one data file, e.g. ``load("speech.toml")``, its header checked. Raises KnowledgeError."""
    return parse((root() / name).read_text(encoding="utf-8"), name)


def load_path(path: Path) -> dict[str, Any]:
    """The same for a file of the user's."""
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror}", "give the path of a readable TOML file") from error


def parse(text: str, name: str) -> dict[str, Any]:
    """Parse TOML and check its header. ``name`` is used in errors."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{name}: not valid TOML: {error}", "mend the line named") from error
    about = table.get("about")
    if not isinstance(about, dict) or any(not about.get(key) for key in HEADER):
        raise KnowledgeError(f"{name}: no header", "begin the file with [about] what = …, source = …, licence = …")
    return table
