"""How fast many passages are found, against a plain Aho-Corasick scan for the same anchors."""

import time
from collections.abc import Callable
from functools import partial
from random import Random
from typing import TypeVar

import ahocorasick

from kalquiz.citation import Passage, Skeleton, find_passages, skeleton
from kalquiz.citation.passage import hash_of
from kalquiz.citation.sketch import make_sketch

Result = TypeVar("Result")
SYLLABLES = [
    first + second for first in "bcdfghklmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "er", "is")
]


def table(texts: list[tuple[str, list[Passage]]]) -> int:
    """Print the times; the number of missed targets."""
    missed = few(texts)
    print(f"{'citations':>10}{'source':>9}{'seconds':>10}{'Aho-Corasick':>14}{'ratio':>8}")
    for count, size in (
        (10_000, 1_000_000),
        (100_000, 1_000_000),
        (10_000, 10_000_000),
        (100_000, 10_000_000),
    ):
        source, passages = synthetic(count, size)
        ours, findings = cpu_time(partial(find_passages, source, passages))
        theirs, _ = cpu_time(partial(scan, source, passages))
        exact = sum(finding.status == "exact" for finding in findings)
        print(
            f"{count:10,}{size // 10**6:6} MB{ours:10.2f}{theirs:14.2f}{ours / theirs:8.2f}  {exact:,} exact"
        )
        missed += int(exact < count)  # who finds nothing is fast
        if (count, size) == (100_000, 10_000_000):
            missed += int(ours > 2 * theirs)
    lost()
    return missed


def lost() -> None:
    """Print what it costs if one passage in five is not there, half of them deleted and half of them altered."""
    print(f"{'citations':>10}{'lost':>7}{'source':>9}{'seconds':>10}")
    for count, size in ((1_000, 1_000_000), (1_000, 10_000_000), (10_000, 10_000_000)):
        source, passages = synthetic(count, size)
        rng = Random(count)
        chosen = {passages[number] for number in rng.sample(range(count), count // 5)}
        copy = source.original
        for passage in sorted(chosen, key=lambda passage: -passage.position):
            copy = without(copy, passage, deleted=rng.random() < 0.5)
        damaged = skeleton(copy)
        seconds, findings = cpu_time(partial(find_passages, damaged, passages))
        gone = sum(finding.status != "exact" for finding in findings)
        print(f"{count:10,}{gone:7,}{size // 10**6:6} MB{seconds:10.2f}")


def without(text: str, passage: Passage, *, deleted: bool) -> str:
    """The text with the passage deleted, or with a word more in it."""
    expected = round(passage.position * len(text))
    start = text.find(passage.anchors[0], max(0, expected - 20))
    end = start + passage.characters + passage.words
    middle = text.find(" ", (start + end) // 2)
    return text[:start] + text[end:] if deleted else f"{text[:middle]} zzz{text[middle:]}"


def few(texts: list[tuple[str, list[Passage]]]) -> int:
    """200 citations of the longest text at hand."""
    text, passages = max(texts, key=lambda item: len(item[0]))
    source, cited = skeleton(text), (passages * 200)[:200]
    best = min(cpu_time(lambda: find_passages(source, cited))[0] for _ in range(5))
    loading = min(cpu_time(lambda: skeleton(text))[0] for _ in range(5))
    print(
        f"200 citations, {len(text) / 1000:.0f} kB: {best * 1000:.0f} ms (at most 50); skeleton {loading * 1000:.0f} ms"
    )
    return int(best > 0.05)


def cpu_time(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds of CPU, and the result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def synthetic(count: int, size: int) -> tuple[Skeleton, list[Passage]]:
    """A text of made-up words, and passages of 8 to 25 words all over it."""
    rng = Random(size)
    vocabulary = ["".join(rng.choices(SYLLABLES, k=rng.choice([1, 2, 2, 3]))) for _ in range(30_000)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    words = rng.choices(vocabulary, weights, k=size // 6)
    text = " ".join(words)[:size]
    source = skeleton(text)
    words = text.split()[:-1]
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    return source, [
        _cite(words, starts, rng.randrange(len(words) - 30), rng.randint(8, 25), size) for _ in range(count)
    ]


def _cite(words: list[str], starts: list[int], first: int, count: int, size: int) -> Passage:
    """The record of some words. It is made here because there are many and no link is asked for."""
    cited = words[first : first + count]
    bare = "".join(cited)
    return Passage(
        norm="skel-1",
        anchors=(" ".join(cited[:2]), " ".join(cited[-2:])),
        words=count,
        characters=len(bare),
        position=round(starts[first] / size, len(str(size)) - 2),
        hash=hash_of(bare),
        sketch=make_sketch(bare),
    )


def scan(source: Skeleton, passages: list[Passage]) -> int:
    """Build an automaton of all anchors and run the text through it; the number of hits."""
    automaton = ahocorasick.Automaton()
    for passage in passages:
        for anchor in passage.anchors:
            automaton.add_word(anchor.replace(" ", ""), True)
    automaton.make_automaton()
    return sum(1 for _ in automaton.iter(source.text))
