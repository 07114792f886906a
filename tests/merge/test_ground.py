"""Ground from places: cells, what follows for the silent ones, lines of contact, shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from saying import WAR, says

from outskirts.errors import KnowledgeError
from outskirts.merge.ground import beliefs, outline
from outskirts.merge.ground import settings as numbers
from outskirts.merge.ground.areas import Areas, areas
from outskirts.merge.ground.cells import cells, distinct
from outskirts.merge.ground.plane import Plane
from outskirts.merge.ground.terrain import Terrain, terrain
from outskirts.merge.status import Model
from outskirts.vocabulary import CONTESTED, UNKNOWN, Area, Holding, Place

DAY = date(2024, 10, 8)
EAST = ((46.0, 37.5), (46.0, 41.0), (52.0, 41.0), (52.0, 37.5))
SPLIT = replace(WAR, holdings=(*WAR.holdings, Holding("RU", Area(polygon=EAST), date(2022, 2, 24))))


def village(number: int, lat: float, lon: float, admin1: str = "Donetsk", **more: str) -> Place:
    return Place(f"v:{number}", f"Village {number}", lat, lon, country="UA", admin1=admin1, **more)


def grid(south: float = 47.6, north: float = 48.6, west: float = 36.6, east: float = 38.4) -> list[Place]:
    spots = [(lat, lon) for lat in np.arange(south, north, 0.1) for lon in np.arange(west, east, 0.12)]
    return [village(n, float(lat), float(lon)) for n, (lat, lon) in enumerate(spots)]


GRID = grid()


@pytest.fixture(scope="module")
def ground() -> Terrain:
    return terrain(SPLIT, GRID)


def told(ground: Terrain, said: Sequence[object] = (), on: date = DAY) -> Areas:
    known = beliefs.heard(said, Model(SPLIT), [on])  # type: ignore[arg-type]
    return areas(ground, known, with_cells=True)


def nearest(lat: float, lon: float) -> Place:
    return min(GRID, key=lambda p: abs((p.lat or 0) - lat) + abs((p.lon or 0) - lon))


# Cells


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-90, 90)), min_size=1, max_size=40), st.integers(0, 3))
def test_cells_do_not_overlap_and_cover_the_outline(found: list[tuple[float, float]], shape: int) -> None:
    ring = shapely.Point(0, 0).buffer(80)
    outlines = (
        ring,
        shapely.box(-100, -50, 100, 50),
        ring.difference(shapely.Point(20, 10).buffer(25)),
        shapely.union_all([shapely.box(-90, -90, -10, 0), shapely.box(10, 20, 90, 90)]),
    )
    points = np.array(found, dtype=float)
    points = points[distinct(points)]
    made = cells(points, outlines[shape])
    whole = outlines[shape].area
    assert shapely.area(made).sum() == pytest.approx(whole, rel=1e-6)
    assert shapely.union_all(made).symmetric_difference(outlines[shape]).area < 1e-6 * whole
    assert (shapely.area(shapely.difference(made, outlines[shape])) < 1e-6 * whole).all()


def test_a_point_lies_in_its_own_cell_and_is_nearest_there() -> None:
    points = np.random.default_rng(3).uniform(0, 100, (60, 2))
    made = cells(points, shapely.box(0, 0, 100, 100))
    assert shapely.contains(made, shapely.points(points)).all()
    for n, middle in enumerate(shapely.get_coordinates(shapely.centroid(made))):
        assert np.hypot(*(points - middle).T).argmin() == n


def test_points_at_one_spot_are_one() -> None:
    points = np.array([(0.0, 0.0), (0.001, 0.001), (5.0, 5.0)])
    assert list(distinct(points)) == [0, 2]


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(-4, 4), st.floats(-4, 4))
def test_the_plane_leads_there_and_back(lat: float, lon: float, up: float, right: float) -> None:
    plane = Plane(lat, lon)
    points = np.array([(lon + right, lat + up)])
    assert plane.globe(plane.flat(points)) == pytest.approx(points, abs=1e-6)


def test_areas_on_the_plane_are_true() -> None:
    square = shapely.segmentize(shapely.box(30, 48, 31, 49), 0.1)
    zone = 2 * np.pi * 6371.0088**2 * (np.sin(np.radians(49)) - np.sin(np.radians(48))) / 360
    assert Plane(46.0, 33.0).flattened(square).area == pytest.approx(zone, rel=1e-4)


# Outlines


def test_land_belongs_to_the_country_whose_places_lie_on_it() -> None:
    places = [village(1, 48.5, 35.0), village(2, 50.0, 30.0), Place("p", "A village", 52.0, 21.0, country="PL")]
    land = outline.countries((20.0, 44.0, 41.0, 53.0), places)
    assert sorted(land) == ["PL", "UA"]
    assert land["UA"].contains(shapely.Point(34.1, 45.2)), "no border is known between Crimea and the mainland"
    assert not land["UA"].contains(shapely.Point(34.0, 43.5)), "the sea is no land"
    assert not land["UA"].contains(shapely.Point(23.0, 51.0)), "beyond the border is another country"


def test_a_few_places_astray_do_not_take_a_neighbour() -> None:
    region = Place("r", "Lublin", 51.2, 22.9, "region", "PL")
    astray = [village(n, 51.0 + n / 100, 23.5) for n in range(5)]
    land = outline.countries((20.0, 48.0, 30.0, 53.0), [region, village(9, 49.8, 24.0), *astray])
    assert land["PL"].contains(shapely.Point(23.0, 51.0))


def test_boundaries_that_are_known_bound_the_regions() -> None:
    plane = Plane(0.0, 0.0)
    land = plane.flattened(shapely.box(-1, -1, 1, 1))
    west = Place("w", "West", 0.0, -0.5, "region", "XX")
    half = '{"type":"Polygon","coordinates":[[[-1,-1],[0.2,-1],[0.2,1],[-1,1],[-1,-1]]]}'
    found = outline.pieces("XX", land, [(west, half)], plane)
    assert [piece.region for piece in found] == ["West", ""]
    assert sum(piece.shape.area for piece in found) == pytest.approx(land.area, rel=1e-3)
    assert found[0].shape.intersection(found[1].shape).area == pytest.approx(0, abs=1e-6)
    assert outline.pieces("XX", land, [(west, "{}"), (replace(west, country="YY"), half)], plane)[0].shape is land


def test_boundaries_name_the_region_of_a_place_and_bound_its_cell() -> None:
    box = '{"type":"Polygon","coordinates":[[[37,47],[38,47],[38,49],[37,49],[37,47]]]}'
    made = terrain(SPLIT, GRID, boundaries=[(Place("r", "Middle", 48.0, 37.5, "region", "UA"), box)])
    there = [region == ("UA", "Middle") for region in made.regions]
    within = [37 < (p.lon or 0) < 38 for p in made.places]
    assert there == within
    assert made.km2[there].sum() == pytest.approx(made.plane.flattened(shapely.from_geojson(box)).area, rel=1e-3)


# Terrain


def test_the_ground_is_all_cells_and_they_do_not_overlap(ground: Terrain) -> None:
    assert len(ground.places) == len(GRID)
    assert ground.km2.sum() == pytest.approx(sum(shape.area for shape in ground.outlines.values()), rel=1e-6)
    assert shapely.union_all(ground.cells).area == pytest.approx(ground.km2.sum(), rel=1e-6)


def test_ground_beyond_the_area_is_left_out_but_bounds_it() -> None:
    war = replace(SPLIT, area=Area(regions=("Donetsk",)))
    beside = [village(1000 + n, float(lat), 36.0, "Dnipropetrovsk") for n, lat in enumerate(np.arange(47.6, 48.6, 0.1))]
    made = terrain(war, [*GRID, *beside])
    assert {region for _, region in made.regions} == {"Donetsk"}
    west = made.plane.curved(shapely.union_all(made.cells)).bounds[0]
    assert west == pytest.approx(36.3, abs=0.1), "half way to the villages beside, where there are some"


def test_a_polygon_alone_bounds_the_ground() -> None:
    made = terrain(replace(SPLIT, area=Area(polygon=((47.8, 37.0), (47.8, 38.0), (48.4, 38.0), (48.4, 37.0)))), GRID)
    west, south, east, north = made.plane.curved(shapely.union_all(made.cells)).bounds
    assert (west, south, east, north) == pytest.approx((37.0, 47.8, 38.0, 48.4), abs=0.01)


def test_no_place_is_no_ground() -> None:
    made = terrain(SPLIT, [Place("x", "Elsewhere", 10.0, 10.0, country="ET")])
    assert made.places == ()
    assert told(made).patches == ()
    assert told(made).shares == ()


# What follows for places


def test_where_nothing_is_said_the_conflict_file_speaks(ground: Terrain) -> None:
    found = {cell.place.id: cell for cell in told(ground).cells}
    assert found[nearest(48.1, 36.6).id].holder == "UA"
    assert found[nearest(48.1, 38.3).id].holder == "RU"
    assert {cell.basis for cell in found.values()} == {"initial"}


def test_where_the_file_is_silent_too_it_is_not_known(ground: Terrain) -> None:
    bare = replace(SPLIT, holdings=())
    known = beliefs.heard([], Model(bare), [DAY])
    found = areas(ground, known, with_cells=True)
    assert {cell.holder for cell in found.cells} == {UNKNOWN}
    assert {patch.holder for patch in found.patches} == {UNKNOWN}
    assert found.lines == ()


def test_a_place_that_reports_speak_of_is_as_they_say(ground: Terrain) -> None:
    place = nearest(48.1, 37.2)
    found = {c.place.id: c for c in told(ground, [says("UA military: General Staff", "withdraw", "2024-10-07",
                                                       actor="UA", place=place)]).cells}  # fmt: skip
    assert (found[place.id].holder, found[place.id].basis) == ("RU", "reported")


def test_turning_a_place_changes_only_ground_near_it(ground: Terrain) -> None:
    place = nearest(48.1, 37.0)
    said = [says("UA military: General Staff", "withdraw", "2024-10-07", actor="UA", place=place)]
    before = told(ground, [says("US analysts: Institute", "hold", "2024-10-07", actor="UA", place=place)])
    after = told(ground, said)
    reach = numbers.load().inference.reach_km
    here = ground.points[[p.id for p in ground.places].index(place.id)]
    far = np.hypot(*(ground.points - here).T)
    moved = np.array([
        max(abs(one.control[code] - other.control[code]) for code in one.control)
        for one, other in zip(before.cells, after.cells, strict=True)
    ])  # fmt: skip
    assert moved[far < 1].max() > 0.5
    assert moved[(far > 1) & (far < 15)].max() > 0.01, "the villages around follow in part"
    apart = beliefs_apart(before, after, far, reach)
    assert apart < 0.05, "beyond the reach of a word only the front's nearness counts, and little"


def beliefs_apart(before: Areas, after: Areas, far: np.ndarray, reach: float) -> float:
    both = zip(before.cells, after.cells, far, strict=True)
    return max(abs(a.control[c] - b.control[c]) for a, b, km in both if km > reach for c in a.control)


def test_what_is_near_fighting_is_less_sure_than_what_is_far(ground: Terrain) -> None:
    place = nearest(48.1, 37.0)
    said = [
        says("", "clash", f"2024-0{month}-{day:02}", place=place) for month in range(3, 10) for day in (3, 9, 15, 21)
    ]
    found = {c.place.id: c for c in told(ground, said).cells}
    near, away = nearest(48.2, 37.0), nearest(48.5, 36.6)
    assert found[near.id].control["UA"] < found[away.id].control["UA"]


# The surface


def test_ground_of_holders_does_not_overlap_and_is_all_there_is(ground: Terrain) -> None:
    found = told(ground)
    shapes = [patch.shape for patch in found.patches]
    whole = shapely.union_all(shapes)
    assert sum(patch.km2 for patch in found.patches) == pytest.approx(ground.km2.sum(), rel=0.01)
    assert shapely.area(whole) == pytest.approx(sum(shapely.area(shape) for shape in shapes), rel=1e-3)


def test_a_line_runs_between_places_of_two_sides_within_its_band(ground: Terrain) -> None:
    found = told(ground)
    (line,) = found.lines
    assert set(line.sides) == {"RU", "UA"}
    inside = line.line.intersection(shapely.box(36.6, 47.7, 38.4, 48.5))
    west, _, east, _ = inside.bounds
    assert west > 37.3
    assert east < 37.7
    assert line.band.buffer(0.01).contains(line.line)
    assert line.km > 80


def test_a_place_lies_in_ground_of_its_holder(ground: Terrain) -> None:
    found = told(ground)
    shapes = {patch.holder: patch.shape for patch in found.patches}
    right = [shapes[c.holder].contains(shapely.Point(c.place.lon, c.place.lat)) for c in found.cells]
    assert np.mean(right) > 0.98


def test_a_window_is_drawn_finer_and_alone(ground: Terrain) -> None:
    known = beliefs.heard([], Model(SPLIT), [DAY])
    part = areas(ground, known, window=(37.2, 47.9, 37.8, 48.3))
    bounds = shapely.total_bounds([patch.shape for patch in part.patches])
    assert bounds == pytest.approx((37.2, 47.9, 37.8, 48.3), abs=0.01)
    assert part.shares == areas(ground, known).shares


# Shares


def test_shares_sum_to_the_region_and_probabilities_to_its_area(ground: Terrain) -> None:
    regions = {(s.country, s.region) for s in told(ground).shares}
    assert regions == {("UA", ""), ("UA", "Donetsk")}
    for key in regions:
        mine = [s for s in told(ground).shares if (s.country, s.region) == key]
        assert [s.holder for s in mine] == ["RU", "UA", CONTESTED, UNKNOWN]
        assert sum(s.places for s in mine) == mine[0].of_places == len(ground.places)
        assert sum(s.km2 for s in mine) == pytest.approx(mine[0].of_km2)
        assert sum(s.expected for s in mine) == pytest.approx(mine[0].of_km2)
        assert all(s.low <= s.expected <= s.high <= s.of_km2 + 1e-6 for s in mine)


def test_the_interval_is_wider_where_errors_are_alike(ground: Terrain) -> None:
    known, given = beliefs.heard([], Model(SPLIT), [DAY]), numbers.load()
    alone = replace(given, interval=replace(given.interval, own=1.0))

    def width(chosen: numbers.Settings) -> float:
        first = areas(ground, known, settings=chosen).shares[0]
        return first.high - first.low

    assert width(given) > 3 * width(alone)


def test_the_same_question_has_the_same_answer(ground: Terrain) -> None:
    assert told(ground).shares == told(ground).shares


# The file of numbers


@pytest.mark.parametrize("bad", ["fade_km = -1", "fade_km = true", "fade_km = 'far'", "speed = 3"])
def test_a_wrong_number_is_named(bad: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import tomllib

    table = {"inference": tomllib.loads(bad)}
    monkeypatch.setattr("outskirts.knowledge.load", lambda _: table)
    numbers.load.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match="inference"):
            numbers.load()
    finally:
        numbers.load.cache_clear()
