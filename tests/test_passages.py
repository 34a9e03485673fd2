"""The passage behind an answer: in its context, and in a session."""

from pathlib import Path

import pytest

from kalquiz import Bank
from kalquiz.citation import find_passage, skeleton
from kalquiz.citation.context import in_context
from kalquiz.practice import Session, Terms, talk
from kalquiz.texts import SourceTextError
from tests.script import Script

HANDOUT = Path(__file__).parent / "sources" / "handout.txt"


@pytest.mark.parametrize(
    ("text", "passage", "before", "shown", "after"),
    [
        (
            "One here. Two here. Three.  Four\nstands on two lines. Five.",
            "Three",
            "Two here.",
            "Three.",
            "Four stands on two lines.",
        ),
        (
            "One. It was J. Smith who said so. Two.",
            "who said",
            "One. It was J. Smith",
            "who said",
            "so. Two.",
        ),
        ("He left. “Never!” she said. (Or so.) Two.", "Or so", "“Never!” she said.", "(Or so.)", "Two."),
        ("Home\n\nAbout us\n\nIt rose.\n\nIt set.", "It rose", "About us", "It rose.", "It set."),
        ("月。太陽は星。地球。", "太陽は星", "月。", "太陽は星。", "地球。"),
        ("All of it", "All of it", "", "All of it", ""),
        ("A\x1b[2J b. Mo\xadon\u2028*is* it.", "is", "A[2J b. Moon *", "is", "* it."),
    ],
)
def test_a_passage_stands_between_the_sentences_around_it(
    text: str, passage: str, before: str, shown: str, after: str
) -> None:
    start = text.rindex(passage)
    context = in_context(text, (start, start + len(passage)))
    assert (context.before, context.passage, context.after) == (before, shown, after)


def test_a_text_without_sentences_is_cut_around_the_passage() -> None:
    text = "word " * 5000 + "here " + "word " * 5000
    start = text.index("here")
    context = in_context(text, (start, start + 4))
    assert context.before.startswith("… word")
    assert context.after.endswith("word …")
    assert max(len(context.before), len(context.after)) < 330


class Unreadable(dict[str, str]):
    def __getitem__(self, key: str) -> str:
        raise SourceTextError("The copy is damaged.")


def converse(bank: Bank, texts: dict[str, str], *lines: str) -> list[str]:
    script = Script(lines, width=72)
    questions = [bank.question("first-probe"), bank.question("tilt")]
    talk(bank, Session(questions), script, Terms(texts))
    return script.said


def test_after_an_answer_the_way_to_its_passage_is_said_and_it_leads_there(moon: Bank) -> None:
    texts = {"handout": HANDOUT.read_text(encoding="utf-8")}
    said = converse(moon, texts, "Luna 2", ":s 1", ":s 2", ":s 3")
    verdict = said.index("Right.  Score 1")
    hint = said.index("            :s 1 shows the passage")
    assert hint > verdict
    assert not [line for line in said if "example.org" in line]
    shown = next(index for index, line in enumerate(said) if line.startswith("  passage:  “Luna 2 reached"))
    assert shown > hint
    assert any(line.startswith("  passage:  “the path of the Moon") for line in said[shown:])
    assert "There is no question 3 so far. Name one as in :s 1." in said


def test_without_a_copy_there_is_the_address(moon: Bank) -> None:
    said = converse(moon, {}, ":s", "Luna 2")
    assert len([line for line in said if line.strip().startswith("https://example.org/moon")]) == 2
    assert not [line for line in said if "passage" in line]


def test_a_copy_that_cannot_be_read_does_not_end_the_session(moon: Bank) -> None:
    said = converse(moon, Unreadable(handout=""), ":s", "Luna 2")
    assert "  note:     The copy is damaged." in said
    assert "Right.  Score 1" in said


def test_a_copy_that_reads_otherwise_is_said_to(moon: Bank) -> None:
    text = HANDOUT.read_text(encoding="utf-8")
    altered = text.replace("the first object made by people", "the very first object made by people")
    passage = moon.question("first-probe").citations[0].passage
    assert find_passage(skeleton(altered), passage).status == "drifted"
    said = converse(moon, {"handout": altered}, ":s")
    assert "  note:     In your copy the passage reads a little differently." in said
    assert "the very first object" in " ".join(" ".join(said).split())
    said = converse(moon, {"handout": "Something else."}, ":s")
    assert "  note:     Your copy does not have the passage." in said
    assert any("example.org" in line for line in said)
