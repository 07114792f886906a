"""Which extractors are there, and how is one used? The rules, a language model, and those of other packages.

What another package's extractor gives is checked before it goes on, and what it raises costs one report, not the run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import version
from typing import Any

from outskirts import pipeline, plugins
from outskirts.clean.parse import DEFAULT_PIPELINE
from outskirts.config import Config
from outskirts.detect.gazetteer import Gazetteer, ensure
from outskirts.errors import NotKnown, OutskirtsError
from outskirts.extract.contract import faults, faults_of_claim
from outskirts.extract.protocol import Extractor, Layers
from outskirts.plugins import Part
from outskirts.vocabulary import Conflict, Problem, Reading, Report

DEFAULT = "rules"
BUILT_IN = {
    "rules": "outskirts.extractors:rules",
    "lm": "outskirts.extract.lm.extractor:make",
}
WHAT = {
    "rules": "rules over a parse; what is used where nothing else is named",
    "lm": "a language model at any OpenAI-compatible address, when asked for",
}


@dataclass
class Bench:
    """A :class:`~outskirts.extract.protocol.Workshop`; ``load`` loads what the rules need, ``open_gazetteer`` and
    ``load_conflicts`` only these."""

    config: Config
    load: Callable[[], pipeline.Tools]
    load_conflicts: Callable[[], tuple[Conflict, ...]]
    layers: Layers = "all"
    options: Mapping[str, Any] = field(default_factory=dict)
    environ: Mapping[str, str] = field(default_factory=dict)
    open_gazetteer: Callable[[Config], Gazetteer] = ensure

    @cached_property
    def tools(self) -> pipeline.Tools:
        return self.load()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return self.open_gazetteer(self.config)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        return self.load_conflicts()


@dataclass
class Rules:
    """The reader of this package: :func:`outskirts.pipeline.read`. Its tools are loaded with the first report."""

    bench: Bench

    @property
    def reader(self) -> str:
        return f"outskirts {version('outskirts')}, {DEFAULT_PIPELINE}"

    def read(self, reports: Iterable[Report]) -> Iterator[Reading | Problem]:
        found = iter(reports)
        for first in found:
            yield from pipeline.read(_with(first, found), self.bench.tools, self.bench.layers)

    def summary(self) -> str:
        return ""


def _with(first: Report, rest: Iterator[Report]) -> Iterator[Report]:
    yield first
    yield from rest


def rules(bench: Bench) -> Extractor:
    return Rules(bench)


def listed() -> tuple[Part, ...]:
    """All that are registered, whether or not they can be loaded."""
    return plugins.parts(plugins.EXTRACTORS, BUILT_IN)


def extractor(name: str, bench: Bench) -> Extractor:
    """The extractor of that name, ready to read. Raises NotKnown, PluginError, and what its settings make it raise."""
    known = listed()
    part = next((part for part in known if part.name == name), None)
    if part is None:
        raise NotKnown(f"no extractor {name!r}", f"give one of {', '.join(part.name for part in known)}")
    make = part.load()
    if not part.package:
        made: Extractor = make(bench)
        return made
    try:
        return Guest(part, make(bench))
    except OutskirtsError:
        raise
    except Exception as error:  # whatever a stranger's code raises while it is set up
        what = f"it cannot be set up: {type(error).__name__}: {error}"
        raise part.error(what, f"see how {part.package} is to be set up") from error


@dataclass
class Guest:
    """The extractor of another package, looked after."""

    part: Part
    own: Extractor

    @property
    def reader(self) -> str:
        return f"{self.own.reader}; {self.part.origin}"

    def summary(self) -> str:
        return self.own.summary()

    def read(self, reports: Iterable[Report]) -> Iterator[Reading | Problem]:
        """One item a report. Where it raises, the reports that it had taken are given to it again, each alone."""
        source, taken, ours = iter(reports), deque[Report](), list[Exception]()

        def feed() -> Iterator[Report]:
            try:
                for report in source:
                    taken.append(report)
                    yield report
            except Exception as error:
                ours.append(error)
                raise

        while True:
            try:
                for item in self.own.read(feed()):
                    if not taken:
                        raise self.part.error("it gives more answers than there are reports")
                    yield self.checked(taken.popleft(), item)
                if taken:
                    raise ValueError("it gives fewer answers than there are reports")
            except OutskirtsError:
                raise
            except Exception:  # a bug of a stranger's, which must not cost more than the report that brings it up
                if ours or not taken:
                    raise
                yield from map(self.alone, list(taken))
                taken.clear()
                continue
            return

    def alone(self, report: Report) -> Reading | Problem:
        try:
            [item] = self.own.read(iter([report]))
        except OutskirtsError:
            raise
        except Exception as error:
            return Problem(str(self.part.error(f"{type(error).__name__}: {error}")), report.id, "it is not kept")
        return self.checked(report, item)

    def checked(self, given: Report, item: object) -> Reading | Problem:
        """The reading without the claims that break the contract; a problem in place of a reading that does."""
        if isinstance(item, Problem):
            return item
        if not isinstance(item, Reading):
            return Problem(str(self.part.error(f"it gives {type(item).__name__}")), given.id, "it is not kept")
        try:
            wrong = faults(given, item)
            bad = {n: found for n, claim in enumerate(item.claims) if (found := faults_of_claim(given, claim))}
        except (TypeError, AttributeError) as error:
            wrong, bad = [f"a value is of the wrong type: {error}"], {}
        if wrong:
            return Problem(str(self.part.error(wrong[0])), given.id, "it is not kept")
        said = [Problem(str(self.part.error(f"a claim was left out: {found[0]}")), given.id) for found in bad.values()]
        kept = {claim.id: claim for n, claim in enumerate(item.claims) if n not in bad}
        return replace(item, claims=tuple(kept.values()), problems=(*item.problems, *said))
