"""What is a happening in the terms of event data sets: who against whom, which codes, how exact its day and place?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from outskirts.group.codes import Book, Codes
from outskirts.group.codes import load as load_codes
from outskirts.merge.voices import belligerents
from outskirts.publish.cite import Cited
from outskirts.publish.exports.material import Happening, Origins
from outskirts.publish.exports.told import line
from outskirts.vocabulary import Conflict, Event, Kind, Party, Place, Relation, Side

EXACT = (Relation.IN, Relation.OUTSKIRTS, Relation.PART)
POINTS = ("settlement", "quarter", "site")
WIDE = ("region", "country", "area", "sea")
LINES = ("river", "road", "lake", "mountain", "sea", "area")
NOTES = 3  # claims told in words


@dataclass(frozen=True, slots=True)
class Coded:
    """A happening with the sides and names of who did it and to whom (empty, None where nobody says or it is none of
    the war's sides). ``place_name`` is as the claims give it."""

    event: Event
    claims: tuple[Cited, ...]
    conflict: Conflict | None
    codes: Codes
    actor: str
    actor_side: Side | None
    target: str
    target_side: Side | None
    place_name: str

    @property
    def place(self) -> Place | None:
        return self.event.place

    @property
    def origins(self) -> Origins:
        return Happening(self.event, self.claims, self.conflict).origins

    @property
    def days(self) -> int:
        """How many days it covers."""
        start, end = self.event.days.start, self.event.days.end
        return (end - start).days + 1 if start and end else 1

    @property
    def exact(self) -> bool:
        """Whether every claim puts it inside the named place, from which alone one withdraws."""
        inside = (*EXACT, Relation.FROM) if self.event.kind == Kind.WITHDRAW else EXACT
        mentions = [one.claim.place for one in self.claims if one.claim.place]
        return all(mention.relation in inside for mention in mentions)

    @property
    def notes(self) -> str:
        """Who says so, in their words."""
        more = len(self.claims) - NOTES
        told = [line(one) for one in self.claims[:NOTES]]
        return " / ".join([*told, f"and {more} more claims"] if more > 0 else told)


def coded(happening: Happening, book: Book | None = None) -> Coded:
    """The happening coded by the words of its claims: of several sides or names the one said most."""
    event, conflict = happening.event, happening.conflict
    main = [one for one in happening.claims if one.claim.kind == event.kind] or list(happening.claims)
    sides = {side.code: side for side in conflict.sides} if conflict else {}
    actor, actor_side = said_most((one.claim.actor for one in main), sides)
    target, target_side = said_most((one.claim.target for one in main), sides)
    if actor_side is not None and event.kind not in NO_ENEMY and target_side in (None, actor_side):
        # Who fights is not always named with whom; and no side fights itself ("Kyiv's troops stopped attacks").
        target_side = enemy(actor_side, conflict)
    home = actor_side is not None and actor_side.home
    names = Counter(one.claim.place.name for one in main if one.claim.place)
    name = event.place.name if event.place else (names.most_common(1)[0][0] if names else "")
    codes = (book or load_codes()).codes(event.kind, home)
    return Coded(event, happening.claims, conflict, codes, actor, actor_side, target, target_side, name)


# Kinds that are not done against the other side, so that it is no party to them.
NO_ENEMY = frozenset({
    Kind.WITHDRAW, Kind.HOLD, Kind.CASUALTIES, Kind.DAMAGE, Kind.DETAIN, Kind.DISPLACE, Kind.ROUTE, Kind.AID,
    Kind.DEPLOY, Kind.NEGOTIATE, Kind.ORDER, Kind.DEMAND, Kind.NO_COMMENT, Kind.UNVERIFIED,
})  # fmt: skip


def enemy(side: Side, conflict: Conflict | None) -> Side | None:
    """The other side where the war has two that hold ground; of several nobody can tell."""
    armed = belligerents(conflict) if conflict else ()
    others = [other for other in armed if other.code != side.code]
    return others[0] if len(armed) == 2 and len(others) == 1 else None


def said_most(parties: Iterable[Party | None], sides: dict[str, Side]) -> tuple[str, Side | None]:
    """The name and the side said most; the first of those said as often."""
    named = [party for party in parties if party is not None]
    codes = Counter(party.side for party in named if party.side)
    code = codes.most_common(1)[0][0] if codes else None
    names = Counter(party.name for party in named if party.side == code)
    return (names.most_common(1)[0][0] if names else ""), sides.get(code or "")


def acled_time(days: int) -> int:
    """ACLED's time precision: 1 a day, 2 within a week, 3 within a month."""
    return 1 if days == 1 else 2 if days <= 7 else 3


def acled_place(row: Coded) -> int:
    """ACLED's geo-precision: 1 the place itself, 2 near it or a unit around it, 3 a wider region."""
    place = row.place
    if place is None or place.kind in WIDE:
        return 3
    return 1 if place.kind in POINTS and not place.located_by and row.exact else 2


def ucdp_time(days: int) -> int:
    """UCDP's date precision: 1 a day, 2 two to six days, 3 a week, 4 within a month, 5 longer."""
    return 1 if days == 1 else 2 if days < 7 else 3 if days == 7 else 4 if days <= 31 else 5


def ucdp_place(row: Coded) -> int:
    """UCDP's precision of place: 1 the place, 2 near it, 3 second and 4 first administrative level, 5 a line or an
    area without bounds, 6 a country."""
    place = row.place
    if place is None or place.kind == "country":
        return 6
    if place.kind in LINES:
        return 5
    if place.kind == "region":
        return 4
    if place.kind in ("district", "municipality") or place.located_by:
        return 3
    return 1 if row.exact else 2
