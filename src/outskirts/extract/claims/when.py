"""On which days did each happening take place?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from outskirts.extract.claims import anchored
from outskirts.extract.claims.links import governor, speech_forms
from outskirts.extract.claims.triggers import Trigger
from outskirts.extract.tree import VERBS, Tree
from outskirts.vocabulary import Days, TimeMention

SPANNING = frozenset(("for", "over", "during", "in", "within", "throughout", "since"))
# Between "for" and a length.
QUANTIFIERS = (["more", "than"], ["less", "than"], ["at", "least"])
# Length of a TIMEX3 value that names a day.
DAY = 10
# A stretch counted in years, which is no count of days.
LONG = re.compile(r"P(?:\d{2,}|[2-9])Y$")
# What these words tie to another happening has another day.
# So many words before "since", "first" and "worst" are sought.
RANK_REACH = 8
RANKS = frozenset(("first", "latest", "only", "last"))
APART = frozenset(
    (
        "after",
        "before",
        "since",
        "until",
        "following",
        "because",
        "although",
        "though",
        "if",
        "unless",
        "including",
        "despite",
        "like",
        "than",
    )
)
TELLING = frozenset(("told", "tells", "informed"))
# What a clause that begins with "which" and these tells came of the happening, at once.
OUTCOMES = frozenset(("result", "culminate"))
# Footage published on a day shows what had happened by then.
EVIDENCE = frozenset(("footage", "imagery", "image", "video", "photo", "photograph", "picture"))


def dated(mentions: Sequence[TimeMention]) -> list[TimeMention]:
    """Mentions that say on which days: not sets, not vague references ("recently", "soon")."""
    return [m for m in mentions if m.days is not None and m.type != "SET" and not m.value.endswith("_REF")]


def adverbial(t: Tree, mention: TimeMention, head: int) -> bool:
    """Whether a time tells when: not "a two-week battle", not a stretch that is subject or object ("winter comes",
    "it takes a week"), and a bare duration only after a preposition that makes it a time ("for two weeks")."""
    tokens = t.tokens_in(mention.span)
    first = tokens[0]
    if ranked(t, first, tokens[-1]):
        return False
    before = t.lower[first - 1] if first else ""
    if t.lower[first - 2 : first] in QUANTIFIERS:
        before = t.lower[first - 3] if first > 2 else ""
    if mention.type == "DURATION":
        inside = t.lower[first] in SPANNING or any(
            t.lower[i] in ("past", "last", "recent") for i in t.tokens_in(mention.span)
        )
        return t.dep[head] not in ("amod", "compound", "nummod", "nmod") and (before in SPANNING or inside)
    # The small parser takes a day without "on" for an object: "entered Monday".
    return t.dep[head] not in ("nsubj", "nsubjpass", "dobj") or (t.dep[head] == "dobj" and len(mention.value) >= DAY)


def ranked(t: Tree, first: int, last: int) -> bool:
    """Whether a time only tells of how long a thing is the first, or the worst: "the deadliest clashes in months", "the
    first air strike since March". The parse hangs such times anywhere, so that the order of the words decides."""
    link = first - 1 if t.lower[first] != "since" else first
    if link < 1 or t.lower[link] not in ("since", "in", "for"):
        return False
    if t.lower[link] != "since" and not (first == last and t.lower[last].endswith("s")):
        return False
    for j in range(link - 1, max(link - RANK_REACH, -1), -1):
        if (t.tag[j] == "JJS" and t.lower[j] not in ("most", "least")) or t.lower[j] in RANKS:
            return True
        if t.pos[j] in VERBS or t.lower[j] in (",", ";", ":", "(", ")"):
            break
    return False


def assign(
    t: Tree, triggers: Sequence[Trigger], mentions: Sequence[TimeMention]
) -> tuple[dict[int, TimeMention], dict[int, TimeMention], dict[int, TimeMention]]:
    """Three maps by token: trigger to its own time, trigger to the time that its clause lends it, verb of saying to the
    time of saying."""
    at = {token: trigger for trigger in triggers for token in range(trigger.first, trigger.last + 1)}
    own: dict[int, TimeMention] = {}
    spoken = {v: m for m in dated(mentions) if (v := beside_speech(t, m, at)) is not None}
    said = dict(spoken)
    shared: list[tuple[int, TimeMention]] = []
    fixed: dict[TimeMention, int] = {}
    for step in anchored.steps(t, mentions):
        fixed |= {step.found: step.outer, step.base: step.inner}
    for mention in {**dict.fromkeys(dated(mentions)), **fixed}:
        head = t.head_of(mention.span)
        if head is None or mention in spoken.values() or not (mention in fixed or adverbial(t, mention, head)):
            continue
        verb = fixed[mention] if mention in fixed else tie(t, head, mention, at, spoken)
        if verb in at:
            trigger = at[verb]
            if better(own.get(trigger.i), mention, trigger, t, head):
                own[trigger.i] = mention
        elif t.lower[verb] in speech_forms() and t.pos[verb] in VERBS:
            said.setdefault(verb, mention)
        shared.append((verb, mention))
        if closes(t, mention):
            shared += [(above, mention) for above in over(t, verb)]
    for trigger in triggers:
        if trigger.i not in own and (named := heading_day(t, trigger, mentions)) is not None:
            own[trigger.i] = named
    return own, share(t, triggers, at, own, shared), said


def heading_day(t: Tree, trigger: Trigger, mentions: Sequence[TimeMention]) -> TimeMention | None:
    """The day that a clause describes: "on Oct. 7, when gunmen broke through"."""
    child = trigger.i
    for j in t.up(trigger.i):
        if t.dep[child] in ("relcl", "advcl", "acl"):
            place = t.starts[j]
            found = next((m for m in mentions if m.days and m.span.start <= place < m.span.end), None)
            if found or t.dep[child] != "advcl" or t.tag[child] != "VBG":
                return found
            # "…, killing two": a participle tells of the same happening as the verb above
            child = j
            continue
        if t.dep[child] not in ("conj", "xcomp", "dobj", "nsubj", "nsubjpass"):
            return None
        child = j
    return None


def beside_speech(t: Tree, mention: TimeMention, at: dict[int, Trigger]) -> int | None:
    """The verb of saying right beside a day, which is the day of saying whatever the parse makes of it: "officials
    yesterday confirmed", "confirmed today that"."""
    inside = t.tokens_in(mention.span)
    if not inside or mention.type == "DURATION":
        return None
    before, after = inside[0] - 1, inside[-1] + 1
    speech = speech_forms()
    if before >= 0 and t.lower[before] in speech and before not in at and t.pos[before] in VERBS:
        return before
    whom = before - 1 if before > 0 and t.lower[before] == "on" else before
    if whom > 0 and t.dep[whom] == "dobj" and t.lower[t.head[whom]] in TELLING and t.head[whom] not in at:
        # "told the paper on Thursday they attacked": the parse may give the day to what follows
        return t.head[whom]
    bare = before < 0 or t.pos[before] != "ADP"
    if bare and after < t.n and t.lower[after] in speech and after not in at and t.tag[after] != "VBN":
        return after
    return None


def tie(t: Tree, head: int, mention: TimeMention, at: dict[int, Trigger], spoken: Mapping[int, TimeMention]) -> int:
    """The trigger or verb that a time hangs on; the root where none is nearer. A verb of saying that has its day beside
    it leaves any other to what is said."""
    last = child = head
    above = [head, *t.up(head)]
    generic = max((n for n, j in enumerate(above) if timeless(t, j)), default=-1) if closes(t, mention) else -1
    for n, j in enumerate(above[1:], 1):
        last = j
        if j in spoken:
            said = [i for i in at if j < i < head and not islanded(t, i, j)]
            return said[0] if said else child
        if n > generic and (j in at or (t.pos[j] in VERBS and not described(t, j, mention, at))):
            return j
        child = j
    return last if t.pos[last] in VERBS or not closes(t, mention) else verb_before(t, last)


def verb_before(t: Tree, root: int) -> int:
    """The main verb of the part before a root without one: long sentences with lists of places fall apart in the
    parse."""
    return next((j for j in range(root - 1, -1, -1) if t.head[j] == j and t.pos[j] in VERBS), root)


def timeless(t: Tree, verb: int) -> bool:
    """Whether a verb tells in a relative clause what always holds: "a leader who plans attacks in the district". A day
    after it is that of the clause around."""
    return t.dep[verb] == "relcl" and t.tag[verb] in ("VBZ", "VBP") and not t.kids(verb, "aux")


def described(t: Tree, verb: int, mention: TimeMention, at: Mapping[int, Trigger]) -> bool:
    """Whether a relative clause without a happening only says who somebody is: "detained a man who dealt in guns,
    during an operation yesterday". A day at the end of the sentence is not its own."""
    if t.dep[verb] != "relcl" or not closes(t, mention):
        return False
    return any(j in at for j in t.up(verb)) and not any(j in at for j in t.subtree(verb))


def closes(t: Tree, mention: TimeMention) -> bool:
    """Whether a time of a day or two stands at the very end of its sentence."""
    inside = t.tokens_in(mention.span)
    days = mention.days
    if mention.type == "DURATION" or mention.shape != "during" or not (days and days.start and days.end):
        return False
    return (
        (days.end - days.start).days <= 1
        and bool(inside)
        and all(t.pos[i] == "PUNCT" for i in range(inside[-1] + 1, t.n))
    )


def over(t: Tree, verb: int) -> list[int]:
    """The verbs above that the day at the end of a sentence holds for as well, since it all happened at once: "killed
    two, wounding six on Monday", "stormed the town and burned houses on Monday", "killed two during an operation that
    took place on Monday", "fled as tanks drove in on Monday"."""
    found = []
    child = verb
    for j in t.up(verb):
        if t.lower[j] in speech_forms() or not (part_of(t, child, j) or during(t, child, j)):
            break
        if t.pos[j] in VERBS:
            found.append(j)
        child = j
    return found


def part_of(t: Tree, child: int, head: int) -> bool:
    """Whether a token tells of the same happening as the one above it, or of one at the same time."""
    dep = t.dep[child]
    if dep in ("relcl", "ccomp", "csubj", "parataxis", "xcomp") or (dep == "acl" and t.tag[child] == "VBN"):
        return False
    words = {t.lower[j] for j in t.children[child]}
    if t.lower[child] in APART or t.lower[head] in APART or words & APART:
        return False
    if t.pos[child] not in VERBS or not t.kids(child, "nsubj", "nsubjpass", "mark"):
        return True
    return dep == "advcl" and bool(words & {"as", "while", "when"})


def during(t: Tree, child: int, noun: int) -> bool:
    """Whether a clause describes what something else happened during: "during a raid carried out on Monday"."""
    above = t.head[noun]
    return t.dep[child] in ("relcl", "acl") and t.dep[noun] == "pobj" and t.lower[above] in ("during", "throughout")


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
) -> dict[int, TimeMention]:
    """A time on a verb reaches the triggers below that verb, and those that it is coordinated with or serves."""
    lent: dict[int, TimeMention] = {}
    for trigger in triggers:
        if trigger.i in own:
            continue
        above = governor(t, trigger.i, at)
        if above is not None and above.i in own and not islanded(t, trigger.i, above.i):
            lent[trigger.i] = own[above.i]
            continue
        cause = by_cause(t, trigger, at, own)
        if cause is not None:
            lent[trigger.i] = cause
            continue
        ancestors = {trigger.i, *t.up(trigger.i)}
        for verb, mention in shared:
            if verb in ancestors and t.lower[verb] not in speech_forms() and not islanded(t, trigger.i, verb):
                lent[trigger.i] = mention
                break
            if t.lemma[t.head[verb]] in EVIDENCE and t.head[t.head[verb]] in ancestors:
                lent[trigger.i] = mention
                break
    return lent


def by_cause(t: Tree, trigger: Trigger, at: dict[int, Trigger], own: dict[int, TimeMention]) -> TimeMention | None:
    """The time of what brought a verb about: "Monday's strike killed nine", "nine died in an overnight raid"."""
    verb = trigger.i
    gapped = next(
        (c for c in t.kids(verb, "conj") if c in at and t.tag[c] == "VBN" and not t.kids(c, "aux", "auxpass")), None
    )
    if gapped is not None and at[gapped].i in own and t.tag[verb] == "VBN":
        # "nine were killed and six wounded on Monday"
        return own[at[gapped].i]
    while t.dep[verb] == "conj" and not t.kids(verb, "nsubj", "nsubjpass") and t.pos[t.head[verb]] in VERBS:
        verb = t.head[verb]
    links = [c for c in t.kids(verb, "agent", "prep") if t.dep[c] == "agent" or t.lower[c] in ("in", "during")]
    for cause in (t.child(verb, "nsubj"), *(t.child(c, "pobj") for c in links)):
        if cause is not None and cause in at and at[cause].i in own and t.pos[verb] in VERBS:
            day = own[at[cause].i]
            head = t.head_of(day.span)
            # "in an offensive that began on Wednesday" is its first day, not that of each thing in it
            if head is None or not islanded(t, head, cause):
                return day
    return None


def islanded(t: Tree, i: int, top: int) -> bool:
    """Whether a relative clause, or "after", lies between a token and one above it: its own time is another."""
    child = i
    for j in t.up(i):
        if t.dep[child] == "relcl" and t.lemma[child] not in OUTCOMES:
            return True
        if t.dep[child] in ("advcl", "pcomp") and any(
            t.lower[k] in ("after", "before", "since") for k in t.children[child]
        ):
            return True
        if t.dep[child] == "pobj" and t.lower[j] in ("after", "before", "since", "following"):
            return True
        if j == top:
            return False
        child = j
    return False


def default(published: date | None, bulletin: bool, dated: bool) -> Days:
    """The days of a happening in a report that names none for it: that of the report; in a bulletin that sums up what
    came in since the last one, and names no day at all, that day and the one before."""
    if published is None or not bulletin or dated:
        return Days(published, published)
    return Days(published - timedelta(days=1), published)


def when(
    own: TimeMention | None,
    lent: TimeMention | None,
    ahead: bool,
    said: Days | None,
    published: date | None,
    carried: Days | None,
    otherwise: Days,
) -> Days:
    """The days of a happening: its own time, else that of its clause, else the day it was said, else the day of the
    happening told before, else ``otherwise``. What lies ahead has only a time of its own, and not one already past."""
    if own is not None and own.days is not None:
        past = own.days.end is not None and published is not None and own.days.end < published
        # "to renew it for a year" is no stretch up to now.
        open_length = own.type == "DURATION" and own.days.start is None
        if not (ahead and (past or open_length)):
            # "for the past five years" tells no first day
            begun = None if LONG.match(own.value) else own.days.start
            return Days(begun, own.days.end, own.span.text)
    if ahead:
        return Days(None, None)
    if lent is not None and lent.days is not None:
        return Days(lent.days.start, lent.days.end, lent.span.text)
    return said or carried or otherwise
