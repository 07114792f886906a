"""Reads everything in hostile.py, each in a process of its own, and holds its time and its memory to bounds.

python benchmarks/prove_hostile.py [WORD]        only those whose name holds the word
python benchmarks/prove_hostile.py --one NAME    one of them, here; prints what came of it as JSON
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hostile import MAKERS, MEGABYTE
from proof import told

MOST_SECONDS = 20.0  # of processor time; for what is a megabyte or less as it stands 5
QUICK_SECONDS = 5.0
MOST_BYTES = 1_000_000_000


def one(name: str, path: Path) -> dict[str, float | str]:
    """Reads the file at ``path``; what came of it, in seconds and bytes beyond what the program itself takes."""
    from outskirts.acquire import read_reports
    from outskirts.errors import OutskirtsError
    from outskirts.vocabulary import Report

    begin, reports, said = time.process_time(), 0, ""
    try:
        for item in read_reports(path):
            reports += isinstance(item, Report)
            assert "root:" not in getattr(item, "text", ""), "a file of this machine got into a report"
    except OutskirtsError as error:
        said = str(error).removeprefix(str(path))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"name": name, "seconds": time.process_time() - begin, "peak": peak, "reports": reports, "said": said}


def tried(name: str, folder: Path) -> tuple[dict[str, float | str], int]:
    file, size, make = MAKERS[name]
    path = folder / file
    path.write_bytes(make(size))
    command = [sys.executable, __file__, "--one", name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    given = path.stat().st_size
    path.unlink()
    if done.returncode:
        return {"name": name, "seconds": 0, "peak": 0, "reports": 0, "said": f"broke: {done.stderr[-600:]}"}, given
    return json.loads(done.stdout), given


def main(word: str) -> int:
    found, wrong = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name in MAKERS:
            if word not in name:
                continue
            did, given = tried(name, Path(folder))
            seconds, peak, said = float(did["seconds"]), float(did["peak"]), str(did["said"])
            most = QUICK_SECONDS if given <= 1.5 * MEGABYTE else MOST_SECONDS
            bad = said.startswith("broke") or seconds > most or peak > MOST_BYTES
            print(
                f"{'!!' if bad else '  '} {seconds:6.2f} s {peak / 1e6:6.0f} MB  {name} ({given:,} bytes): {said[:600]}"
            )
            found.append((seconds, peak))
            wrong += [name] if bad else []
    if not wrong and not word:
        slowest, largest = max(s for s, _ in found), max(p for _, p in found)
        told(
            "input.hostile",
            done=f"{len(found)} files made to do harm: entities that swell, gzip, DOCX, WACZ, WARC and PDF that unpack "
            "to 1 GB, nesting without end, patterns for slow searches",
            holds=f"read or refused with a message, within {QUICK_SECONDS:.0f} s of processor time for up to 1.5 MB "
            f"and {MOST_SECONDS:.0f} s for more, and 1 GB of memory",
            measured=f"slowest {slowest:.1f} s, most memory {largest / 1e6:,.0f} MB",
        )  # fmt: skip
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(sys.argv[2], Path(sys.argv[3]))))
    else:
        raise SystemExit(main(sys.argv[1] if sys.argv[1:] else ""))
