"""A ledger as large as that of a long war, made up: reports whose sentences, offsets, voices and places are in order,
so that everything that shows a ledger can be measured on it.

    python benchmarks/big_ledger.py PATH [CLAIMS] [PLACES]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from outskirts.ledger import Ledger
from outskirts.vocabulary import (
    Candidate,
    Claim,
    Days,
    Kind,
    Party,
    Place,
    PlaceMention,
    Reading,
    Relation,
    Report,
    Span,
    Speaker,
    Stance,
    content_id,
)

START, DAYS, A_REPORT = date(2022, 2, 24), 1000, 3
REGIONS = ("Donetsk", "Luhansk", "Zaporizhzhia", "Kherson", "Kharkiv", "Dnipropetrovsk", "Sumy", "Chernihiv")
SYLLABLES = ("bo", "ve", "hra", "do", "zele", "ka", "ly", "mar", "no", "pet", "ro", "sta", "ter", "vy", "yas", "zhu")
ENDS = ("ivka", "ove", "ne", "sk", "ske", "hrad", "ino", "yi Yar")
SAID = {
    Kind.CAPTURE: "captured",
    Kind.HOLD: "holds",
    Kind.CLASH: "fought in",
    Kind.SHELLING: "shelled",
    Kind.STRIKE: "struck",
    Kind.REPEL: "repelled an attack on",
    Kind.ENTER: "entered",
    Kind.WITHDRAW: "withdrew from",
    Kind.CASUALTIES: "killed civilians in",
}
FORCES = {"RU": "Russian forces", "UA": "Ukrainian troops"}
VOICES: tuple[tuple[str, str | None, str], ...] = (
    *((f"Russian spokesman {n}", "RU", "military") for n in range(20)),
    *((f"Ukrainian officer {n}", "UA", "military") for n in range(20)),
    *((f"Analyst {n}", None, "analyst") for n in range(20)),
    *((f"Resident {n}", None, "resident") for n in range(200)),
)


def places(many: int, dice: Random) -> list[Place]:
    found = []
    for n in range(many):
        name = "".join(dice.choice(SYLLABLES) for _ in range(dice.randrange(1, 4))).title() + dice.choice(ENDS)
        people = int(10 ** (2 + 4 * dice.random() ** 3))
        point = (round(45 + 7 * dice.random(), 5), round(24 + 15 * dice.random(), 5))
        found.append(
            Place(f"geonames:{600_000 + 7 * n}", name, *point, "settlement", "UA", dice.choice(REGIONS), "", people)
        )
    return found


def readings(claims: int, spots: list[Place], dice: Random) -> Iterator[Reading]:
    for n in range(claims // A_REPORT):
        day = START + timedelta(int(DAYS * (n * A_REPORT / claims)))
        published = datetime(day.year, day.month, day.day, 6 + n % 15, n % 60, tzinfo=UTC)
        yield reading(f"big-{n:06}", published, spots, dice)


def reading(id_: str, published: datetime, spots: list[Place], dice: Random) -> Reading:
    text = title = f"Fighting on {published:%d %B}, report {id_}"
    parts = []
    for _ in range(A_REPORT):
        spot = spots[int(len(spots) * dice.random() ** 3)] if dice.random() < 0.7 else dice.choice(spots)
        side, kind, voice = dice.choice(("RU", "UA")), dice.choice(list(SAID)), dice.choice(VOICES)
        denied = "denied" if dice.random() < 0.05 else "said"
        sentence = f"{voice[0]} {denied} that {FORCES[side]} {SAID[kind]} {spot.name}, in {spot.admin1} region."
        start = len(text) + 2
        text += f"\n\n{sentence}"
        parts.append((sentence, start, spot, side, kind, voice, denied))
    report = Report(id_, text, published, f"Outlet {dice.randrange(60)}", title, f"https://news.example/{id_}")
    return Reading(report, tuple(claim(report, n, *part) for n, part in enumerate(parts)))


def claim(
    report: Report,
    number: int,
    sentence: str,
    start: int,
    spot: Place,
    side: str,
    kind: Kind,
    voice: tuple[str, str | None, str],
    verb: str,
) -> Claim:
    def span(words: str) -> Span:
        at = start + sentence.index(words)
        return Span(at, at + len(words), words)

    day = report.published.date() if report.published else START
    stance = Stance.DENIED if verb == "denied" else Stance.ASSERTED
    mention = PlaceMention(span(spot.name), spot.name, (Candidate(spot, 1.0),), Relation.IN)
    return Claim(
        content_id("c", report.id, number), report.id, span(SAID[kind]), kind, stance,
        Party(span(FORCES[side]), FORCES[side], side), None, mention, Days(day, day),
        (Speaker(span(voice[0]), *voice),), None, Span(start, start + len(sentence), sentence), day,
    )  # fmt: skip


def make(path: Path, claims: int = 100_000, many: int = 30_000) -> None:
    """Write such a ledger where there is none yet."""
    dice = Random(7)
    spots = places(many, dice)
    with Ledger.open(path, reader="made up") as ledger:
        for _ in ledger.add(readings(claims, spots, dice), batch=2000):
            pass


if __name__ == "__main__":
    make(Path(sys.argv[1]), *map(int, sys.argv[2:]))
