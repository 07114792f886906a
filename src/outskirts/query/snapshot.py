"""A snapshot of what a ledger says, as a folder of files for any web host: pages that stand alone, and all exports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from outskirts.errors import InputError
from outskirts.publish import map_page, snapshot, wording
from outskirts.publish.exports.formats import FORMATS
from outskirts.publish.exports.material import Selection
from outskirts.publish.snapshot import File, War
from outskirts.query.briefing import brief_of, written
from outskirts.query.material import Asked
from outskirts.query.picture import chosen, subject_of
from outskirts.query.record import Record, choose, opened
from outskirts.query.sources import Sources

WEEK = timedelta(days=6)
EVERYWHERE = 20_000.0  # km
Told = Callable[[str, float], None]


@dataclass(frozen=True)
class Writer:
    """Writes one war's files into its own folder."""

    sources: Sources
    folder: Path
    selection: Selection
    record: Record

    @property
    def last(self) -> date:
        return self.selection.last or self.record.last_day

    def put(self, name: str, what: str, content: bytes) -> File:
        path = self.folder / self.record.conflict.id / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return File(f"{self.record.conflict.id}/{name}", what, len(content))

    def brief(self) -> File:
        first = self.selection.first or self.last - WEEK
        what = f"what changed from {wording.day(first)} to {wording.day(self.last)}, with a note for every statement"
        return self.put("brief.html", what, written(brief_of(self.sources, self.record, first, self.last), "html"))

    def map(self) -> File | None:
        places = chosen(self.sources, self.record, None, EVERYWHERE)
        if not places:
            return None
        statuses = [self.record.status(place, self.last) for place in places]
        subject = subject_of(self.sources, self.record, statuses, self.last, ground=True)
        what = f"who held what on {wording.day(self.last)}, place by place with the sentences under it"
        return self.put("map.html", what, map_page.html(subject, self.record.cited).encode())

    def exports(self) -> tuple[File, ...]:
        material = Asked(self.sources, self.selection, {self.record.conflict.id: self.record})
        found = []
        for form in FORMATS.values():
            path = self.folder / self.record.conflict.id / form.filename
            with path.open("wb") as file:
                form.write_bytes(material, file)
            found.append(File(f"{self.record.conflict.id}/{form.filename}", form.what, path.stat().st_size))
        return tuple(found)

    def war(self) -> War:
        record = self.record
        reports = len({one.claim.report_id for one in record.stored})
        brief, drawn = self.brief(), self.map()
        return War(
            record.conflict.id, record.conflict.name, record.first_day, record.last_day, reports, len(record.stored),
            len(record.places), brief, drawn, self.exports(),
        )  # fmt: skip


def write(
    sources: Sources, folder: Path, selection: Selection, told: Told = lambda what, share: None, app: str | None = None
) -> list[War]:
    """Write the pages and files of every war of the ledger, or of the one asked for, and the page that leads to them,
    and to the web app where ``app`` tells its place in the folder.
    Files of the same names are replaced, others stay. Raises InputError where the folder cannot be written to, and
    NotKnown."""
    held = opened(sources.ledger, sources.conflicts, selection.known_at)
    wanted = list(held.values())
    if selection.conflict is not None:
        wanted = [choose(held, selection.conflict, sources.conflicts)]
    wars = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for n, record in enumerate(wanted):
            told(f"writing {record.conflict.name}", n / len(wanted))
            asked = Selection(
                record.conflict.id, selection.since, selection.until, selection.on, selection.known_at,
                selection.rule, selection.nearby,
            )  # fmt: skip
            wars.append(Writer(sources, folder, asked, record).war())
        (folder / "index.html").write_text(snapshot.page(wars, selection.known_at, app), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror}", "name a folder that you may write to") from error
    return wars
