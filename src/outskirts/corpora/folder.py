"""The folder that a run writes: a manifest, and for each partition a file of claims and one of problems.

    manifest.json                  settings, inputs, and which slices of them went to which partition
    claims/part-….parquet          a row a report, as outskirts.publish.readings defines it
    problems/part-….parquet        what was wrong with the inputs

A partition is done when its file of claims is there: that is put in place last, by renaming.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from outskirts.acquire.slices import Slice
from outskirts.corpora.plan import Input, Partition, Piece, Plan, Settings
from outskirts.errors import InputError
from outskirts.publish import readings

FORM = "outskirts corpus, 1"
MANIFEST = "manifest.json"
PROBLEM_COLUMNS = ("source", "report", "where", "what", "remedy")
FRESH = "name another folder with -o, or delete this one"


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path

    @property
    def manifest(self) -> Path:
        return self.path / MANIFEST

    def claims(self, partition: Partition) -> Path:
        return self.path / "claims" / f"{partition.name}.parquet"

    def problems(self, partition: Partition) -> Path:
        return self.path / "problems" / f"{partition.name}.parquet"

    def done(self, partition: Partition) -> bool:
        return self.claims(partition).is_file()

    def count_problems(self, plan: Plan) -> int:
        """Of the partitions that are done."""
        from pyarrow import parquet as pq

        return sum(pq.read_metadata(self.problems(part)).num_rows for part in plan.partitions if self.done(part))

    def last(self) -> Plan | None:
        """What the last run planned. Raises InputError where the folder holds something else."""
        if not self.path.exists():
            return None
        if not self.path.is_dir():
            raise InputError(f"{self.path} is no folder", FRESH)
        if not self.manifest.is_file():
            if any(not name.startswith(".") for name in os.listdir(self.path)):
                raise InputError(f"{self.path} holds other files, and no manifest of a run", FRESH)
            return None
        try:
            return plan_of(json.loads(self.manifest.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise InputError(f"{self.manifest} is no manifest that can be read: {error}", FRESH) from error

    def begin(self, plan: Plan) -> int:
        """Write the manifest; take away what is of no partition any more, and how many partitions that were. Raises
        InputError."""
        try:
            for kind in ("claims", "problems"):
                (self.path / kind).mkdir(parents=True, exist_ok=True)
            with whole(self.manifest) as file:
                file.write(json.dumps(json_of(plan), ensure_ascii=True).encode())
            names = {f"{part.name}.parquet" for part in plan.partitions}
            stale = [p for kind in ("problems", "claims") for p in (self.path / kind).iterdir() if p.name not in names]
            for path in stale:
                path.unlink()
        except OSError as error:
            raise InputError(f"{self.path} cannot be written: {error.strerror}", "name another folder") from error
        return sum(path.parent.name == "claims" and path.suffix == ".parquet" for path in stale)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file that stands under its name when all of it is on the disk, and not before."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_problems(rows: Iterable[Mapping[str, str]], to: BinaryIO) -> None:
    import pyarrow as pa
    from pyarrow import parquet as pq

    schema = pa.schema([pa.field(name, pa.string()) for name in PROBLEM_COLUMNS])
    found = [{name: readings.storable(row[name]) for name in PROBLEM_COLUMNS} for row in rows]
    pq.write_table(pa.Table.from_pylist(found, schema=schema), to, compression="zstd")


@dataclass(frozen=True, slots=True)
class Held:
    """Files of claims, and how many partitions of their run are still to be read."""

    files: tuple[Path, ...]
    lacking: int = 0


def held(source: str) -> Held | None:
    """The files of claims that a path names: one file, the folder of a run, or a folder of nothing but such files;
    None where it names something else. Raises InputError where a manifest cannot be read."""
    path = Path(source)
    if path.is_file():
        return Held((path,)) if readings.holds(path) else None
    if not path.is_dir():
        return None
    if is_run(path / MANIFEST):
        folder = Folder(path)
        plan = folder.last()
        parts = sorted(plan.partitions, key=lambda part: part.number) if plan else []
        there = tuple(folder.claims(part) for part in parts if folder.done(part))
        return Held(there, len(parts) - len(there))
    below = sorted(one for one in path.iterdir() if not one.name.startswith(".") and one.suffix != ".part")
    return Held(tuple(below)) if below and all(one.is_file() and readings.holds(one) for one in below) else None


def is_run(manifest: Path) -> bool:
    """Whether a file is the manifest of a run of ours; its beginning tells."""
    try:
        with manifest.open("rb") as file:
            return FORM.encode() in file.read(100)
    except OSError:
        return False


def json_of(plan: Plan) -> dict[str, Any]:
    at = {one.source: number for number, one in enumerate(plan.inputs)}
    partitions = [
        {
            "number": part.number,
            "name": part.name,
            "pieces": [
                [at[p.input.source], p.slice.start, p.slice.stop, p.slice.before, p.slice.weight] for p in part.pieces
            ],
        }
        for part in plan.partitions
    ]
    return {"form": FORM, "settings": asdict(plan.settings), "inputs": [asdict(one) for one in plan.inputs],
            "partitions": partitions}  # fmt: skip


def plan_of(told: dict[str, Any]) -> Plan:
    """Raises ValueError, KeyError, TypeError or IndexError where it is no manifest of this form."""
    if told["form"] != FORM:
        raise ValueError(f"its form is {told['form']!r}, not {FORM!r}")
    given = told["settings"]
    settings = Settings(**{**given, "columns": tuple((field, column) for field, column in given["columns"])})
    inputs = tuple(Input(**one) for one in told["inputs"])
    piece: Callable[..., Piece] = lambda at, *numbers: Piece(inputs[at], Slice(*numbers))  # noqa: E731
    partitions = tuple(Partition(p["number"], tuple(piece(*one) for one in p["pieces"])) for p in told["partitions"])
    return Plan(settings, inputs, partitions)
