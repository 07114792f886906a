"""How long does the full estimate take? A million claims on 30,000 places over 1,500 days, streamed.

    python benchmarks/scale_status.py [CLAIMS] [PLACES] [DAYS]

Prints seconds of processor time and peak memory for each stage, and the time to estimate one place anew. Making the
claims up is not counted.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median

from outskirts.merge import front
from outskirts.merge.columns import Encoder
from outskirts.merge.estimate import paced, prepare, solve
from outskirts.merge.learn import shares
from outskirts.merge.status import Model, learned, status
from outskirts.merge.testimony import Testimony
from outskirts.merge.timeline import stretches
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
    Side,
    Span,
    Speaker,
    Stance,
)

START = date(2022, 2, 24)
HERE = Span(0, 1)
WAR = Conflict("made-up", "Made up", START, Area(), (Side("RU", "Russia"), Side("UA", "Ukraine")),
               (Holding("UA", Area(countries=("UA",)), START),))  # fmt: skip
PARTIES = {side: Party(HERE, side, side) for side in ("RU", "UA")}
VOICES = [
    (),
    *(
        (Speaker(HERE, f"{side or 'third'} voice {n}", side, role),)
        for side, role in (("RU", "military"), ("UA", "military"), (None, "analyst"), ("UA", "official"))
        for n in range(20)
    ),
]
KINDS = (
    Kind.CAPTURE,
    Kind.HOLD,
    Kind.CLASH,
    Kind.CLASH,
    Kind.SHELLING,
    Kind.STRIKE,
    Kind.REPEL,
    Kind.ENTER,
    Kind.WITHDRAW,
)


def claims(size: int, places: list[PlaceMention], days: int) -> Iterator[Testimony]:
    dice = Random(1)
    for n in range(size):
        mention = places[int(len(places) * dice.random() ** 3)]
        day = START + timedelta(int(days * dice.random()))
        claim = Claim(
            f"c{n}", f"r{n // 3}", HERE, dice.choice(KINDS), Stance.ASSERTED, PARTIES[dice.choice(("RU", "UA"))], None,
            mention, Days(day, day), dice.choice(VOICES),
        )  # fmt: skip
        yield Testimony(claim, datetime(day.year, day.month, day.day, 12, tzinfo=UTC), f"Outlet {n % 50}")


def peak() -> str:
    return f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def main(size: int = 1_000_000, many: int = 30_000, days: int = 1500) -> None:
    dice = Random(2)
    spots = [
        Place(f"p{n}", f"P{n}", 44 + 8 * dice.random(), 22 + 18 * dice.random(), country="UA") for n in range(many)
    ]
    mentions = [PlaceMention(HERE, spot.name, (Candidate(spot, 1.0),)) for spot in spots]
    model, until = Model(WAR), START + timedelta(days)
    encoder = Encoder(WAR, model.evidence, model.priors)
    encoding = 0.0
    busiest: list[Testimony] = []
    for told in claims(size, mentions, days):
        if told.at is spots[0] and len(busiest) < 400:
            busiest.append(told)
        begin = time.process_time()
        encoder.add(told)
        encoding += time.process_time() - begin
    begin = time.process_time()
    columns = encoder.columns()
    print(f"claims to columns  {encoding + time.process_time() - begin:6.1f} s  {peak()}")
    total = encoding + time.process_time() - begin
    begin = time.process_time()
    prepared = prepare(columns, WAR, model.evidence, until=until.toordinal())
    print(f"witnesses, front   {time.process_time() - begin:6.1f} s  {peak()}  {len(prepared.step_day)} steps")
    total += time.process_time() - begin
    begin = time.process_time()
    reliability = learned(prepared, model)
    print(f"reliabilities      {time.process_time() - begin:6.1f} s  {peak()}")
    total += time.process_time() - begin
    begin = time.process_time()
    prepared = paced(prepared, reliability.unheard)
    paths = solve(prepared, shares(columns, reliability, model.priors))
    found = stretches(prepared, paths, START, until)
    print(f"filter, stretches  {time.process_time() - begin:6.1f} s  {peak()}  {len(found)} stretches")
    total += time.process_time() - begin
    print(f"all                {total:6.1f} s")
    near = front.front(columns, prepared.weight, model.evidence)
    model = Model(WAR, reliability=reliability, near=near)
    taken = []
    for _ in range(15):
        begin = time.process_time()
        status(spots[0], busiest, model, until)
        taken.append(1000 * (time.process_time() - begin))
    print(
        f"one place anew ({len(busiest)} claims) {median(taken):.1f} ms, median of {len(taken)}, most {max(taken):.1f}"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
