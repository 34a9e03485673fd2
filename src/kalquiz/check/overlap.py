"""Pairs of sets that share most of what is in them, found without comparing all with all.

Two sets that share at least n members share n of those that are left when all but n of one are taken away; so
sets are looked up by pairs among the few rarest members of each. This is the prefix filter of Chaudhuri, Ganti &
Kaushik (2006), A primitive operator for similarity joins in data cleaning, ICDE, and Bayardo, Ma & Srikant (2007),
Scaling up all pairs similarity search, WWW, with two members for one as in Wang, Li & Feng (2012), Can we beat the
prefix filtering?, SIGMOD: pairs are so rare that the work grows with the number of sets and no faster.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import ceil

Members = frozenset[str]


def similar_pairs(sets: Sequence[Members], least: float) -> Iterator[tuple[int, int]]:
    """The indexes (earlier, later) of every two sets with a Jaccard similarity of `least` or more.

    `least` is above 0 and at most 1. Equal sets are each paired with the first of them alone, which stands for
    them in other pairs too. Empty sets are in no pair.
    """
    first: dict[Members, int] = {}
    ranks = _ranks(sets)
    indexed: Mapping[object, list[int]] = defaultdict(list)
    for index, members in enumerate(sets):
        if not members:
            continue
        if members in first:
            yield first[members], index
            continue
        first[members] = index
        marks = list(_marks(sorted(map(ranks.__getitem__, members)), least))
        for other in sorted({other for mark in marks for other in indexed.get(mark, ())}):
            if jaccard(sets[other], members) >= least:
                yield other, index
        for mark in marks:
            indexed[mark].append(index)


def jaccard(one: Members, other: Members) -> float:
    """The share of what is in either set that is in both, from 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def _ranks(sets: Sequence[Members]) -> Mapping[str, int]:
    """The members by how rare they are, the rarest first."""
    count = Counter(member for members in sets for member in members)
    return {member: rank for rank, member in enumerate(sorted(count, key=lambda it: (count[it], it)))}


def _marks(members: Sequence[int], least: float) -> Iterator[object]:
    """What a set, given as ranks in order, is looked up by: sets that are similar enough have a mark in common."""
    needed = ceil(least * len(members) - 1e-9)
    yield from combinations(members[: len(members) - needed + 2], 2)
    if needed == 1:
        yield from members
