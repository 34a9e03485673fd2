"""Own templates: what they get, and that a hostile one gets nothing else."""

from pathlib import Path

import pytest

from kalquiz.worksheet import Layout, WorksheetError, apart, build_worksheet
from tests.sheet_bank import a_bank, a_question, shown, words


def made(folder: Path, suffix: str, template: str) -> Path:
    file = folder / f"template{suffix}"
    file.write_text(template)
    return build_worksheet(
        a_bank(a_question("date")), folder / f"out{suffix[:5]}", layout=Layout(template=file)
    )


def test_a_letterhead_stands_on_the_sheet(tmp_path: Path) -> None:
    file = tmp_path / "own.typ"
    file.write_text('#set page(header: [Northgate School])\n#include "sheet.typ"')
    for profile in (Layout(template=file), Layout(template=file, profile="dyslexia")):
        out = build_worksheet(a_bank(a_question("date")), tmp_path / "out.pdf", layout=profile)
        assert [word.text for word in words(out)[:2]] == ["Northgate", "School"]
        assert "Stem of the date question?" in shown(out)
    page = made(tmp_path, ".html", "<style>{{ style }}</style><p>Northgate</p>{{ body }} {{ sheet.name }}")
    assert "Northgate" in page.read_text()
    assert shown(page).endswith("Ports and capitals")


@pytest.mark.parametrize(
    "template",
    [
        "{{ body.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ sheet.parts[0].title.__init__.__globals__ }}",
        "{{ (sheet|attr('__class__')).__mro__ }}",
        "{{ '{0.__class__.__init__.__globals__}'.format(sheet) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ range(10 ** 9)|list }}",
        "{{ nothing }}",
        "{% broken",
    ],
)
def test_a_hostile_page_template_gets_nowhere(tmp_path: Path, template: str) -> None:
    with pytest.raises(WorksheetError, match=r"template\.html” cannot be used"):
        made(tmp_path, ".html", template)
    assert [entry.name for entry in tmp_path.iterdir()] == ["template.html"]


@pytest.mark.parametrize(
    "template",
    [
        '#read("/etc/passwd")',
        '#read("../../../../etc/passwd")',
        '#image("/etc/hostname")',
        '#include "/etc/passwd"',
        '#plugin("/lib/evil.wasm")',
        '#import "@preview/cetz:0.3.0"',
        "#let f(x) = f(x + 1)\n#f(1)",
        "#while true {}",
        "#panic()",
        "#(",
    ],
)
def test_a_hostile_typst_template_gets_nowhere(tmp_path: Path, template: str) -> None:
    file = tmp_path / "own.typ"
    file.write_text(template)
    with pytest.raises(WorksheetError, match=r"own\.typ” cannot be used"):
        build_worksheet(a_bank(a_question("date")), tmp_path / "out.pdf", layout=Layout(template=file))
    assert [entry.name for entry in tmp_path.iterdir()] == ["own.typ"]


@pytest.mark.parametrize(
    ("suffix", "template"),
    [
        (".pdf", "#for i in range(100000) { for j in range(100000) { let x = i * j } }"),
        (".html", "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"),
    ],
)
def test_a_template_without_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, template: str
) -> None:
    monkeypatch.setattr(apart, "SECONDS", 3)
    with pytest.raises(WorksheetError, match="was stopped after 3 seconds"):
        made(tmp_path, suffix, template)


def test_no_template_for_a_document_none_of_another_kind_and_none_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "own.typ"
    file.write_bytes(b"\xff\xfe\x00")
    for name, said in (
        ("out.docx", "can be edited instead"),
        ("out.html", "one of Jinja"),
        ("out.pdf", "cannot be read as text"),
    ):
        with pytest.raises(WorksheetError, match=said):
            build_worksheet(a_bank(a_question("date")), tmp_path / name, layout=Layout(template=file))
