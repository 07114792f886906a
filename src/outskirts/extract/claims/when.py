"""On which days did each happening take place?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from outskirts.extract.claims.links import governor, speech_forms
from outskirts.extract.claims.triggers import Trigger
from outskirts.extract.tree import VERBS, Tree
from outskirts.vocabulary import Days, Stance, TimeMention

OPEN = frozenset((Stance.PLANNED, Stance.CONDITIONAL))
DATED = frozenset(("DATE", "TIME"))


def dated(mentions: Sequence[TimeMention]) -> list[TimeMention]:
    """Mentions that say on which days: not sets, not references to "now" without bounds."""
    return [m for m in mentions if m.days is not None and m.type != "SET"]


def assign(
    t: Tree, triggers: Sequence[Trigger], mentions: Sequence[TimeMention]
) -> tuple[dict[int, TimeMention], dict[int, TimeMention]]:
    """Two maps by token: trigger to the time of its happening, verb of saying to the time of saying."""
    at = {token: trigger for trigger in triggers for token in range(trigger.first, trigger.last + 1)}
    own: dict[int, TimeMention] = {}
    said: dict[int, TimeMention] = {}
    shared: list[tuple[int, TimeMention]] = []
    speech = speech_forms()
    for mention in dated(mentions):
        head = t.head_of(mention.span)
        if head is None:
            continue
        verb = tie(t, head, at)
        if verb in at:
            trigger = at[verb]
            if better(own.get(trigger.i), mention, trigger, t, head):
                own[trigger.i] = mention
        elif t.lower[verb] in speech and t.pos[verb] in VERBS:
            said[verb] = mention
        shared.append((verb, mention))
    share(t, triggers, at, own, shared)
    return own, said


def tie(t: Tree, head: int, at: dict[int, Trigger]) -> int:
    """The trigger or verb that a time hangs on; the root where none is nearer."""
    last = head
    for j in t.up(head):
        last = j
        if j in at or t.pos[j] in VERBS:
            return j
    return last


def better(old: TimeMention | None, new: TimeMention, trigger: Trigger, t: Tree, head: int) -> bool:
    """Of two times on one trigger the one that says days, not a bare stretch; then the nearer."""
    if old is None:
        return True
    if (old.type == "DURATION") != (new.type == "DURATION"):
        return old.type == "DURATION"
    before = t.head_of(old.span)
    return before is None or abs(trigger.i - head) < abs(trigger.i - before)


def share(
    t: Tree,
    triggers: Sequence[Trigger],
    at: dict[int, Trigger],
    own: dict[int, TimeMention],
    shared: list[tuple[int, TimeMention]],
) -> None:
    """A time on a verb reaches the triggers below that verb, and those that it is coordinated with or serves."""
    for trigger in triggers:
        if trigger.i in own:
            continue
        above = governor(t, trigger.i, at)
        if above is not None and above.i in own and not islanded(t, trigger.i, above.i):
            own[trigger.i] = own[above.i]
            continue
        ancestors = set(t.up(trigger.i))
        for verb, mention in shared:
            if verb in ancestors and t.lower[verb] not in speech_forms() and not islanded(t, trigger.i, verb):
                own[trigger.i] = mention
                break


def islanded(t: Tree, i: int, top: int) -> bool:
    """Whether a relative clause, or "after", lies between a token and one above it: its own time is another."""
    child = i
    for j in t.up(i):
        if t.dep[child] == "relcl":
            return True
        if t.dep[child] in ("advcl", "pcomp") and any(t.lower[k] in ("after", "before", "since") for k in t.children[child]):
            return True
        if t.dep[child] == "pobj" and t.lower[j] in ("after", "before", "since", "following"):
            return True
        if j == top:
            return False
        child = j
    return False


def when(
    mention: TimeMention | None, stance: Stance, said: Days | None, published: date | None, carried: Days | None
) -> Days:
    """The days of a happening, from its own time, else the day it was said, else the day of the report."""
    if mention is not None and mention.days is not None:
        return Days(mention.days.start, mention.days.end, mention.span.text)
    if stance in OPEN:
        return Days(None, None)
    if said is not None:
        return said
    if carried is not None:
        return carried
    return Days(published, published)
