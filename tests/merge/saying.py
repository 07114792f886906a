"""Short ways to write down what a voice says in a test."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from outskirts.merge.testimony import Testimony
from outskirts.vocabulary import (
    Area,
    Bearing,
    Candidate,
    Claim,
    Conflict,
    Days,
    Holding,
    Kind,
    Party,
    Place,
    PlaceMention,
    Relation,
    Side,
    Span,
    Speaker,
    Stance,
)

HERE = Span(0, 1)
WAR = Conflict(
    "war",
    "A war",
    date(2022, 2, 24),
    Area(countries=("UA",)),
    (
        Side("RU", "Russia", names=("Russian",), outlets=("TASS", "RIA Novosti")),
        Side("UA", "Ukraine", names=("Ukrainian",), home=True),
        Side("US", "United States", belligerent=False),
    ),
    (Holding("UA", Area(countries=("UA",)), date(2022, 2, 24)),),
)
TORETSK = Place("1", "Toretsk", 48.397, 37.847, country="UA")
VUHLEDAR = Place("2", "Vuhledar", 47.779, 37.249, country="UA")
numbers = count()


def says(
    who: str,
    kind: str,
    day: str,
    *,
    actor: str | None = "RU",
    place: Place = TORETSK,
    stance: str = "asserted",
    relation: str = "in",
    bearing: str | None = None,
    outlet: str = "Example Wire",
    late: int = 0,
    over: int = 0,
    target: str | None = None,
    word: str = "",
    copy_of: str = "",
    report: str = "",
    credibility: int | None = None,
    retracted: datetime | None = None,
) -> Testimony:
    """``who`` is "SIDE role: name" (as in "UA military: General Staff"), "role: name" or, for the report's own voice,
    ""; it is said and printed ``late`` days after ``day``, and speaks of ``over`` days before it too."""
    number = next(numbers)
    when = date.fromisoformat(day)
    mention = PlaceMention(
        HERE, place.name, (Candidate(place, 1.0),), Relation(relation), Bearing(bearing) if bearing else None
    )
    claim = Claim(
        f"c{number}",
        report or f"r{number}",
        Span(0, 1, word),
        Kind(kind),
        Stance(stance),
        party(actor),
        party(target),
        mention,
        Days(when - timedelta(over), when),
        speakers(who),
        said=when + timedelta(late),
    )
    printed = datetime.combine(when + timedelta(late), time(12), UTC)
    return Testimony(claim, printed, outlet, copy_of, credibility, retracted)


def party(side: str | None) -> Party | None:
    return Party(HERE, side, side) if side else None


def speakers(who: str) -> tuple[Speaker, ...]:
    if not who:
        return ()
    head, name = who.split(": ")
    side, _, role = head.rpartition(" ")
    return (Speaker(HERE, name, side or None, role),)
