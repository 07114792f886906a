"""Who does what to whom around a word? Its subjects, its objects, the shortest phrase that names each."""

from __future__ import annotations

from outskirts.extract.claims.words import words
from outskirts.extract.tree import NOUNS, PASSIVE_SUBJECTS, SUBJECTS, VERBS, Tree

# Verbs whose object, not subject, does what the infinitive says: "ordered troops to withdraw".
STEERING = words("steering_verbs")
# Verbs whose object has done what follows "of".
CHARGING = words("charging_verbs")
CLAUSE = frozenset(
    (
        "conj",
        "xcomp",
        "advcl",
        "ccomp",
        "pcomp",
        "acl",
        "relcl",
        "prep",
        "dep",
        "pobj",
        "dobj",
        "appos",
        "attr",
        "oprd",
        "acomp",
        "advmod",
    )
)
NAME_PARTS = frozenset(
    ("amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod", "case", "punct", "npadvmod")
)
LIGHT = frozenset(("det", "predet", "relcl", "acl", "appos", "cc", "conj", "prep", "mark"))
TIMES = words("time_nouns")
MOMENTS = words("moments")
RELATIVES = frozenset(("which", "that", "who", "whom"))


def conjuncts(t: Tree, i: int) -> list[int]:
    """A token and those coordinated with it."""
    found = [i]
    for j in found:
        found.extend(k for k in t.children[j] if t.dep[k] == "conj" and (t.pos[k] in NOUNS or t.pos[k] == "ADJ"))
    return found


def is_passive(t: Tree, i: int) -> bool:
    """Whether the verb is passive: by its auxiliary, its subject, or as a bare past participle after a noun."""
    if any(t.dep[j] in ("auxpass", "nsubjpass") for j in t.children[i]):
        return True
    if t.dep[i] == "acl" and t.tag[i] == "VBN" and not t.kids(i, "nsubj", "aux"):
        # Not "claims that they had captured": that clause has a subject of its own.
        return True
    # "a car was hit and burned": coordinated with a passive and without a subject of its own.
    if t.dep[i] == "conj" and t.tag[i] == "VBN" and not t.kids(i, "nsubj", "aux"):
        head = t.head[i]
        return t.pos[head] in VERBS and is_passive(t, head)
    return False


def antecedent(t: Tree, i: int) -> int:
    """The noun that a relative pronoun stands for; the token itself where it is none."""
    if t.lower[i] in RELATIVES and t.tag[i] in ("WDT", "WP", "IN"):
        for j in t.up(i):
            if t.dep[j] == "relcl":
                return t.head[j]
    return i


def subjects(t: Tree, i: int) -> list[int]:
    """Logical subjects (doers) of a verb: nsubj of the active, agent of the passive, or what the verbs above it
    have."""
    if is_passive(t, i):
        return agents(t, i)
    own = t.kids(i, *SUBJECTS)
    if own:
        return [k for j in own for k in conjuncts(t, antecedent(t, j))]
    dep, head = t.dep[i], t.head[i]
    if dep == "relcl" and t.tag[i] != "VBN":
        return [] if any(t.lower[j] in ("whom", "where") for j in t.children[i]) else conjuncts(t, head)
    if dep == "acl" and t.tag[i] == "VBG":
        return conjuncts(t, head)
    return inherited(t, i)


def inherited(t: Tree, i: int) -> list[int]:
    """Subjects that a verb without one takes from the verb that governs it ("forces tried to seize X": of tried)."""
    dep, head = t.dep[i], t.head[i]
    if head == i or dep not in CLAUSE:
        return []
    if dep in ("advcl", "conj") and t.tag[i] in ("VBD", "VBZ", "VBP") and (own := nearest_before(t, i)):
        return own
    if t.pos[head] in VERBS:
        if dep in ("xcomp", "ccomp") and t.lemma[head] in STEERING and (objects := t.kids(head, "dobj")):
            return [k for j in objects for k in conjuncts(t, j)]
        if dep == "xcomp" and (raised := t.kids(head, "nsubjpass")):
            # "M23 is poised to take the town."
            return [k for j in raised for k in conjuncts(t, antecedent(t, j))]
        if dep == "conj" and went_on(t, i) and is_passive(t, head) and (seen := t.kids(head, "nsubjpass")):
            # "Tanks were seen there and withdrew."
            return [k for j in seen for k in conjuncts(t, antecedent(t, j))]
        # "was hit, killing two": what was done has the doer of the passive above.
        return subjects(t, head)
    if t.pos[head] == "ADP" or dep == "prep":
        # "accused soldiers of seizing", "prevented them from crossing": the object of the verb above does it.
        verb = t.head[head]
        if t.pos[verb] in VERBS and t.lower[head] in ("of", "from", "into") and (own := t.kids(verb, "dobj")):
            return [k for j in own for k in conjuncts(t, j)]
        if t.dep[verb] == "dobj" and t.lower[head] in ("of", "with", "for") and t.lemma[t.head[verb]] in CHARGING:
            # The parser hangs "of killing" on the one who is accused.
            return conjuncts(t, verb)
        return inherited(t, head)
    if dep in ("acl", "relcl") and t.pos[head] in NOUNS:
        # "an attempt to occupy", "efforts to eliminate": the doer is that of the noun.
        return possessors(t, head) or named_before(t, head) or inherited_noun(t, head)
    return inherited(t, head) if t.pos[head] in ("ADJ", "ADV") else []


def nearest_before(t: Tree, i: int) -> list[int]:
    """The subject that the parse gave to a participle in between: "after soldiers stationed there withdrew"."""
    beside = [
        k
        for k in t.kids(t.head[i], "advcl")
        if k < i and t.tag[k] == "VBN" and not any(t.lower[j] in (",", "and", "but") for j in range(k, i))
    ]
    mark = next((j for v in beside for j in t.children[v] if t.dep[j] == "mark"), None)
    if mark is None:
        return []
    found = [j for j in range(mark + 1, i) if t.dep[j] in ("nsubj", "nsubjpass") and t.pos[j] in NOUNS]
    return conjuncts(t, found[0]) if found else []


def went_on(t: Tree, i: int) -> bool:
    """Whether a verb is plainly active: "withdrew", "wounded two"; "wounded" alone may be a passive cut short."""
    return t.tag[i] in ("VBD", "VBP", "VBZ") and (bool(t.kids(i, "dobj")) or not t.lower[i].endswith("ed"))


def named_before(t: Tree, i: int) -> list[int]:
    """Capitalised words before a noun that may say whose it is: "the Russian decision"."""
    return [j for j in t.children[i] if j < i and t.dep[j] in ("amod", "compound", "nmod") and t.words[j][:1].isupper()]


def inherited_noun(t: Tree, i: int) -> list[int]:
    """The doer of a noun without one of its own: the subject of the verb that governs it."""
    for j in t.up(i):
        if t.pos[j] in VERBS:
            found = subjects(t, j)
            return [k for k in found if k != i and i not in t.subtree(k)]
        if t.dep[j] in ("ROOT", "nsubj", "nsubjpass"):
            return []
    return []


def agents(t: Tree, i: int) -> list[int]:
    """Doers of a passive: what stands after "by"."""
    found = [k for j in t.kids(i, "agent") for k in t.kids(j, "pobj")]
    found += [k for j in t.kids(i, "prep") if t.lower[j] == "by" for k in t.kids(j, "pobj")]
    # "By the time", "by Monday": when, not by whom.
    found = [k for k in found if t.lower[k] not in TIMES and t.lemma[k] not in MOMENTS]
    if found:
        return [k for j in found for k in conjuncts(t, j)]
    if t.dep[i] == "conj" and t.pos[t.head[i]] in VERBS and is_passive(t, t.head[i]):
        return agents(t, t.head[i])
    # "killed and 23 injured by shelling": the doer of the last of several participles is that of all.
    for j in t.kids(i, "conj"):
        if (
            t.tag[j] == "VBN"
            and not t.kids(j, "auxpass", "nsubjpass")
            and (last := [m for k in t.kids(j, "agent", "prep") if t.lower[k] == "by" for m in t.kids(k, "pobj")])
        ):
            return [k for m in last for k in conjuncts(t, m) if t.lemma[k] not in MOMENTS]
    return []


def objects(t: Tree, i: int) -> list[int]:
    """What a verb is done to: its object, or the subject of its passive, or the noun that a participle belongs to."""
    if is_passive(t, i):
        own = t.kids(i, *PASSIVE_SUBJECTS)
        if own:
            return [k for j in own for k in counted(t, conjuncts(t, antecedent(t, j)))]
        if t.dep[i] in ("acl", "relcl"):
            return counted(t, conjuncts(t, t.head[i]))
        if t.dep[i] == "conj":
            return objects(t, t.head[i])
        if t.dep[i] == "xcomp":
            # "Soldiers are believed to have been captured."
            return [k for j in t.kids(t.head[i], "nsubjpass", "nsubj") for k in counted(t, conjuncts(t, j))]
        return []
    found = [k for j in t.kids(i, "dobj", "dative", "attr", "oprd") for k in counted(t, conjuncts(t, antecedent(t, j)))]
    if not found and t.dep[i] in ("amod", "compound") and t.head[i] > i:
        return [t.head[i]]
    if not found:
        # "seized and held the town": an object shared with the verb coordinated after it.
        for j in t.kids(i, "conj"):
            if t.pos[j] in VERBS and not t.kids(j, "nsubj", "nsubjpass"):
                found = [k for m in t.kids(j, "dobj") for k in conjuncts(t, m)]
    if not found and t.dep[i] == "relcl" and t.kids(i, "nsubj") and not t.kids(i, "dobj"):
        return [t.head[i]]
    return found


def counted(t: Tree, tokens: list[int]) -> list[int]:
    """What is counted or shared out goes with the word that counts it: "dozens of towns", "parts of the city"."""
    found = list(tokens)
    for j in tokens:
        if t.lower[j] in MEASURES:
            found += [
                k for m in t.kids(j, "prep") if t.lower[m] == "of" for n in t.kids(m, "pobj") for k in conjuncts(t, n)
            ]
    return found


def possessors(t: Tree, i: int) -> list[int]:
    """Who a noun belongs to: "Russia's attack", "the attack by Russia", "Russian attacks"."""
    found = [k for j in t.kids(i, "poss") for k in conjuncts(t, j)]
    found += [
        k for j in t.kids(i, "prep", "agent") if t.lower[j] == "by" for m in t.kids(j, "pobj") for k in conjuncts(t, m)
    ]
    return found


def put_under(t: Tree, i: int) -> tuple[list[int], list[int]]:
    """What is kept "under siege", and who keeps it so; empty where the noun stands otherwise."""
    prep = t.head[i]
    verb = t.head[prep]
    if t.dep[i] != "pobj" or t.lower[prep] != "under" or t.pos[verb] not in VERBS:
        return [], []
    return objects(t, verb), subjects(t, verb) if t.lemma[verb] in ("keep", "place", "put", "hold", "bring") else []


def in_hand(t: Tree, i: int) -> list[int]:
    """Who is "in control", or whose "under the control of" is: the subject of the first, the "of" of the second."""
    prep = t.head[i]
    if t.dep[i] != "pobj" or t.lower[i] not in ("control", "command", "charge"):
        return []
    if t.lower[prep] == "in" and t.lemma[t.head[prep]] in ("be", "remain", "stay"):
        return subjects(t, t.head[prep])
    if t.lower[prep] == "under":
        return [k for j in t.kids(i, "prep") if t.lower[j] == "of" for m in t.kids(j, "pobj") for k in conjuncts(t, m)]
    return []


def of_whom(t: Tree, i: int) -> list[int]:
    """What a noun is of, on, against, in, for: heads of those phrases."""
    found = [
        k
        for j in t.kids(i, "prep")
        if t.lower[j]
        in ("of", "on", "against", "in", "over", "at", "upon", "into", "from", "to", "for", "among", "with")
        for m in t.kids(j, "pobj")
        for k in conjuncts(t, m)
    ]
    return found + [k for j in t.kids(i, "poss") for k in conjuncts(t, j)]


def modifiers(t: Tree, i: int) -> list[int]:
    """Words that say what sort of thing a noun is, before it and in its of/by/with phrase."""
    found = [j for j in t.children[i] if t.dep[j] in ("amod", "compound", "nmod", "nummod", "dep", "npadvmod")]
    for j in list(found):
        found.extend(k for k in t.children[j] if t.dep[k] in ("compound", "amod", "conj", "npadvmod"))
    for j in t.kids(i, "prep", "agent"):
        if t.lower[j] in ("of", "by", "with", "from", "using"):
            for k in t.kids(j, "pobj"):
                found.append(k)
                found.extend(m for m in t.children[k] if t.dep[m] in ("amod", "compound"))
    return found


def phrase(t: Tree, i: int) -> tuple[int, int]:
    """First and last token of the shortest noun phrase around a head noun: without article, clause, apposition."""
    first = i
    for j in sorted(t.children[i], reverse=True):
        if j > i:
            continue
        if t.dep[j] in NAME_PARTS and t.dep[j] != "punct":
            first = min(first, min(t.subtree(j)))
        elif t.dep[j] != "punct" or j < first - 1:
            break
    # "Boko Haram: many killed": what stands before a colon belongs to no name behind it.
    first = max((j + 1 for j in range(first, i) if t.words[j] == ":"), default=first)
    while first < i and (
        t.pos[first] in ("DET", "PUNCT", "CCONJ", "ADV")
        or t.lower[first] in ("the", "a", "an", "its", "their", "his", "her", "our", "some")
    ):
        first += 1
    last = i
    if last + 1 < len(t) and t.lower[last + 1] == "of" and t.lower[last] in OF_HEADS:
        for k in t.kids(last + 1, "pobj"):
            if k > last:
                last = k
    return first, last


MEASURES = words("measures")
OF_HEADS = words("heads_with_of")
