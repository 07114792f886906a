"""At which of the places named does each happening lie?"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from outskirts.extract.claims.links import kin, speech_forms, weak_forms
from outskirts.extract.claims.triggers import Trigger
from outskirts.extract.claims.words import words
from outskirts.extract.tree import VERBS, Tree
from outskirts.vocabulary import Kind, PlaceMention, Relation

LEAVING = frozenset((Kind.WITHDRAW, Kind.DISPLACE))
ACTING = frozenset(("nsubj", "csubj", "agent"))
STANDING = frozenset(("in", "on", "inside", "at", "near", "outside"))
INSIDE = frozenset(("in", "inside", "within", "at", "into", "to", "near", "around", "across", "towards", "toward"))
# What is no happening on the ground has a place only where it is said to be there.
PLACELESS = frozenset((Kind.NO_COMMENT, Kind.UNVERIFIED))
PARLEY = frozenset((Kind.AID, Kind.NEGOTIATE, Kind.ORDER, Kind.DEMAND))
TAKING = frozenset((Kind.CAPTURE, Kind.HOLD, Kind.ENTER, Kind.WITHDRAW, Kind.SURROUND, Kind.STRIKE, Kind.SHELLING))
BORNE = frozenset((Kind.CASUALTIES, Kind.DAMAGE, Kind.STRIKE, Kind.SHELLING, Kind.BLAST))
TIMES = words("time_nouns")
SHARES, PREMISES = words("shares"), words("premises")
STRUCK = frozenset((Kind.STRIKE, Kind.SHELLING))
EXPANSES = words("expanses")
SETTLED = frozenset(("settlement", "municipality", "quarter"))
TOWNS = frozenset(("town", "city", "village", "settlement", "hub", "port"))
COPULAS = frozenset(("be", "remain", "stay", "lie", "fall", "come", "pass"))
STATES = frozenset((Kind.HOLD, Kind.SURROUND, Kind.CLASH, Kind.STRIKE, Kind.SHELLING))
WIDE = frozenset(("country", "continent"))


GLOSS = re.compile(
    r"\s?[,(–—-]\s*(?:which (?:is|lies) |a \w+ |an \w+ )?(?:located |situated |lying )?"
    r"(?:some |about |around |roughly |nearly |just |over |more than |approximately )*"
    r"\d[\d.,]*\s?-?(?:km|kms|kilomet\w+|miles?|met(?:er|re)s?)\b"
)


def measured(t: Tree, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Mentions without those that only tell where the place named before them lies: "Sibut, 190 km north of the capital
    Bangui"."""
    base = t.parsed.sentence.span
    kept: list[PlaceMention] = []
    ends = -1
    for m in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if kept and ends < 0 and m.span.start > kept[-1].span.end:
            between = base.text[kept[-1].span.end - base.start : m.span.start - base.start]
            if GLOSS.match(between) and len(between) < 70:
                ends = m.span.end
                continue
        if ends >= 0 and m.span.start <= ends + 2:
            ends = max(ends, m.span.end)
            continue
        ends = -1
        kept.append(m)
    return kept


def assign(
    t: Tree, triggers: Sequence[Trigger], mentions: Sequence[PlaceMention]
) -> dict[int, tuple[PlaceMention, ...]]:
    """Trigger token to its places; a trigger that lies nowhere named has none. ``mentions`` are those of the sentence,
    framing ones left out."""
    mentions = measured(t, mentions)
    at = {token: trigger for trigger in triggers for token in range(trigger.first, trigger.last + 1)}
    own: dict[int, list[PlaceMention]] = {trigger.i: [] for trigger in triggers}
    named = {i for m in mentions for i in t.tokens_in(m.span)}
    loose: list[tuple[int, PlaceMention]] = []
    held: list[tuple[int, Trigger, PlaceMention]] = []
    for trigger in triggers:
        if trigger.state:
            own[trigger.i] += [m for m in mentions if set(t.tokens_in(m.span)) & set(trigger.goals)]
    for mention in mentions:
        head = t.head_of(mention.span)
        if head is None or glossing(t, head, named) or acting(t, head, mention, at) or kind_of_town(t, head):
            continue
        above = holder(t, head, at)
        if above is None:
            if not wide(mention) and located(t, head):
                loose.append((head, mention))
        elif takes(t, above, head, mention):
            own[above.i].append(mention)
            held.append((head, above, mention))
    for head, mention in list(loose):
        neighbour = listed(t, head, held, at)
        if neighbour is not None and all(m.name != mention.name for m in own[neighbour.i]):
            loose.remove((head, mention))
            own[neighbour.i].append(mention)
            held.append((head, neighbour, mention))
    for head, mention in loose:
        near = listed(t, head, held, at) or nearest(t, head, triggers, own)
        if near is not None and all(m.name != mention.name for m in own[near.i]):
            own[near.i].append(mention)
            held.append((head, near, mention))
    spots: dict[int, tuple[PlaceMention, ...]] = {}
    for trigger in triggers:
        lends = () if own[trigger.i] or elsewhere(t, trigger, named) else lent(t, trigger, triggers, own, at)
        there = reached(finest(own[trigger.i]), trigger) or [arrived(m, trigger) for m in lends]
        spots[trigger.i] = tuple(in_part(t, trigger, relate(t, trigger, m)) for m in each_once(there))
    return spots


def each_once(mentions: list[PlaceMention]) -> list[PlaceMention]:
    """A town by two of its names is one place: "the town, known until 2016 as Dzerzhynsk"."""
    found: list[PlaceMention] = []
    for m in mentions:
        if m.place is None or all(
            o.place is None or o.place.id != m.place.id or o.bearing != m.bearing or o.part != m.part for o in found
        ):
            found.append(m)
    return found


def elsewhere(t: Tree, trigger: Trigger, named: set[int]) -> bool:
    """Whether a trigger has an object by a name that nobody knows: it lies there, and not where its neighbours do."""
    if trigger.kind not in TAKING:
        return False
    if trigger.kind in (Kind.HOLD, Kind.CAPTURE) and any(t.lemma[k] in EXPANSES for k in trigger.goals):
        # "Controls a fifth of Ukraine's territory": so much ground is at none of the places named beside it.
        return True
    if any(
        t.lemma[k] in TOWNS and any(t.lower[m] in ("a", "an", "another") for m in t.children[k]) for k in trigger.goals
    ):
        # "Seized a rebel town": none of those named.
        return not any(k in named for g in trigger.goals for k in t.subtree(g))
    behind = [k for j in t.kids(trigger.i, "prep") if t.lower[j] in INSIDE | {"on", "from"} for k in t.kids(j, "pobj")]
    return any(
        t.pos[k] == "PROPN"
        and t.tag[k] in ("NNP", "NNPS")
        and k not in named
        and k not in trigger.doers
        and t.lower[k] not in TIMES
        for k in (*trigger.goals, *behind)
    )


def arrived(mention: PlaceMention, trigger: Trigger) -> PlaceMention:
    """A place that one happening lends to another is where the other was, whatever way the first one went."""
    if mention.relation is Relation.FROM or (mention.relation is Relation.TOWARDS and trigger.kind in BORNE):
        return dataclasses.replace(mention, relation=Relation.IN)
    return mention


def listed(
    t: Tree, head: int, held: Sequence[tuple[int, Trigger, PlaceMention]], at: dict[int, Trigger]
) -> Trigger | None:
    """The trigger of the member before, or after, in a list that the parse has torn apart: "near A; north of B near
    C"."""
    for other, trigger, _ in sorted(held, key=lambda row: abs(row[0] - head)):
        first, last = min(other, head), max(other, head)
        between = range(first + 1, last)
        if last - first > 14:
            return None
        if not any(t.pos[j] in VERBS or t.pos[j] == "SCONJ" or j in at or t.words[j] == ":" for j in between):
            return trigger
    return None


def kind_of_town(t: Tree, head: int) -> bool:
    """ "The Donetsk region town of Druzhkivka": the region only says which town."""
    return t.dep[head] in ("compound", "nmod", "amod") and t.lemma[t.head[head]] in TOWNS and t.head[head] > head


def located(t: Tree, head: int) -> bool:
    """Whether a name stands behind a preposition, or by itself: not "the fall shocked Kyiv"."""
    while t.dep[head] in ("conj", "appos") and t.head[head] != head:
        head = t.head[head]
    return t.dep[head] not in ("dobj", "dative", "nsubj", "poss")


def wide(mention: PlaceMention) -> bool:
    return mention.place is not None and mention.place.kind in WIDE


def glossing(t: Tree, head: int, named: set[int]) -> bool:
    """Whether a name stands inside a gloss on another place: "Lashio, the biggest town in Shan state"."""
    child = head
    for j in t.up(head):
        if t.dep[child] == "appos" and j in named and t.pos[j] == "PROPN":
            return True
        if t.pos[j] in VERBS:
            return False
        child = j
    return False


def takes(t: Tree, trigger: Trigger, head: int, mention: PlaceMention) -> bool:
    """Whether the trigger's kind lies at a place so put: aid, talks, orders and demands lie only where they are said to
    be ("talks in Doha"); a country after "to" or "against" is their party."""
    if trigger.kind in PLACELESS:
        return False
    if trigger.kind not in PARLEY or (trigger.kind is Kind.ORDER and head in trigger.goals):
        return True
    while t.dep[head] == "conj":
        head = t.head[head]
    return (
        t.dep[head] == "pobj"
        and t.lower[t.head[head]] in ("in", "at", "near", "inside", "outside")
        and not wide(mention)
    )


def finest(mentions: list[PlaceMention]) -> list[PlaceMention]:
    """A country or continent counts only where nothing finer is named for the happening, and so does a region where a
    town of it is named."""
    fine = [m for m in mentions if not (m.place and m.place.kind in WIDE)] or mentions
    if any(m.place and m.place.kind in SETTLED for m in fine):
        fine = [m for m in fine if not (m.place and m.place.kind == "area")]
    within = {m.place.admin1 for m in fine if m.place and m.place.kind != "region"}
    return [m for m in fine if not (m.place and m.place.kind == "region" and m.place.name in within)] or fine


def just_behind(t: Tree, trigger: Trigger, mentions: Sequence[PlaceMention]) -> bool:
    """Whether one of a trigger's places is named shortly after it: "the fighting right now around X"."""
    return any(not m.anaphoric and 0 < m.span.start - t.ends[trigger.i] < 30 for m in mentions)


def reached(mentions: list[PlaceMention], trigger: Trigger) -> list[PlaceMention]:
    """Where it happens, rather than where they came from: "crossed into Ukraine from Belarus"."""
    if trigger.kind in LEAVING or trigger.kind in STRUCK:
        return mentions
    return [m for m in mentions if m.relation is not Relation.FROM] or mentions


def acting(t: Tree, head: int, mention: PlaceMention, at: dict[int, Trigger]) -> bool:
    """Whether the name stands for a government or people: it does, says or owns the happening."""
    dep, above = t.dep[head], t.head[head]
    if dep == "conj":
        dep, above = t.dep[above], t.head[above]
    if any(head in trigger.doers for trigger in set(at.values())) and not (
        dep == "pobj" and t.lower[above] in ("from", "into", "in", "near", "to")
    ):
        return True
    if dep in ("compound", "nmod", "amod") and any(
        above in trigger.doers and not trigger.noun for trigger in set(at.values())
    ):
        # "The Kherson brigade repelled": part of the doer's name.
        return True
    if dep in ACTING and t.pos[above] in VERBS and t.lemma[above] not in COPULAS:
        return True
    if dep == "poss" and above in at and at[above].noun and mention.place is not None and mention.place.kind in WIDE:
        return True
    if dep == "poss" and t.lemma[above] in (
        "army",
        "force",
        "military",
        "ministry",
        "minister",
        "president",
        "government",
        "troop",
        "mayor",
        "governor",
        "administration",
        "spokesman",
        "spokesperson",
    ):
        return True
    return (
        dep == "pobj"
        and t.lower[above] in ("by", "against", "with")
        and mention.place is not None
        and mention.place.kind in WIDE
        and not (t.lower[above] == "against" and t.head[above] in at and at[t.head[above]].kind in STRUCK)
    )


def holder(t: Tree, head: int, at: dict[int, Trigger]) -> Trigger | None:
    """The trigger that a place hangs on: the nearest above it, unless it is part of a doer's name or of the saying."""
    speech, weak = speech_forms(), weak_forms()
    below, behind, busy = head, False, False
    for j in t.up(head):
        # "Footage shows soldiers on the edge of X": where the doers are, not who they are.
        behind = behind or (t.pos[j] == "ADP" and t.lower[j] in STANDING)
        if j in at:
            trigger = at[j]
            if below in trigger.doers and not trigger.noun and not (t.dep[below] == "dobj" and behind):
                return None
            return trigger
        if t.pos[j] in VERBS and t.dep[below] in ("nsubj", "nsubjpass") and t.lemma[j] in COPULAS:
            # "The town was in its hands", "remained under control": the place is held.
            return next((x for x in at.values() if x.kind in STATES and j in t.up(x.i)), None)
        if t.pos[j] in VERBS and t.dep[below] in ACTING:
            return None
        if (
            not busy
            and t.pos[j] in VERBS
            and (told := [k for k in t.kids(j, "nsubj", "nsubjpass", "dobj") if k in at and k != below])
        ):
            # "Fighting went on near X", "was reported near X": the verb says only that it did. Not "shocked X".
            moved = t.dep[below] in ("dobj", "dative") and t.lower[j] not in weak
            return at[told[0]] if at[told[0]].noun and not moved else None
        if t.pos[j] in VERBS and t.lower[j] in speech:
            return None
        if t.dep[j] == "relcl":
            # "in Tawila, where people from El Fasher have arrived": a happening of its own.
            return None
        # "The loss would let them move guns closer to X": the verb between has a doer and a happening of its own.
        busy = busy or (t.pos[j] in VERBS and bool(t.kids(j, "nsubj", "nsubjpass")))
        below = j
    return None


def nearest(t: Tree, head: int, triggers: Sequence[Trigger], own: dict[int, list[PlaceMention]]) -> Trigger | None:
    """For a place that the parse ties to no trigger: the closest one before it, or after it, in the same stretch."""
    above = clause(t, head)
    best: Trigger | None = None
    for trigger in triggers:
        if (
            own[trigger.i]
            or trigger.state
            or trigger.kind in PLACELESS
            or trigger.kind in PARLEY
            or clause(t, trigger.i) != above
        ):
            continue
        gap = abs(trigger.i - head)
        if gap <= 10 and (best is None or gap < abs(best.i - head)):
            best = trigger
    return best


def clause(t: Tree, i: int) -> int:
    """The verb of saying, or root, that a token finally hangs on."""
    speech, last = speech_forms(), i
    for j in t.up(i):
        if t.pos[j] in VERBS and t.lower[j] in speech:
            return j
        last = j
    return last


def lent(
    t: Tree, trigger: Trigger, triggers: Sequence[Trigger], own: dict[int, list[PlaceMention]], at: dict[int, Trigger]
) -> list[PlaceMention]:
    """Places of the triggers that speak of the same happening."""
    if trigger.kind in PLACELESS or trigger.kind in PARLEY:
        return []
    for other in kin(t, trigger, triggers, at):
        if own[other.i]:
            return finest(own[other.i])
    if trigger.noun and trigger.doers and aside(t, trigger.i):
        return []
    # "attacked near X but did not make advances": the last place told of in the same stretch of speech.
    above = clause(t, trigger.i)
    for other in reversed([o for o in triggers if o.i < trigger.i]):
        if own[other.i] and clause(t, other.i) == above:
            return finest(own[other.i])
    # "Attacks had exhausted the defence, and the town was threatened": told of one place, which is named before.
    for other in (o for o in triggers if o.i > trigger.i and trigger.noun):
        if own[other.i] and clause(t, other.i) == above and all(m.anaphoric for m in own[other.i]):
            return finest(own[other.i])
    return []


def aside(t: Tree, i: int) -> bool:
    """Whether a noun only accompanies what the sentence tells: "amid Ukraine's advances"."""
    return t.dep[i] == "pobj" and t.lower[t.head[i]] in ("amid", "after", "despite", "following", "since", "before")


def in_part(t: Tree, trigger: Trigger, mention: PlaceMention) -> PlaceMention:
    """ "The rest", "half of it", "several streets": what happens to a share of a place happens in part of it; so does
    the taking of a base or palace in a town."""
    if mention.relation is not Relation.IN or trigger.kind not in TAKING:
        return mention
    share = next((j for j in trigger.goals if t.lower[j] in SHARES), None)
    under = t.head[trigger.i]
    if share is None and t.lower[under] == "under" and t.lower[t.head[under]] in SHARES:
        # "with the remainder under Russian control"
        share = t.head[under]
    if share is None and trigger.kind not in STRUCK and mention.place and mention.place.kind in SETTLED:
        own = set(t.tokens_in(mention.span))
        share = next((j for j in trigger.goals if t.lower[j] in PREMISES and j not in own), None)
    return mention if share is None else dataclasses.replace(mention, relation=Relation.PART, part=t.words[share])


def relate(t: Tree, trigger: Trigger, mention: PlaceMention) -> PlaceMention:
    """The relation as the kind of happening has it: what is left, fled or abandoned is "from"."""
    if trigger.state and mention.relation is not Relation.PART:
        return dataclasses.replace(mention, relation=Relation.IN, bearing=None)
    if trigger.kind is Kind.ADVANCE and mention.relation is Relation.IN and not trigger.noun:
        head = t.head_of(mention.span)
        if head is not None and t.dep[head] == "pobj" and t.lower[t.head[head]] in ("for", "on", "to", "upon"):
            return dataclasses.replace(mention, relation=Relation.TOWARDS)
    if trigger.kind not in LEAVING or mention.relation not in (Relation.IN, Relation.PART):
        return mention
    head = t.head_of(mention.span)
    if head is not None and t.dep[head] == "pobj" and t.lower[t.head[head]] in INSIDE:
        return mention
    if mention.relation is Relation.PART and mention.bearing is None:
        return mention
    return dataclasses.replace(mention, relation=Relation.FROM)
