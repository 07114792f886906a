"""How fast does the server answer? 50 requests a second on a ledger of 30,000 places and 100,000 claims.

    python benchmarks/serve_load.py [SECONDS] [A_SECOND] [LEDGER]

Makes such a ledger in a folder of its own where none is named, starts ``outskirts serve`` on it, and asks it over
127.0.0.1 as a browser would, at even intervals whether answers have come or not. Prints milliseconds by kind of
question, counted from when each was due, and the server's processor time.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import big_ledger
import httpx

CLAIMS, PLACES = 100_000, 30_000
READY = 600  # seconds that the server may take until its first answer
WAR = {"conflict": "russia-ukraine"}
WORDS = ("captured", "withdrew", "Analyst 3", "Donetsk", "Outlet 7", "spokesman", "shelled")
Ask = tuple[str, str, dict[str, Any], dict[str, str]]


@contextmanager
def serving(ledger: Path, home: Path) -> Any:
    """The server on a free port: its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = "from outskirts.cli import main; main()"
    args = ["--home", str(home), "--ledger", str(ledger), "serve", "--port", str(port)]
    process = subprocess.Popen([sys.executable, "-c", told, *args], stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait(30)


def spent(process: subprocess.Popen[bytes]) -> float:
    """Seconds of processor time that the process has used; nothing where /proc does not tell."""
    try:
        fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: subprocess.Popen[bytes]) -> float:
    """Megabytes."""
    try:
        lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    except OSError:
        return float("nan")
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def first(address: str, process: subprocess.Popen[bytes]) -> tuple[dict[str, Any], str, int]:
    """The map's places, once they are ready, their ETag, and how many bytes they are on the way."""
    until = time.monotonic() + READY
    while True:
        try:
            with httpx.stream("GET", f"{address}/api/places", params=WAR, timeout=READY) as answer:
                size = sum(len(part) for part in answer.iter_raw())
                tag = answer.headers["etag"]
            return httpx.get(f"{address}/api/places", params=WAR).json(), tag, size
        except httpx.ConnectError:
            if time.monotonic() > until or process.poll() is not None:
                raise
            time.sleep(0.2)


def questions(places: dict[str, Any], tag: str, claims: list[str], reports: list[str], dice: Random) -> list[Ask]:
    """One of each kind: name, path, parameters, headers."""
    place = places["id"][int(len(places["id"]) * dice.random() ** 2)]
    day = f"2024-{dice.randrange(1, 11):02}-{dice.randrange(1, 28):02}"
    return [
        ("overview", "/api/overview", WAR, {}),
        ("places, kept", "/api/places", WAR, {"If-None-Match": tag}),
        ("places", "/api/places", WAR, {}),
        ("histogram", "/api/histogram", WAR, {}),
        ("place", f"/api/places/{place}", WAR | {"on": day}, {}),
        ("place", f"/api/places/{place}", WAR | {"on": "2023-06-01"}, {}),
        ("claims", "/api/claims", WAR | {"kind": dice.choice(("capture", "clash")), "page": dice.randrange(1, 40)}, {}),
        ("claims, words", "/api/claims", WAR | {"q": dice.choice(WORDS), "side": dice.choice(("RU", "UA"))}, {}),
        ("claim", f"/api/claims/{dice.choice(claims)}", {}, {}),
        ("reports", "/api/reports", WAR | {"page": dice.randrange(1, 100)}, {}),
        ("report", f"/api/reports/{dice.choice(reports)}", {}, {}),
        ("disputes", "/api/disputes", WAR, {}),
        ("voices", "/api/voices", WAR, {}),
        ("events", "/api/events", WAR | {"page": dice.randrange(1, 50)}, {}),
        ("compare", "/api/compare", WAR | {"on": day, "against": "2023-06-01"}, {}),
        ("search", "/api/search", WAR | {"q": dice.choice((*WORDS, places["name"][dice.randrange(500)]))}, {}),
    ]


async def load(address: str, asks: list[Ask], rate: float) -> tuple[dict[str, list[float]], list[str]]:
    """Milliseconds by name, and what was answered otherwise than with 200 or 304."""
    taken: dict[str, list[float]] = defaultdict(list)
    wrong: list[str] = []

    async def ask(client: httpx.AsyncClient, one: Ask, due: float) -> None:
        name, path, params, headers = one
        answer = await client.get(path, params=params, headers=headers)
        taken[name].append(1000 * (time.perf_counter() - due))
        if answer.status_code not in (200, 304):
            wrong.append(f"{answer.status_code} {path}")

    limits = httpx.Limits(max_connections=40, max_keepalive_connections=40)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        begin = time.perf_counter() + 0.1
        tasks = []
        for n, one in enumerate(asks):
            due = begin + n / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.append(asyncio.create_task(ask(client, one, due)))
        await asyncio.gather(*tasks)
    return taken, wrong


def table(taken: dict[str, list[float]]) -> str:
    rows = [*sorted(taken.items()), ("all", [ms for some in taken.values() for ms in some])]
    head = f"{'':<16}{'asked':>6}{'p50':>9}{'p95':>9}{'p99':>9}{'most':>9}  ms"
    return "\n".join(
        [head, *(f"{name:<16}{len(ms):>6}{''.join(f'{q:9.1f}' for q in shares(ms))}" for name, ms in rows)]
    )


def shares(values: list[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered[min(len(ordered) - 1, int(q * len(ordered)))] for q in (0.5, 0.95, 0.99, 1.0)]


def main(seconds: float = 30.0, rate: float = 50.0, ledger: str = "") -> int:
    dice = Random(3)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(ledger) if ledger else Path(folder) / "ledger.sqlite"
        if not path.exists():
            print(f"making a ledger of {CLAIMS:,} claims on {PLACES:,} places …", flush=True)
            big_ledger.make(path, CLAIMS, PLACES)
        for start in ("first", "second"):
            with serving(path, Path(folder) / "home") as (address, process):
                places, tag, size = first(address, process)
                print(
                    f"{start} start: map ready after {spent(process):.1f} s of processor time, {memory(process):.0f} MB"
                )
                if start == "first":
                    continue
                print(f"places: {len(places['id']):,}, {len(places['stretches']['place']):,} stretches, {size:,} bytes")
                get = httpx.Client(base_url=address, timeout=READY).get
                claims = [one["id"] for one in get("/api/claims", params=WAR | {"size": 100}).json()["items"]]
                reports = [one["id"] for one in get("/api/reports", params=WAR | {"size": 100}).json()["items"]]
                for _, url, params, _ in questions(places, tag, claims, reports, dice):
                    get(url, params=params).raise_for_status()  # what is worked out once, is by now
                print(
                    f"all kinds asked once: {spent(process):.1f} s of processor time, {memory(process):.0f} MB",
                    flush=True,
                )
                asks: list[Ask] = []
                while len(asks) < seconds * rate:
                    asks += questions(places, tag, claims, reports, dice)
                before = spent(process)
                taken, wrong = asyncio.run(load(address, asks[: int(seconds * rate)], rate))
                print(table(taken))
                busy, cores = os.getloadavg()[0], os.cpu_count() or 1
                print(f"load of the machine: {busy:.1f} on {cores} processors; what else runs slows the answers")
                print(
                    f"{(spent(process) - before) / len(asks) * 1000:.1f} ms of processor a request; {len(wrong)} failed"
                )
                print(*sorted(set(wrong))[:5], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:3]), *sys.argv[3:4]))
