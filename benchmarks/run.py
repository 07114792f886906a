"""How accurate and how fast is reading now, beside the release before?

    python benchmarks/run.py                                   the bundled, annotated reports
    python benchmarks/run.py --gold FILE --gold FILE           other annotated reports
    python benchmarks/run.py --layers places FILE              a layer: attributions, places, times or dates
    python benchmarks/run.py --keep                            also note the figures under this version

Earlier figures stand in figures.toml under the name of the file without its endings.
"""

from __future__ import annotations

import argparse
import os
import platform
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

import score
import score_layers
import speed
from material import Predicted, predict, reports, tools, words

from outskirts.pipeline import Tools

FIGURES = Path(__file__).parent / "figures.toml"
HEADER = (
    "# What python benchmarks/run.py --keep measured at each release: shares in [0, 1], and words a second of\n"
    "# processor time on the machine named; under speed, how many times the first takes as long, or is as fast,\n"
    "# as the second. A later run is shown beside the last release before it.\n"
)
SPEED = "words a second"
PACES = "speed"
Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Release:
    """The figures of one version, by set and name."""

    version: str
    date: str
    machine: str
    sets: Mapping[str, Figures]


def releases(path: Path = FIGURES) -> list[Release]:
    """Those noted so far, oldest first."""
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return [Release(r["version"], r["date"], r["machine"], r["sets"]) for r in table.get("release", ())]


def machine() -> str:
    """Processor, cores and Python of this machine."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f"{model or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def name_of(path: Path) -> str:
    return path.name.split(".")[0]


def claims_of(path: Path, made: Predicted) -> tuple[str, Figures]:
    tally = score.score(score.rows(path), made.rows)
    print(f"{name_of(path)}: {tally.reports} reports, {tally.gold} annotated claims, {tally.predicted} predicted")
    return name_of(path), {**tally.figures(), SPEED: round(made.speed)}


def layer_of(layer: str, path: Path, made: Predicted) -> tuple[str, Figures]:
    tally = score_layers.score(layer, score.rows(path), made.rows)
    print(f"{layer} of {name_of(path)}: {tally.gold} annotated, {tally.predicted} predicted")
    return f"{layer} {name_of(path)}", {**tally.figures(), SPEED: round(made.speed)}


def table(name: str, now: Figures, before: Release | None) -> Iterator[str]:
    """The figures of one set, beside those of a release."""
    then = before.sets.get(name, {}) if before else {}
    yield f"  {'':22}{'now':>8}{before.version if before and then else '':>9}"
    for key, value in now.items():
        shown = f"{value:8,.0f}" if key == SPEED else f"{value:8.3f}"
        old = then.get(key)
        change = "" if old is None else f"{old:9,.0f}" if key == SPEED else f"{old:9.3f} {value - old:+.3f}"
        yield f"  {key:22}{shown}{change}".rstrip()


def kept(known: list[Release], new: Release) -> str:
    """The text of figures.toml with a release added; one of the same version is replaced, set by set."""
    same = next((r for r in known if r.version == new.version), None)
    merged = Release(new.version, new.date, new.machine, {**(same.sets if same else {}), **new.sets})
    parts = [HEADER]
    for r in [*(r for r in known if r.version != new.version), merged]:
        parts.append(f'\n[[release]]\nversion = "{r.version}"\ndate = "{r.date}"\nmachine = "{r.machine}"\n')
        for name, figures in r.sets.items():
            parts.append(f'\n[release.sets."{name}"]\n')
            parts += [
                f'"{key}" = {value:.0f}\n' if key == SPEED else f'"{key}" = {value:.4f}\n'
                for key, value in figures.items()
            ]
    return "".join(parts)


def paces(using: Tools) -> tuple[Figures, str]:
    """How fast reading is beside a bare parse and beside itself, on the bundled reports."""
    found = speed.enough(reports(score.BUNDLED))
    told = speed.factors(speed.measured(found, using))
    told["two processes to one"] = speed.by_the_clock(score.BUNDLED, 2) / speed.by_the_clock(score.BUNDLED, 1)
    return told, f"{words(found):,} words"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", default=[], metavar="FILE", help="annotated claims")
    parser.add_argument("--layers", nargs=2, action="append", default=[], metavar=("KIND", "FILE"))
    parser.add_argument("--keep", action="store_true", help="note the figures under this version")
    parser.add_argument("--home", type=Path, help="folder of the gazetteer")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    using, known = tools(given.home), releases()
    before = next((r for r in reversed(known) if r.version != version("outskirts")), known[-1] if known else None)
    sets: dict[str, Figures] = {}
    jobs: list[tuple[str, Path]] = [("", path) for path in given.gold]
    jobs += [(layer, Path(path)) for layer, path in given.layers]
    for layer, path in jobs or [("", score.BUNDLED)]:
        made = predict(path, using)
        name, figures = layer_of(layer, path, made) if layer else claims_of(path, made)
        print("\n".join(table(name, figures, before)))
        sets[name] = figures
    if given.keep or not jobs:
        sets[PACES], text = paces(using)
        print(f"speed on {text} of the bundled reports: time of the first, or speed of the later ones, as a multiple")
        print("\n".join(table(PACES, sets[PACES], before)))
    if given.keep:
        new = Release(version("outskirts"), date.today().isoformat(), machine(), sets)
        FIGURES.write_text(kept(known, new), encoding="utf-8")


if __name__ == "__main__":
    main()
