from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from outskirts.merge.ground.areas import Areas, Line, Patch
from outskirts.publish import map_page
from outskirts.publish.cite import Cited
from outskirts.publish.mapping import labels, land, marks, projection
from outskirts.publish.mapping.labels import Rectangle, Wish
from outskirts.publish.mapping.projection import Box
from outskirts.publish.mapping.sheet import EDGE, Outline, Subject, compose
from outskirts.vocabulary import CONTESTED, UNKNOWN, Bearing, Place, Side, Status

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def subject(statuses: tuple[Status, ...], sides: dict[str, Side]) -> Subject:
    towns = (
        Place("t:1", "Donetsk", 48.02, 37.80, population=900_000),
        Place("t:2", "Horlivka", 48.30, 38.06, population=240_000),
        Place("t:3", "Kyiv", 50.45, 30.52, population=2_900_000),
    )
    return Subject("Russia-Ukraine war", date(2024, 10, 8), statuses, sides, towns=towns, cities=towns)


# Projection


@given(st.floats(-75, 75), st.floats(-179, 179))
def test_the_middle_of_a_frame_is_where_it_should_be(lat: float, lon: float) -> None:
    frame = projection.fit(projection.around([(lat, lon)]), 10, 20, 300, 200, 15)
    x, y = frame.xy(lat, lon)
    assert x == pytest.approx(160, abs=0.5)
    assert y == pytest.approx(120, abs=0.8)


@given(st.lists(st.tuples(st.floats(-60, 70), st.floats(-170, 170)), min_size=1, max_size=8))
def test_a_frame_shows_all_its_points(points: list[tuple[float, float]]) -> None:
    frame = projection.fit(projection.around(points), 0, 0, 890, 800, 56)
    assert all(frame.shows(lat, lon, margin=55) for lat, lon in points)


def test_north_is_up_and_east_is_right() -> None:
    frame = projection.fit(Box(47, 36, 49, 39), 0, 0, 890, 800, 56)
    (x0, y0), (x1, y1) = frame.xy(47, 36), frame.xy(49, 39)
    assert x1 > x0
    assert y1 < y0


def test_the_scale_bar_is_a_round_distance_of_the_right_length() -> None:
    frame = projection.fit(Box(47.5, 36.5, 48.5, 38.5), 0, 0, 890, 800, 56)
    length, label = projection.scale_bar(frame, 200)
    metres = float(label.split()[0]) * 1000
    assert length * frame.metres_per_unit == pytest.approx(metres)
    assert 40 < length <= 200


def test_no_point_is_no_map() -> None:
    with pytest.raises(ValueError, match="at least one point"):
        projection.around([])


# Land


def test_land_is_cut_to_the_window() -> None:
    frame = projection.fit(Box(44, 32, 47, 37), 0, 0, 890, 800, 0)
    numbers = [float(n) for n in re.findall(r"-?\d+\.?\d*", land.ground(frame).land)]
    assert numbers
    assert min(numbers) > -120
    assert max(numbers) < 1010


def test_a_window_inland_is_all_land() -> None:
    frame = projection.fit(Box(48.2, 37.6, 48.5, 38), 0, 0, 890, 800, 0)
    assert land.ground(frame).land.count("L") == 3


def test_no_border_is_drawn_between_crimea_and_the_mainland() -> None:
    frame = projection.fit(Box(45.7, 33.4, 46.25, 35.1), 0, 0, 890, 800, 0)
    assert land.ground(frame).borders == ""


def test_land_beyond_the_180th_meridian_is_no_line_across_the_world() -> None:
    ring = [(179.0, -17.0), (-179.0, -17.0), (-179.0, -16.0), (179.0, -16.0)]
    east, west = land.unwrapped(ring)
    assert [lon for lon, _ in east] == [179, 181, 181, 179]
    assert [lon for lon, _ in west] == [-181, -179, -179, -181]
    assert land.unwrapped(ring[1:3]) == [ring[1:3]]
    frame = projection.fit(Box(-18, 15, -8, 32), 0, 0, 890, 800, 0)
    assert land.ground(frame).land.count("M") == 1, "inland Africa: one piece of land, no islands of Fiji"


def test_a_ring_around_the_window_becomes_the_window() -> None:
    ring = [(-10.0, -10.0), (10.0, -10.0), (10.0, 10.0), (-10.0, 10.0)]
    cut = land.cut_ring(ring, Box(-1, -2, 1, 2))
    assert {(x, y) for x, y in cut} == {(-2, -1), (2, -1), (2, 1), (-2, 1)}


# Names


@given(
    st.lists(
        st.tuples(st.floats(20, 480), st.floats(20, 380), st.text("abcMW il", min_size=1, max_size=14)), max_size=25
    )
)
def test_no_name_covers_another_or_a_mark_or_the_edge(found: list[tuple[float, float, str]]) -> None:
    sheet = Rectangle(0, 0, 500, 400)
    wishes = [Wish(f"{n}", text, x, y, 6, 13, -n, far=n % 2 == 0) for n, (x, y, text) in enumerate(found)]
    taken = [labels.around(w.x, w.y, 5) for w in wishes]
    placed = labels.place(wishes, taken, sheet)
    for one, other in combinations(placed, 2):
        assert not one.box.meets(other.box)
    for label in placed:
        assert label.box.within(sheet)
        assert not any(label.box.meets(mark) for mark in taken)


def test_the_most_important_name_goes_first() -> None:
    sheet = Rectangle(0, 0, 90, 20)
    wishes = [Wish("small", "Vuhledar", 10, 10, 4, 13, 1), Wish("large", "Toretsk", 12, 10, 4, 13, 2)]
    assert [label.key for label in labels.place(wishes, [], sheet)] == ["large"]


# Marks


@pytest.mark.parametrize(
    ("bearing", "right", "down"), [(Bearing.N, 0, -1), (Bearing.E, 1, 0), (Bearing.SW, -1, 1), (Bearing.NW, -1, -1)]
)
def test_a_sector_lies_on_its_side(bearing: Bearing, right: int, down: int) -> None:
    path = marks.band(0, 0, marks.EASTWARD[bearing], 10, 16)
    first = re.match(r"M(-?[\d.]+) (-?[\d.]+)A[\d. ]+ 0 0 0 (-?[\d.]+) (-?[\d.]+)", path)
    assert first is not None
    ax, ay, bx, by = map(float, first.groups())
    for middle, sign in (((ax + bx) / 2, right), ((ay + by) / 2, down)):
        assert abs(middle) < 1 if sign == 0 else middle * sign > 3


def test_holders_are_told_apart_without_colour(statuses: tuple[Status, ...], sides: dict[str, Side]) -> None:
    shapes = {code: marks.shape(code, sides) for code in ("RU", "UA")}
    assert shapes["RU"] != shapes["UA"]
    contested = next(s for s in statuses if s.holder == CONTESTED)
    assert marks.mark(contested, 0, 0, 9, sides).dashed


def test_a_likelier_holder_is_drawn_fuller(statuses: tuple[Status, ...], sides: dict[str, Side]) -> None:
    held = [s for s in statuses if s.holder == "RU"]
    drawn = sorted((s.control["RU"], marks.mark(s, 0, 0, 9, sides).opacity) for s in held)
    assert [o for _, o in drawn] == sorted(o for _, o in drawn)
    assert drawn[0][1] < drawn[-1][1]


# The sheet and its pages


def test_every_place_with_a_point_is_drawn_and_named(subject: Subject) -> None:
    sheet = compose(subject)
    located = {s.place.id for s in subject.statuses if s.place.lat is not None}
    assert {p.status.place.id for p in sheet.pins} == located
    assert {label.key for label in sheet.labels} == located
    boxes = [label.box for label in (*sheet.labels, *sheet.town_labels)]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    assert all(box.within(EDGE) for box in boxes)


def test_neighbouring_towns_are_named_and_far_ones_are_not(subject: Subject) -> None:
    assert [town.name for town in compose(subject).towns] == ["Donetsk", "Horlivka"]


def test_the_picture_is_well_formed_and_every_mark_leads_to_its_place(
    subject: Subject, cited: dict[str, Cited]
) -> None:
    root = ElementTree.fromstring(map_page.svg(subject))
    links = {a.get("href") for a in root.iter(f"{SVG}a")}
    page = map_page.html(subject, cited)
    assert links
    for link in links:
        assert link is not None
        assert f'id="{link[1:]}"' in page


def test_the_page_makes_no_request(subject: Subject, cited: dict[str, Cited]) -> None:
    page = map_page.html(subject, cited)
    assert "<script" not in page
    assert not re.search(r"(?:src|@import|url\((?!#))", page.replace("http://www.w3.org", ""))


def test_hostile_names_stay_text(subject: Subject, cited: dict[str, Cited]) -> None:
    bad = "</svg><script>alert(1)</script>"
    first = subject.statuses[0]
    given = replace(
        subject,
        title=bad,
        statuses=(replace(first, place=replace(first.place, name=bad, id='x"><script>')),),
        towns=(Place("t", bad, 48.41, 37.9, population=5),),
    )
    page = map_page.html(given, cited)
    assert "<script" not in page
    ElementTree.fromstring(map_page.svg(given))


def test_as_known_then_stands_on_the_map(subject: Subject) -> None:
    then = datetime(2024, 10, 7, 23, 59, tzinfo=UTC)
    assert "as known on 7 Oct 2024, 23:59 UTC" in map_page.svg(replace(subject, known_at=then))


def test_boundaries_are_drawn_where_there_are_some(subject: Subject) -> None:
    square = ((48.0, 37.3), (48.0, 37.8), (48.3, 37.8), (48.3, 37.3), (48.0, 37.3))
    assert compose(subject).outlines == ()
    assert compose(replace(subject, outlines=(Outline("a raion", (square,)),))).outlines[0].startswith("M")


def test_the_same_subject_gives_the_same_picture(subject: Subject) -> None:
    assert map_page.svg(subject) == map_page.svg(replace(subject, statuses=subject.statuses[::-1]))


# Ground


@pytest.fixture
def ground() -> Areas:
    """Ukraine west of 37.7 degrees, Russia east of 37.9, a belt between."""
    west, east = shapely.box(36, 47, 37.7, 49.5), shapely.box(37.9, 47, 40, 49.5)
    hole = shapely.Point(37.4, 48.2).buffer(0.1)
    line = Line(
        ("RU", "UA"), "UA", shapely.linestrings([(37.8, 47), (37.8, 49.5)]), shapely.box(37.7, 47, 37.9, 49.5), 9
    )
    patches = (
        Patch("UA", "UA", west.difference(hole), 1.0),
        Patch(CONTESTED, "UA", hole, 1.0),
        Patch("RU", "UA", east, 1.0),
        Patch(UNKNOWN, "UA", line.band, 1.0),
    )
    return Areas(date(2024, 10, 8), ("RU", "UA"), patches, (line,), ())


def test_ground_is_tinted_in_the_colour_of_its_holder_and_what_is_not_known_is_bare(
    subject: Subject, ground: Areas
) -> None:
    sheet = compose(replace(subject, areas=ground))
    tints = {tint.holder: tint for tint in sheet.underlay.tints}
    assert set(tints) == {"UA", "RU", CONTESTED}
    assert tints["UA"].colour == subject.sides["UA"].colour
    assert tints["UA"].path.count("M") == 2, "the hole is cut out"
    assert sheet.underlay.line.startswith("M")
    assert sheet.underlay.band.endswith("Z")


def test_ground_is_cut_to_the_sheet(subject: Subject, ground: Areas) -> None:
    under = compose(replace(subject, areas=ground)).underlay
    for path in (under.band, under.line, *(tint.path for tint in under.tints)):
        numbers = [float(n) for n in re.findall(r"-?\d+\.\d", path)]
        assert min(numbers) > -120
        assert max(numbers) < 1010


def test_which_way_round_a_ring_runs_does_not_turn_ground_inside_out(subject: Subject, ground: Areas) -> None:
    (line,) = ground.lines
    paths = set()
    for ring in (line.band.exterior, line.band.exterior.reverse()):
        turned = replace(ground, lines=(replace(line, band=shapely.Polygon(ring)),))
        path = compose(replace(subject, areas=turned)).underlay.band
        corners = re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)
        paths.add(round(shapely.Polygon([(float(x), float(y)) for x, y in corners]).area))
    assert len(paths) == 1


def test_line_and_belt_are_told_in_the_legend_as_inferred(subject: Subject, ground: Areas) -> None:
    picture = map_page.svg(replace(subject, areas=ground))
    ElementTree.fromstring(picture)
    assert "Line of contact, inferred" in picture
    assert "not surveyed" in picture
    bare = map_page.svg(subject)
    assert "inferred" not in bare
    assert 'class="tint"' not in bare


def test_the_legend_fits_beside_the_map(subject: Subject, ground: Areas) -> None:
    panel = compose(replace(subject, areas=ground)).panel
    for line in panel.lines:
        size = {"title": 22, "text": 14, "strong": 14, "small": 12}[line.style]
        if line.style == "small" and "inferred" in line.text:
            assert panel.left + labels.width(line.text, size) < 1200
    rows = sorted([row.y for row in panel.rows] + [strip.y for strip in panel.strips])
    assert all(b - a >= 20 for a, b in pairwise(rows))
