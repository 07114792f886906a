"""How is a marked sentence written down, and does a reading agree with its marks?

A file of marked sentences holds cases parted by blank lines::

    [stance 2025-11-20]
    | Russian forces did not enter Kupiansk on Wednesday, Ukraine's military said.
    |
    | A second paragraph.
    enter: enter denied actor=RU place=Kupiansk/in when=2025-11-19 speaker=Ukraine's military
    none: said

The head names what the case is about and the day of publication; an outlet may follow. Lines with a bar are the text;
a bare bar parts paragraphs. Every other line is a claim that has to be found: its trigger (``word#2`` is the second of
that spelling), kind, stance, and of the facets only those that the case is about. ``a|b`` is "either".

``place=NAME/relation/BEARING``
    ``place=-`` none. A relation not given is not looked at; where one is, a bearing must agree as well. If all lines
    of a trigger have a place and none ends in ``more``, the trigger has just these claims.
``at=LAT,LON``
    The place lies within 30 km.
``when=DAY``, ``when=DAY..DAY``
    An open end is left empty, ``-`` is none at all, and ``~`` before it allows one day either way.
``actor=SIDE``, ``speaker=NAME``, ``via=NAME``, ``quantity=3``, ``quantity=100+``
    ``-`` is none; ``via`` is the second speaker.
``none: word``
    The word is no trigger; ``none: *`` the text holds no claim.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path

from outskirts.vocabulary import Claim, Days, Kind, Party, PlaceMention, Quantity, Report, Span, Speaker, Stance

HEAD = re.compile(r"\[(\w+) (\d{4}-\d\d-\d\d)(?: ([^\]]+))?\]$")
FACET = re.compile(r" (actor|place|at|when|speaker|via|quantity)=")
REACH = 30.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim that has to be found, or (without a kind) a word that must not be a trigger."""

    line: str
    trigger: str
    kind: str = ""
    stance: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    more: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its marks; ``name`` is that of the test."""

    name: str
    category: str
    report: Report
    marks: tuple[Mark, ...]
    source: str = ""


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file. Raises ValueError that names file and case where one is not well formed."""
    for number, block in enumerate(re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()), 1):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines:
            try:
                yield case(lines, f"{path.stem}-{number}", block)
            except ValueError as error:
                raise ValueError(f"{path.name}, case {number} ({lines[0]}): {error}") from None


def case(lines: Sequence[str], name: str, source: str) -> Case:
    """One case from its lines."""
    head = HEAD.match(lines[0])
    if head is None:
        raise ValueError("the head should read [category YYYY-MM-DD]")
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", "\n".join(line[1:].strip() for line in lines[1:] if line[0] == "|"))
    day = date.fromisoformat(head[2])
    marks = tuple(mark(line) for line in lines[1:] if line[0] != "|")
    for one in marks:
        if one.trigger != "*":
            spots(text, one.trigger)
    if not text or not marks:
        raise ValueError("text or marks are missing")
    report = Report(name, text, datetime(day.year, day.month, day.day, 18, tzinfo=UTC), head[3] or "")
    words = "-".join(re.findall(r"\w+", text)[:4])
    return Case(f"{name}-{words}", head[1], report, marks, source)


def mark(line: str) -> Mark:
    """One marked line."""
    trigger, _, rest = line.partition(": ")
    if trigger == "none":
        return Mark(line, rest.strip())
    more = rest.endswith(" more")
    parts = FACET.split(rest.removesuffix(" more"))
    kind, stance = parts[0].split()
    for value, known in ((kind, Kind), (stance, Stance)):
        for one in value.split("|"):
            known(one)
    return Mark(line, trigger, kind, stance, dict(zip(parts[1::2], parts[2::2], strict=True)), more)


def spots(text: str, trigger: str) -> list[Span]:
    """Where the words of a mark stand. Raises ValueError where one does not."""
    found = []
    for one in trigger.split("|"):
        word, _, nth = one.partition("#")
        here = list(re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text))
        if len(here) < int(nth or 1):
            raise ValueError(f"{one!r} does not stand in the text")
        found.append(Span(*here[int(nth or 1) - 1].span()))
    return found


def faults(case: Case, claims: Sequence[Claim]) -> list[str]:
    """What a reading has wrong, in words; empty where it agrees with the marks."""
    found: list[str] = []
    groups: dict[str, list[Mark]] = {}
    for one in case.marks:
        groups.setdefault(one.trigger, []).append(one)
    for trigger, marks in groups.items():
        here = list(claims)
        if trigger != "*":
            where = spots(case.report.text, trigger)
            here = [c for c in claims if any(c.trigger.overlaps(span) for span in where)]
        found.extend(group_faults(marks, here))
    return found


def group_faults(marks: Sequence[Mark], here: Sequence[Claim]) -> list[str]:
    """What is wrong with the claims of one trigger."""
    got = "; ".join(told(c) for c in here) or "no claim"
    if not marks[0].kind:
        return [f"{marks[0].line}\n      got {got}"] if here else []
    exact = all("place" in m.facets and not m.more for m in marks)
    if exact and len(here) > len(marks):
        return [f"{m.line}  (and no more)\n      got {got}" for m in marks[:1]]
    best = list(marks)
    for order in permutations([*here, *[None] * len(marks)][:7], len(marks)):
        wrong = [m for m, c in zip(marks, order, strict=True) if c is None or not fits(m, c)]
        best = min(best, wrong, key=len)
    return [f"{m.line}\n      got {got}" for m in best]


def fits(m: Mark, c: Claim) -> bool:
    """Whether a claim is as marked."""
    if c.kind not in m.kind.split("|") or c.stance not in m.stance.split("|"):
        return False
    second = c.speakers[1] if len(c.speakers) > 1 else None
    tests: dict[str, Callable[[str], bool]] = {
        "actor": lambda v: (c.actor.side if c.actor and c.actor.side else "-") in v.split("|"),
        "place": lambda v: any(same_place(one, c.place) for one in v.split("|")),
        "at": lambda v: near(v, c.place),
        "when": lambda v: any(same_days(one, c.when) for one in v.split("|")),
        "speaker": lambda v: named(v, c.speakers[0] if c.speakers else None),
        "via": lambda v: named(v, second),
        "quantity": lambda v: counted(c.quantity) == v,
    }
    return all(tests[key](value.strip()) for key, value in m.facets.items())


def fold(text: str) -> str:
    """Letters and figures of a name, without accents and case."""
    return re.sub(r"[^\w]+", "", unicodedata.normalize("NFKD", text.casefold()))


def same_place(wanted: str, got: PlaceMention | None) -> bool:
    if wanted == "-" or got is None:
        return wanted == "-" and got is None
    name, *rest = wanted.split("/")
    if fold(name) != fold(got.name) and (got.place is None or fold(name) != fold(got.place.name)):
        return False
    if not rest:
        return True
    return got.relation == rest[0] and (got.bearing or "") == (rest[1] if len(rest) > 1 else "")


def near(wanted: str, got: PlaceMention | None) -> bool:
    if got is None or got.place is None or got.place.lat is None or got.place.lon is None:
        return False
    lat, lon = (float(x) for x in wanted.split(","))
    east = (got.place.lon - lon) * math.cos(math.radians(lat))
    return 111.2 * math.hypot(got.place.lat - lat, east) <= REACH


def same_days(wanted: str, got: Days) -> bool:
    slack = timedelta(days=wanted.startswith("~"))
    if wanted == "-":
        return got.start is None and got.end is None
    first, dots, last = wanted.lstrip("~").partition("..")
    for said, day in ((first, got.start), (last if dots else first, got.end)):
        if (day is None) != (not said) or (day is not None and abs(day - date.fromisoformat(said)) > slack):
            return False
    return True


def named(wanted: str, got: Speaker | Party | None) -> bool:
    if wanted == "-" or got is None:
        return wanted == "-" and got is None
    return any(fold(one) in fold(got.name) or fold(got.name) in fold(one) for one in wanted.split("|"))


def counted(quantity: Quantity | None) -> str:
    if quantity is None:
        return "-"
    if quantity.high is None:
        return f"{quantity.low}+"
    return str(quantity.low) if quantity.low == quantity.high else f"{quantity.low}..{quantity.high}"


def told(c: Claim) -> str:
    """A claim in the notation of the marks."""
    place = "-"
    if c.place is not None:
        place = "/".join(str(x) for x in (c.place.name, c.place.relation, c.place.bearing) if x)
        if c.place.place is not None and c.place.place.lat is not None:
            place += f" at={c.place.place.lat:.2f},{c.place.place.lon:.2f}"
    days = "-" if c.when.start is None and c.when.end is None else f"{c.when.start or ''}..{c.when.end or ''}"
    if c.when.start == c.when.end and c.when.start:
        days = str(c.when.start)
    voices = " < ".join(s.name for s in c.speakers) or "-"
    actor = f"{c.actor.side or '-'} ({c.actor.name})" if c.actor else "-"
    return (
        f"{c.trigger.text}: {c.kind} {c.stance} actor={actor} place={place} when={days} speaker={voices} "
        f"quantity={counted(c.quantity)}"
    )
