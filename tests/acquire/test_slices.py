from __future__ import annotations

import gzip
import json
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pytest
from fastwarc.warc import WarcRecord, WarcRecordType
from pyarrow import parquet as pq

from outskirts.acquire.making import Settings
from outskirts.acquire.slices import read_slice, survey
from outskirts.acquire.source import read_reports
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report

TEXT = "Report {}: café ё.\u2028Quiet."
ROWS = [{"id": f"r{n}", "text": TEXT.format(n), "published": f"2024-10-{n:02}"} for n in range(1, 25)]
LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
BROKEN = LINES.replace('"r7"', '"r7', 1).replace('{"id": "r20"', "[", 1).rstrip("\n")


def sliced(path: Path, size: int) -> tuple[int, list[Report | Problem]]:
    """How many slices a file is cut into, and what is read from all of them."""
    seen = survey(path, None, size)
    origin = Origin(str(path), seen.digest)
    found = [
        item for part in seen.slices for item in read_slice(path, part, seen.format, Settings(), origin)
    ]  # fmt: skip
    return len(seen.slices), found


@pytest.mark.parametrize("size", [1, 40, 200, 1000, 100_000])
@pytest.mark.parametrize("content", [LINES, BROKEN, "\n\n" + LINES])
def test_slices_of_lines_hold_what_the_file_holds_and_count_its_lines(tmp_path: Path, content: str, size: int) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(content, encoding="utf-8")
    number, found = sliced(path, size)
    expected = list(read_reports(path))
    assert found == expected
    assert [x.origin for x in found if isinstance(x, Report)] == [x.origin for x in expected if isinstance(x, Report)]
    assert number > 20 if size == 1 else number == 1 if size == 100_000 else number > 1


def test_slices_of_a_table_are_groups_of_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "reports.parquet"
    rows = [{**row, "text": "" if n == 13 else row["text"]} for n, row in enumerate(ROWS)]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=5)
    number, found = sliced(path, 1)
    assert number == 5
    assert found == list(read_reports(path))
    assert any(isinstance(item, Problem) and item.where == "row 14" for item in found)


@pytest.mark.parametrize("packed", [False, True])
def test_slices_of_an_archive_lie_between_its_records(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("pages.warc.gz" if packed else "pages.warc")
    path.write_bytes(archive(packed))
    number, found = sliced(path, 300)
    expected = list(read_reports(path))
    reports = [item for item in found if isinstance(item, Report)]
    assert number > 3
    assert reports == [item for item in expected if isinstance(item, Report)]
    assert [one.origin for one in reports] == [item.origin for item in expected if isinstance(item, Report)]


def archive(packed: bool) -> bytes:
    records = []
    for n in range(8):
        page = f"<html><head><title>Page {n}</title></head><body><p>{'It was quiet there. ' * 20}{n}</p></body></html>"
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["WARC-Target-URI"] = f"https://news.example/{n}"
        record.headers["WARC-Date"] = f"2024-10-0{n + 1}T00:00:00Z"
        record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.encode())
        to = BytesIO()
        record.write(to)
        records.append(gzip.compress(to.getvalue()) if packed else to.getvalue())
    return b"".join(records)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("reports.jsonl.gz", gzip.compress(LINES.encode())),
        ("reports.jsonl", LINES.encode("utf-16")),
        ("report.txt", b"A town.\n\nIt was quiet there.\n" * 9),
        ("reports.csv", b"text,published\n" + b'"Quiet\nthere",2024-10-08\n' * 9),
    ],
)
def test_what_cannot_be_cut_is_one_slice(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    number, found = sliced(path, 10)
    assert number == 1
    assert found == list(read_reports(path))


def test_a_file_that_is_packed_badly_cannot_be_surveyed(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl.gz"
    path.write_bytes(gzip.compress(LINES.encode())[:-40])
    with pytest.raises(InputError):
        survey(path, None, 10)
