"""Fuzzes every reader of foreign bytes (foreign.py), each in a process of its own, for OUTSKIRTS_FUZZ_SECONDS (600).

    python benchmarks/prove_fuzz.py [TARGET …]

No defect, no run over 5 seconds, no more than 1 GB of memory. What breaks a reader is kept in a folder that is named.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from foreign import MOST_BYTES, MOST_SECONDS, table
from proof import told

SECONDS = int(os.environ.get("OUTSKIRTS_FUZZ_SECONDS", "600"))
FUZZ = Path(__file__).with_name("fuzz.py")


def guided() -> bool:
    from importlib.util import find_spec

    return find_spec("atheris") is not None


def fuzzed(name: str, folder: Path) -> tuple[dict[str, Any], bool]:
    """What the run of one reader came to, and whether all is well."""
    command = [sys.executable, str(FUZZ), name, str(SECONDS), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    summary = folder / "summary.json"
    if not summary.exists():
        return {"runs": 0, "slowest": 0.0, "peak": 0, "defects": {done.stderr[-600:]: ""}}, False
    found = json.loads(summary.read_text(encoding="utf-8"))
    well = not done.returncode and not found["defects"]
    return found, well and found["slowest"] <= MOST_SECONDS and found["peak"] <= MOST_BYTES


def main(wanted: list[str]) -> int:
    keep = Path(tempfile.mkdtemp(prefix="outskirts-fuzz-"))
    found: dict[str, dict[str, Any]] = {}
    wrong = []
    for name in wanted or sorted(table()):
        found[name], well = fuzzed(name, keep / name)
        one = found[name]
        mark = "  " if well else "!!"
        print(
            f"{mark} {name}: {one['runs']:,} runs, slowest {one['slowest']:.2f} s, {one['peak'] / 1e6:,.0f} MB",
            flush=True,
        )
        for defect in one["defects"]:
            print(f"     {defect}", flush=True)
        wrong += [] if well else [name]
    if wrong:
        print(f"what broke {', '.join(wrong)} lies in {keep}")
        return 1
    if not wanted:
        how = "by atheris, guided by coverage" if guided() else "at random, since there is no atheris for this Python"
        told(
            "input.fuzzed",
            done=f"{len(found)} readers of foreign bytes fuzzed for {SECONDS} s each, {how}",
            holds="no error but those that are said with a remedy, no report that no ledger can hold, no run over "
            f"{MOST_SECONDS:.0f} s, no memory over 1 GB",
            measured=f"{sum(one['runs'] for one in found.values()):,} runs, slowest "
            f"{max(one['slowest'] for one in found.values()):.1f} s, most memory "
            f"{max(one['peak'] for one in found.values()) / 1e6:,.0f} MB, defects 0",
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
