"""The towns that conflict files name as held are known to the gazetteer by that very name."""

from __future__ import annotations

from pathlib import Path

import pytest

from outskirts.config import Config
from outskirts.detect.gazetteer import ensure
from outskirts.detect.parties.conflicts import load_conflicts
from outskirts.merge.initial import holdings
from outskirts.vocabulary import Conflict


@pytest.mark.parametrize("war", load_conflicts(), ids=lambda war: war.id)
def test_every_holding_of_towns_reaches_a_town(war: Conflict, home: Path) -> None:
    gazetteer = ensure(Config(home))
    places = gazetteer.within(war.area.countries, war.area.regions)
    for row in war.holdings:
        if len(row.area.places) > 1 and not (row.area.countries or row.area.regions or row.area.polygon):
            reached = [p.name for p in places if (row.since, row.side) in holdings(p, war)]
            assert reached, f"{war.id}: {row.side} since {row.since} reaches no place"
