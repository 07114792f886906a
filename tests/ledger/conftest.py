"""Ledgers to write into, and the readings of made-up reports to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from ledger_material import TEXT, TORETSK, Clock, claim, span

import postgres
from outskirts.ledger import Ledger
from outskirts.vocabulary import Attribution, Days, Kind, Place, Problem, Reading, Report, Span, Stance, TimeMention


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture(params=["sqlite", *(["postgresql"] if postgres.available() else [])])
def address(path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a ledger can be made: a file, or a schema of its own in PostgreSQL."""
    if request.param == "sqlite":
        yield str(path)
        return
    with postgres.schema(request.getfixturevalue("server")) as found:
        yield found


@pytest.fixture
def ledger(address: str, clock: Clock) -> Iterator[Ledger]:
    with Ledger.open(address, clock=clock, reader="test 1") as opened:
        yield opened


@pytest.fixture
def read() -> Callable[..., Reading]:
    """A function that makes the reading of a made-up report."""

    def make(
        name: str = "r1",
        *,
        published: datetime | None = datetime(2024, 10, 8, 6, 10, tzinfo=UTC),
        text: str = TEXT,
        outlet: str = "Example Wire",
        places: tuple[Place | None, ...] = (TORETSK,),
        kind: Kind = Kind.ENTER,
    ) -> Reading:
        report = Report(name, text, published, outlet, "A title", "https://wire.example/1")
        claims = tuple(claim(report, place=place, kind=kind, number=n) for n, place in enumerate(places))
        source, content = span(text, "the city's administration"), Span(0, 10, text[:10])
        days = Days(date(2024, 10, 7), date(2024, 10, 7), "Monday")
        return Reading(
            report,
            claims,
            (Attribution((source,), span(text, "said"), (content,), claims[0].speakers if claims else (),
                         Stance.DENIED, days),),
            tuple(c.place for c in claims if c.place),
            (TimeMention(span(text, "Monday"), "DATE", "2024-10-07", days, "since"),
             TimeMention(Span(0, 1, "N"), "SET", "")),
            (Problem("odd", "line 3", "mend it"),),
        )  # fmt: skip

    return make
