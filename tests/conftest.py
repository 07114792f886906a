"""What tests of whole commands share: a home with the real gazetteer, built once and kept between runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import stamina

import postgres


def built(config: pytest.Config) -> Path:
    """A home folder with the full gazetteer. It lies in pytest's cache, so that only the first run builds it."""
    from outskirts.config import Config
    from outskirts.detect.gazetteer import ensure

    folder = Path(config.cache.mkdir("outskirts-home"))  # type: ignore[union-attr]
    ensure(Config(folder)).close()
    return folder


def pytest_sessionstart(session: pytest.Session) -> None:
    """Where several processes share the tests, the gazetteer is built before they start: once, not once in each."""
    if getattr(session.config.option, "numprocesses", None) and not hasattr(session.config, "workerinput"):
        built(session.config)


@pytest.fixture(scope="session")
def home(request: pytest.FixtureRequest) -> Path:
    """The home folder that all tests share."""
    return built(request.config)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server."""
    with postgres.server() as address:
        yield address


@pytest.fixture
def no_waiting() -> Iterator[None]:
    """Tries of the network follow one another at once."""
    stamina.set_testing(True, attempts=3, cap=True)
    yield
    stamina.set_testing(False)


@pytest.fixture(scope="session")
def text_layout() -> None:
    """Skips where the system has not the library that PDF is laid out with, unless it is required."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        if os.environ.get("OUTSKIRTS_PDF") == "required":
            raise
        pytest.skip("the system has no Pango to lay out text with")


@pytest.fixture
def proof() -> Callable[..., None]:
    """``proof("killed.add", done=…, holds=…, measured=…)`` keeps the figures of a slow test under ``make prove``."""
    from proof import told

    return told
