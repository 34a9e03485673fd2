"""What a bank says is data on every sheet: each text of each type, hostile, is shown as it is written."""

from pathlib import Path
from typing import Any

import pytest

from kalquiz.bank import Bank
from kalquiz.markup import to_plain
from kalquiz.worksheet import build_versions, build_worksheet
from tests.printed import glued
from tests.sheet_bank import CITATION, EVERY_TYPE, a_bank, a_question, answers, shown, words

ATTACK = (
    "</style></script><script>alert(1)</script> <img src=x onerror=alert(1)> #panic() #read('/etc/passwd') "
    "{{ 7+7 }} {% raw %} $x$ @ref &amp; &#60; // <w:p/> ]]> =1+1 \\input{x} \\\\ \\* &quot; ]] [x"
)
KEPT = {"type", "unit"}
"""Fields that are not free text."""


def attacked(value: Any, field: str = "") -> Any:
    """The fields of a question with every text made hostile, and equal texts equal still."""
    if isinstance(value, dict):
        return {name: attacked(entry, name) for name, entry in value.items()}
    if isinstance(value, list):
        return [attacked(entry, field) for entry in value]
    return f"{ATTACK} {value}" if isinstance(value, str) and field not in KEPT else value


def hostile_bank(kind: str) -> Bank:
    fields = attacked(EVERY_TYPE[kind]) if kind != "date" else EVERY_TYPE[kind]
    told = attacked({"locator": CITATION["locator"], "gist": CITATION["gist"]})
    stem = fields.get("stem", f"{ATTACK} stem?")
    question = a_question(
        kind,
        **fields | {"stem": stem, "explanation": f"{ATTACK} because", "citations": [CITATION | told]},
    )
    return a_bank(
        question,
        title=f"{ATTACK} title",
        sections=[{"id": "one", "title": f"{ATTACK} section"}],
        sources=[{"id": "atlas", "type": "book", "title": f"{ATTACK} source"}],
    )


def printed_words(path: Path) -> str:
    """All that is to be read, in the order of the content, without a space."""
    if path.suffix == ".pdf":
        return glued(word.text for word in words(path))
    return glued(shown(path))


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".docx"])
@pytest.mark.parametrize("kind", EVERY_TYPE)
def test_every_hostile_text_of_every_type_is_shown(tmp_path: Path, kind: str, suffix: str) -> None:
    bank = hostile_bank(kind)
    question = bank.questions[0]
    both = {f"{ATTACK} title", f"{ATTACK} section"}
    if kind != "cloze":
        both.add(question.stem)
    told = {
        *(answers(kind) if kind == "date" else question.solution().lines),
        f"{ATTACK} because",
        f"{ATTACK} page 7",
        f"{ATTACK} Gist of the passage.",
    }
    for key, wanted in ((False, both), (True, both | told | {f"{ATTACK} source"})):
        out = build_worksheet(bank, tmp_path / f"out{suffix}", key=key)
        read = printed_words(out)
        assert [said for said in wanted if glued([to_plain(said)]) not in read] == []
        if suffix == ".html":
            page = out.read_text()
            assert page.count("</style>") == 1
            assert "<script" not in page
            assert "<img" not in page


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".docx"])
def test_a_hostile_seed_and_stem_stand_in_foot_and_table(tmp_path: Path, suffix: str) -> None:
    *_, table = build_versions(hostile_bank("matching"), tmp_path / f"quiz{suffix}", 2, seed="<b>#panic()")
    assert "seed<b>#panic()" in printed_words(table)


@pytest.mark.parametrize("suffix", [".html", ".docx"])
@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1b", "\x7f", "\ufffe", "\U0001ffff"])
def test_what_is_no_character_reaches_no_document(tmp_path: Path, suffix: str, character: str) -> None:
    bank = a_bank(a_question("flashcard", stem=f"a{character}b?"))
    out = build_worksheet(bank, tmp_path / f"out{suffix}")
    assert "a\N{REPLACEMENT CHARACTER}b?" in shown(out)
