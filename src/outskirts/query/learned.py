"""What has the whole record taught of one war, and where is that kept? So that a question on one place need not read
all claims.

A small SQLite file in the home folder, one for each ledger, war and moment of knowing: how far each voice is believed,
where the front was, which reports are copies of one story. It can be deleted at any time and is made anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

from outskirts.ledger.values import Mark
from outskirts.merge.columns import Floats
from outskirts.merge.front import Cell, Front, neighbours
from outskirts.merge.learn import Record as Fared
from outskirts.merge.learn import Reliability
from outskirts.merge.status import Model
from outskirts.merge.voices import Voice
from outskirts.vocabulary import Conflict, Place

FORM = 3  # of the file; another form is not read
STALE = 0.02  # share of claims that may have come since before it is learned anew
CHUNK = 500
ALL = "*"  # the row of all cells together
REST = "*"  # and, once loaded, of those that are not around the place asked for
SCHEMA = """
create table about (text text not null) strict;
create table voices (
    key text primary key, name text, kind text, side text, chorus text, grade text,
    gain real, neutral real, loss real, heard_gain real, heard_neutral real, heard_loss real,
    prior_gain real, prior_neutral real, prior_loss real
) strict;
create table kinds (kind text primary key, numbers text) strict;
create table front (cell text primary key, counts blob) strict;
create table copies (report text primary key, story text) strict, without rowid;
"""


@dataclass(frozen=True, slots=True)
class Learned:
    """``mark`` is how far the ledger had got; ``first_day`` the first day that any claim of the war speaks of."""

    mark: Mark
    first_day: date
    model: Model


def path_of(home: Path, ledger: str, conflict: str, known_at: datetime | None) -> Path:
    """The file for a ledger (its name or URL), a war and a moment of knowing."""
    name = "\n".join((ledger, conflict, known_at.isoformat() if known_at else ""))
    return home / "learned" / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.sqlite"


def fresh(learned: Mark, now: Mark) -> bool:
    """Whether little enough has come to the ledger since."""
    since = now.claims - learned.claims + now.decisions - learned.decisions
    return 0 <= since <= STALE * learned.claims and now.claims >= learned.claims


def save(path: Path, learned: Learned, copies: Mapping[str, str]) -> None:
    """Write the file, whole or not at all; a home that cannot be written to is no error, only slower the next time."""
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as file, file:
            file.executescript(SCHEMA)
            fill(file, learned, copies)
        part.replace(path)
    except (OSError, sqlite3.Error):
        part.unlink(missing_ok=True)


def taught_by(model: Model) -> str:
    """What the teaching rests on besides claims: the program, the evidence table, the priors, the war's file."""
    rests = (version("outskirts"), model.evidence.rows, model.evidence.method, model.priors, model.conflict)
    return hashlib.sha256(repr(rests).encode()).hexdigest()[:24]


def fill(file: sqlite3.Connection, learned: Learned, copies: Mapping[str, str]) -> None:
    model, mark = learned.model, learned.mark
    near, told = model.near, model.reliability
    about = {"form": FORM, "by": taught_by(model),
             "claims": mark.claims, "decisions": mark.decisions, "claim_id": mark.claim_id,
             "first_day": learned.first_day.isoformat(), "unheard": told.unheard,
             "front": [near.first, int(near.counts.shape[1])] if near else None}  # fmt: skip
    file.execute("insert into about values (?)", (json.dumps(about),))
    marks = ", ".join("?" * 15)
    file.executemany(f"insert into voices values ({marks})", (
        (key, r.voice.name, r.voice.kind, r.voice.side, r.voice.chorus, r.grade, *r.shares, *r.heard, *r.prior)
        for key, r in told.records.items()))  # fmt: skip
    file.executemany("insert into kinds values (?, ?)", ((k, json.dumps(v)) for k, v in told.kinds.items()))
    file.executemany("insert into copies values (?, ?)", copies.items())
    if near:
        cells = ((cell_name(key), near.counts[n].tobytes()) for key, n in near.cells.items())
        file.executemany("insert into front values (?, ?)", cells)
        file.execute("insert into front values (?, ?)", (ALL, near.counts.sum(axis=0).tobytes()))


def load(path: Path, conflict: Conflict, place: Place | None) -> Learned | None:
    """What the file holds, of the front what a question on ``place`` needs (all of it without one); None where there is
    none that can be read."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
            about = json.loads(file.execute("select text from about").fetchone()[0])
            if about["form"] != FORM or about["by"] != taught_by(Model(conflict)):
                return None
            mark = Mark(about["claims"], about["decisions"], about["claim_id"])
            model = Model(conflict, reliability=reliability(file, about["unheard"]))
            near = front(file, about["front"], model, place) if about["front"] else None
            return Learned(mark, date.fromisoformat(about["first_day"]), Model(
                conflict, model.evidence, model.priors, model.reliability, near))  # fmt: skip
    except (sqlite3.Error, ValueError, KeyError, TypeError):
        return None


def reliability(file: sqlite3.Connection, unheard: float) -> Reliability:
    records = {}
    for key, name, kind, side, chorus, grade, *n in file.execute("select * from voices"):
        voice = Voice(key, name, kind, side, chorus)
        records[key] = Fared(voice, (n[0], n[1], n[2]), (n[3], n[4], n[5]), (n[6], n[7], n[8]), grade)
    kinds = {kind: tuple(json.loads(numbers)) for kind, numbers in file.execute("select * from kinds")}
    return Reliability(records, kinds, {}, unheard)


def front(file: sqlite3.Connection, shape: tuple[int, int], model: Model, place: Place | None) -> Front:
    """The front around a place, cell by cell, and that everywhere else as one."""
    first, rates = shape[0], model.evidence.method.rates
    if place is None:
        rows = file.execute("select cell, counts from front where cell <> ? order by rowid", (ALL,)).fetchall()
        numbers = {cell_of(name): n for n, (name, _) in enumerate(rows)}
        counts = [np.frombuffer(blob, dtype=np.float64) for _, blob in rows]
        return Front(first, numbers, np.array(counts).reshape(len(rows), shape[1]), rates)
    around = sorted(neighbours(place, rates.reach_km), key=cell_name)
    read = {key: counted(file, cell_name(key)) for key in around}
    near = {key: counts for key, counts in read.items() if counts is not None}
    total = counted(file, ALL)
    if total is None:
        return Front(first, {}, np.zeros((0, 0)), rates)
    cells: dict[Cell | str, int] = {key: n for n, key in enumerate((*near, REST))}
    return Front(first, cells, np.array([*near.values(), total - sum(near.values())]), rates)


def counted(file: sqlite3.Connection, name: str) -> Floats | None:
    row = file.execute("select counts from front where cell = ?", (name,)).fetchone()
    return np.frombuffer(row[0], dtype=np.float64) if row else None


def cell_name(key: Cell | str) -> str:
    return f"@{key}" if isinstance(key, str) else f"{key[0]},{key[1]}"


def cell_of(name: str) -> Cell | str:
    if name.startswith("@"):
        return name[1:]
    north, east = name.split(",")
    return int(north), int(east)


def copies_of(path: Path, reports: Iterable[str]) -> dict[str, str]:
    """For those of the reports that were found to be near-copies, the first of their story."""
    wanted = sorted(set(reports))
    found: dict[str, str] = {}
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
            for at in range(0, len(wanted), CHUNK):
                some = wanted[at : at + CHUNK]
                marks = ", ".join("?" * len(some))
                found.update(file.execute(f"select report, story from copies where report in ({marks})", some))
    except sqlite3.Error:
        return {}
    return found


def joined(old: Front, new: Front) -> Front:
    """The front of earlier and of later claims."""
    if not new.cells:
        return old
    if not old.cells:
        return new
    first = min(old.first, new.first)
    last = max(old.first + old.counts.shape[1], new.first + new.counts.shape[1])
    cells = dict(old.cells)
    for key in new.cells:
        cells.setdefault(key, len(cells))
    counts = np.zeros((len(cells), last - first))
    for one in (old, new):
        rows = [cells[key] for key in sorted(one.cells, key=lambda key: one.cells[key])]
        counts[rows, one.first - first : one.first - first + one.counts.shape[1]] += one.counts
    return Front(first, cells, counts, old.rates)
