"""The real Anki backend: a collection, an import as Anki's own dialog does it, and the cards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

if TYPE_CHECKING:
    # Importing it before the collection runs into a cycle within anki.
    from anki.cards import Card


@contextmanager
def anki(folder: Path) -> Iterator[Collection]:
    collection = Collection(str(folder / "collection.anki2"))
    try:
        yield collection
    finally:
        collection.close()


def import_deck(collection: Collection, package: Path, *, merge_note_types: bool = False) -> Any:
    # What Anki's own dialog has ticked at first.
    options = ImportAnkiPackageOptions(
        merge_notetypes=merge_note_types, with_scheduling=False, with_deck_configs=False
    )
    log = collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(package), options=options)
    ).log
    collection.models._clear_cache()  # noqa: SLF001 - the import goes past this cache
    return log


def cards(collection: Collection) -> "dict[str, Card]":
    """Cards in the order in which they are shown, by the name of their note; on a map with the card's number."""
    found = [collection.get_card(number) for number in collection.find_cards("", order="c.due, c.ord")]
    return {_name(card): card for card in found}


def _name(card: "Card") -> str:
    name = card.note().fields[0]
    return f"{name} {card.ord + 1}" if name.endswith("/map") else name
