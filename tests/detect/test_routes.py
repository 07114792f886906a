from __future__ import annotations

from pathlib import Path

import pytest

from outskirts import knowledge
from outskirts.config import Config
from outskirts.detect.gazetteer import Gazetteer, ensure
from outskirts.detect.parties.conflicts import load_conflicts
from outskirts.detect.routes import bundled, located, routes, written
from outskirts.errors import KnowledgeError

ABOUT = '[about]\nwhat = "mine"\nsource = "me"\nlicence = "CC0"\nconflict = "sudan"\n'


@pytest.fixture(scope="module")
def gazetteer(home: Path) -> Gazetteer:
    return ensure(Config(home))


def parsed(text: str) -> dict[str, object]:
    return knowledge.parse(ABOUT + text, "mine.toml")


def test_bundled_routes_are_of_known_wars_and_their_towns_are_mostly_known(gazetteer: Gazetteer) -> None:
    wars = {conflict.id: conflict for conflict in load_conflicts()}
    assert {one.conflict for one in bundled()} <= set(wars)
    for conflict in {one.conflict for one in bundled()}:
        towns = sum(len(one.places) for one in bundled() if one.conflict == conflict)
        missing = sum(len(one.missing) for one in located(bundled(), gazetteer, wars[conflict]))
        assert missing < 0.3 * towns, conflict


def test_namesakes_are_chosen_along_the_way(gazetteer: Gazetteer) -> None:
    war = next(conflict for conflict in load_conflicts() if conflict.id == "russia-ukraine")
    road = next(one for one in located(bundled(), gazetteer, war) if one.id == "t0504")
    assert [place.admin1 for place in road.places] == ["Donetsk"] * 5
    assert not road.missing


def test_a_users_route_is_added_or_takes_the_place_of_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        ABOUT + '[[route]]\nid = "x"\nname = "X"\nplaces = ["A", "B"]\n'
        '[[route]]\nid = "kosti-sennar"\nname = "Mine"\nplaces = ["A", "B"]\n',
        encoding="utf-8",
    )
    found = {(one.conflict, one.id): one for one in written(tmp_path)}
    assert found["sudan", "x"].places == ("A", "B")
    assert found["sudan", "kosti-sennar"].name == "Mine"
    assert len(found) == len(bundled()) + 1


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[[route]]\nid = "x"\nname = "X"\nplaces = ["A"]\n', "two towns"),
        ('[[route]]\nid = "x"\nname = "X"\nplaces = ["A", "A"]\n', "twice"),
        ('[[route]]\nid = "x"\nplaces = ["A", "B"]\n', "name"),
        ('[[route]]\nid = "x"\nname = "X"\nplaces = "A"\n', "places"),
        ('[[route]]\nid = "x"\nname = "X"\nplaces = ["A", "B"]\nlength = 4\n', "length"),
        ('[[route]]\nid = "x"\nname = "X"\nplaces = ["A", "B"]\n' * 2, "twice"),
        ("", "route"),
    ],
)
def test_a_wrong_file_is_refused_by_its_key(text: str, named: str) -> None:
    with pytest.raises(KnowledgeError, match=named) as caught:
        routes(parsed(text), "mine.toml")
    assert "mine.toml" in str(caught.value)


def test_a_file_must_name_its_war() -> None:
    table = parsed("")
    del table["about"]["conflict"]  # type: ignore[attr-defined]
    with pytest.raises(KnowledgeError, match=r"about\.conflict"):
        routes(table, "mine.toml")
