"""Claims, statuses and events as open data, in every format that the command writes too."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from typing import IO, Annotated, Any, BinaryIO, cast

from fastapi import APIRouter, Path, Response
from fastapi.responses import StreamingResponse

from outskirts.publish.exports.formats import FORMATS, Format, format_of, formats
from outskirts.publish.exports.material import Selection
from outskirts.query.material import Asked as Material
from outskirts.serve.asked import Question
from outskirts.serve.params import Day, On
from outskirts.serve.schemas.base import ExportFormat

router = APIRouter(tags=["publish"])
HELD = 8 * 1024 * 1024  # bytes of a file that are kept in memory while it is made
PIECE = 256 * 1024
MEDIA = sorted({form.media for form in FORMATS.values()})
KINDS: dict[int | str, dict[str, Any]] = {200: {"content": {kind: {} for kind in MEDIA}}}
Name = Annotated[str, Path(json_schema_extra={"enum": list(FORMATS)})]


@router.get("/export", response_model=list[ExportFormat])
def exports(asked: Question) -> Response:
    """The formats that there are."""
    found = [
        ExportFormat(name=f.name, what=f.what, rows=f.rows, media=f.media, filename=f.filename).model_dump_json()
        for f in formats().values()
    ]
    return asked.sent(f"[{','.join(found)}]".encode())


@router.get("/export/{format}", response_class=Response, responses=KINDS)
def export(asked: Question, format: Name, since: Day = None, until: Day = None, on: On = None) -> Response:
    """One format, as a file: of one war, or of all. ``since`` and ``until`` bound timelines, ``on`` is the day of
    statuses; timelines hold the places that reports speak of."""
    chosen = format_of(format)
    books = [asked.book] if asked.conflict else [asked.known.book(id_) for id_ in asked.known.records]
    begin, end = min((b.first_day for b in books), default=None), max((b.last_day for b in books), default=None)

    def bounded(day: date | None) -> date | None:
        """Nothing is told of days far from the record."""
        return min(max(day, begin), end) if day and begin and end else day

    first, last = bounded(since), bounded(until)
    if first and last and first > last:
        first, last = last, first
    selection = Selection(asked.conflict, first, last, bounded(on), asked.known.known_at, "filter", False)
    held = {book.conflict.id: book.record for book in books}
    with asked.desk.writing:
        file = written(chosen, Material(asked.desk, selection, held))
    headers = {
        "Content-Disposition": f'attachment; filename="{chosen.filename}"',
        "Cache-Control": "private, no-cache",
    }
    return StreamingResponse(pieces(file), media_type=chosen.media, headers=headers)


def written(form: Format, material: Material) -> IO[bytes]:
    """The file, on a disk where it is large; closed by whoever reads it."""
    file = tempfile.SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115
    form.write_bytes(material, cast(BinaryIO, file))
    file.seek(0)
    return file


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
