"""What does a brief consist of? Statements, each with the numbers of its notes; the notes are the sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from outskirts.publish.cite import Cited
from outskirts.publish.entry import Bar
from outskirts.vocabulary import Conflict, Side, Status, Stretch


@dataclass(frozen=True, slots=True)
class Period:
    """What a brief is asked of: everything that ``claims`` say within the days ``since`` to ``until`` (inclusive), with
    ``stretches`` that reach back to the day before and ``statuses`` at the end. ``sources`` holds every claim that a
    status or stretch names, by id."""

    conflict: Conflict
    since: date
    until: date
    claims: tuple[Cited, ...]
    stretches: tuple[Stretch, ...]
    statuses: tuple[Status, ...]
    sources: Mapping[str, Cited]
    known_at: datetime | None = None

    @property
    def sides(self) -> dict[str, Side]:
        return {side.code: side for side in self.conflict.sides}


@dataclass(frozen=True, slots=True)
class Statement:
    """One voice's word, or a count; ``notes`` are numbers of notes. ``mark`` and ``label`` tell the stance."""

    text: str
    notes: tuple[int, ...] = ()
    mark: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class PlacePart:
    """What is said of one place. ``judgement`` speaks of likelihood and ``confidence`` of its grounds, each in a
    sentence of its own; ``heard`` says which sides' voices speak of the place, and which do not."""

    anchor: str
    name: str
    within: str
    change: str
    judgement: str
    confidence: str
    bars: tuple[Bar, ...]
    presence: tuple[str, ...]
    heard: str
    statements: tuple[Statement, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Statements under a heading; ``more`` were left out for length."""

    title: str
    statements: tuple[Statement, ...]
    more: int = 0
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lead: str
    groups: tuple[Group, ...] = ()
    places: tuple[PlacePart, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    number: int
    cited: Cited
    back: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in SVG, with the words that stand for it where it cannot be seen."""

    title: str
    words: str
    svg: str


@dataclass(frozen=True, slots=True)
class Brief:
    """``figures`` are (number, what) pairs for the head."""

    title: str
    period: str
    known_at: datetime | None
    summary: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    pictures: tuple[Picture, ...] = ()


@dataclass
class Notes:
    """Numbers sentences in the order in which they are first cited; one sentence with several claims is one note.
    ``sides`` are those that statements may name."""

    sides: Mapping[str, Side] = field(default_factory=dict)
    found: dict[tuple[str, int, int], Note] = field(default_factory=dict)

    def number(self, cited: Cited) -> int:
        sentence = cited.claim.sentence
        key = (cited.claim.report_id, sentence.start, sentence.end)
        if key not in self.found:
            self.found[key] = Note(len(self.found) + 1, cited)
        return self.found[key].number

    def all(self) -> tuple[Note, ...]:
        return tuple(self.found.values())
