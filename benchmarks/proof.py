"""What the proofs measured, kept in ``proofs.json`` and shown as the table of docs/reliability.md.

A proof is a slow test (the fixture ``proof`` gives it :func:`told`) or a program ``benchmarks/prove_NAME.py``, which
ends with an exit code other than 0 where what is promised does not hold. ``make prove`` runs all of them, with
OUTSKIRTS_PROVE=write, and only then are figures written: whoever runs one alone, smaller, leaves the table as it is.

    python benchmarks/proof.py          write the table into the page anew, from what is kept
"""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "benchmarks" / "proofs.json"
PAGE = ROOT / "docs" / "reliability.md"
TABLE = re.compile(r"(<!-- proofs: .*? -->\n).*?(<!-- end of proofs -->)", re.S)
HEAD = "| what is done to it | what must hold | measured | day |\n|---|---|---|---|\n"


def told(name: str, *, done: str, holds: str, measured: str) -> None:
    """Keeps the figures of a proof that held. ``name`` is ``subject.part`` and orders the table; ``done`` says what was
    done to the program, ``holds`` what must hold, ``measured`` the figures, with their units."""
    sys.stdout.write(f"proof {name}: {done}: {measured}\n")
    if os.environ.get("OUTSKIRTS_PROVE") != "write":
        return
    rows = kept()
    rows[name] = {"done": done, "holds": holds, "measured": measured, "day": datetime.now(UTC).date().isoformat()}
    part = KEPT.with_suffix(".part")
    part.write_text(json.dumps(dict(sorted(rows.items())), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(KEPT)
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def kept() -> dict[str, dict[str, str]]:
    return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}


def table() -> str:
    def row(cells: dict[str, str]) -> str:
        return "| " + " | ".join(cells[c].replace("|", "/") for c in ("done", "holds", "measured", "day")) + " |\n"

    return HEAD + "".join(row(cells) for cells in kept().values())


def with_table(page: str) -> str:
    """The page with the table of now."""
    return TABLE.sub(lambda found: f"{found[1]}\n{table()}\n{found[2]}", page)


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
