"""Made-up material for the faces: a few claims about Toretsk and its neighbours, as the earlier stages hand them on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from export_material import Made, stretches_of

from outskirts.publish.brief.values import Period
from outskirts.publish.cite import Cited, from_reading
from outskirts.vocabulary import (
    CONTESTED,
    UNKNOWN,
    Area,
    Basis,
    Bearing,
    Candidate,
    Claim,
    Conflict,
    Days,
    Kind,
    Party,
    Place,
    PlaceMention,
    Presence,
    Quantity,
    Reading,
    Reason,
    Relation,
    Report,
    Side,
    Span,
    Speaker,
    Stance,
    Status,
    Stretch,
    content_id,
)

MONDAY = Days(date(2024, 10, 7), date(2024, 10, 7))
SIDES = {
    "RU": Side("RU", "Russia", "#D55E00", adjectives=("Russian",)),
    "UA": Side("UA", "Ukraine", "#0072B2", adjectives=("Ukrainian",)),
    "CIV": Side("CIV", "Civilians", "#777777", belligerent=False),
}
TORETSK = Place("geonames:691999", "Toretsk", 48.397, 37.847, "settlement", "UA", "Donetsk", population=30_914)
VUHLEDAR = Place("geonames:690263", "Vuhledar", 47.779, 37.249, "settlement", "UA", "Donetsk", population=14_144)
KURAKHOVE = Place("geonames:704128", "Kurakhove", 47.983, 37.276, "settlement", "UA", "Donetsk", population=18_506)
NIU_YORK = Place("geonames:700645", "Niu-York", 48.331, 37.836, "settlement", "UA", "Donetsk", population=9_735)
PIVNICHNE = Place("x:1", "Pivnichne", 48.386, 37.905, "settlement", "UA", "Donetsk", population=11_000)
ZALIZNE = Place("x:2", "Zalizne", 48.354, 37.853, "settlement", "UA", "Donetsk", population=5_000)
DRUZHBA = Place("x:3", "Druzhba", 48.388, 37.889, "settlement", "UA", "Donetsk", population=2_000)
NOWHERE = Place("x:4", "Novoselivka", None, None, "settlement", "UA", "Donetsk")


def make(
    text: str,
    *claims: dict[str, object],
    outlet: str = "Example Wire",
    published: datetime | None = datetime(2024, 10, 8, 6, 10, tzinfo=UTC),
    url: str = "https://news.example/1",
    title: str = "",
    id_: str = "",
) -> Reading:
    """A reading of one sentence; each claim names its ``trigger`` and others by the words of the text."""
    report = Report(id_ or content_id("report", text, outlet), text, published, outlet, title, url)
    whole = Span(0, len(text), text)
    return Reading(report, tuple(claim(report, whole, **given) for given in claims))  # type: ignore[arg-type]


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def claim(
    report: Report,
    sentence: Span,
    trigger: str,
    kind: Kind,
    stance: Stance = Stance.ASSERTED,
    actor: tuple[str, str | None] | None = None,
    place: PlaceMention | None = None,
    when: Days = MONDAY,
    speakers: tuple[tuple[str, str | None], ...] = (),
    quantity: Quantity | None = None,
    said: date | None = None,
) -> Claim:
    text = report.text
    return Claim(
        content_id("claim", report.id, trigger, kind, stance),
        report.id,
        span(text, trigger),
        kind,
        stance,
        Party(span(text, actor[0]), actor[0], actor[1]) if actor else None,
        None,
        place,
        when,
        tuple(Speaker(span(text, name), name, side) for name, side in speakers),
        quantity,
        sentence,
        said,
    )


def at(place: Place, relation: Relation = Relation.IN, bearing: Bearing | None = None, part: str = "") -> PlaceMention:
    return PlaceMention(Span(0, 0), place.name, (Candidate(place, 1.0),), relation, bearing, part)


@pytest.fixture
def sides() -> dict[str, Side]:
    return dict(SIDES)


@pytest.fixture
def conflict() -> Conflict:
    return Conflict("russia-ukraine", "Russia-Ukraine war", date(2014, 2, 20), Area(("UA",)), tuple(SIDES.values()))


@pytest.fixture
def readings() -> tuple[Reading, ...]:
    entered = make(
        "Russian troops have entered the eastern outskirts of Toretsk, "
        "the city's military administration said on Monday.",
        {
            "trigger": "entered",
            "kind": Kind.ENTER,
            "actor": ("Russian troops", "RU"),
            "place": at(TORETSK, Relation.OUTSKIRTS, Bearing.E),
            "speakers": (("the city's military administration", "UA"),),
            "said": date(2024, 10, 7),
        },
        title="Fighting reaches Toretsk",
    )
    denied = make(
        "A spokesman for the Luhansk group told television that Russian forces had not taken Toretsk; the town holds.",
        {
            "trigger": "taken",
            "kind": Kind.CAPTURE,
            "stance": Stance.DENIED,
            "actor": ("Russian forces", "RU"),
            "place": at(TORETSK),
            "speakers": (("A spokesman for the Luhansk group", "UA"), ("television", None)),
        },
        outlet="Second Paper",
        url="https://second.example/2",
    )
    taken = make(
        "Russia's defence ministry said its forces had captured Vuhledar; at least 12 people were killed there.",
        {
            "trigger": "captured",
            "kind": Kind.CAPTURE,
            "actor": ("its forces", "RU"),
            "place": at(VUHLEDAR),
            "speakers": (("Russia's defence ministry", "RU"),),
            "when": Days(date(2024, 10, 2), date(2024, 10, 2)),
        },
        {
            "trigger": "killed",
            "kind": Kind.CASUALTIES,
            "place": at(VUHLEDAR),
            "quantity": Quantity(12, None),
            "speakers": (("Russia's defence ministry", "RU"),),
            "when": Days(date(2024, 10, 2), date(2024, 10, 2)),
        },
        outlet="Third Agency",
        published=datetime(2024, 10, 3, 9, 0, tzinfo=UTC),
    )
    silent = make(
        "Kyiv did not comment on the claim, and the reports could not be independently verified.",
        {"trigger": "comment", "kind": Kind.NO_COMMENT, "actor": ("Kyiv", "UA"), "place": at(VUHLEDAR)},
        {"trigger": "verified", "kind": Kind.UNVERIFIED},
        outlet="Third Agency",
        published=datetime(2024, 10, 3, 9, 0, tzinfo=UTC),
    )
    return entered, denied, taken, silent


@pytest.fixture
def hostile() -> Reading:
    """A report that tries to break out of every page and terminal."""
    return make(
        "<script>alert(1)</script> \x1b[31m[bold]forces[/bold] took \"Town\" & 'co' =cmd|' /C calc'!A0 |x| `y` *z* _w_",
        {
            "trigger": "took",
            "kind": Kind.CAPTURE,
            "actor": ("[bold]forces[/bold]", "RU"),
            "place": PlaceMention(
                Span(0, 0), "<img src=x onerror=alert(2)>", (Candidate(replace(TORETSK, name="<b>T</b>"), 1.0),)
            ),
            "speakers": (("<script>alert(1)</script>", None),),
        },
        outlet="<i>Out</i>",
        url="javascript:alert(3)",
        title='=HYPERLINK("http://x")',
    )


@pytest.fixture
def statuses(readings: tuple[Reading, ...]) -> tuple[Status, ...]:
    ids = [c.id for r in readings for c in r.claims]
    on = date(2024, 10, 8)

    def status(place: Place, holder: str, control: dict[str, float], **more: object) -> Status:
        return Status(place, on, holder, control, **more)  # type: ignore[arg-type]

    inside = Presence("RU", date(2024, 10, 7), Relation.OUTSKIRTS, Bearing.E, claim_ids=(ids[0],))
    why = (
        Reason("the side that loses by it says that Russia entered", CONTESTED, 2.4, ids[0]),
        Reason("a capture denied speaks for Ukraine", "UA", 0.6, ids[1]),
    )
    return (
        status(TORETSK, CONTESTED, {CONTESTED: 0.82, "UA": 0.15, "RU": 0.03}, presence=(inside,), basis=Basis.ADMITTED,
               reasons=why, since=date(2024, 10, 7)),
        status(VUHLEDAR, "RU", {"RU": 0.93, CONTESTED: 0.05, "UA": 0.02}, basis=Basis.CLAIMED,
               reasons=(Reason("the side that gains by it says so", "RU", 1.8, ids[2]),), since=date(2024, 10, 2)),
        status(KURAKHOVE, "UA", {"UA": 0.9, CONTESTED: 0.09, "RU": 0.01}, basis=Basis.INITIAL),
        status(NIU_YORK, "RU", {"RU": 0.71, CONTESTED: 0.2, "UA": 0.09}, basis=Basis.BOTH_SIDES),
        status(PIVNICHNE, CONTESTED, {CONTESTED: 0.6, "UA": 0.1, "RU": 0.3}, basis=Basis.DENIED),
        status(ZALIZNE, UNKNOWN, {"RU": 0.4, CONTESTED: 0.4, "UA": 0.2}),
        status(DRUZHBA, "RU", {"RU": 0.99, CONTESTED: 0.01, "UA": 0.0}, basis=Basis.THIRD_PARTY),
        status(NOWHERE, "UA", {"UA": 0.6, CONTESTED: 0.3, "RU": 0.1}),
    )  # fmt: skip


@pytest.fixture
def cited(readings: tuple[Reading, ...]) -> dict[str, Cited]:
    return {one.claim.id: one for reading in readings for one in from_reading(reading)}


@pytest.fixture
def maker() -> Callable[..., Reading]:
    return make


@pytest.fixture
def period(
    conflict: Conflict, readings: tuple[Reading, ...], statuses: tuple[Status, ...], cited: dict[str, Cited]
) -> Period:
    toretsk, vuhledar = statuses[0].place, statuses[1].place
    ids = list(cited)
    stretches = (
        Stretch(toretsk, date(2024, 9, 30), date(2024, 10, 7), "UA", 0.9, Basis.INITIAL),
        Stretch(toretsk, date(2024, 10, 7), None, CONTESTED, 0.8, Basis.ADMITTED, (ids[0],)),
        Stretch(vuhledar, date(2024, 9, 30), date(2024, 10, 2), "UA", 0.9, Basis.INITIAL),
        Stretch(vuhledar, date(2024, 10, 2), None, "RU", 0.9, Basis.CLAIMED, (ids[2],)),
    )
    return Period(conflict, date(2024, 10, 1), date(2024, 10, 8), tuple(cited.values()), stretches, statuses, cited)


@pytest.fixture
def material(conflict: Conflict, readings: tuple[Reading, ...], statuses: tuple[Status, ...]) -> Made:
    ids = [claim.id for reading in readings for claim in reading.claims if claim.place]
    return Made(conflict, readings, statuses, stretches_of(TORETSK, tuple(ids[:2])))


@pytest.fixture
def harm(conflict: Conflict, hostile: Reading) -> Made:
    """An export of the report that tries to break out, all of it under one stretch."""
    claim = hostile.claims[0]
    assert claim.place is not None
    assert claim.place.place is not None
    return Made(conflict, (hostile,), (), stretches_of(claim.place.place, (claim.id,)))
