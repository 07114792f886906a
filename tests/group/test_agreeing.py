"""Agreement of reviewers, against the worked examples that were published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outskirts.group.agreeing import alpha, kappa, share

# Krippendorff (2011), example C: four observers, twelve units, some not judged (None).
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
# The same, example A: two observers and two values.
TWO = ((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0))


def test_alpha_of_four_observers_with_gaps_is_as_published() -> None:
    units = [[value for value in unit if value is not None] for unit in zip(*OBSERVERS, strict=True)]
    assert alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_alpha_of_two_observers_is_as_published() -> None:
    assert alpha(list(zip(*TWO, strict=True))) == pytest.approx(0.095, abs=0.0005)


def test_kappa_is_as_in_the_textbook_table() -> None:
    """Fifty proposals, read by two: 20 both yes, 15 both no, 5 and 10 apart. Seen 0.7, by chance 0.5: 0.4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert share(pairs) == 0.7
    assert kappa(pairs) == pytest.approx(0.4)


def test_where_there_is_nothing_to_compare_nothing_is_said() -> None:
    assert share([]) is None
    assert kappa([]) is None
    assert kappa([("y", "y")] * 3) is None
    assert alpha([["y"], ["n"]]) is None
    assert alpha([["y", "y"]] * 3) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=12))
def test_the_order_of_reviewers_and_of_units_does_not_matter(pairs: list[tuple[str, str]]) -> None:
    turned = [(b, a) for a, b in reversed(pairs)]
    for measure in (kappa, alpha):
        one, other = measure(pairs), measure(turned)
        assert one == pytest.approx(other)
        assert one is None or one <= 1
