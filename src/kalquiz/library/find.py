"""Finding the text of each source of a bank."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kalquiz.bank.bundled import bundled_banks, documentation
from kalquiz.texts import FORMATS, SourceTextError, read_text

if TYPE_CHECKING:
    from kalquiz.bank import Bank
    from kalquiz.citation import Citation, Finding
    from kalquiz.question import Question

ABOUT_KALQUIZ = "kalquiz"
"""The bundled bank whose sources are the pages of the documentation."""


class Named(Protocol):
    """A source, as far as its copies are looked for."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def file(self) -> str | None:
        """Its text in the bank, as a path from the bank's folder."""


class Sourced(Protocol):
    """A bank, as far as copies of its sources are looked for."""

    @property
    def path(self) -> Path:
        """Its folder."""

    @property
    def sources(self) -> Sequence[Named]:
        """Its sources."""


class Library(Mapping[str, str]):
    """The text of each source of a bank that there is a copy of, by source id; read when first asked for.

    A copy is looked for in the folder that was named, then where it is remembered to lie, then in the bank; the
    bundled bank about kalquiz has the documentation as well.
    Asking for a text may raise `SourceTextError`; whether there is a copy can be asked without reading it.

    Args:
        bank: whose sources these are.
        folder: holds copies named after sources: `<id>.txt`, `.html`, `.htm` or `.pdf`.
        remembered: where other copies lie, by source id.

    Attributes:
        paths: where the copy of each source lies.
        lost: remembered copies that are no longer where they were.

    Raises:
        SourceTextError: there is no such folder.
    """

    def __init__(
        self, bank: Sourced, folder: Path | None = None, remembered: Mapping[str, Path] | None = None
    ) -> None:
        if folder and not folder.is_dir():
            raise SourceTextError(
                f"There is no folder “{folder}” with source texts (--sources, or KALQUIZ_SOURCES)."
            )
        remembered = remembered or {}
        ids = {source.id for source in bank.sources}
        pages = documentation() if bank.path.resolve() == bundled_banks().get(ABOUT_KALQUIZ) else {}
        found = {it.id: _copy(bank, it, folder, remembered, pages) for it in bank.sources}
        self.paths = {source: path for source, path in found.items() if path}
        self.lost = {
            source: path for source, path in remembered.items() if source in ids and not path.exists()
        }
        self._texts: dict[str, str] = {}

    def __getitem__(self, source: str) -> str:
        if source not in self._texts:
            self._texts[source] = read_text(self.paths[source])
        return self._texts[source]

    def __contains__(self, source: object) -> bool:
        return source in self.paths

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def _copy(
    bank: Sourced,
    source: Named,
    folder: Path | None,
    remembered: Mapping[str, Path],
    pages: Mapping[str, Path],
) -> Path | None:
    places = [folder / f"{source.id}{ending}" for ending in FORMATS] if folder else []
    places += [remembered[source.id]] if source.id in remembered else []
    places += [bank.path / source.file] if source.file else []
    places += [pages[source.id]] if source.id in pages else []
    return next((place for place in places if place.is_file()), None)


@dataclass(frozen=True, slots=True)
class Located:
    """What became of a citation in a copy of its source; `index` is its place among those of the question."""

    question: "Question"
    index: int
    citation: "Citation"
    finding: "Finding"


def locate_citations(bank: "Bank", source: str, text: str) -> list[Located]:
    """What became of each of the bank's citations of a source in a text, in the order of the questions."""
    from kalquiz.citation import find_passages, skeleton

    cited = [
        (question, index, citation)
        for question in bank.questions
        for index, citation in enumerate(question.citations)
        if citation.source == source
    ]
    findings = find_passages(skeleton(text), [citation.passage for _, _, citation in cited])
    return [Located(*where, finding) for where, finding in zip(cited, findings, strict=True)]
