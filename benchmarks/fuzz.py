"""Fuzzes one reader of foreign bytes, guided by coverage where atheris is installed, and says what broke.

    python benchmarks/fuzz.py TARGET SECONDS FOLDER

``FOLDER`` gets a file for every defect: the bytes, and what was raised; and ``summary.json`` with the runs made, the
slowest in seconds of processor time, the peak of memory in bytes, and the defects. A hang or a swollen memory ends the
run with another exit code than 0, and leaves the bytes in a file ``ended-…``.
"""

from __future__ import annotations

import hashlib
import json
import random
import resource
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

LONGEST = 1 << 16
INSTRUMENTED = ("outskirts", "feedparser", "docx", "email", "html", "csv", "zipfile", "gzip", "pypdf", "tomllib",
                "urllib.robotparser")  # fmt: skip


class Trial:
    """Runs the reader, and keeps what breaks: each kind of defect once."""

    def __init__(self, read: Callable[[bytes], None], folder: Path) -> None:
        self.read = read
        self.folder = folder
        self.runs = 0
        self.slowest = 0.0
        self.defects: dict[str, str] = {}
        self.written = 0.0

    def __call__(self, data: bytes) -> None:
        begin = time.process_time()
        try:
            self.read(data)
        except Exception as error:
            self.defect(data, error)
        self.runs += 1
        spent = time.process_time() - begin
        if spent > self.slowest:
            self.slowest = spent
            (self.folder / "slowest").write_bytes(data)
        # libFuzzer ends the process without a word, so that what was done is written as it goes.
        if time.monotonic() - self.written > 1:
            self.written = time.monotonic()
            (self.folder / "summary.json").write_text(self.summary(), encoding="utf-8")

    def defect(self, data: bytes, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        key = f"{type(error).__name__} at {' < '.join(f'{Path(f.filename).name}:{f.lineno}' for f in frames[-3:])}"
        if key not in self.defects:
            self.defects[key] = hashlib.sha256(data).hexdigest()[:16]
            (self.folder / self.defects[key]).write_bytes(data)
            told = "".join(traceback.format_exception(error))
            (self.folder / f"{self.defects[key]}.txt").write_text(told, encoding="utf-8", errors="replace")

    def summary(self) -> str:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        return json.dumps({"runs": self.runs, "slowest": self.slowest, "peak": peak, "defects": self.defects})


def guided(trial: Trial, seeds: Path, seconds: int) -> None:
    import atheris

    given = [sys.argv[0], str(seeds), f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=5",
             "-rss_limit_mb=953", f"-artifact_prefix={trial.folder}/ended-", "-verbosity=0", "-print_final_stats=0",
             "-seed=1"]  # fmt: skip
    atheris.Setup(given, trial)
    atheris.Fuzz()


def blind(trial: Trial, seeds: list[bytes], seconds: int) -> None:
    """Without atheris: seeds cut, joined and altered at random."""
    chance = random.Random(1)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        trial(altered(chance.choice(seeds), chance))


def altered(data: bytes, chance: random.Random) -> bytes:
    held = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(held) + 1)
        match chance.randrange(5):
            case 0:
                held[at:at] = chance.randbytes(chance.randint(1, 4))
            case 1:
                del held[at : at + chance.randint(1, 16)]
            case 2:
                held[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                piece = held[at : at + chance.randint(1, 64)]
                held[at:at] = piece * chance.randint(1, 20)
            case _:
                held[at:at] = chance.choice((b"\0", b"\xff\xfe", b"<", b">", b'"', b"-1", b"9" * 30, b"\xed\xa0\x80"))
    return bytes(held[:LONGEST])


def main(name: str, seconds: int, folder: Path) -> None:
    try:
        import atheris
    except ImportError:
        atheris = None
    if atheris is not None:
        with atheris.instrument_imports(include=list(INSTRUMENTED)):
            from foreign import table
    else:
        from foreign import table
    target = table()[name]
    folder.mkdir(parents=True, exist_ok=True)
    trial = Trial(target.read, folder)
    if atheris is None:
        blind(trial, list(target.seeds), seconds)
        return
    seeds = folder / "corpus"
    seeds.mkdir(exist_ok=True)
    for seed in target.seeds:
        (seeds / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
        trial(seed)
    guided(trial, seeds, seconds)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
