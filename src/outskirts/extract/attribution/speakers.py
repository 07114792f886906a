"""Whom do a source's words mean? Speakers by name; "he", "it", "the statement" traced to those met before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from outskirts.extract.attribution import roles
from outskirts.extract.attribution.lexicon import Lexicon
from outskirts.extract.attribution.names import name_tokens
from outskirts.extract.attribution.walks import ALL_SUBJECTS
from outskirts.extract.tree import Tree
from outskirts.vocabulary import Speaker

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his"), ("man", "person", "name")),
    **dict.fromkeys(("she", "her"), ("woman", "person", "name")),
    **dict.fromkeys(("it", "its"), ("body", "name")),
    **dict.fromkeys(("they", "them", "their"), ("several", "body")),
    "one": ("several",),
}
BY_KIND = {"person": "person", "man": "person", "woman": "person", "body": "organisation"}
# How many sentences before a pronoun the one whom it means may stand.
FURTHEST = 5
POINTING = frozenset({"the", "this", "that", "its", "their"})
ISSUING = frozenset({"by", "from", "issued", "released", "published"})
SideOf = Callable[[str], str | None]


@dataclass(slots=True)
class Named:
    """One who spoke before; ``kind`` is man, woman, person, body, several or name, ``head`` the head word."""

    name: str
    kind: str
    head: str
    sentence: int
    through: tuple[Speaker, ...] = ()
    role: str = "unknown"


@dataclass(slots=True)
class Cast:
    """Those who have spoken so far in a report, in order; turns head words into speakers."""

    lexicon: Lexicon
    trees: Sequence[Tree | None]
    side_of: SideOf | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    met: list[Named] = field(default_factory=list)

    def speaker(self, tree: Tree, i: int, floor: int = 0) -> Speaker:
        """The speaker whom the phrase headed by token ``i`` names, a pronoun by its antecedent's name; ``floor`` is the
        first token of the phrase."""
        known = self.meant(tree, i)
        if known is not None:
            first, last = (i, i) if tree.tag[i][0] in "PW" else name_tokens(tree, i, self.lexicon, floor)
            return self.made(tree, first, last, known.name, known.role)
        first, last = name_tokens(tree, i, self.lexicon, floor)
        name = tree.span(first, last).text
        return self.made(tree, first, last, name, self.role(tree, i, (first, last), name))

    def meant(self, tree: Tree, i: int) -> Named | None:
        """The one whom a pronoun or a text stands for; None where the words name somebody themselves."""
        if tree.tag[i] in ("WP", "WDT"):
            noun = relative(tree, i)
            return None if noun is None else self.meant(tree, noun) or self.named(tree, noun)
        if tree.tag[i] in ("PRP", "PRP$") or (tree.lower[i] == "one" and not tree.children[i]):
            return self.antecedent(tree, i)
        if tree.lower[i] in self.lexicon.texts and tree.tag[i] == "NN":
            return self.issuer(tree, i)
        return None

    def named(self, tree: Tree, i: int) -> Named:
        first, last = name_tokens(tree, i, self.lexicon)
        name = tree.span(first, last).text
        role = self.role(tree, i, (first, last), name)
        return Named(name, self.kind(tree, i), tree.lower[i], tree.index, role=role)

    def made(self, tree: Tree, first: int, last: int, name: str, role: str) -> Speaker:
        return Speaker(tree.span(first, last), name, self.side_of(name) if self.side_of else None, role)

    def role(self, tree: Tree, i: int, tokens: tuple[int, int], name: str) -> str:
        """The kind of source, by the name, the phrase, what stands beside the name here or elsewhere in the report."""
        if tree.lower[i] in self.lexicon.evidence:
            return "unknown"
        if tree.tag[i] in ("PRP", "PRP$", "WP", "WDT"):
            return "person" if PRONOUNS.get(tree.lower[i], ("",))[0] in ("man", "woman") else "unknown"
        found = roles.of_name(name, self.known, self.lexicon)
        if found is not None or not tree.tag[tokens[1]].startswith("NNP"):
            return found or BY_KIND.get(self.kind(tree, i), "unknown")
        last = tree.words[tokens[1]]
        found = roles.described(tree, *tokens, self.lexicon)
        if found is None:
            found = self.roles.get(last) or self.introduced(last) or self.known.get(last.lower())
        found = found or BY_KIND.get(self.kind(tree, i), "unknown")
        self.roles[last] = found
        return found

    def introduced(self, last: str) -> str | None:
        """The role told beside a name wherever the report gives it."""
        for tree in self.trees:
            if tree is not None and last in tree.text and last in tree.words:
                j = first = tree.words.index(last)
                while (
                    first > 0
                    and tree.tag[first - 1] in ("NNP", "HYPH")
                    and tree.lower[first - 1] not in self.lexicon.roles
                ):
                    first -= 1
                if (found := roles.described(tree, first, j, self.lexicon)) is not None:
                    return found
        return None

    def remember(self, tree: Tree, i: int, speaker: Speaker, through: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
        """Keep a speaker for pronouns to come. Returns those through whom the words came: where "the sources" speak
        again, the outlet that they spoke to before still stands between."""
        head = tree.lower[i]
        again = next((k for k in reversed(self.met) if k.name == speaker.name or k.head == head), None)
        definite = (i > 0 and tree.lower[tree.edges(i)[0]] == "the") or tree.tag[i] == "PRP"
        if not through and again is not None and definite:
            through = again.through
        kind = again.kind if again is not None and again.name == speaker.name else self.kind(tree, i)
        self.met.append(Named(speaker.name, kind, head, tree.index, through, speaker.role))
        return through

    def kind(self, tree: Tree, i: int) -> str:
        """man, woman, person, body, several, or name where only a name is given that may be any of them."""
        word, lexicon = tree.lower[i], self.lexicon
        if tree.tag[i] in ("PRP", "PRP$"):
            return PRONOUNS.get(word, ("unknown",))[0]
        if tree.tag[i] in ("NNS", "NNPS") and word not in lexicon.bodies:
            return "several"
        pair = f"{tree.lower[i - 1]} {word}" if i else word
        if word in lexicon.bodies or word in lexicon.outlets or word in lexicon.texts or pair in lexicon.bodies:
            return "body"
        first, last = tree.edges(i)
        around = set(tree.lower[max(first, i - 6) : min(last, i + 8) + 1])
        if around & lexicon.women and word not in lexicon.men:
            return "woman"
        if around & lexicon.men:
            return "man"
        if around & lexicon.people:
            return "person"
        return self.kind_of_name(tree, i, around) if tree.tag[i].startswith("NNP") else "body"

    def kind_of_name(self, tree: Tree, i: int, around: set[str]) -> str:
        """A bare name: that of a person met before by a fuller one, two names of a person, or not to be told."""
        known = next((k for k in reversed(self.met) if k.name.lower().endswith(" " + tree.lower[i])), None)
        if known is not None:
            return known.kind
        two = i > 0 and tree.tag[i - 1] == "NNP" and tree.head[i - 1] == i
        return "person" if two and not tree.words[i].isupper() and not around & self.lexicon.bodies else "name"

    def antecedent(self, tree: Tree, i: int) -> Named | None:
        """The last one whom the pronoun can mean: who spoke in this or the last sentence, whom that one was about, or
        who spoke before. For "he" and "she" a known person goes before a bare name."""
        wanted = PRONOUNS.get(tree.lower[i], ())
        fitting = [k for k in reversed(self.met) if k.kind in wanted]
        if "person" in wanted:
            fitting = [k for k in fitting if k.kind != "name"] or fitting
        if fitting and fitting[0].sentence >= tree.index - 1:
            return fitting[0]
        topic = self.topic(tree.index - 1)
        if topic is not None and topic.kind in wanted:
            return topic
        if fitting:
            return fitting[0]
        # Nobody who can be meant has spoken: the last one whom a sentence before was about
        about = (self.topic(tree.index - back) for back in range(2, FURTHEST + 1))
        return next((one for one in about if one is not None and one.kind in wanted), None)

    def topic(self, index: int) -> Named | None:
        """The subject of a sentence, where it can be one who speaks."""
        tree = self.trees[index] if index >= 0 else None
        if tree is None:
            return None
        root = next((j for j in range(tree.n) if tree.dep[j] == "ROOT"), 0)
        i = tree.child(root, *ALL_SUBJECTS)
        if i is None or tree.tag[i] not in ("NN", "NNS", "NNP", "NNPS"):
            return None
        speaks = tree.lower[i] in self.lexicon.bodies or tree.lower[i] in self.lexicon.people
        return self.named(tree, i) if speaks or tree.tag[i] == "NNP" else None

    def issuer(self, tree: Tree, i: int) -> Named | None:
        """Who issued "the statement": its owner, the one after "by" or "from", or the last body that spoke."""
        for c in tree.children[i]:
            if tree.dep[c] in ("poss", "compound") and tree.tag[c].startswith("N"):
                return self.named(tree, c)
            if tree.lower[c] in ISSUING and (by := object_of(tree, c)) is not None:
                return self.named(tree, by)
        first = tree.lower[tree.edges(i)[0]]
        if first not in POINTING and tree.lower[i] != "statement":
            return None
        return next((k for k in reversed(self.met) if k.kind in ("body", "name", "several")), None)


def object_of(tree: Tree, i: int) -> int | None:
    """The noun after a preposition, or after the "by" of a participle."""
    found = tree.child(i, "pobj")
    if found is None and (by := tree.child(i, "agent", "prep")) is not None:
        found = tree.child(by, "pobj")
    return found


def relative(tree: Tree, i: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    verb = i
    while tree.head[verb] != verb:
        if tree.dep[verb] == "relcl":
            return tree.head[verb]
        verb = tree.head[verb]
    return i - 2 if i > 1 and tree.lower[i - 1] == "," and tree.tag[i - 2].startswith("N") else None
