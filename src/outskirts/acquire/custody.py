"""Keeping the original: the bytes as they came, under their SHA-256, and for each a line of custody that says who took
them, when and from where, as the Berkeley Protocol on digital open source investigations asks."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from outskirts.errors import InputError, remedy_of

BLOCK = 1 << 20
LOG = "custody.jsonl"


@dataclass(frozen=True, slots=True)
class Keeper:
    """Puts originals into a folder. ``by`` names who takes them; ``at`` is the time of this run."""

    folder: Path
    by: str
    at: datetime

    def keep(self, stream: BinaryIO, digest: str, source: str) -> Path:
        """The file that now holds the bytes of the stream; a line of custody is written each time, the file once.
        Raises InputError where the folder cannot be written."""
        suffix = "".join(Path(source).suffixes[-2:])[:12]
        path = self.folder / digest[:2] / f"{digest}{suffix if suffix.replace('.', '').isalnum() else ''}"
        try:
            if not path.exists():
                self.copy(stream, path)
            line = {"digest": f"sha256:{digest}", "source": source, "taken": self.at.isoformat(), "by": self.by,
                    "bytes": path.stat().st_size, "kept": str(path.relative_to(self.folder))}  # fmt: skip
            with (self.folder / LOG).open("a", encoding="utf-8") as log:
                log.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            remedy = remedy_of(error, "give --keep another folder")
            raise InputError(f"{self.folder} cannot be written: {error.strerror}", remedy) from error
        return path

    def copy(self, stream: BinaryIO, path: Path) -> None:
        """Whole or not at all, and on the disk before its line of custody is written."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        try:
            with part.open("wb") as file:
                while block := stream.read(BLOCK):
                    file.write(block)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def digest_of(stream: BinaryIO) -> str:
    """SHA-256 of all that the stream holds, hex; the stream stands at its beginning again."""
    found = hashlib.sha256()
    with rewound(stream):
        while block := stream.read(BLOCK):
            found.update(block)
    return found.hexdigest()


@contextmanager
def rewound(stream: BinaryIO) -> Iterator[BinaryIO]:
    stream.seek(0)
    try:
        yield stream
    finally:
        stream.seek(0)
