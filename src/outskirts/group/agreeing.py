"""How far do reviewers agree? Shares of agreement, and the same beyond what chance would bring about.

Values are names without order. Cohen's kappa is for two reviewers (J. Cohen, "A coefficient of agreement for nominal
scales", Educational and Psychological Measurement 20, 1960); Krippendorff's alpha for any number, and where not all
judged everything (K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

Pair = tuple[Hashable, Hashable]


def share(pairs: Sequence[Pair]) -> float | None:
    """The share in [0, 1] of pairs that agree; None where there are none."""
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa of what two reviewers made of the same things: 1 where they agree in all, 0 where no more than by
    chance, below where less. None where it is not defined: nothing to compare, or both gave one value throughout."""
    seen = share(pairs)
    if seen is None:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(count * second[value] for value, count in first.items()) / len(pairs) ** 2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha, nominal. Each unit holds the values that it was given, one from each who judged it; units
    with fewer than two count nothing. None where it is not defined: nothing to compare, or but one value throughout."""
    paired = [unit for unit in units if len(unit) > 1]
    counts = [Counter(unit) for unit in paired]
    total: Counter[Hashable] = sum(counts, Counter())
    n = sum(total.values())
    if len(total) < 2:
        return None
    apart = sum(sum(c * (len(unit) - c) for c in count.values()) / (len(unit) - 1)
                for unit, count in zip(paired, counts, strict=True))  # fmt: skip
    expected = sum(c * (n - c) for c in total.values()) / (n - 1)
    return 1 - apart / expected
