"""Fills a small disk under ``add``, ``add --keep``, ``export`` and ``watch``, then makes it larger: do they go on?

The disk is a tmpfs, so that the system itself says that it is full. It takes the right to mount one: as root, or in a
namespace of one's own (``unshare -rm``). Where neither is allowed nothing is proved, and that is said.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from proof import told
from prove_killed import SETTINGS, feed, held, site

MESSAGES = ("disk is full", "No space left on device", "database or disk is full", "does not fit")
BUNDLED = (files("outskirts.demo") / "reports.jsonl").read_text(encoding="utf-8").splitlines()
COUNT = 60
HOLDS = "a message with a remedy, nothing lost or half written; the same command goes on when there is room"
RUN = "from outskirts.cli import main; main()"


@dataclass(frozen=True)
class Disk:
    """A disk of one megabyte, until it is given more."""

    folder: Path

    def grow(self) -> None:
        subprocess.run(["mount", "-o", "remount,size=64m", str(self.folder)], check=True)

    def free(self) -> int:
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize

    def fill(self, left: int) -> None:
        """Leaves so many bytes."""
        (self.folder / "filler").write_bytes(bytes(max(0, self.free() - left)))


@contextmanager
def disk() -> Iterator[Disk]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1024k", "tmpfs", folder], check=True)
        try:
            yield Disk(Path(folder))
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def outskirts(*args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RUN, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def refused(done: subprocess.CompletedProcess[str]) -> None:
    """It said that the disk is full and what to do, and ended as failed."""
    said = done.stderr
    assert done.returncode not in (0, 1), said
    assert "Traceback" not in said, said
    assert any(message in said for message in MESSAGES), said
    assert "make room" in said, said


def reports(folder: Path, count: int) -> Path:
    """The bundled reports, over and over, each time another."""
    rows = [json.loads(line) for line in BUNDLED]
    made = [
        {**rows[n % len(rows)], "id": f"r-{n}", "text": f"{rows[n % len(rows)]['text']}\n\n{n}."} for n in range(count)
    ]
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in made), encoding="utf-8")
    return path


def add(folder: Path) -> str:
    file = reports(folder, COUNT)
    with disk() as small:
        ledger = small.folder / "ledger.sqlite"
        refused(outskirts("--ledger", ledger, "add", "--input", "jsonl", file))
        left = held(ledger)
        small.grow()
        again = outskirts("--ledger", ledger, "add", "--input", "jsonl", file)
        assert again.returncode in (0, 1), again.stderr
        whole = held(ledger)
    assert len(whole) == COUNT
    assert all(whole[id_] == left[id_] for id_ in left)
    return f"{len(left)} of {COUNT} reports kept when it was full, all once there was room, none half written"


def keep(folder: Path) -> str:
    page = folder / "report.html"
    words = "Troops left the town of Sennar on Monday, the army said."
    page.write_text(f"<html><title>Troops left</title><p>{words}<!-- {'x' * 1_000_000} -->", encoding="utf-8")
    with disk() as small:
        small.fill(300_000)
        command = ("--ledger", folder / "keep.sqlite", "add", "--keep", small.folder / "kept", page)
        refused(outskirts(*command))
        assert not held(folder / "keep.sqlite"), "a report without its original"
        left = [path for path in small.folder.rglob("*") if path.is_file() and path.name != "filler"]
        assert not left, left
        small.grow()
        done = outskirts(*command)
        assert done.returncode in (0, 1), done.stderr
        [line] = (small.folder / "kept" / "custody.jsonl").read_text(encoding="utf-8").splitlines()
        assert (small.folder / "kept" / json.loads(line)["kept"]).read_bytes() == page.read_bytes()
    return "no original and no report kept when it was full, both once there was room"


def export(folder: Path) -> str:
    ledger = folder / "keep.sqlite"
    outskirts("--ledger", ledger, "add", "--input", "jsonl", reports(folder, 20))
    tried = 0
    with disk() as small:
        for form in ("claims-jsonl", "gpkg", "claims-parquet"):
            target = small.folder / f"out.{form}"
            target.write_text("the export of yesterday", encoding="utf-8")
            small.fill(4096)
            done = outskirts("--ledger", ledger, "export", "--format", form, "-o", target)
            if "No such option" in done.stderr or "is not one of" in done.stderr:
                continue
            refused(done)
            assert target.read_text(encoding="utf-8") == "the export of yesterday"
            assert not list(small.folder.glob("*.part")), "left lying"
            (small.folder / "filler").unlink()
            tried += 1
        full = [sys.executable, "-c", RUN, "--ledger", str(ledger), "export", "--format", "timeline-csv"]
        with open("/dev/full", "w") as out:
            refused(subprocess.run(full, stdout=out, stderr=subprocess.PIPE, text=True, check=False))
    assert tried
    return f"{tried} formats to a file, one to a pipe that takes nothing: the file of before stays"


def watch(folder: Path) -> str:
    (folder / "site").mkdir()
    (folder / "site" / "feed.xml").write_text(feed(), encoding="utf-8")
    with site(folder / "site") as address, disk() as small:
        settings = folder / "feeds.toml"
        settings.write_text(SETTINGS.format(address=address), encoding="utf-8")
        command = ("--ledger", small.folder / "ledger.sqlite", "watch", settings, "--once")
        left = []
        for room in (20_000, 150_000, 400_000):
            small.fill(room)
            done = outskirts(*command)
            assert done.returncode, done.stdout
            assert "Traceback" not in done.stderr, done.stderr
            assert any(message in done.stderr for message in MESSAGES), done.stderr
            left.append(len(held(small.folder / "ledger.sqlite")))
            (small.folder / "filler").unlink()
            for path in (*small.folder.glob("ledger.sqlite*"),):
                path.unlink() if not left[-1] else None
        small.grow()
        for _ in range(2):
            done = outskirts(*command)
        assert "Traceback" not in done.stderr, done.stderr
        whole = held(small.folder / "ledger.sqlite")
        alerts = (folder / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(whole) == 6
    assert alerts
    assert len(alerts) == len(set(alerts))
    return (
        f"{left} of 6 reports kept when it was full at three points, all 6 and {len(alerts)} alerts once there was room"
    )


def allowed() -> bool:
    """Whether this process may mount; else it is started again in a namespace where it may, if there can be one."""
    try:
        with disk():
            return True
    except (subprocess.CalledProcessError, OSError):
        pass
    if "OUTSKIRTS_UNSHARED" not in os.environ:
        os.environ["OUTSKIRTS_UNSHARED"] = "1"
        tried: Sequence[str] = ["unshare", "-rm", "true"]
        try:
            if not subprocess.run(tried, check=False, capture_output=True).returncode:
                os.execvp("unshare", ["unshare", "-rm", sys.executable, *sys.argv])
        except OSError:
            pass
    return False


def main() -> None:
    if not allowed():
        print("nothing proved: no small disk may be mounted here; run it as root, or where unshare -rm is allowed")
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, work in (("add", add), ("keep", keep), ("export", export), ("watch", watch)):
            told(
                f"full.{name}", done=f"the disk filled under `{'add --keep' if name == 'keep' else name}`",
                holds=HOLDS,
                measured=work(Path(folder)),
            )  # fmt: skip


if __name__ == "__main__":
    main()
