"""What is an input format? A name, how its files are told, and a function that reads one.

A package registers its own as an entry point of the group ``outskirts.inputs``, which names an :class:`Input`;
docs/extending.md shows a whole one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from outskirts.acquire.making import Settings
from outskirts.vocabulary import Origin, Problem, Report


@dataclass(frozen=True, slots=True)
class Material:
    """What is to be read: the bytes, unpacked where they were gzip, of which ``head`` is the beginning; the ``path`` or
    address by name (empty for standard input), what stands in where the material says nothing, and for the line of
    custody its origin."""

    stream: BinaryIO
    head: bytes
    path: Path
    settings: Settings
    origin: Origin


# Raises InputError where the material cannot be read at all; what is wrong with a part of it is a Problem.
Reader = Callable[[Material], Iterator[Report | Problem]]


@dataclass(frozen=True, slots=True)
class Input:
    """``suffixes`` are those of its files' names, with the point, in lower case; ``types`` its media types; ``fits``
    says by the first 64 KB of a source that neither tells whether it is one. The built-in formats go first."""

    name: str
    what: str
    read: Reader
    suffixes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    fits: Callable[[bytes], bool] | None = None
