"""The numbers that ground is inferred and drawn by: ``knowledge/ground.toml``, read and checked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, TypeVar

from outskirts import knowledge
from outskirts.errors import KnowledgeError

FILE = "ground.toml"
Table = TypeVar("Table", "Inference", "Drawing", "Interval")


@dataclass(frozen=True, slots=True)
class Inference:
    """What tells of a place of which reports do not; the file explains the fields."""

    fade_km: float
    reach_km: float
    nearest: int
    region: float
    initial: float
    creep_km: float
    nothing: float


@dataclass(frozen=True, slots=True)
class Drawing:
    nearest: int
    lattice: int
    finest_km: float
    contact_km: float
    shortest_km: float
    nearer: float


@dataclass(frozen=True, slots=True)
class Interval:
    draws: int
    waves: int
    alike_km: float
    own: float
    tail: float


@dataclass(frozen=True, slots=True)
class Settings:
    inference: Inference
    drawing: Drawing
    interval: Interval


@lru_cache(maxsize=1)
def load() -> Settings:
    """The file's numbers. Raises KnowledgeError, naming the key."""
    table = knowledge.load(FILE)
    return Settings(
        numbers(table, "inference", Inference), numbers(table, "drawing", Drawing), numbers(table, "interval", Interval)
    )


def numbers(table: dict[str, Any], name: str, kind: type[Table]) -> Table:
    row = table.get(name)
    if not isinstance(row, dict):
        raise KnowledgeError(f"{FILE}: {name}: the table is missing", "take the file as the package has it")
    wanted = {field.name: field.type for field in fields(kind)}
    for key, value in row.items():
        right = isinstance(value, int | float) and not isinstance(value, bool) and value > 0
        if key not in wanted or not right:
            raise KnowledgeError(f"{FILE}: {name}.{key}: not a number above 0 that is known", "mend that key")
        if wanted[key] == "int" and not isinstance(value, int):
            raise KnowledgeError(f"{FILE}: {name}.{key}: not a whole number", "mend that key")
    if missing := sorted(set(wanted) - set(row)):
        raise KnowledgeError(f"{FILE}: {name}.{missing[0]}: missing", "take the file as the package has it")
    return kind(**row)
