"""Pairs of sets that share most of what is in them, found without comparing all with all.

Two sets whose Jaccard similarity is at least t share one of the few rarest members of each. So only those are
indexed: the prefix filter of Chaudhuri, Ganti & Kaushik (2006), A primitive operator for similarity joins in data
cleaning, ICDE; with the bound on sizes of Bayardo, Ma & Srikant (2007), Scaling up all pairs similarity search,
WWW.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

Members = frozenset[str]


def similar_pairs(sets: Sequence[Members], least: float) -> Iterator[tuple[int, int]]:
    """The indexes (earlier, later) of every two sets with this Jaccard similarity or more, from above 0 to 1.

    Of sets that are equal each is paired with the first alone, which also stands for them in other pairs.
    Empty sets are like none.
    """
    first: dict[Members, int] = {}
    count = Counter(member for members in sets for member in members)
    indexed: dict[str, list[int]] = defaultdict(list)
    for index, members in enumerate(sets):
        if not members:
            continue
        if members in first:
            yield first[members], index
            continue
        first[members] = index
        rarest = sorted(members, key=lambda member: (count[member], member))
        prefix = rarest[: len(members) - ceil(least * len(members) - 1e-9) + 1]
        candidates = {other for member in prefix for other in indexed[member]}
        for other in sorted(candidates):
            if jaccard(sets[other], members) >= least:
                yield other, index
        for member in prefix:
            indexed[member].append(index)


def jaccard(one: Members, other: Members) -> float:
    """The share of what is in either set that is in both, from 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
