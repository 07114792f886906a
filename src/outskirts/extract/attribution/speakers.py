"""What is the source called, and whom does "he", "it" or "the statement" mean?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from outskirts.extract.attribution.lexicon import Lexicon
from outskirts.extract.attribution.tree import Tree
from outskirts.vocabulary import Speaker

HE, SHE, IT, THEY, WE = (
    frozenset(words.split()) for words in ("he him his", "she her", "it its", "they them their", "we i us our my")
)
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
ARTICLES = frozenset(
    {"the", "a", "an", "this", "these", "those", "his", "her", "its", "their", "another", "some", "both"}
)
SideOf = Callable[[str], str | None]


@dataclass(slots=True)
class Named:
    """A source met before: its name, whether it is a person, a body or several, and who passed its words on."""

    name: str
    kind: str
    head: str
    sentence: int
    through: tuple[Speaker, ...] = ()


@dataclass(slots=True)
class Cast:
    """Those who have spoken or acted so far in a report, in order; turns head words into speakers."""

    lexicon: Lexicon
    side_of: SideOf | None = None
    met: list[Named] = field(default_factory=list)

    def speaker(self, tree: Tree, i: int, trees: Sequence[Tree | None]) -> Speaker | None:
        """The speaker that the phrase headed by token ``i`` names; None where nobody can be told."""
        word = tree.lower[i]
        if word in RELATIVE and tree.tags[i].startswith("W"):
            antecedent = relative(tree, i)
            if antecedent is None:
                return None
            first, last = name_tokens(tree, antecedent, self.lexicon)
            return self.made(tree, i, i, phrase(tree, first, last), self.kind(tree, antecedent))
        if tree.tags[i] in ("PRP", "PRP$"):
            known = self.antecedent(tree, i)
            return self.made(tree, i, i, known.name if known else tree.words[i], known.kind if known else "unknown")
        first, last = name_tokens(tree, i, self.lexicon)
        name = phrase(tree, first, last)
        kind = self.kind(tree, i)
        text = word in self.lexicon.texts
        if text and (issuer := self.issuer(tree, i)) is not None:
            return self.made(tree, first, last, issuer.name, issuer.kind)
        return self.made(tree, first, last, name, kind)

    def made(self, tree: Tree, first: int, last: int, name: str, kind: str) -> Speaker:
        side = self.side_of(name) if self.side_of else None
        return Speaker(tree.parsed.span(first, last), name, side, role(name, kind, self.lexicon))

    def remember(self, tree: Tree, i: int, speaker: Speaker) -> None:
        """Keep a speaker for pronouns to come."""
        self.met.append(Named(speaker.name, self.kind_of(tree, i, speaker), tree.lower[i], tree.index))

    def kind_of(self, tree: Tree, i: int, speaker: Speaker) -> str:
        if tree.tags[i] in ("PRP", "PRP$", "WP", "WDT"):
            for known in reversed(self.met):
                if known.name == speaker.name:
                    return known.kind
            return pronoun_kind(tree.lower[i])
        return self.kind(tree, i)

    def kind(self, tree: Tree, i: int) -> str:
        """person, man, woman, body or several."""
        word = tree.lower[i]
        first, last = tree.edges(i)
        around = set(tree.lower[max(first, i - 6) : min(last, i + 8) + 1])
        if tree.tags[i] in ("NNS", "NNPS") and word not in self.lexicon.bodies:
            return "several"
        if word in self.lexicon.bodies or word in self.lexicon.outlets or word in self.lexicon.texts:
            return "body"
        if around & self.lexicon.women and word not in self.lexicon.men:
            return "woman"
        if around & self.lexicon.men:
            return "man"
        if word in self.lexicon.people or around & self.lexicon.people:
            return "person"
        if tree.tags[i].startswith("NNP"):
            names = i > 0 and tree.tags[i - 1].startswith("NNP") and tree.heads[i - 1] == i
            return "person" if names and not tree.words[i].isupper() and not around & self.lexicon.bodies else "name"
        return "body"

    def antecedent(self, tree: Tree, i: int) -> Named | None:
        """The last one met whom the pronoun can mean."""
        word = tree.lower[i]
        wanted = (
            ("man", "person", "name") if word in HE else ("woman", "person", "name") if word in SHE
            else ("body", "name") if word in IT else ("several", "body") if word in THEY else ()
        )  # fmt: skip
        if not wanted:
            return None
        recent = [known for known in reversed(self.met) if known.kind in wanted]
        if word in HE or word in SHE:
            surely = [known for known in recent if known.kind != "name"]
            return next(iter(surely or recent), None)
        return recent[0] if recent else None

    def issuer(self, tree: Tree, i: int) -> Named | None:
        """Who issued "the statement": its possessor, the one after "by" or "from", or the last body that spoke."""
        for c in tree.children[i]:
            if tree.deps[c] == "poss" and tree.tags[c] != "PRP$":
                return Named(phrase(tree, *name_tokens(tree, c, self.lexicon)), "body", tree.lower[c], tree.index)
            if tree.deps[c] in ("prep", "agent", "acl") and tree.lower[c] in (
                "by",
                "from",
                "issued",
                "released",
                "published",
            ):
                by = tree.child(c, "pobj") if tree.deps[c] != "acl" else None
                if by is None and (agent := tree.child(c, "agent", "prep")) is not None:
                    by = tree.child(agent, "pobj")
                if by is not None:
                    return Named(phrase(tree, *name_tokens(tree, by, self.lexicon)), "body", tree.lower[by], tree.index)
        return next((known for known in reversed(self.met) if known.kind in ("body", "name", "several")), None)


def pronoun_kind(word: str) -> str:
    return "man" if word in HE else "woman" if word in SHE else "several" if word in THEY else "body"


def relative(tree: Tree, i: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    verb = i
    while tree.heads[verb] != verb:
        if tree.deps[verb] == "relcl":
            return tree.heads[verb]
        verb = tree.heads[verb]
    return i - 2 if i > 1 and tree.lower[i - 1] == "," and tree.tags[i - 2].startswith("N") else None


def phrase(tree: Tree, first: int, last: int) -> str:
    return tree.parsed.span(first, last).text


def name_tokens(tree: Tree, i: int, lexicon: Lexicon) -> tuple[int, int]:
    """The shortest phrase that names the one whom token ``i`` heads: a person's own name, or the noun phrase without
    article, apposition, relative clause and words of place."""
    named = apposed_name(tree, i, lexicon)
    if named is not None:
        return named
    first, last = i, i
    children = tree.children[i]
    for c in children:
        if c < i and tree.deps[c] in ("amod", "compound", "nmod", "poss", "nummod", "quantmod", "punct", "advmod"):
            first = min(first, tree.edges(c)[0])
    while first < i and (tree.lower[first] in ARTICLES or tree.tags[first] in ("DT", "PRP$", "``", ",", "-LRB-")):
        first += 1
    last = right_end(tree, i, children)
    title = own_name(tree, first, i, lexicon)
    return (title, i) if title is not None else (first, last)


def right_end(tree: Tree, i: int, children: list[int]) -> int:
    last = i
    for c in children:
        if c > i and (
            (tree.deps[c] == "prep" and tree.lower[c] in ("of", "for") and c == last + 1)
            or (tree.deps[c] == "conj" and False)
        ):
            right = tree.edges(c)[1]
            stop = next(
                (j for j in range(c + 1, right + 1) if tree.lower[j] in (",", "(", ";") or tree.tags[j] == "WDT"),
                right + 1,
            )
            last = max(last, stop - 1)
    return last


def own_name(tree: Tree, first: int, i: int, lexicon: Lexicon) -> int | None:
    """Where the person's name begins in "army spokesman Ivan Petrov"; None where the phrase is no titled name."""
    if not tree.tags[i].startswith("NNP"):
        return None
    for j in range(i - 1, first - 1, -1):
        if tree.lower[j] in lexicon.people and tree.lower[j].rstrip(".") not in ABBREVIATED:
            return j + 1 if j + 1 <= i else None
        if not (tree.tags[j].startswith("NNP") or tree.tags[j] in ("''", "``", "HYPH")):
            return None
    return None


ABBREVIATED = frozenset({"mr", "mrs", "ms", "gen", "dr", "col", "lt", "maj", "capt", "sgt"})


def apposed_name(tree: Tree, i: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The proper name set beside a description: "the police chief, Ivan Petrov"; "a group, the Northern Front, says"."""
    if tree.tags[i].startswith("NNP") and tree.lower[i] not in lexicon.people:
        return None
    for c in tree.children[i]:
        if tree.deps[c] == "appos" and c > i and tree.tags[c].startswith("NNP"):
            first = c
            while first - 1 > i and tree.heads[first - 1] == c and tree.tags[first - 1].startswith(("NNP", "NN", "JJ")):
                first -= 1
            if first < c or tree.lower[i] in lexicon.people:
                return first, c
    return name_between_commas(tree, i) if tree.lower[i] in lexicon.people else None


def name_between_commas(tree: Tree, i: int) -> tuple[int, int] | None:
    """As printed: two or more capitalized words between commas within the noun phrase."""
    for j in range(i + 1, min(i + 10, tree.n - 2)):
        if tree.lower[j] == ",":
            last = j
            while last + 1 < tree.n and tree.tags[last + 1] == "NNP":
                last += 1
            closed = last + 1 >= tree.n or tree.lower[last + 1] in (",", ".")
            return (j + 1, last) if last - j >= 2 and closed else None
        if tree.tags[j].startswith("V"):
            return None
    return None


def role(name: str, kind: str, lexicon: Lexicon) -> str:
    """A rough kind of source for the weighing of its word."""
    words = set(name.lower().split())
    if words & lexicon.outlets:
        return "outlet"
    for label, markers in ROLES:
        if words & markers:
            return label
    return {"person": "person", "man": "person", "woman": "person", "body": "organisation"}.get(kind, "unknown")


ROLES = tuple(
    (label, frozenset(words.split()))
    for label, words in (
        ("blogger", "blogger bloggers milblogger milbloggers"),
        ("witness", "witness witnesses"),
        ("resident", "resident residents villager villagers locals"),
        ("analyst", "analyst analysts expert experts observers observatory institute researchers"),
        (
            "military",
            "army military general gen commander staff forces brigade spokesman soldier soldiers navy command colonel",
        ),
        (
            "official",
            "official officials ministry minister president governor mayor government kremlin administration authorities police",
        ),
    )
)
