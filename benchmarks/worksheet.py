"""How fast questions become a worksheet as PDF, against bare Typst and against WeasyPrint.

Run it with `python -m benchmarks.worksheet`. The questions are of the types of kal007, in its order; every text is
different, and as long as in kal007 on average. kalquiz starts with a bank and ends with a file. Bare Typst gets the
words of the same sheet ready-made, sets them in plain headings and lists (`bare.typ`), and leaves as much room below
each question, so that it comes to about as many pages: no boxes, rules or tables, points behind the stem, questions
broken wherever a page ends. Both write PDF/UA-1. WeasyPrint gets the page that kalquiz makes of the sheet, and writes
no tags.

Typst remembers what it has set. So each time is that of a process of its own, which does the work once: seconds of
CPU, with all threads, without start and imports. All sides take turns; medians are compared. Machines are noisy: trust
the ratios to about 10 %.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, assert_never

from benchmarks.deck import cpu_time, words
from tests.deck_bank import make_bank, make_question

from kalquiz import Bank, build_versions, build_worksheet, find_bank, load_bank
from kalquiz.worksheet import Form, make_sheet
from kalquiz.worksheet.model import Blank, Item, Marked, Sheet

QUESTIONS = 1_000
FEW, MANY = 100, 4_000
QUIZ = 40
VERSIONS = 30
ROUNDS = 5
TARGETS = {
    "1,000 questions / bare Typst": 1.3,
    "1,000 questions / WeasyPrint": 0.1,
    f"{VERSIONS} versions of {QUIZ} questions / one": 5.0,
    "a question of 1,000 / of 100": 1.25,
    "a question of 4,000 / of 1,000": 1.25,
}
MINIMAL = Path(__file__).with_name("bare.typ")


def main() -> int:
    """Print the table; exit code 1 where a target is missed."""
    runs = [
        *(("kalquiz", count) for count in (FEW, QUESTIONS, MANY)),
        ("bare", QUESTIONS),
        ("versions", 1),
        ("versions", VERSIONS),
    ]
    taken = [{run: alone(*run) for run in runs} for _ in range(ROUNDS)]
    seconds = {run: statistics.median(found[run] for found in taken) for run in runs}
    seconds["weasyprint", QUESTIONS] = alone("weasyprint", QUESTIONS)
    for (side, number), found in seconds.items():
        print(f"  {side:12}{number:6,}{found:8.3f} s")
    ours = seconds["kalquiz", QUESTIONS]
    ratios = (
        ours / seconds["bare", QUESTIONS],
        ours / seconds["weasyprint", QUESTIONS],
        seconds["versions", VERSIONS] / seconds["versions", 1],
        ours / seconds["kalquiz", FEW] * FEW / QUESTIONS,
        seconds["kalquiz", MANY] / ours * QUESTIONS / MANY,
    )
    for (what, target), ratio in zip(TARGETS.items(), ratios, strict=True):
        print(f"  {what:40}{ratio:6.2f}    (target: at most {target})")
    return int(any(ratio > target for target, ratio in zip(TARGETS.values(), ratios, strict=True)))


def alone(side: str, number: int) -> float:
    """The CPU time that a process of its own takes for the work."""
    command = [sys.executable, "-m", "benchmarks.worksheet", side, str(number)]
    return float(subprocess.run(command, capture_output=True, check=True).stdout)  # noqa: S603 - this very file


def work(side: str, number: int, folder: Path) -> Callable[[], object]:
    """What is timed: with so many questions, or in so many versions."""
    import typst
    import weasyprint

    out = folder / "sheet.pdf"
    if side == "versions":
        quiz = synthetic(QUIZ)
        return lambda: build_versions(quiz, out, number)
    bank = synthetic(number)
    if side == "kalquiz":
        return lambda: build_worksheet(bank, out)
    if side == "bare":
        compiler = typst.Compiler(
            MINIMAL,
            font_paths=typst.Fonts(include_system_fonts=False),
            sys_inputs={"data": json.dumps(bare(make_sheet(bank, bank.questions, Form())))},
        )
        return lambda: compiler.compile(output=out, pdf_standards=["ua-1"])
    page = build_worksheet(bank, folder / "sheet.html").read_text(encoding="utf-8")
    return lambda: weasyprint.HTML(string=page).write_pdf(out)


def synthetic(count: int) -> Bank:
    """A bank with so many questions."""
    rng = Random(count)
    kinds = [question.type for question in load_bank(find_bank("kal007")).questions]
    questions = []
    for number in range(count):
        kind = kinds[number % len(kinds)]
        stem = {} if kind == "cloze" else {"stem": f"{words(rng, 21)}?"}
        questions.append(make_question(kind, **stem, **_answers(kind, rng), id=f"n{number}"))
    return make_bank(questions)


def _answers(kind: str, rng: Random) -> dict[str, Any]:
    """The fields that make the answer, where a sheet shows more than room for it."""

    def texts(number: int, length: int = 6) -> list[str]:
        return [words(rng, length) for _ in range(number)]

    wrong = [{"text": text, "feedback": "No."} for text in texts(3)]
    match kind:
        case "single_choice":
            return {"key": words(rng, 6), "distractors": wrong}
        case "multiple_response":
            return {"key": texts(2), "distractors": wrong}
        case "cloze":
            return {"stem": f"{words(rng, 12)} [[city]] {words(rng, 9)} [[people]]."}
        case "matching":
            pairs = [{"stem": stem, "key": key} for stem, key in zip(texts(5, 5), texts(5, 5), strict=True)]
            return {"pairs": pairs, "distractors": wrong[:1]}
        case "ordering":
            return {"key": texts(5)}
        case "categorization":
            names = texts(3, 2)
            statements = [{"text": text, "key": names[place % 3]} for place, text in enumerate(texts(5, 8))]
            return {"categories": names, "statements": statements}
        case "constructed_response":
            return {"lines": 7}
        case _:
            return {}


def bare(sheet: Sheet) -> dict[str, Any]:
    """The words of a sheet, for `bare.typ`."""
    parts = [
        (
            part.title.markup if part.title else "",
            " ".join((part.summary, *part.instructions)),
            [_bare(item) for item in part.items],
        )
        for part in sheet.parts
    ]
    return {"title": sheet.name, "parts": parts}


def _bare(item: Item) -> tuple[str, list[str], str, float]:
    """Stem, options, points, and room in mm."""
    stem = " ".join("_____" if isinstance(piece, Blank) else piece.markup for piece in item.stem)
    options, room = _options(item)
    return stem, options, item.points, room


def _options(item: Item) -> tuple[list[str], float]:
    """The options, and the room in mm that they and what is written take beyond that of a plain list."""

    def listed(*groups: tuple[Marked, ...]) -> list[str]:
        return [entry.text.markup for group in groups for entry in group]

    space = item.space
    assert space is not None  # noqa: S101 - a sheet without keys
    match space.kind:
        case "boxes":
            return listed(space.options), 10
        case "pairs":
            return listed(space.stems, space.targets), 0
        case "table":
            return [*(column.markup for column in space.columns), *listed(space.rows)], 10
        case "slots":
            return listed(space.items), 20
        case "rule":
            return [], 15
        case "lines":
            return [], 8.5 * space.count + 6
        case "in_stem":
            return [], 6
        case _:
            assert_never(space)


def print_alone(side: str, number: int) -> None:
    """Print the CPU time of this process for the work."""
    with tempfile.TemporaryDirectory() as folder:
        print(cpu_time(work(side, number, Path(folder))))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print_alone(sys.argv[1], int(sys.argv[2]))
    else:
        sys.exit(main())
