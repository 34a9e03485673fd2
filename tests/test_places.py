"""The place of a value is the same whether the whole file was walked or the question's part of it alone."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings

from kalquiz import BankError
from kalquiz.bank.document import Document, read_document
from kalquiz.bank.outline import outline
from kalquiz.bank.part import find_parts
from tests.test_fuzz_bank import FILES, mutated

FLIGHT = FILES["flight.yaml"]


def sound_document(text: str) -> Document | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "flight.yaml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            return read_document(path)
        except BankError:
            return None


@settings(max_examples=400, derandomize=True, suppress_health_check=list(HealthCheck))
@given(mutated())
@example(FILES)
@example({"flight.yaml": FLIGHT.replace("\n", "\r\n")})
@example({"flight.yaml": FLIGHT.replace("\n  ", "\n")})
@example({"flight.yaml": FLIGHT.replace("questions:", "questions: # the first ones\n# more\n")})
@example({"flight.yaml": FLIGHT.replace("How far is it?", '"How\n  - id: far\n    is it?"')})
@example({"flight.yaml": "x: |\n questions:\n  - a\n" + FLIGHT})
@example({"flight.yaml": FLIGHT + "more: x\n"})
@example({"flight.yaml": "\ufeff" + FLIGHT})
def test_parts_and_the_whole_agree_on_every_place(files: dict[str, str]) -> None:
    document = sound_document(files.get("flight.yaml", FLIGHT))
    if document is None:
        return
    whole = outline(document.text)
    for loc in whole.values:
        assert document.place(loc) == whole.values[whole.namesake(whole.home(loc))]
    for loc, place in whole.keys.items():
        problem = document.key_problem(loc, "a/rule", "a message")
        assert (problem.line, problem.column) == (place.line, place.column)
        assert document.written_keys(loc[:-1]) == [str(key[-1]) for key in whole.keys if key[:-1] == loc[:-1]]


def test_each_question_has_its_part_of_the_file() -> None:
    document = sound_document(FLIGHT)
    assert document is not None
    ids = [question["id"] for question in document.data["questions"]]
    parts = find_parts(FLIGHT, len(ids))
    assert [part.text.split()[2] for part in parts] == ids
    assert [FLIGHT.splitlines()[part.lines_before].split()[2] for part in parts] == ids
