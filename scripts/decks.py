"""Build everything in decks/: the packages of the bundled banks, their locks, and what is new in them.

    python scripts/decks.py           writes decks/, and a version of the note types where they have changed
    python scripts/decks.py --check   writes nothing, and fails where that would change something

The release notes of a version are what changed since the version before; so the lock of that one is kept,
as `<bank>.before.json`.
"""

import json
import shutil
import sys
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from kalquiz import Bank, build_deck, bundled_banks, load_bank
from kalquiz.deck import typeversion
from kalquiz.deck.difference import compare, in_words
from kalquiz.deck.lock import read_lock
from kalquiz.markup import to_markdown

ROOT = Path(__file__).parents[1]
DECKS = ROOT / "decks"
RELEASES = "RELEASES.md"
TYPES = Path(typeversion.__file__).with_name(typeversion.RECORD)


def main() -> int:
    """Build, or check; exit code 1 where something is not up to date."""
    banks = [load_bank(path) for path in bundled_banks().values()]
    if "--check" not in sys.argv[1:]:
        record_note_types(max(str(bank.released) for bank in banks))
        build(banks, DECKS)
        return 0
    with TemporaryDirectory() as folder:
        copy = Path(folder, "decks")
        shutil.copytree(DECKS, copy)
        build(banks, copy)
        stale = [path.name for path in sorted(copy.iterdir()) if content(path) != content(DECKS / path.name)]
    if typeversion.type_version().digest != typeversion.type_digest():
        stale.append(str(TYPES.relative_to(ROOT)))
    for name in stale:
        sys.stderr.write(f"{name} is not up to date: run `make decks`.\n")
    return int(bool(stale))


def record_note_types(day: str) -> None:
    """Add a version of the note types where they are not as recorded. What nobody has yet is no version."""
    digest = typeversion.type_digest()
    versions = json.loads(TYPES.read_text("utf-8")) if any(DECKS.glob("*.lock.json")) else []
    if versions and versions[-1]["digest"] == digest:
        return
    versions.append({"day": max([day, *(version["day"] for version in versions)]), "digest": digest})
    lines = ",\n".join(f"  {json.dumps(version)}" for version in versions)
    TYPES.write_text(f"[\n{lines}\n]\n", "utf-8")
    typeversion.type_version.cache_clear()


def build(banks: list[Bank], folder: Path) -> None:
    """Packages, locks and release notes into a folder."""
    for bank in banks:
        lock, before = folder / f"{bank.id}.lock.json", folder / f"{bank.id}.before.json"
        if lock.exists() and read_lock(lock).version != bank.about.version:
            shutil.copyfile(lock, before)
        build_deck(bank, folder / f"{bank.id}.apkg", lock=lock)
        note_release(folder / RELEASES, bank, before, lock)


def note_release(page: Path, bank: Bank, before: Path, lock: Path) -> None:
    """Say what is new in this version, in the place of what was said of it before."""
    title = f"## {bank.id} {bank.about.version}"
    if before.exists():
        said = list(in_words(compare(read_lock(before), read_lock(lock)), to_markdown))
        lines = [line if line.startswith("- ") else f"\n{line}\n" for line in said] or ["Nothing new."]
    else:
        lines = [f"The first version: {len(bank.questions)} questions."]
    entry = f"{title}\n\n{bank.released}\n\n" + "\n".join(lines).strip() + "\n"
    head, *entries = page.read_text("utf-8").split("\n## ")
    others = [f"## {other.rstrip()}\n" for other in entries]
    same = [place for place, other in enumerate(others) if other.startswith(f"{title}\n")]
    others[slice(same[0], same[0] + 1) if same else slice(0, 0)] = [entry]
    page.write_text("\n".join([head.rstrip() + "\n", *others]), "utf-8")


def content(path: Path) -> object:
    """The bytes of a file. Only zlib itself packs as zlib does; where Python has another, what is packed."""
    if not path.exists():
        return None
    if path.suffix != ".apkg" or zlib.ZLIB_RUNTIME_VERSION.replace(".", "").isdigit():
        return path.read_bytes()
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


if __name__ == "__main__":
    sys.exit(main())
