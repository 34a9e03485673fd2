"""What every question type owes every output. A new type is not done before it passes here."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
import ryaml

from kalquiz import Bank, Question, build_deck, build_worksheet, load_bank
from kalquiz.bank import bank_schema
from kalquiz.citation import references
from kalquiz.interaction import Response
from kalquiz.markup import to_plain
from kalquiz.practice import Session, talk
from kalquiz.question import QUESTION_TYPES
from tests.anki_backend import anki, cards, import_deck
from tests.compact import compact_bank
from tests.map_bank import is_map
from tests.responses import typed_lines, wrong_responses
from tests.script import Script

HERE = Path(__file__).parent
ROOT = HERE.parent
TYPES = list(QUESTION_TYPES)


PICTURE, MAP = "a picture", "a map"


@pytest.fixture(params=[*TYPES, PICTURE, MAP])
def question(request: pytest.FixtureRequest, moon: Bank) -> Question:
    """A question of each type, one with a picture, and one with areas on it."""
    found = [
        question
        for question in moon.questions
        if request.param in (question.type, question.image and PICTURE, is_map(question) and MAP)
    ]
    assert found, f"tests/banks/moon has no question of the type {request.param}"
    return found[0]


class _Text(HTMLParser):
    """The text of a page, without tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def __str__(self) -> str:
        return squeezed("".join(self.parts))


def squeezed(text: str) -> str:
    return "".join(text.split())


def first_words(question: Question) -> str:
    """The stem up to its first gap, as it must stand on every output."""
    return squeezed(to_plain(question.asked()).split("_____")[0])


def test_a_prompt_depends_on_its_seed_alone(question: Question) -> None:
    assert question.prompt("7") == question.prompt("7")
    assert question.prompt("7").stem == question.asked()
    assert "[[" not in question.prompt().stem


@pytest.mark.parametrize("signs", ["()", "“”", "''", "**"])
def test_gaps_between_signs_are_seen(tmp_path: Path, signs: str) -> None:
    stem = " and ".join(f"{signs[0]}{gap}{signs[1]}" for gap in ("[[one]]", "[[other]]"))
    gaps = {name: {"type": "short_answer", "key": "a word"} for name in ("one", "other")}
    (cloze,) = compact_bank(tmp_path, [{"type": "cloze", "stem": stem, "gaps": gaps}]).questions
    assert to_plain(cloze.asked()).count("_____") == 2


def test_the_key_scores_one(question: Question) -> None:
    outcome = question.grade(question.solution().response)
    assert outcome.score == 1
    assert isinstance(outcome.score, float)
    assert outcome.verdict == "correct"
    assert question.solution().lines


def test_every_wrong_response_scores_nothing(question: Question) -> None:
    wrong = list(wrong_responses(question))
    assert wrong
    for response in wrong:
        outcome = question.grade(response)
        assert outcome.score == 0, response
        assert outcome.verdict == "not right", response


def test_a_response_to_another_interaction_is_refused(question: Question, moon: Bank) -> None:
    own = type(question.solution().response)
    others = {type(other.solution().response): other.solution().response for other in moon.questions}
    for kind, response in others.items():
        if kind is not own:
            with pytest.raises(TypeError, match=own.__name__):
                question.grade(response)


def test_the_schema_takes_it_and_refuses_it_without_its_key(question: Question) -> None:
    raw = ryaml.loads((HERE / "banks" / "moon" / "basics.yaml").read_text(encoding="utf-8"))
    written = next(item for item in raw["questions"] if item["id"] == question.id)
    validator = jsonschema.Draft202012Validator(bank_schema())
    assert not list(validator.iter_errors({"questions": [written]}))
    for field in ("id", "stem", "citations"):
        broken = {name: value for name, value in written.items() if name != field}
        assert list(validator.iter_errors({"questions": [broken]})), field


@pytest.fixture(scope="module")
def sheets(moon: Bank, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """The text of the sheet or the key in a format."""
    folder = tmp_path_factory.mktemp("sheets")

    def text(suffix: str, *, key: bool) -> str:
        path = folder / f"{'key' if key else 'sheet'}{suffix}"
        if not path.exists():
            build_worksheet(moon, path, key=key)
        return str(_Text(path.read_text(encoding="utf-8"))) if suffix == ".html" else squeezed(pdf_text(path))

    return text


def pdf_text(path: Path) -> str:
    import subprocess

    from tests.conftest import program

    command = [program("pdftotext"), "-raw", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize("suffix", [".html", ".pdf"])
def test_it_stands_on_the_sheet_and_its_answer_on_the_key(
    moon: Bank, question: Question, sheets: Callable[..., str], suffix: str
) -> None:
    assert first_words(question) in sheets(suffix, key=False)
    key = sheets(suffix, key=True)
    for reference, citation in references(moon.source, question.citations):
        assert squeezed(reference) in key
        assert squeezed(citation.gist) in key
    assert question.explanation is None or squeezed(question.explanation) in key


@pytest.fixture(scope="module")
def sides(moon: Bank, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """Front and back of each card as the real backend renders them, by its name."""
    folder = tmp_path_factory.mktemp("anki")
    with anki(folder) as collection:
        import_deck(collection, build_deck(moon, folder / "moon.apkg"))
        return {name: (card.question(), card.answer()) for name, card in cards(collection).items()}


def test_it_is_on_cards_with_answer_and_citation_on_the_back(
    moon: Bank, question: Question, sides: dict[str, tuple[str, str]]
) -> None:
    # A map has a card for each line of its solution, whose parts are a place and its key.
    lines = question.solution().lines
    of_map = [name for name in sides if name.startswith(f"{question.id}/map")]
    for name, told in zip(of_map, lines, strict=True) if is_map(question) else [(question.id, None)]:
        front, back = sides[name]
        assert first_words(question) in str(_Text(front))
        text = str(_Text(back))
        for line in [told] if told else lines:
            assert all(squeezed(part) in text for part in to_plain(line).split(" → ")[bool(told) :])
        for reference, citation in references(moon.source, question.citations):
            assert squeezed(reference) in text
            assert squeezed(citation.gist) in text
        assert "{{" not in front + back


def practise(bank: Bank, question: Question, lines: list[str]) -> list[str]:
    """What a session of this one question says."""
    script = Script(lines, width=200)
    talk(bank, Session([question]), script)
    return script.said


def lines_for(question: Question, response: Response) -> list[str]:
    return typed_lines(question.prompt(), response)


def test_practice_takes_the_key_and_says_where_it_is_written(question: Question, moon: Bank) -> None:
    said = practise(moon, question, lines_for(question, question.solution().response))
    assert "Right.  Score 1" in said
    assert any(question.citations[0].locator in line for line in said)
    assert said[-1].startswith("1 of 1 right")


def test_practice_says_what_was_wrong(question: Question, moon: Bank) -> None:
    wrong = next(iter(wrong_responses(question)))
    said = practise(moon, question, lines_for(question, wrong))
    assert "Not right.  Score 0" in said
    assert "To look at again:" in said


def test_the_documentation_has_an_example_that_loads(question: Question, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "reference" / "question-types.md").read_text(encoding="utf-8")
    section = page.split(f"\n## `{question.type}`\n")[1].split("\n## ")[0]
    example = section.split("```yaml\n")[1].split("```")[0]
    about = (HERE / "banks" / "moon" / "bank.yaml").read_text(encoding="utf-8")
    (tmp_path / "bank.yaml").write_text(about, encoding="utf-8")
    indented = "".join(f"  {line}\n" if line else "\n" for line in example.splitlines())
    (tmp_path / "basics.yaml").write_text(f"questions:\n{indented}", encoding="utf-8")
    loaded = load_bank(tmp_path).questions[0]
    assert loaded.type == question.type
    assert loaded.grade(loaded.solution().response).score == 1
