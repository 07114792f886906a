"""Which inputs go to which partition? Worked out before anything is read, so that a run that was stopped goes on.

A partition is what one worker reads in one go: slices of large files, or several small ones. What is known of the last
run is taken over: a partition stays as it is as long as all of its inputs are as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from outskirts.acquire.fetch import is_address
from outskirts.acquire.slices import Slice, survey
from outskirts.acquire.source import none_in, readable
from outskirts.errors import InputError
from outskirts.vocabulary import Problem, content_id

# Bytes of a partition: with short reports as lines a worker has to do with it for about a minute.
SIZE = 4_000_000
# A file costs something to open, however short it is.
OPENING = 2_000
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides what is read from the same bytes. Partitions of one folder are all read alike."""

    reader: str
    layers: str = "all"
    format: str | None = None
    published: str | None = None
    outlet: str = ""
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """A file: ``source`` as the user named it, where it lies, its length and time of change (nanoseconds), the SHA-256
    of its bytes (empty where it could not be read), its format."""

    source: str
    path: str
    length: int
    changed: int
    digest: str
    format: str


@dataclass(frozen=True, slots=True)
class Piece:
    input: Input
    slice: Slice

    @property
    def key(self) -> tuple[str, str, int, int | None]:
        """The same as long as the bytes are, under the same name."""
        return self.input.source, self.input.digest, self.slice.start, self.slice.stop


@dataclass(frozen=True, slots=True)
class Partition:
    number: int
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """Of its files: its number, and a hash of what it is read from."""
        return f"part-{self.number:06d}-{content_id('p', *(piece.key for piece in self.pieces))[2:10]}"


@dataclass(frozen=True, slots=True)
class Plan:
    settings: Settings
    inputs: tuple[Input, ...]
    partitions: tuple[Partition, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Inputs that are not as they were in the last run, by name."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    def __str__(self) -> str:
        parts = (("new", self.new), ("changed", self.changed), ("gone", self.gone))
        return ", ".join(f"{len(names):,} {word} ({named(names)})" for word, names in parts if names)


def named(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")


def files(sources: Iterable[str], format: str | None) -> Iterator[tuple[str, Path] | Problem]:
    """The files meant, each with its name, and what was passed over. Raises InputError."""
    for source in sources:
        if source == "-" or is_address(source):
            raise InputError(f"{source} is no file or folder", "save it to a file first, or read it without --engine")
        path = Path(source)
        if path.is_dir():
            found, passed = readable(path, format)
            yield from ((str(one), one.absolute()) for one in found)
            if passed:
                yield passed
            if not found:
                raise none_in(path)
        elif path.exists():
            yield source, path.absolute()
        else:
            raise InputError(f"{source} cannot be read: no such file", "give the path of a readable file")


def plan(
    found: Sequence[tuple[str, Path]],
    settings: Settings,
    before: Plan | None = None,
    size: int = SIZE,
    progress: Progress = lambda *_: None,
) -> tuple[Plan, Changes]:
    """Look at every file (only at its length and time where these are as ``before``), and put what is new into
    partitions of about ``size`` bytes. One that cannot be read here is kept, so that its problem is."""
    last = {one.source: one for one in before.inputs} if before else {}
    slices: dict[str, list[Slice]] = {}
    for piece in (p for part in before.partitions for p in part.pieces) if before else ():
        slices.setdefault(piece.input.source, []).append(piece.slice)
    inputs: list[Input] = []
    pieces: list[Piece] = []
    for number, (source, path) in enumerate(dict(found).items()):
        progress("looking at the inputs", number / len(found))
        old = last.get(source)
        try:
            one, cuts = looked_at(source, path, settings.format, old, slices.get(source, []), size)
        except (InputError, OSError):
            one, cuts = Input(source, str(path), 0, 0, "", ""), (Slice(),)
        inputs.append(one)
        pieces.extend(Piece(one, cut) for cut in cuts)
    kept = still(before, pieces)
    made = Plan(settings, tuple(inputs), (*kept, *grouped(pieces, kept, before, size)))
    return made, changes(last, inputs) if before else Changes()


def looked_at(
    source: str, path: Path, format: str | None, old: Input | None, slices: Sequence[Slice], size: int
) -> tuple[Input, Sequence[Slice]]:
    """Raises InputError or OSError where the file cannot be read."""
    told = path.stat()
    if old and (old.length, old.changed, old.path) == (told.st_size, told.st_mtime_ns, str(path)) and slices:
        return old, slices
    seen = survey(path, format, size)
    one = Input(source, str(path), told.st_size, told.st_mtime_ns, seen.digest, seen.format)
    # Touched, or moved, but the same bytes: the slices of the last run hold.
    return one, slices if old and old.digest == seen.digest and slices else seen.slices


def still(before: Plan | None, pieces: Sequence[Piece]) -> tuple[Partition, ...]:
    """The partitions of the last run of which every piece is still wanted."""
    wanted = {piece.key: piece for piece in pieces}
    return tuple(
        Partition(part.number, tuple(wanted[piece.key] for piece in part.pieces))
        for part in (before.partitions if before else ())
        if all(piece.key in wanted for piece in part.pieces)
    )


def grouped(pieces: Sequence[Piece], kept: Sequence[Partition], before: Plan | None, size: int) -> Iterator[Partition]:
    """New partitions of the pieces that no partition holds, in order."""
    held = {piece.key for part in kept for piece in part.pieces}
    number = max((part.number for part in before.partitions), default=-1) + 1 if before else 0
    some: list[Piece] = []
    weight = 0
    for piece in pieces:
        if piece.key in held:
            continue
        more = piece.slice.weight + OPENING
        if some and weight + more > size + OPENING:
            yield Partition(number, tuple(some))
            number, some, weight = number + 1, [], 0
        some.append(piece)
        weight += more
    if some:
        yield Partition(number, tuple(some))


def changes(last: dict[str, Input], now: Sequence[Input]) -> Changes:
    there = {one.source: one for one in now}
    return Changes(
        tuple(name for name in there if name not in last),
        tuple(name for name, one in there.items() if name in last and last[name].digest != one.digest),
        tuple(name for name in last if name not in there),
    )
