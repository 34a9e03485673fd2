"""How well and how fast passages are found again, in damaged copies of texts in eleven scripts and languages.

    KALQUIZ_SOURCES=DIR python -m benchmarks.citations [--speed | --finding] [--seed=N]

Finding: sentences are cited, the texts are damaged (`damage.py`, seeded), and the passages are looked for. One
counts as located when its span and the true one overlap by 0.7 (letters in both over letters in either). Exit
code 1 where a target is missed.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks import damage, speed

from kalquiz.citation import Finding, Passage, Status, find_passages, make_passage, skeleton, text_fragment
from kalquiz.citation.script import is_unspaced

HERE = Path(__file__).parent
UNSPACED = {"chinese", "japanese"}
EVERY = 3
"""Of the sentences of long texts, how many are cited: one in so many."""

OVERLAP = 0.7
SEED = next((argument.removeprefix("--seed=") for argument in sys.argv if argument.startswith("--seed=")), "")


@dataclass(frozen=True)
class Text:
    """A text in pieces, some of them cited; `passages` are their records, by the number of the piece."""

    name: str
    pieces: tuple[str, ...]
    passages: dict[int, Passage]

    def __str__(self) -> str:
        return "".join(self.pieces)


@dataclass
class Score:
    """What became of the passages under one kind of damage."""

    passages: int = 0
    exact: int = 0
    located: int = 0
    missing: int = 0
    ambiguous: int = 0
    false_exact: int = 0

    def add(self, finding: Finding, copy: str, span: tuple[int, int] | None, cited: str) -> None:
        """Count a finding; `span` is where the passage truly is, `cited` its skeleton."""
        self.passages += 1
        self.exact += finding.status is Status.EXACT
        self.missing += finding.status is Status.MISSING
        self.ambiguous += finding.status is Status.AMBIGUOUS
        if finding.span is None:
            return
        self.located += span is not None and overlap(finding.span, span) >= OVERLAP
        if finding.status is Status.EXACT:
            self.false_exact += skeleton(copy[slice(*finding.span)]).text != cited


def main() -> int:
    """Print the tables; exit code 1 where a target is missed."""
    texts = list(load_texts())
    missed = 0
    if "--speed" not in sys.argv:
        missed += finding_table(texts) + anchor_table(texts)
    if "--finding" not in sys.argv:
        missed += speed.table([(str(text), list(text.passages.values())) for text in texts])
    return int(missed > 0)


def load_texts() -> Iterator[Text]:
    """The texts beside this script, the handout of the tests, and those in the folder KALQUIZ_SOURCES."""
    for path in sorted((HERE / "texts").glob("*.txt")):
        sentences = path.read_text(encoding="utf-8").splitlines()
        gap = "" if path.stem in UNSPACED else " "
        pieces = [piece for sentence in sentences for piece in (sentence, gap)]
        yield cite(path.stem, pieces, range(0, len(pieces), 2))
    yield from_prose("handout", HERE.parent / "tests" / "sources" / "handout.txt", 1)
    folder = os.environ.get("KALQUIZ_SOURCES")
    if not folder:
        print("KALQUIZ_SOURCES is not set: the long texts are left out.")
        return
    for path in sorted(Path(folder).glob("*.txt")):
        yield from_prose(path.stem, path, EVERY)


def from_prose(name: str, path: Path, every: int) -> Text:
    """A text cut into sentences, of which one in `every` is cited."""
    pieces = re.split(r"((?<=[.!?])\s+|\n\n+)", path.read_text(encoding="utf-8-sig"))
    sentences = [index for index in range(0, len(pieces), 2) if 5 <= len(pieces[index].split()) <= 60]
    return cite(name, pieces, sentences[::every])


def cite(name: str, pieces: list[str], cited: Iterable[int]) -> Text:
    """Make the records of the cited pieces; what a text says twice has no one place to be found at."""
    whole = skeleton("".join(pieces))
    starts = starts_of(pieces)
    passages = {
        index: make_passage(whole, starts[index], starts[index + 1])
        for index in cited
        if whole.text.count(bare(pieces[index])) == 1
    }
    return Text(name, tuple(pieces), passages)


def starts_of(pieces: Iterable[str]) -> list[int]:
    """Where each piece begins in the whole, and last where the whole ends."""
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Letters in both over letters in either."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))


def damaged(texts: list[Text], kind: damage.Damage, frame: str = "") -> Score:
    """Look for all passages in copies whose every piece is damaged."""
    score = Score()
    for text in texts:
        rng = Random(f"{text.name} {kind.__qualname__} {SEED}")
        pieces = [frame, *(kind(piece, rng) for piece in text.pieces), frame]
        copy, starts = "".join(pieces), starts_of(pieces)
        findings = find_passages(skeleton(copy), list(text.passages.values()))
        for index, finding in zip(text.passages, findings, strict=True):
            score.add(finding, copy, (starts[index + 1], starts[index + 2]), bare(text.pieces[index]))
    return score


def changed_one_by_one(texts: list[Text], kind: damage.Damage | None, *, alone: bool = False) -> Score:
    """Look for each passage, with the others or `alone`, in a copy where only it is changed, or deleted."""
    score = Score()
    for text in texts:
        rng = Random(f"{text.name} {kind.__name__ if kind else None} {SEED}")
        for index, passage in text.passages.items():
            piece = kind(text.pieces[index], rng) if kind else ""
            copy = "".join([*text.pieces[:index], piece, *text.pieces[index + 1 :]])
            cited = bare(text.pieces[index])
            if bare(piece) == cited or cited in skeleton(copy).text:
                continue  # nothing has changed, or only what stands before or after it
            start = starts_of(text.pieces)[index]
            others = [other for other in text.passages.values() if not alone and other is not passage]
            finding = find_passages(skeleton(copy), [*others, passage])[-1]
            score.add(finding, copy, (start, start + len(piece)), cited)
    return score


def wrong_documents(texts: list[Text]) -> Score:
    """Look for the passages of each text in every other."""
    score = Score()
    for text in texts:
        for other in texts:
            if other is not text:
                findings = find_passages(skeleton(str(other)), list(text.passages.values()))
                for index, finding in zip(text.passages, findings, strict=True):
                    score.add(finding, str(other), None, bare(text.pieces[index]))
    return score


def bare(text: str) -> str:
    """The skeleton of a piece."""
    return skeleton(text).text


def finding_table(texts: list[Text]) -> int:
    """Print what is found under each kind of damage; the number of missed targets."""
    print(f"{sum(len(text.passages) for text in texts)} passages of {len(texts)} texts")
    print(
        f"{'damage':34}{'passages':>9}{'exact':>8}{'located':>9}{'missing':>9}{'ambiguous':>11}{'false exact':>13}"
    )
    missed = 0
    for style in damage.STYLES:
        frame = damage.through_html(damage.NAVIGATION, Random(0)) if style is damage.through_html else ""
        missed += row(style.__name__, damaged(texts, style, frame), exact=1.0, located=1.0)
    for share in (0.02, 0.08):
        missed += row(f"words dropped {share:.0%}", damaged(texts, damage.words_dropped(share)), located=0.99)
    moved = damaged(texts, damage.words_dropped(0.08), "Another page begins here. " * 120)
    missed += row("words dropped 8%, text moved", moved, located=0.9)
    for share in (0.01, 0.04):
        missed += row(f"OCR noise {share:.0%}", damaged(texts, damage.ocr_noise(share)), located=0.99)
    missed += row("line ends lost 15%", damaged(texts, damage.line_ends_lost), located=0.99)
    missed += row("reworded lightly", damaged(texts, damage.reworded(0.1, 0.0)), located=0.95)
    missed += row("reworded heavily", damaged(texts, damage.reworded(0.35, 0.1)), located=0.8)
    for kind in (damage.figure_changed, damage.name_changed, damage.negation_changed):
        missed += row(kind.__name__, changed_one_by_one(texts, kind), exact=0.0, located=0.95)
    missed += row("deleted", changed_one_by_one(texts, None), missing=0.98)
    missed += row("deleted, looked for alone", changed_one_by_one(texts, None, alone=True), missing=0.9)
    missed += row("wrong document", wrong_documents(texts), missing=1.0)
    return missed


def row(name: str, score: Score, **targets: float) -> int:
    """Print a line of the table; whether it misses a target."""
    shares = {
        what: getattr(score, what) / score.passages for what in ("exact", "located", "missing", "ambiguous")
    }
    missed = score.false_exact > 0 or any(
        shares[what] > 0 if what == "exact" and target == 0 else shares[what] < target
        for what, target in targets.items()
    )
    numbers = (
        f"{shares['exact']:8.3f}{shares['located']:9.3f}{shares['missing']:9.3f}{shares['ambiguous']:11.3f}"
    )
    mark = "  MISSED " + str(targets) if missed else ""
    print(f"{name.replace('_', ' '):34}{score.passages:9}{numbers}{score.false_exact:13}{mark}")
    return int(missed)


def anchor_table(texts: list[Text]) -> int:
    """Print how much the anchors give away, and for how many passages they make a link."""
    passages = [
        (str(text), text.pieces[index], record) for text in texts for index, record in text.passages.items()
    ]
    given = [sum(len(anchor.split()) for anchor in record.anchors) for _, _, record in passages]
    spaced = [number for number, (_, piece, _) in enumerate(passages) if not any(map(is_unspaced, piece))]
    words = sum(passages[number][2].words for number in spaced)
    links = sum(
        text_fragment("https://example.org/", record, text) is not None for text, _, record in passages
    )
    linked = sum(bool(passages[number][2].link) for number in spaced)
    share = sum(given[number] for number in spaced) / words
    most = max(given[number] / passages[number][2].words for number in spaced)
    whole = sum(bare("".join(record.anchors)) == bare(piece) for _, piece, record in passages)
    print(
        f"words in anchors {share:.1%} of all (at most 25%), at most {most:.0%} of a passage, given whole: {whole}"
    )
    print(
        f"links: {links / len(passages):.1%} of all, {linked / len(spaced):.1%} in scripts with spaces (at least 85%)"
    )
    return int(share > 0.25) + int(most > 0.5) + whole + int(links / len(passages) < 0.85)


if __name__ == "__main__":
    sys.exit(main())
