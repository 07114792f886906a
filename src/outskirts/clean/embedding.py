"""How are the vectors of words had without computing each again? Those that depend on the word alone are remembered.

The first layers of spaCy's small pipelines look at one word: its norm, prefix, suffix, shape, and whether a blank
follows. They cost a quarter of what the network that reads the words in their sentence costs, and are computed once for
each word. Pipelines that begin in another way are left as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# More words than this are not kept (at 96 numbers a word, 13 MB): names and numbers have no end.
MOST = 32_768
HASHED = "ints-getitem>>hashembed"
MIXED = "with_array(maxout>>layernorm>>dropout)"


def remember(nlp: Language) -> bool:
    """Let the pipeline's first layers remember words; whether it has such layers. The vectors stay the same."""
    if "tok2vec" not in nlp.pipe_names:
        return False
    layers: list[Any] = nlp.get_pipe("tok2vec").model.layers  # type: ignore[attr-defined]
    if not (layers and by_word(layers[0])):
        return False
    from thinc.api import Model, chain

    first, *rest = layers[0].layers
    layers[0] = Model("remembered", Remembered(first.predict, chain(*rest).predict))
    return True


def by_word(model: Any) -> bool:
    """Whether a layer looks at one word at a time: features, hashed one by one, mixed."""
    names = [layer.name for layer in model.layers]
    if len(names) != 5 or (names[0], names[1], names[4]) != ("extract_features", "list2ragged", "ragged2list"):
        return False
    inner = names[2].removeprefix("with_array(").removesuffix(")").split("|")
    return all(part == HASHED for part in inner) and names[3] == MIXED


class Remembered:
    """The layer: ``features`` gives rows of numbers for each document, ``vectors`` a vector for each row."""

    def __init__(self, features: Callable[..., Any], vectors: Callable[..., Any]) -> None:
        self.features, self.vectors = features, vectors
        self.known: dict[int, int] = {}
        self.table: Any = None

    def __call__(self, _: Any, docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        import numpy as np

        rows = self.features(docs)
        if not rows:
            return [], refused
        whole = np.concatenate(rows)
        keys = keys_of(whole)
        found = self.of(keys, whole)
        return np.split(found, np.cumsum([len(row) for row in rows[:-1]])), refused

    def of(self, keys: Sequence[int], rows: Any) -> Any:
        """The vectors of rows, by their keys."""
        import numpy as np

        new = {key: n for n, key in enumerate(keys) if key not in self.known}
        if len(self.known) + len(new) > MOST:
            self.known.clear()
            new = {key: n for n, key in enumerate(keys)}
            if len(new) > MOST:
                return self.vectors([rows])[0]
        if new:
            made = self.vectors([rows[list(new.values())]])[0]
            if self.table is None:
                self.table = np.empty((MOST, made.shape[1]), dtype=made.dtype)
            start = len(self.known)
            self.table[start : start + len(new)] = made
            self.known.update(zip(new, range(start, start + len(new)), strict=True))
        known = self.known
        return self.table[[known[key] for key in keys]]


def keys_of(rows: Any) -> list[int]:
    """One number for each row of numbers."""
    import numpy as np

    odd = np.array([0x9E3779B97F4A7C15 * (2 * n + 3) % 2**64 | 1 for n in range(rows.shape[1])], dtype=np.uint64)
    mixed = rows.astype(np.uint64) * odd
    mixed ^= mixed >> np.uint64(29)
    keys: list[int] = (mixed * odd[::-1]).sum(axis=1, dtype=np.uint64).tolist()
    return keys


def refused(_: Any) -> Any:
    raise NotImplementedError("a pipeline made fast for reading is not for training")
