"""A war made up, with voices whose leanings are known: who really held what, and what was said of it.

Each side's spokesmen announce its gains (early, and sometimes falsely) and admit some of its losses late; bloggers lean
further; outlets repeat what spokesmen say in their own voice; analysts check now and then and err at a known rate; old
captures are told again weeks after.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from outskirts.merge.testimony import Testimony
from outskirts.vocabulary import (
    Area,
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

START = date(2030, 1, 1)
SIDES = ("EAST", "WEST")
FOUGHT = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """``lies`` per contested place and day and side: a capture announced that has not happened; ``admits`` the share
    of losses admitted; ``lag`` mean days until a word; ``copying`` the share of spokesmen's words that an outlet
    repeats in its own voice; ``errors`` the share of analysts' words that are wrong; ``checks`` analysts' words a
    place and day."""

    name: str
    places: int = 120
    days: int = 400
    lies: tuple[float, float] = (0.02, 0.005)
    admits: tuple[float, float] = (0.3, 0.5)
    lag: float = 1.0
    copying: float = 0.3
    errors: tuple[float, float] = (0.03, 0.15)
    checks: float = 0.02
    seed: int = 1


SETTINGS = (
    Setting("plain"),
    Setting("liars", lies=(0.06, 0.03), admits=(0.15, 0.3)),
    Setting("copying", copying=0.9, lies=(0.04, 0.01)),
    Setting("slow", lag=5.0),
    Setting("few words", checks=0.005, copying=0.1, admits=(0.2, 0.3)),
    Setting("poor analysts", errors=(0.15, 0.35), checks=0.03),
    Setting("honest", lies=(0.002, 0.002), admits=(0.7, 0.7), errors=(0.02, 0.02)),
)


@dataclass(frozen=True, slots=True)
class War:
    """``truth[place][day]`` is 0 or 1 for a side's hold, 2 for contested."""

    conflict: Conflict
    places: tuple[Place, ...]
    truth: tuple[tuple[int, ...], ...]
    testimonies: tuple[Testimony, ...]


def war(setting: Setting) -> War:
    dice = Random(setting.seed)
    places = tuple(place(n, dice) for n in range(setting.places))
    start = [0 if spot.lon is not None and spot.lon > 30.5 else 1 for spot in places]
    east = tuple(spot.name for spot, side in zip(places, start, strict=True) if side == 0)
    west = tuple(spot.name for spot, side in zip(places, start, strict=True) if side == 1)
    conflict = Conflict(
        "made-up", "A war made up", START, Area(), tuple(Side(code, code.title()) for code in SIDES),
        (Holding("EAST", Area(places=east), START), Holding("WEST", Area(places=west), START)),
    )  # fmt: skip
    truth = tuple(course(side, setting.days, dice) for side in start)
    teller = Teller(setting, dice, [])
    for spot, states in zip(places, truth, strict=True):
        teller.tell(spot, states)
    return War(conflict, places, truth, tuple(teller.told))


def place(n: int, dice: Random) -> Place:
    return Place(f"p{n:04}", f"Place {n}", 48 + 2 * dice.random(), 30 + dice.random())


def course(state: int, days: int, dice: Random) -> tuple[int, ...]:
    """Who really held a place, day by day."""
    found = []
    for _ in range(days):
        chance = dice.random()
        if state == FOUGHT:
            state = 0 if chance < 0.02 else 1 if chance < 0.04 else state
        elif chance < 0.005:
            state = FOUGHT
        elif chance < 0.0065:
            state = 1 - state
        found.append(state)
    return tuple(found)


@dataclass(slots=True)
class Teller:
    setting: Setting
    dice: Random
    told: list[Testimony]

    def tell(self, spot: Place, states: tuple[int, ...]) -> None:
        before = states[0]
        for day, state in enumerate(states):
            if state != before:
                self.change(spot, day, before, state)
            if state == FOUGHT:
                self.fight(spot, day)
            for analyst, wrong in enumerate(self.setting.errors):
                if self.dice.random() < self.setting.checks:
                    self.check(spot, day, state, f"Analyst {analyst}", wrong)
            before = state

    def change(self, spot: Place, day: int, before: int, state: int) -> None:
        if state == FOUGHT:
            attacker = 1 - before
            self.spokesman(spot, day, attacker, attacker, Kind.ENTER)
            if self.dice.random() < self.setting.admits[before]:
                self.spokesman(spot, day + 1, before, attacker, Kind.ENTER)
            return
        self.spokesman(spot, day, state, state, Kind.CAPTURE)
        loser = 1 - state
        if self.dice.random() < self.setting.admits[loser]:
            self.spokesman(spot, day + 2, loser, loser, Kind.WITHDRAW)
        if self.dice.random() < 0.4:
            self.say(spot, day, f"{SIDES[state]} blogger", state, "blogger", state, Kind.CAPTURE)
        if self.dice.random() < 0.3:
            self.spokesman(spot, day + 30 + self.dice.randrange(60), state, state, Kind.CAPTURE)

    def fight(self, spot: Place, day: int) -> None:
        for side in (0, 1):
            lies = self.setting.lies[side]
            if self.dice.random() < lies:
                self.spokesman(spot, day, side, side, Kind.CAPTURE)
                if self.dice.random() < 0.5:
                    self.spokesman(spot, day + 1, 1 - side, side, Kind.CAPTURE, Stance.DENIED)
            if self.dice.random() < 2 * lies:
                self.say(spot, day, f"{SIDES[side]} blogger", side, "blogger", side, Kind.CAPTURE)
        if self.dice.random() < 0.1:
            self.say(spot, day, f"Outlet {self.dice.randrange(6)}", None, "", None, Kind.CLASH)

    def check(self, spot: Place, day: int, state: int, name: str, wrong: float) -> None:
        if self.dice.random() < wrong:
            state = self.dice.choice([other for other in range(3) if other != state])
        kind = Kind.CLASH if state == FOUGHT else Kind.HOLD
        self.say(spot, day, name, None, "analyst", state if state != FOUGHT else None, kind)

    def spokesman(
        self, spot: Place, day: int, voice: int, actor: int, kind: Kind, stance: Stance = Stance.ASSERTED
    ) -> None:
        late = int(self.dice.expovariate(1 / self.setting.lag)) if self.setting.lag else 0
        day += late
        self.say(spot, day, f"{SIDES[voice]} ministry", voice, "military", actor, kind, stance)
        for outlet in range(6):
            if self.dice.random() < self.setting.copying / 3:
                name = f"Outlet {outlet}"
                self.say(spot, day + self.dice.randrange(2), name, None, "", actor, kind, stance)

    def say(
        self,
        spot: Place,
        day: int,
        name: str,
        voice: int | None,
        role: str,
        actor: int | None,
        kind: Kind,
        stance: Stance = Stance.ASSERTED,
    ) -> None:
        if day >= self.setting.days:
            return
        when = START + timedelta(day)
        number = len(self.told)
        side = None if voice is None else SIDES[voice]
        speakers = (Speaker(Span(0, 1), name, side, role),) if role else ()
        who = None if actor is None else Party(Span(0, 1), SIDES[actor], SIDES[actor])
        where = PlaceMention(Span(0, 1), spot.name, (Candidate(spot, 1.0),), Relation.IN)
        claim = Claim(
            f"c{number}",
            f"r{number}",
            Span(0, 1),
            kind,
            stance,
            who,
            None,
            where,
            Days(when, when),
            speakers,
            said=when,
        )
        clock = datetime.combine(when, time(12), UTC) + timedelta(minutes=number % 600)
        self.told.append(Testimony(claim, clock, name if not role else "Some Wire"))


def another(setting: Setting, seed: int) -> Setting:
    """The same setting with other dice."""
    return replace(setting, seed=seed)
