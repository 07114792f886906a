"""What is an extractor? Whatever turns reports into readings: the rules of this package, a language model, yours.

A package registers one as an entry point of the group ``outskirts.extractors``, which names a callable that takes a
:class:`Workshop` and gives an :class:`Extractor`. :mod:`outskirts.extract.contract` holds the tests that each must
pass; docs/extending.md shows a whole one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, Protocol

from outskirts.config import Config
from outskirts.detect.gazetteer import Gazetteer
from outskirts.vocabulary import Conflict, Problem, Reading, Report

Layers = Literal["all", "claims"]


class Extractor(Protocol):
    """Reads reports one after another."""

    @property
    def reader(self) -> str:
        """What the ledger keeps with each report, to tell who read it: a name and the versions of all on which the
        answer depends, such as ``"lm qwen2.5:7b, prompt 3f2a91c0, outskirts 0.1.0"``."""
        ...

    def read(self, reports: Iterable[Report]) -> Iterator[Reading | Problem]:
        """For each report, in order, one item: its reading; or the problem that kept it from being read, and then the
        report is not kept, so that a later run tries it again.

        The reading's report has the id and the text of the one given, character by character, and ``language`` set.
        Spans are code points into that text and hold the words that stand there. A text in a language that is not read
        has no claims and a problem that says so. The same reports give the same readings. Reports may be read ahead of
        what has been answered, a few at a time. Raises an error of :mod:`outskirts.errors` where nothing can be read
        at all."""
        ...

    def summary(self) -> str:
        """A line to be said at the end of a run, such as what it cost; empty for none."""
        ...


class Workshop(Protocol):
    """What an extractor may use. All is opened when it is first asked for."""

    @property
    def config(self) -> Config:
        """Where the user's files lie; a cache belongs into a folder of ``config.home``."""
        ...

    @property
    def gazetteer(self) -> Gazetteer: ...

    @property
    def conflicts(self) -> tuple[Conflict, ...]: ...

    @property
    def layers(self) -> Layers:
        """``claims`` where attributions, places and times that belong to no claim are not wanted."""
        ...

    @property
    def options(self) -> Mapping[str, Any]:
        """What the user set for this extractor: keys of a TOML file, and options of the command line."""
        ...

    @property
    def environ(self) -> Mapping[str, str]:
        """The environment, for keys that belong into no file."""
        ...


Make = Callable[[Workshop], Extractor]
