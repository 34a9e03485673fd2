"""A sound bank's text, mutated: out comes a bank, or problems with a place and a sentence.

`benchmarks/fuzz.py` does the same for many more texts.
"""

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from kalquiz import Bank, BankError, Problem, check_bank, load_bank
from tests.small_bank import FILES as SMALL

FILES = SMALL | {
    "bank.yaml": SMALL["bank.yaml"]
    + """\
rules: {citation/unfinished: warning, bank/goal: info}
goals:
  questions: 7
  within: 10
  types: {single_choice: 2, cloze: 20 %}
  skills: {sourcing: 3}
  levels: {remember: 4}
  tags: {route: 1}
  coverage: [{source: article, part: the start, from: 0, to: 0.5, least: 80}]
"""
}
TEXT = "The flight left New York for Seoul. It stopped in Anchorage for ninety minutes. Nobody knew why.\n"
"""Stands for the copy of the article."""

# fmt: off
PIECES = [
    ":", ": ", "- ", "  ", "\t", "\n", "\r", "\r\n", "'", '"', "[", "]", "{", "}", ",", "#", " #", "&a ",
    "*a", "*cited", "!", "!!int ", "!!str ", "%", "\n%A b\n", "@", "`", "|", ">", "|-\n", "? ", "<<: *cited",
    "---\n", "...\n", "~", "null", "true", "no", "0", "-1", "1e9", "1e400", ".nan", ".inf", "0x1F", "010",
    "12:30", "1.10", "99999999999999999999", "9" * 50, "1983-02-30", "\\", "\\x00", "\\ud800", "\0", "\x07",
    "\x85", "\u2028", "\ufeff", "\U0001f600", "é", "questions:", "id: ", "type: ", "key: ", "type: cloze",
    "[[gap]]", "type: constructed_response", "section: x", "1: x", "[a]: b", "aka: [day, 7]", "points: 1000",
    "40 %", "allow: {bank/cueing: x}", "goals: {types: {date: 1}}",
]
# fmt: on

MARKUP = [
    "*not*",
    "`x`",
    "“so”",
    "A(n)",
    "é",
    "\U0001f600",
    "...",
    "10%",
    "1,234",
    "100-200",
    "2000",
    "always",
    "it",
    "the",
]

_SAID = re.compile(
    r"^\s*(?:- )?(?:stem|title|note|gist|locator|explanation|feedback|key|text): ([^\n]*)$", re.MULTILINE
)
_WORD = re.compile(r"(?<![\[\w])[^\W\d_]{2,}(?![\]\w])")

TOKENS = [*PIECES, *sorted({word for text in FILES.values() for word in text.split()})]


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, str]:
    """The files of the small bank after one to four mutations."""
    files = dict(FILES)
    # Where only what questions say is changed, most banks stay sound, and the check has something to look at.
    changes = draw(st.sampled_from([[_change_lines, _change_text, _change_token], [_change_words]]))
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(files)))
        files[name] = draw(st.sampled_from(changes))(draw, files[name])
    return files


def _change_lines(draw: st.DrawFn, text: str) -> str:
    """Delete, double, move or shift a line."""
    lines = text.split("\n")
    place, target = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    match draw(st.sampled_from(["delete", "double", "move", "indent", "dedent"])):
        case "delete":
            del lines[place]
        case "double":
            lines.insert(target, lines[place])
        case "move":
            lines.insert(target, lines.pop(place))
        case "indent":
            lines[place] = draw(st.sampled_from([" ", "  ", "\t", "- "])) + lines[place]
        case _:
            lines[place] = lines[place][draw(st.integers(1, 4)) :]
    return "\n".join(lines)


def _change_text(draw: st.DrawFn, text: str) -> str:
    """Put something in the place of up to eight characters."""
    start = draw(st.integers(0, len(text)))
    piece = draw(st.one_of(st.sampled_from(["", *PIECES]), st.text(max_size=4)))
    return text[:start] + piece + text[start + draw(st.integers(0, 8)) :]


def _change_words(draw: st.DrawFn, text: str) -> str:
    """Put one to four other words in the place of a word that people read."""
    places = [found.span() for said in _SAID.finditer(text) for found in _WORD.finditer(text, *said.span(1))]
    if not places:
        return text
    start, end = draw(st.sampled_from(places))
    words = [text[slice(*place)] for place in places] + MARKUP
    return (
        text[:start] + " ".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))) + text[end:]
    )


def _change_token(draw: st.DrawFn, text: str) -> str:
    """Put one word or sign in the place of a word."""
    words = text.split(" ")
    words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(TOKENS))
    return " ".join(words)


def require_bank_or_problems(files: dict[str, bytes]) -> Bank | None:
    """Load the files; fail on anything but a bank, or problems that can be shown and found."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, raw in files.items():
            (folder / file).write_bytes(raw)
        try:
            bank = load_bank(folder)
        except BankError as error:
            problems = error.problems
        else:
            require_sound(bank)
            require_shown(check_bank(bank), folder, files)
            require_shown(
                check_bank(bank, dict.fromkeys((it.id for it in bank.sources), TEXT), bank), folder, files
            )
            return bank
        assert problems
        require_shown(problems, folder, files)
    return None


def require_sound(bank: Bank) -> None:
    """Fail on a question that cannot be asked, or whose key is wrong."""
    for question in bank.questions:
        assert question.prompt("seed").stem
        assert question.grade(question.solution().response).score == 1


def require_shown(problems: Sequence[Problem], folder: Path, files: dict[str, bytes]) -> None:
    """Fail on a problem that stands there twice, is nowhere in its file, or has no message that can be shown."""
    assert len(set(problems)) == len(problems)
    for problem in problems:
        assert problem.path.is_relative_to(folder)
        raw = files.get(problem.path.name, b"").removeprefix(b"\xef\xbb\xbf")
        lines = re.split(r"\r\n?|\n", raw.decode("utf-8", "replace"))
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.message
        assert len(problem.message) < 500
        assert "\n" not in problem.message


@settings(max_examples=500, derandomize=True)
@given(mutated())
@example(FILES)
def test_a_mutated_bank_is_a_bank_or_has_problems(files: dict[str, str]) -> None:
    raw = {name: text.encode("utf-8", "surrogatepass") for name, text in files.items()}
    bank = require_bank_or_problems(raw)
    event("bank" if bank else "problems")


@settings(max_examples=100, derandomize=True)
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=40), st.integers(0, 2000))
def test_any_bytes_in_a_bank_are_a_bank_or_problems(name: str, raw: bytes, place: int) -> None:
    files = {file: text.encode() for file, text in FILES.items()}
    files[name] = files[name][:place] + raw + files[name][place:]
    require_bank_or_problems(files)


@settings(max_examples=100, derandomize=True)
@given(st.text(st.sampled_from(list("ab:-?[]{},#&*!|>'\"%@` \n\t\\0")), max_size=60))
def test_any_signs_in_a_file_are_a_bank_or_problems(text: str) -> None:
    require_bank_or_problems(
        {name: whole.encode() for name, whole in FILES.items()} | {"crash.yaml": text.encode()}
    )
