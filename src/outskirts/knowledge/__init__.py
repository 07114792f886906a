"""Loads the package's data files: every one a TOML table with a header ``[about]`` that says what, source and licence.

A researcher adds a verb, a spokesperson or an outlet in a file of the same name in the folder ``knowledge`` of his own
home (see ``outskirts.config``): its lists are added to the package's, its other values take their place. Whole
conflicts are files in ``conflicts`` there. Each stage turns the table into its own frozen values and says what is wrong
by file and key.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from outskirts import config
from outskirts.errors import KnowledgeError

HEADER = ("what", "source", "licence")


def root() -> Traversable:
    """The folder of the package's data files."""
    return files("outskirts.knowledge")


def load(name: str) -> dict[str, Any]:
    """The table of one data file, e.g. ``load("speech.toml")``, with the user's additions, headers checked. Raises
    KnowledgeError."""
    table = parse((root() / name).read_text(encoding="utf-8"), name)
    own = config.load().home / "knowledge" / name
    return extended(table, load_path(own)) if own.is_file() else table


def extended(table: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """A table with another's values: lists are joined, tables joined key by key, all else replaced; the header
    stays."""
    joined = dict(table)
    for key, value in own.items():
        if key == "about":
            continue
        known = joined.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            joined[key] = extended(known, value)
        else:
            joined[key] = [*known, *value] if isinstance(known, list) and isinstance(value, list) else value
    return joined


def load_path(path: Path) -> dict[str, Any]:
    """The same for a file of the user's."""
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror}", "give the path of a readable TOML file") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: not UTF-8 at byte {error.start}", "convert it to UTF-8") from error


def parse(text: str, name: str) -> dict[str, Any]:
    """Parse TOML and check its header. ``name`` is used in errors."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise KnowledgeError(f"{name}: not valid TOML: {error}", "mend the line named") from error
    about = table.get("about")
    if not isinstance(about, dict) or any(not about.get(key) for key in HEADER):
        raise KnowledgeError(f"{name}: no header", "begin the file with [about] what = …, source = …, licence = …")
    return table
