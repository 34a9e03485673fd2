"""How fast a bank of 10,000 questions becomes an Anki package, against genanki and Anki's own backend.

Run it with `python -m benchmarks.deck`. kalquiz starts with questions and has to make notes of them. genanki
and the backend get these notes ready-made, so they only write. What making them takes is shown by itself: it alone
is more than genanki needs to write, so no way of writing would reach the target for seconds. All sides run in one
process, interleaved; the ratio of the medians is what counts. Machines are noisy: trust it to about 15 %. Peak
memory is that of a process of its own for each side, which starts with nothing but its input.
"""

import gc
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from tests.deck_bank import CITATION, KINDS, make_bank, make_question

from kalquiz import Bank, build_deck
from kalquiz.deck.note import Note, make_notes
from kalquiz.deck.notetype import Field, NoteType, model

QUESTIONS = 10_000
MANY = 100_000
ROUNDS = 5
TARGETS = {
    "seconds / genanki": 1.0,
    "seconds / backend": 0.4,
    "file / genanki": 0.4,
    "memory / genanki": 1.5,
    "a question of 100,000 / of 10,000": 1.25,
}
SYLLABLES = [first + second for first in "bdfgklmnprstv" for second in ("a", "e", "i", "o", "u", "an", "or")]


def main() -> int:
    """Print the table; exit code 1 where a target is missed."""
    bank = synthetic(QUESTIONS)
    notes = list(make_notes(bank, bank.questions))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sides: dict[str, Callable[[], object]] = {
            "kalquiz": lambda: build_deck(bank, folder / "kalquiz.apkg"),
            "kalquiz, with a lock": lambda: build_deck(
                bank, folder / "locked.apkg", lock=folder / "lock.json"
            ),
            "kalquiz, notes alone": lambda: deque(make_notes(bank, bank.questions), maxlen=0),
            "genanki": lambda: write_with_genanki(notes, folder / "genanki.apkg"),
            "backend": lambda: write_with_backend(notes, folder / "backend.apkg"),
        }
        seconds = interleaved(sides)
        sizes = {side: (folder / f"{side}.apkg").stat().st_size for side in ("kalquiz", "genanki", "backend")}
        memory = {"kalquiz": peak(folder, "kalquiz", bank), "genanki": peak(folder, "genanki", notes)}
        many = synthetic(MANY)
        long = cpu_time(lambda: build_deck(many, folder / "many.apkg"))
    print(f"{QUESTIONS:,} questions to an Anki package")
    for side in sides:
        size = f"{sizes[side] / 1e6:7.2f} MB" if side in sizes else ""
        shown = f"{memory[side] / 1e6:7.0f} MB" if side in memory else ""
        print(f"  {side:34}{seconds[side]:6.2f} s{size}{shown}")
    print(f"  {'kalquiz, 100,000 questions':34}{long:6.2f} s")
    ratios = {
        "seconds / genanki": seconds["kalquiz"] / seconds["genanki"],
        "seconds / backend": seconds["kalquiz"] / seconds["backend"],
        "file / genanki": sizes["kalquiz"] / sizes["genanki"],
        "memory / genanki": memory["kalquiz"] / memory["genanki"],
        "a question of 100,000 / of 10,000": long / seconds["kalquiz"] * QUESTIONS / MANY,
    }
    for what, ratio in ratios.items():
        print(f"  {what:34}{ratio:6.2f}    (target: at most {TARGETS[what]})")
    return int(any(ratio > TARGETS[what] for what, ratio in ratios.items()))


def synthetic(count: int) -> Bank:
    """A bank with questions of every type in turn, whose texts are all different."""
    rng = Random(count)
    kinds = list(KINDS)
    questions = []
    for number in range(count):
        kind = kinds[number % len(kinds)]
        texts = {"explanation": f"{words(rng, 25)}.", "hint": f"{words(rng, 6)}."}
        if kind != "cloze":
            texts["stem"] = f"{words(rng, 14)}?"
        cited = [{**CITATION, "locator": f"page {number}", "gist": f"{words(rng, 9)}."}]
        questions.append(make_question(kind, **texts, id=f"n{number}", citations=cited))
    return make_bank(questions)


def words(rng: Random, number: int) -> str:
    """So many made-up words."""
    made = ("".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 3)))) for _ in range(number))
    return " ".join(made).capitalize()


def write_with_genanki(notes: Sequence[Note], out: Path) -> None:
    """Write the notes as genanki's manual shows it."""
    import genanki

    deck = genanki.Deck(1_234_567, "Benchmark")
    for made in notes:
        deck.add_note(genanki.Note(model(made.kind), list(made.fields), tags=made.tags, guid=made.guid))
    genanki.Package(deck).write_to_file(out)


def write_with_backend(notes: Sequence[Note], out: Path) -> None:
    """Add the notes to a collection, and export it in the form that genanki writes."""
    from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions
    from anki.decks import DeckId

    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder, "collection.anki2")))
        types = {kind: collection.models.new(kind.label) for kind in NoteType}
        for kind, found in types.items():
            for field in Field:
                collection.models.add_field(found, collection.models.new_field(field.label))
            template = collection.models.new_template("Card")
            template["qfmt"], template["afmt"] = (
                model(kind).templates[0]["qfmt"],
                model(kind).templates[0]["afmt"],
            )
            collection.models.add_template(found, template)
            found["id"] = collection.models.add_dict(found).id
        deck = DeckId(collection.decks.add_normal_deck_with_name("Benchmark").id)
        requests = []
        for made in notes:
            note = collection.new_note(types[made.kind])
            note.fields, note.tags = list(made.fields), list(made.tags)
            requests.append(AddNoteRequest(note, deck))
        collection.add_notes(requests)
        options = ExportAnkiPackageOptions(with_media=True, legacy=True)
        collection.export_anki_package(out_path=str(out), options=options, limit=None)
        collection.close()


def interleaved(sides: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median CPU time of each side."""
    times = [{side: cpu_time(work) for side, work in sides.items()} for _ in range(ROUNDS)]
    return {side: statistics.median(found[side] for found in times) for side in sides}


def cpu_time(work: Callable[[], object]) -> float:
    """Seconds of CPU, each time from a clean heap: a full collection within takes as long as half of genanki's work."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def peak(folder: Path, side: str, given: object) -> int:
    """The peak memory, in bytes, of a process that writes a package from what it is given."""
    source = folder / "input"
    source.write_bytes(pickle.dumps(given))
    command = [sys.executable, "-m", "benchmarks.deck", side, str(source)]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - this very file
    return int(done.stdout)


def write_alone(side: str, source: Path) -> None:
    """Write a package and print the peak memory of this process."""
    given = pickle.loads(source.read_bytes())  # noqa: S301 - written by the process that started this one
    out = source.with_name("alone.apkg")
    if side == "kalquiz":
        build_deck(given, out)
    else:
        write_with_genanki(given, out)
    # What `getrusage` says may be the peak of the process that started this one.
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line]
    print(int(line.split()[1]) * 1024)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write_alone(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(main())
