"""How fast is reading, where does the time go, and how soon does the command answer?

    python benchmarks/speed.py [FILE]          reports as lines of JSON; the bundled ones without FILE
    python benchmarks/speed.py --profile 40    also the functions that cost most, by cProfile

Speeds are words a second of processor time in one process, warm, with those by the clock beside them: on a machine
that does other things too only the first can be compared. The bare parse is spaCy's own pipeline on the same texts. It
says, too, whether the claims are the same where only the sentences are parsed that claims may need.
"""

from __future__ import annotations

import argparse
import cProfile
import itertools
import multiprocessing
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from material import reports, tools, words
from score import BUNDLED

from outskirts import pipeline
from outskirts.clean.parse import DEFAULT_PIPELINE
from outskirts.config import load
from outskirts.pipeline import Tools
from outskirts.publish import wire
from outskirts.vocabulary import Claim, Report

COLD_WORDS = 400
# Texts are repeated up to so many words, so that what is measured takes a few seconds.
ENOUGH = 40_000
ROUNDS = 3
PARSER_ONLY = ("ner", "attribute_ruler", "lemmatizer")
ROWS = {
    "all": "read, all layers",
    "claims": "read, claims only",
    "bare": "spaCy as it comes",
    "parser": "spaCy tagger, parser",
}
# Names in the pipeline module, in the order in which a report passes them.
STAGES = ("sentences", "find_places", "is_party", "times_in", "trees", "hear", "point_back", "about_war", "claims")


@dataclass(slots=True)
class Spent:
    """Seconds by the clock and of this process."""

    wall: float = 0.0
    cpu: float = 0.0

    @contextmanager
    def counting(self) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu


def enough(given: Sequence[Report]) -> list[Report]:
    """The reports, over and over, to about ENOUGH words."""
    times = max(1, round(ENOUGH / words(given)))
    return list(itertools.chain.from_iterable([given] * times))


def spent(work: Callable[[], object]) -> Spent:
    made = Spent()
    with made.counting():
        work()
    return made


def reading(given: Sequence[Report], using: Tools, layers: pipeline.Wanted) -> list[str]:
    return [wire.line(one) for one in pipeline.read(given, using, layers)]


def claims_of(given: Sequence[Report], using: Tools, layers: pipeline.Wanted) -> list[tuple[Claim, ...]]:
    return [reading.claims for reading in pipeline.read(given, using, layers)]


def differing(given: Sequence[Report], using: Tools) -> tuple[int, int]:
    """Claims that are not the same when only what claims need is parsed, and claims."""
    every, spared = claims_of(given, using, "all"), claims_of(given, using, "claims")
    return sum(len({*a} ^ {*b}) for a, b in zip(every, spared, strict=True)), sum(map(len, every))


def measured(given: Sequence[Report], using: Tools, rounds: int = ROUNDS) -> dict[str, Spent]:
    """The least of several rounds of each: on a machine that does other things too every round is slowed by chance."""
    reading(given[:20], using, "all")
    nlp = {name: parser_without(names) for name, names in (("bare", ()), ("parser", PARSER_ONLY))}
    texts = [report.text for report in given]
    work: dict[str, Callable[[], object]] = {
        "all": lambda: reading(given, using, "all"),
        "claims": lambda: reading(given, using, "claims"),
        "bare": lambda: len(list(nlp["bare"].pipe(texts))),
        "parser": lambda: len(list(nlp["parser"].pipe(texts))),
    }
    turns = [{name: spent(call) for name, call in work.items()} for _ in range(rounds)]
    return {name: min((turn[name] for turn in turns), key=lambda took: took.cpu) for name in work}


def parser_without(exclude: Sequence[str]) -> Any:
    """spaCy by itself, warm."""
    import spacy

    nlp = spacy.load(DEFAULT_PIPELINE, exclude=list(exclude))
    list(nlp.pipe(["The parser is warm."] * 20))
    return nlp


def factors(took: dict[str, Spent]) -> dict[str, float]:
    """What is promised of speed, as figures.toml notes it."""
    return {
        "all to bare spaCy": took["all"].cpu / took["bare"].cpu,
        "bare spaCy to claims": took["bare"].cpu / took["claims"].cpu,
        "all to claims": took["all"].cpu / took["claims"].cpu,
    }


def speeds(given: Sequence[Report], using: Tools) -> None:
    count, took = words(given), measured(given, using)
    print(f"{count:,} words{'':15}words/s cpu   wall   time of reading all : of this")
    for name, title in ROWS.items():
        each = took[name]
        print(f"  {title:24}{count / each.cpu:12,.0f}{count / each.wall:7,.0f}   {took['all'].cpu / each.cpu:.2f}")
    told = factors(took)
    print(
        f"  all layers take {told['all to bare spaCy']:.2f} times a bare parse; claims alone are read "
        f"{told['bare spaCy to claims']:.2f} times as fast as a bare parse\n"
        f"  and {told['all to claims']:.2f} times as fast as with everything parsed"
    )
    other, all_of_them = differing(given, using)
    print(f"  claims that differ where only what they need is parsed: {other} of {all_of_them:,}")


def peak(path: Path) -> None:
    """The memory of one process that reads the file and keeps nothing."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        print(f"peak memory of one process {pool.apply(memory, (path,)):,.0f} MB")


def memory(path: Path) -> float:
    using, count = tools(), 0
    for one in pipeline.read(enough(reports(path)), using):
        count += len(wire.line(one))
    return own_peak()


def own_peak() -> float:
    """Megabytes. Linux hands the peak of a parent on to what it starts, in getrusage; not so in its own table."""
    table = Path("/proc/self/status")
    if table.exists():
        return next(int(line.split()[1]) for line in table.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def watched(using: Tools) -> Iterator[dict[str, Spent]]:
    """The stages of the pipeline, timed."""
    places: list[tuple[Any, str]] = [
        *((pipeline, name) for name in STAGES),
        (using.parser, "parse"),
        (using.finder, "conflict_of"),
        (wire, "line"),
    ]
    taken: dict[str, Spent] = {}
    before = [(owner, name, getattr(owner, name)) for owner, name in places]

    def timed(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        took = taken.setdefault(name, Spent())

        def wrapped(*args: Any, **named: Any) -> Any:
            with took.counting():
                return call(*args, **named)

        return wrapped

    for owner, name, call in before:
        setattr(owner, name, timed(name, call))
    try:
        yield taken
    finally:
        for owner, name, call in before:
            setattr(owner, name, call)


def stages(given: Sequence[Report], using: Tools) -> None:
    count, whole = words(given), Spent()
    with watched(using) as taken, whole.counting():
        reading(given, using, "all")
    print("microseconds a word, by stage")
    for name, took in sorted(taken.items(), key=lambda pair: -pair[1].cpu):
        print(f"  {name:24}{took.cpu / count * 1e6:8.1f}")
    rest = whole.cpu - sum(took.cpu for took in taken.values())
    print(f"  {'the rest':24}{rest / count * 1e6:8.1f}\n  {'all':24}{whole.cpu / count * 1e6:8.1f}")


def functions(given: Sequence[Report], using: Tools, most: int) -> None:
    profile, count = cProfile.Profile(), words(given)
    profile.runcall(reading, given, using, "all")
    rows = pstats.Stats(profile).stats.items()  # type: ignore[attr-defined]
    print("microseconds a word, by function (own, with what it calls; a profiled run is slower)")
    for (file, line, name), (_, _, own, all_of_it, _) in sorted(rows, key=lambda row: -row[1][2])[:most]:
        where = "/".join(Path(file).parts[-2:])
        print(f"  {own / count * 1e6:8.2f}{all_of_it / count * 1e6:8.2f}  {where}:{line} {name}")


def quickest(command: Sequence[str], times: int = 3) -> Spent:
    """The best of several runs of a command, with the processor time of its process."""
    found = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = spent(lambda: subprocess.run(command, check=False, capture_output=True))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        found.append(took)
    return min(found, key=lambda took: took.wall)


def cold(home: Path) -> None:
    """From typing the command to its answer."""
    text = " ".join(itertools.chain.from_iterable(report.text.split() for report in reports(BUNDLED)))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_text(" ".join(text.split()[:COLD_WORDS]), encoding="utf-8")
        command = [str(Path(sys.executable).parent / "outskirts"), "--home", str(home)]
        rows = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import outskirts": [sys.executable, "-c", "import outskirts"],
            "outskirts --help": [*command, "--help"],
            f"outskirts read, {COLD_WORDS} words": [*command, "read", str(file), "--published", "2024-10-08"],
        }
        print("seconds from cold, best of three        wall    cpu")
        for name, line in rows.items():
            took = quickest(line)
            print(f"  {name:34}{took.wall:8.2f}{took.cpu:7.2f}")


def share(path: Path, part: int, parts: int, begin: Any, done: Any) -> None:
    """What one of several processes does: load, wait for the others, read its share."""
    using, given = tools(), enough(reports(path))[part::parts]
    begin.wait()
    reading(given, using, "all")
    done.wait()


def by_the_clock(path: Path, parts: int) -> float:
    """Words a second that some processes read together, each its share."""
    context = multiprocessing.get_context("spawn")
    begin, done = context.Barrier(parts + 1), context.Barrier(parts + 1)
    workers = [context.Process(target=share, args=(path, n, parts, begin, done)) for n in range(parts)]
    for worker in workers:
        worker.start()
    begin.wait()
    took = spent(done.wait)
    for worker in workers:
        worker.join()
    return words(enough(reports(path))) / took.wall


def processes(path: Path, parts: int = 2) -> None:
    one, several = by_the_clock(path, 1), by_the_clock(path, parts)
    print(
        f"by the clock, words a second: one process {one:,.0f}, {parts} processes {several:,.0f}, "
        f"{several / one:.2f} times as many"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=BUNDLED)
    parser.add_argument("--profile", type=int, default=0, metavar="N", help="the N functions that cost most")
    asked = parser.parse_args()
    using, given = tools(), enough(reports(asked.file))
    speeds(given, using)
    stages(given, using)
    if asked.profile:
        functions(given, using, asked.profile)
    cold(load().home)
    peak(asked.file)
    processes(asked.file)


if __name__ == "__main__":
    main()
