"""Which words of a sentence name a happening, and of which kind."""

from __future__ import annotations

from dataclasses import dataclass

from outskirts.extract.claims import roles
from outskirts.extract.claims.cues import Cues, Sense
from outskirts.extract.claims.mended import Named, mend
from outskirts.extract.claims.senses import by_whom, takers, weapon_kind
from outskirts.extract.claims.words import kinds, words
from outskirts.extract.tree import NOUNS, VERBS, Tree
from outskirts.vocabulary import Kind

# Adjectives that describe a state rather than tell an event.
STATES = kinds("states")
# Participles before a noun that tell what its bearer is doing.
MOVING = kinds("moving")
BEARINGS = words("bearings") | {"near", "along", "towards", "toward"}
EVIDENCE = words("pictures")
BEING = words("being")
WEAPONS = words("weapons")
SEEN = words("seen")
# "In control", "in talks": how one is, not where.
CONDITIONS = words("conditions")
PRESENT = frozenset(("force",))
GUNS, WINGS = frozenset(("gunround", "gun")), frozenset(("airweapon",))
VIOLENT = frozenset((Kind.STRIKE, Kind.SHELLING, Kind.CLASH, Kind.BLAST))
WITH = frozenset(("with", "by"))
BEFALLING = frozenset((Kind.CASUALTIES, Kind.DISPLACE))
SUFFERERS = frozenset(("people", "civilian"))
# Nouns whose owner is the one that suffers it.
SUFFERED = words("suffered_nouns")
# Names of days and months, which are no places.
TIMES = words("time_nouns")
# Particles that stand apart from their verb as prepositions too: "drove them out of the town".
# Prepositions whose phrase may change the meaning of a verb: "retreated from earlier comments", "fight for a seat".
SPOILING = frozenset(("from", "for", "in", "of"))
APART = frozenset(("out", "back", "away", "off", "down", "through", "from", "into"))
# Words within which a companion is looked for, and within which one that changes the meaning must stand.
WINDOW, CLOSE = 9, 4


@dataclass(frozen=True, slots=True)
class Trigger:
    """A cue word found: token numbers, its kind, and whether it is used as a noun. ``doers`` and ``goals`` are the
    tokens
    that head its logical subjects and objects."""

    i: int
    first: int
    last: int
    kind: Kind
    noun: bool
    doers: tuple[int, ...] = ()
    goals: tuple[int, ...] = ()
    state: bool = False


def presence(t: Tree, i: int, cues: Cues, named: Named) -> Trigger | None:
    """ "Rebels were in the centre", "M23 fighters inside the town": forces that are at a place. A side that is still
    there
    holds it; one of which no more is said has got into it."""
    if t.lemma[i] == "show":
        return shown(t, i, cues, named)
    if t.lower[i] not in SEEN and t.lemma[i] not in ("be", "remain", "stay"):
        return None
    if t.pos[i] not in VERBS or t.dep[i] in ("aux", "auxpass"):
        return None
    doers = t.kids(i, "nsubjpass") if t.lower[i] in SEEN else roles.subjects(t, i)
    if not doers or not any(is_of(t, j, PRESENT, cues, named) for j in doers):
        return None
    for prep in t.kids(i, "prep", "advmod"):
        inside = t.lower[prep] in ("in", "inside", "within") and any(
            t.lower[k] not in CONDITIONS and set(t.subtree(k)) & named.places for k in t.kids(prep, "pobj")
        )
        if inside or (t.lower[prep] == "inside" and not t.kids(prep, "pobj")):
            still = t.lemma[i] in ("remain", "stay") or any(t.lower[k] == "still" for k in t.children[i])
            at = prep if t.lower[prep] == "inside" else i
            return Trigger(at, at, at, Kind.HOLD if still else Kind.ENTER, False, tuple(doers), ())
    return None


def shown(t: Tree, i: int, cues: Cues, named: Named) -> Trigger | None:
    """ "Footage shows soldiers in the centre of X": pictures of forces at a place."""
    seen = [j for j in roles.objects(t, i) if is_of(t, j, PRESENT, cues, named)]
    if not seen or not any(t.lower[j] in EVIDENCE for j in roles.subjects(t, i)):
        return None
    where = {
        k
        for j in (i, *seen)
        for p in t.kids(j, "prep")
        if t.lower[p] in ("in", "on", "inside", "at")
        for k in t.subtree(p)
    }
    return Trigger(i, i, i, Kind.ENTER, False, tuple(seen), ()) if where & named.places else None


def triggers(t: Tree, cues: Cues, named: Named) -> list[Trigger]:
    """The triggers of a sentence in order; one a token."""
    mend(t, named)
    found: list[Trigger] = []
    taken: set[int] = set()
    for i, form in enumerate(t.lower):
        verbs, nouns = cues.verbs.get(form), cues.nouns.get(form)
        if not verbs and not nouns:
            if (form in BEING or form in SEEN) and (there := presence(t, i, cues, named)):
                found.append(there)
            continue
        trigger = read(t, i, verbs or (), nouns or (), cues, named)
        if trigger and not taken & set(range(trigger.first, trigger.last + 1)):
            taken.update(range(trigger.first, trigger.last + 1))
            found.append(trigger)
    return found


def read(
    t: Tree, i: int, verbs: tuple[Sense, ...], nouns: tuple[Sense, ...], cues: Cues, named: Named
) -> Trigger | None:
    """The trigger at a token, or None."""
    if hyphenated(t, i):
        return state_of(t, i, named)
    if t.lower[i + 1 : i + 2] in (["and"], ["or"]) and t.lower[i + 3 : i + 4] and t.lower[i + 3] in WEAPONS:
        # "strike and decoy drones"
        return None
    if t.dep[i] in ("amod", "compound", "nmod") and t.lower[t.head[i]] not in BEARINGS:
        # A word that only describes another names no happening, unless it says who holds a place.
        return state_of(t, i, named)
    verbal = t.pos[i] in VERBS or (t.tag[i].startswith("VB") and t.pos[i] != "NOUN")
    if t.pos[i] == "ADJ" and verbs and t.lower[i].endswith("ed"):
        verbal = True
    if t.pos[i] not in NOUNS and not verbal and t.pos[i] not in ("ADJ", "ADV", "ADP", "SCONJ", "X"):
        return None
    if verbal and verbs:
        return verb(t, i, verbs, cues, named) or (noun(t, i, nouns, cues, named) if t.tag[i] == "VBG" else None)
    if not verbal and nouns:
        return noun(t, i, nouns, cues, named)
    if verbs and t.pos[i] in ("ADJ", "ADV", "ADP"):
        return verb(t, i, tuple(sense for sense in verbs if sense.words), cues, named)
    if verbs and not verbal:
        # The tagger takes headline verbs for nouns; believe it only where the form cannot be a finite verb.
        return verb(t, i, verbs, cues, named) if finite(t, i) else None
    return noun(t, i, nouns, cues, named)


def hyphenated(t: Tree, i: int) -> bool:
    """Whether a word is part of a compound with a hyphen: "Iranian-backed", "landmine-littered", "self-reinforcing"."""
    after = i + 1 < len(t) and t.words[i + 1] == "-" and t.ends[i] == t.starts[i + 1]
    before = (
        i > 1 and t.words[i - 1] == "-" and t.ends[i - 1] == t.starts[i] and t.lower[i - 2] not in ("counter", "re")
    )
    return after or before


def finite(t: Tree, i: int) -> bool:
    """Whether a word taken for a noun stands where a verb would: after a noun, before a noun phrase or preposition."""
    if t.lower[i].endswith(("ed", "ing")):
        return True
    if i and t.lower[i - 1] in ("to", "will", "may", "must", "could", "not"):
        return True
    if i and t.tag[i - 1] == "CD":
        # "seized 700 pounds of opium"
        return False
    return (
        0 < i < len(t) - 1 and t.pos[i - 1] in NOUNS and t.pos[i + 1] in ("PROPN", "DET", "ADP", "ADJ", "NUM", "PRON")
    )


def state_of(t: Tree, i: int, named: Named) -> Trigger | None:
    """ "Russian-occupied Tokmak", "the liberated villages": an adjective that says who holds a place."""
    form, head = t.lower[i], t.head[i]
    if form in MOVING and t.pos[head] in NOUNS and head > i:
        return Trigger(i, i, i, MOVING[form], False, (head,), ())
    kind = STATES.get(form)
    if kind is None or head <= i:
        return None
    called = [k for j in t.kids(head, "prep") if t.lower[j] == "of" for k in t.kids(j, "pobj")]
    goals = (head, *(k for k in (*called, *t.kids(head, "appos")) if k in named.places))
    is_place = bool(named.places & {*range(i + 1, head + 1), *goals})
    if not is_place and not (
        kind is Kind.CAPTURE
        and t.lemma[head] in ("village", "town", "city", "settlement", "territory", "area", "region")
    ):
        return None
    doers = [
        j
        for j in t.children[i]
        if t.dep[j] in ("compound", "npadvmod", "amod", "advmod", "nmod") and t.pos[j] in ("PROPN", "ADJ", "NOUN")
    ]
    if not doers and i >= 2 and t.words[i - 1] in ("-", "–") and t.pos[i - 2] in ("PROPN", "ADJ", "NOUN"):
        doers = [i - 2]
    return Trigger(i, i, i, kind, False, tuple(doers), goals, state=True)


def verb(t: Tree, i: int, senses: tuple[Sense, ...], cues: Cues, named: Named) -> Trigger | None:
    """The most specific sense of a verb whose conditions hold."""
    doers: list[int] | None = None
    goals: list[int] | None = None
    near = t.lower[i + 1 : i + 1 + WINDOW]
    for sense in senses:
        last = particle(t, i, sense.words)
        if (
            last is None
            or not company(sense, near if sense.kind else near[:CLOSE])
            or not t.lower[i].endswith(sense.form)
        ):
            continue
        if sense.infinitive and not infinitive_below(t, i):
            continue
        if goals is None or doers is None:
            goals, doers = roles.objects(t, i), roles.subjects(t, i)
        if sense.not_near and spoiled(t, i, sense.not_near, goals):
            continue
        if not holds(t, goals, sense.objects, sense.object_optional, cues, named):
            continue
        # "The town fell": of a passive without agent nothing is known of the subject.
        if not holds(t, doers, sense.subjects, sense.subject_optional, cues, named):
            continue
        if sense.kind is None:
            return None
        if sense.kind is Kind.ADVANCE and going_noun(t, i, goals):
            # "Fell to swiftly advancing forces": the parser takes the noun for an object.
            return Trigger(i, i, last, sense.kind, False, tuple(goals), ())
        if not goals and t.heading and befallen(t, i, doers, sense.kind, cues, named):
            return Trigger(i, i, last, sense.kind, False, tuple(roles.agents(t, i)), tuple(doers))
        if sense.kind is Kind.STRIKE and any(
            is_of(t, j, GUNS, cues, named) and not is_of(t, j, WINGS, cues, named) for j in doers
        ):
            return Trigger(i, i, last, Kind.SHELLING, False, tuple(doers), tuple(goals))
        if sense.kind is Kind.CAPTURE and t.lemma[i] == "lose":
            return Trigger(i, i, last, Kind.CAPTURE, False, (), tuple(doers + goals))
        if sense.kind is Kind.DETAIN and not goals and doers and t.lower[i].endswith("ed"):
            # A headline leaves out the auxiliary: "Several detained".
            return Trigger(i, i, last, sense.kind, False, tuple(roles.agents(t, i)), tuple(doers))
        if befalls(t, sense.kind, doers, goals, cues, named):
            # "Civilians fled", "23 injured by shelling": it befalls the subject.
            return Trigger(i, i, last, sense.kind, False, tuple(roles.agents(t, i)), tuple(doers))
        if sense.subjects is not None and "ground" in sense.subjects:
            # "The town fell to the rebels": the subject is what is taken.
            return Trigger(i, i, last, sense.kind, False, tuple(takers(t, i)), tuple(doers))
        return Trigger(i, i, last, sense.kind, False, tuple(doers), tuple(goals))
    return None


def going_noun(t: Tree, i: int, goals: list[int]) -> bool:
    """Whether a participle stands before the noun that it describes, with neither article nor owner between."""
    if t.tag[i] != "VBG" or not goals or min(goals) < i:
        return False
    return not any(t.dep[k] in ("det", "poss") for k in t.children[goals[0]]) and t.dep[i] in ("pcomp", "amod")


def befallen(t: Tree, i: int, doers: list[int], kind: Kind, cues: Cues, named: Named) -> bool:
    """Whether a headline leaves out the auxiliary of a passive: "Region attacked with drones", "House hit in Kyiv"."""
    if kind not in VIOLENT or not t.lower[i].endswith(("ed", "hit", "struck")) or not doers or max(doers) > i:
        return False
    if not any(t.lower[j] in WITH for j in t.kids(i, "prep", "agent")):
        return False
    return all(t.lower[j] in cues.classes["ground"] | cues.classes["structure"] or j in named.places for j in doers)


def befalls(t: Tree, kind: Kind, doers: list[int], goals: list[int], cues: Cues, named: Named) -> bool:
    """Whether a happening befalls its grammatical subject: people who flee, or are hurt in a headline's short
    passive."""
    if kind not in BEFALLING or not doers or not all(is_of(t, j, SUFFERERS, cues, named) for j in doers):
        return False
    return not goals or (kind is Kind.DISPLACE and not any(is_of(t, j, SUFFERERS, cues, named) for j in goals))


def infinitive_below(t: Tree, i: int) -> bool:
    """Whether an infinitive depends on the verb: "told them to leave"."""
    return any(
        t.dep[j] in ("xcomp", "ccomp", "advcl", "acl")
        and any(t.lower[k] == "to" and t.dep[k] == "aux" for k in t.children[j])
        for j in t.children[i]
    )


def company(sense: Sense, near: list[str]) -> bool:
    """Whether the words that must be near are."""
    return not sense.near or not sense.near.isdisjoint(near)


def spoiled(t: Tree, i: int, words: frozenset[str], goals: list[int]) -> bool:
    """Whether a word that changes the verb's meaning follows at once or is its object: "took part", "entered talks"."""
    if not words.isdisjoint(t.lower[i + 1 : i + 3]):
        return True
    behind = [j for p in t.kids(i, "prep") if t.lower[p] in SPOILING for j in t.kids(p, "pobj")]
    return any(
        t.lower[j] in words or any(t.lower[k] in words for k in t.kids(j, "compound", "amod"))
        for j in (*goals, *behind)
    )


def particle(t: Tree, i: int, words: tuple[str, ...]) -> int | None:
    """The last token of a verb with its particles: next to it or its dependant; None where one is lacking."""
    last = i
    for word in words:
        if last + 1 < len(t) and t.lower[last + 1] == word:
            last += 1
            continue
        far = [
            j
            for j in t.children[i]
            if i < j <= i + 8 and t.lower[j] == word and (t.dep[j] in ("prt", "advmod") or word in APART)
        ]
        if not far:
            return None
    return last


def holds(t: Tree, tokens: list[int], wanted: frozenset[str] | None, optional: bool, cues: Cues, named: Named) -> bool:
    """Whether one of the tokens is of a wanted class."""
    if not wanted:
        return True
    if not tokens:
        return optional
    return any(is_of(t, j, wanted, cues, named) for j in tokens)


def is_of(t: Tree, j: int, wanted: frozenset[str], cues: Cues, named: Named) -> bool:
    """Whether a noun is of one of the classes, by its word, or by being a place, a party, a number."""
    word = t.lower[j]
    lemma = t.lemma[j]
    for name in wanted:
        words = cues.classes[name]
        if word in words or lemma in words:
            return True
    # A name that no list knows is taken for a place where only a place would do.
    unknown = (
        t.pos[j] == "PROPN" and not titled(t) and j not in named.parties and t.tag[j] == "NNP" and word not in TIMES
    )
    if not wanted.isdisjoint(("ground", "structure", "border")) and (j in named.places or unknown):
        return True
    if (
        j in named.parties or (t.pos[j] == "PRON" and word not in ("it", "this", "that", "what", "which"))
    ) and not wanted.isdisjoint(("force", "official", "people")):
        return True
    if word in ("it", "which", "that") and not wanted.isdisjoint(("ground", "force")):
        return True
    return t.pos[j] == "NUM" and not wanted.isdisjoint(("people", "civilian"))


def titled(t: Tree) -> bool:
    """Whether a headline writes nearly all its words with a capital, so that a capital tells no name."""
    long = [word for word in t.words if len(word) > 3 and word.isalpha()]
    return t.heading and len(long) > 3 and sum(word[0].isupper() for word in long) > 0.8 * len(long)


def noun(t: Tree, i: int, senses: tuple[Sense, ...], cues: Cues, named: Named) -> Trigger | None:
    """The most specific sense of a noun whose conditions hold."""
    near = t.lower[i + 1 : i + 1 + WINDOW]
    before = t.lower[max(0, i - 4) : i]
    goals = mods = None
    for sense in senses:
        first = preceding(t, i, sense.words)
        if first is None or (sense.near and sense.near.isdisjoint(near) and sense.near.isdisjoint(before)):
            continue
        if sense.not_near and not (sense.not_near.isdisjoint(near[:2]) and sense.not_near.isdisjoint(before[-2:])):
            continue
        if sense.objects is not None:
            goals = roles.of_whom(t, i) if goals is None else goals
            if not holds(t, goals, sense.objects, sense.object_optional, cues, named):
                continue
        if sense.modifiers is not None:
            mods = roles.modifiers(t, i) if mods is None else mods
            if (
                not holds(t, mods, sense.modifiers, sense.modifier_optional, cues, named)
                and not sense.modifier_optional
            ):
                continue
        if sense.kind is None:
            return None
        doers = [] if t.lower[i] in SUFFERED else roles.possessors(t, i) or by_whom(t, i)
        if sense.kind in (Kind.STRIKE, Kind.SHELLING) and sense.modifiers is not None:
            return Trigger(
                i, first, i, weapon_kind(t, i, sense.kind, cues), True, tuple(doers), tuple(roles.of_whom(t, i))
            )
        kept, by = roles.put_under(t, i)
        by = by or roles.in_hand(t, i)
        return Trigger(i, first, i, sense.kind, True, tuple(doers or by), (*kept, *roles.of_whom(t, i)))
    return None


def preceding(t: Tree, i: int, words: tuple[str, ...]) -> int | None:
    """First token of a noun of several words, hyphens allowed between; None where a word is lacking."""
    at = i
    for word in reversed(words):
        at -= 1
        while at >= 0 and t.lower[at] in ("-", "–"):
            at -= 1
        if at < 0 or t.lower[at] != word:
            return None
    return at
