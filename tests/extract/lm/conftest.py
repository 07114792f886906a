"""A fake model, and the extractor that asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fake_model import FakeModel, fake_model
from outskirts.config import Config
from outskirts.detect.gazetteer import Gazetteer, ensure
from outskirts.detect.parties import PartyFinder, load_conflicts
from outskirts.extract.lm.build import Builder
from outskirts.extract.lm.extractor import LanguageModel, make
from outskirts.extractors import Bench

Asking = Callable[..., LanguageModel]


@pytest.fixture(autouse=True)
def tries_at_once(no_waiting: None) -> None:
    """All tests here do without the waiting."""


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with fake_model() as made:
        yield made


@pytest.fixture(scope="session")
def gazetteer(home: Path) -> Gazetteer:
    return ensure(Config(home))


@pytest.fixture(scope="session")
def builder(gazetteer: Gazetteer) -> Builder:
    """Takes half a second to make, and remembers nothing of what it builds."""
    conflicts = load_conflicts()
    return Builder(gazetteer, conflicts, PartyFinder(conflicts))


@pytest.fixture
def asking(model: FakeModel, builder: Builder, tmp_path: Path) -> Asking:
    """``asking(timeout=1)``: an extractor with these settings, its cache in the folder of the test; it never sleeps."""

    def extractor(environ: dict[str, str] | None = None, **options: Any) -> LanguageModel:
        given = {"model": "fake", "endpoint": model.url} | options
        bench = Bench(
            Config(tmp_path), lambda: pytest.fail("the parser is not needed"), lambda: builder.conflicts, "all", given,
            environ or {}, lambda _: builder.gazetteer,
        )  # fmt: skip
        made = make(bench)
        made.__dict__["builder"] = builder
        made.__dict__["builder"] = builder
        made.client.sleep = lambda _: None
        return made

    return extractor
