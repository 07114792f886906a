"""A small corpus: lines of JSON with what is wrong in some, texts in a folder, and a table."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet as pq

CLAIM = "Russian troops captured the village of {} on Monday, the Ukrainian military said. Kyiv did not comment."
PLACES = ("Niu-York", "Toretsk", "Pivnichne", "Zalizne", "Nelipivka", "Shcherbynivka")


def lines() -> str:
    rows = [
        {"id": f"r{n}", "text": CLAIM.format(place), "published": f"2024-10-{n + 1:02}T06:00:00Z", "outlet": "Wire"}
        for n, place in enumerate(PLACES)
    ]
    french = {
        "id": "fr", "published": "2024-10-08",
        "text": "Les troupes russes ont pris le village lundi, a déclaré le porte-parole de l'armée ukrainienne.",
    }  # fmt: skip
    found = [json.dumps(row, ensure_ascii=False) for row in (*rows, french)]
    return "\n".join([*found[:3], '{"id": "torn", "text": "Tr', *found[3:]]) + "\n"


def make(folder: Path) -> Path:
    """The corpus, written into a folder."""
    folder.mkdir()
    (folder / "reports.jsonl").write_text(lines(), encoding="utf-8")
    for day, place in ((3, "Toretsk"), (4, "Druzhba")):
        (folder / f"2024-10-0{day}-{place}.txt").write_text(CLAIM.format(place), encoding="utf-8")
    rows = [{"id": f"t{n}", "body": CLAIM.format(p), "date": "2024-10-09", "source": "T"} for n, p in enumerate(PLACES)]
    pq.write_table(pa.Table.from_pylist(rows), folder / "table.parquet", row_group_size=3)
    (folder / "torn.parquet").write_bytes(b"PAR1 torn")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder
