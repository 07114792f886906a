"""What is read: reports, their sentences, spans of their text, and what is wrong with them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime


def content_id(prefix: str, *parts: object) -> str:
    """A short stable id, ``prefix-`` and 16 hex digits of the SHA-256 of the parts."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    # Half a character, as JSON can write it, is no reason to have no id.
    data = joined.encode("utf-8", "surrogatepass")
    return f"{prefix}-{hashlib.sha256(data).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets into a report's text, with the words that stand there."""

    start: int
    end: int
    text: str = field(default="", compare=False)

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the material (not with the program): what, where, and what to do about it."""

    what: str
    where: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} ({self.remedy})" if self.remedy else head


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report's bytes came from, for the line of custody: ``source`` is a path or an address, ``digest`` the
    SHA-256 of the original bytes (hex), ``via`` whoever passed the text on (the channel that a message was forwarded
    from), ``retrieved`` when it was fetched."""

    source: str = ""
    digest: str = ""
    via: str = ""
    retrieved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One version of one published text. ``text`` begins with the title where the source had one."""

    id: str
    text: str
    published: datetime | None = None
    outlet: str = ""
    title: str = ""
    url: str = ""
    language: str = "en"
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or headline) of a report; ``span.text`` is the report's text between its offsets."""

    span: Span
    index: int
    paragraph: int = 0
    heading: bool = False
