"""Which voice does a name mean, how has each fared, and what did a person say of it?"""

from __future__ import annotations

from dataclasses import replace

from outskirts.errors import NotKnown
from outskirts.merge import voices as voicing
from outskirts.merge.learn import Record as Fared
from outskirts.merge.voices import Voices, plain
from outskirts.query.record import Record
from outskirts.query.sources import Sources

MOST = 8  # voices named in an error


def keys_of(sources: Sources, name: str) -> tuple[str, ...]:
    """The keys of the voices of that name (or key) that claims in the ledger name, an outlet among them. Raises
    NotKnown."""
    wanted = " ".join(name.casefold().removeprefix("the ").split())
    found = {key: None for key, spoken in known(sources) if wanted in (key.casefold(), spoken.casefold())}
    if not found:
        near = [spoken for _, spoken in known(sources) if wanted in spoken.casefold()]
        remedy = (
            f"did you mean {', '.join(dict.fromkeys(near[:MOST]))}?" if near else "list them: outskirts review voices"
        )
        raise NotKnown(f"no voice {name!r} speaks in the ledger", remedy)
    return tuple(found)


def known(sources: Sources) -> list[tuple[str, str]]:
    """Every voice of the ledger: its key and its name, those with most claims first."""
    priors = voicing.load()
    finders = [Voices(conflict, priors) for conflict in sources.conflicts]
    found: dict[tuple[str, str], None] = {}
    for one in sources.ledger.voices():
        name = " ".join(one.name.removeprefix("the ").split())
        keys = {finder.named(name, one.side, "unknown").key for finder in finders if name}
        sided = sorted(key for key in keys if not key.startswith(":"))
        found |= {(key, name): None for key in sided or sorted(keys)}
    for outlet in sources.ledger.outlets():
        found.setdefault((f"outlet:{plain(outlet.outlet)}", outlet.outlet))
        for finder in finders:
            found.setdefault((finder.printed(outlet.outlet).key, outlet.outlet))
    return list(found)


def heard(record: Record) -> list[Fared]:
    """The voices of a record with what was learned of each and the grade set, those heard most first."""
    grades = record.grades
    found = [replace(one, set=grades.get(key, "")) for key, one in record.model.reliability.records.items()]
    return sorted(found, key=lambda one: (-sum(one.heard), one.voice.key))
