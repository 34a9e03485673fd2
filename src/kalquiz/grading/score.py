"""Scores of answers that are picked or arranged."""

from collections.abc import Sequence
from itertools import combinations


def multiple_response(*, right: int, wrong: int, keys: int, distractors: int) -> float:
    """Score a multiple response: each right pick counts for, each wrong one against.

    The rule is `false2` of R/exams: max(0, right / keys - wrong / max(distractors, 2)), so that picking
    everything scores 0 wherever there are two distractors or more.
    """
    return max(0.0, right / keys - wrong / max(distractors, 2))


def kendall(positions: Sequence[int]) -> float:
    """Score an order by Kendall's tau, cut off at 0: one swap of five items scores 0.8, a reversal 0.

    Args:
        positions: the right position of each item, in the order given; a permutation of two or more.
    """
    pairs = list(combinations(positions, 2))
    inversions = sum(first > second for first, second in pairs)
    return max(0.0, 1 - 2 * inversions / len(pairs))
