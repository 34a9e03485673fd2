"""Sources as people have them: text, web pages, PDF; where copies lie; the passage in its context."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from shutil import copytree

import pytest
import typst

from kalquiz import Bank, BankError, load_bank
from kalquiz.citation import find_quote
from kalquiz.library import Library, locate_citations
from kalquiz.texts import SourceTextError, read_text

HERE = Path(__file__).parent
MOON = HERE / "banks" / "moon"
HANDOUT = HERE / "sources" / "handout.txt"
CITED = 15

PDF = """
#set document(date: none)
#set page(width: 9cm, height: 7cm, margin: 1cm, header: [The reader], footer: context counter(page).display())
#set par(justify: true)
#set text(size: 10pt, hyphenate: true, lang: "en")
#for paragraph in json("paragraphs.json") [#paragraph #parbreak()]
"""

PAGE = """<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<title>The Moon</title><style>p {{ color: red }}</style>
<script>var hidden = "<p>nonsense</p>";</script></head>
<body><nav><ul><li><a href="/">Home</a><li><a href="/moon">Caf\xe9 \x93Luna\x94</a></ul></nav>
<!-- a remark --><table><tr><td>10</td><td>20</td></tr></table>
{}
<footer>&copy; 2026 &middot; Contact</footer></body></html>
"""


def paragraphs() -> list[str]:
    return HANDOUT.read_text(encoding="utf-8").split("\n\n")


def html_copy() -> bytes:
    """The handout as a page that an old program saved: entities, inline elements, no closing tags."""
    marked = [
        paragraph.replace("Moon", "M<b>oo</b>n")
        .replace("'", "&rsquo;")
        .replace(" kilometres", "&nbsp;kilometres")
        for paragraph in paragraphs()
    ]
    return PAGE.format("\n".join(f"<p>{paragraph}" for paragraph in marked)).encode("latin-1")


def pdf_copy(folder: Path, texts: Iterable[str] = (), markup: str = PDF) -> bytes:
    (folder / "paragraphs.json").write_text(json.dumps(list(texts) or paragraphs()), encoding="utf-8")
    (folder / "copy.typ").write_text(markup, encoding="utf-8")
    made = typst.compile(folder / "copy.typ")
    assert isinstance(made, bytes)
    return made


def make_copy(folder: Path, name: str) -> Path:
    """A copy of the handout of the kind that the ending of `name` says."""
    match Path(name).suffix:
        case ".pdf":
            work = folder / "work"
            work.mkdir()
            data = pdf_copy(work)
        case ".html" | ".htm":
            data = html_copy()
        case _:
            data = HANDOUT.read_bytes()
    path = folder / name
    path.write_bytes(data)
    return path


def run(
    *arguments: object, cwd: Path, typed: str = "", before: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command with a data directory of its own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KALQUIZ")}
    return subprocess.run(
        [sys.executable, "-c", f"{before}\nfrom kalquiz.cli import main; main()", *map(str, arguments)],
        cwd=cwd,
        env=inherited | {"KALQUIZ_HOME": str(cwd / "home")} | environment,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


# Reading


@pytest.mark.parametrize("name", ["copy.txt", "copy.html", "copy.HTM", "copy.pdf"])
def test_every_citation_is_found_word_for_word_in_every_kind_of_copy(
    moon: Bank, tmp_path: Path, name: str
) -> None:
    path = make_copy(tmp_path, name)
    found = [located.finding.status for located in locate_citations(moon, "handout", read_text(path))]
    assert found == ["exact"] * CITED


def test_a_page_keeps_all_that_is_seen_and_nothing_else(tmp_path: Path) -> None:
    text = read_text(make_copy(tmp_path, "copy.html"))
    assert text.startswith("The Moon\n\nHome\n\nCafé “Luna”\n\n10\n\n20\n\n")
    assert text.endswith("© 2026 · Contact")
    assert "The Moon is the only natural satellite" in text
    assert not [word for word in ("nonsense", "remark", "color") if word in text]


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ('<meta charset="shift_jis"><p>月は地球の衛星'.encode("cp932"), "月は地球の衛星"),
        ("<meta charset='koi8-r'><p>Луна".encode("koi8-r"), "Луна"),
        ('<?xml version="1.0" encoding="ISO-8859-2"?><html><p>Księżyc'.encode("iso-8859-2"), "Księżyc"),
        ("<p>Lune é".encode("utf-16"), "Lune é"),
        ("\ufeff<meta charset=koi8-r><p>Lune é".encode(), "Lune é"),
        ("<p>Lune é".encode(), "Lune é"),
        ("<p>Lune é".encode("cp1252"), "Lune é"),
        (b"<div><p>one<br>two<i> three</i></div>four<b>five", "one\n\ntwo three\n\nfourfive"),
        (b"<div>" * 50_000 + b"deep", "deep"),
    ],
)
def test_a_page_is_decoded_and_taken_apart_as_a_browser_does(tmp_path: Path, raw: bytes, seen: str) -> None:
    (tmp_path / "page.html").write_bytes(raw)
    assert read_text(tmp_path / "page.html") == seen


def test_a_markdown_file_is_read_as_it_is_seen(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# The *Moon*\n\none  \ntwo\\\nthree<br>four, [**fi**ve](five.md)\n")
    assert read_text(tmp_path / "page.md").split("\n\n")[:2] == ["The Moon", "one two three four, five"]


def test_a_passage_that_runs_over_a_page_end_is_whole(tmp_path: Path) -> None:
    path = make_copy(tmp_path, "copy.pdf")
    text = read_text(path)
    assert "The reader" not in text
    assert all(find_quote(text, paragraph) for paragraph in paragraphs())


LOCKED = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
3 0 obj<</Filter/Standard/V 1/R 2/P -4
/O(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/U(bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)>>endobj
trailer<</Root 1 0 R/Encrypt 3 0 R/ID[(1)(1)]>>
"""


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("copy.txt", "Lune é".encode("latin-1"), "not UTF-8 text. Save it as UTF-8."),
        ("copy.txt", b"\x7fELF\0\0", "is not text"),
        ("copy.txt", b" \n", "holds no text"),
        ("copy.html", b"<script>words</script>", "holds no text"),
        ("copy.html", b"<meta charset=klingon><p>words", "charset that is not known, 'klingon'"),
        ("copy.html", b"<meta charset=idna><p>words", "charset that is not known, 'idna'"),
        ("copy.html", b"<p>words <![ more]>", "is damaged. Open it in a browser, and save it anew."),
        ("copy.html", b"PK\3\4\0\0", "is not text"),
        ("copy.pdf", b"<p>words", "no PDF, or a damaged one"),
        ("copy.pdf", LOCKED, "locked with a password"),
        (
            "copy.docx",
            b"words",
            "not a kind of file that can be read. Save it as .txt, .md, .html, .htm or .pdf.",
        ),
    ],
)
def test_a_file_without_text_gets_a_sentence(tmp_path: Path, name: str, raw: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(SourceTextError) as caught:
        read_text(tmp_path / name)
    assert said in str(caught.value)
    assert str(tmp_path / name) in str(caught.value)


def test_a_scanned_pdf_is_told_to_have_its_text_recognised(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf_copy(tmp_path, markup="#rect(width: 5cm, height: 5cm)"))
    with pytest.raises(SourceTextError, match="OCR"):
        read_text(tmp_path / "scan.pdf")


def test_what_is_no_file_of_a_reasonable_size_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with (tmp_path / "huge.html").open("wb") as file:
        file.truncate(60_000_000)
    for name, said in {
        "": "is a folder",
        "none.txt": "is not there",
        "pipe.txt": "is not a file",
        "huge.html": "larger than 20 MB",
    }.items():
        with pytest.raises(SourceTextError, match=said):
            read_text(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "module", "package"),
    [("copy.html", "bs4", "beautifulsoup4"), ("copy.pdf", "pypdfium2", "pypdfium2")],
)
def test_a_missing_extra_is_answered_with_the_command_that_installs_it(
    tmp_path: Path, name: str, module: str, package: str
) -> None:
    path = make_copy(tmp_path, name)
    done = run(
        *("source", "add", MOON, "handout", path),
        cwd=tmp_path,
        before=f"import sys; sys.modules[{module!r}] = None",
    )
    assert done.returncode == 1
    assert f"{sys.executable} -m pip install {package}" in done.stderr
    assert "Traceback" not in done.stderr


# Remembering


def test_a_copy_is_remembered_used_by_every_command_and_forgotten(tmp_path: Path) -> None:
    make_copy(tmp_path, "my moon.pdf")
    done = run("source", "add", MOON, "handout", "my moon.pdf", cwd=tmp_path)
    path = tmp_path / "my moon.pdf"
    assert done.stdout == f"handout: {path}\n15 of 15 citations found: 15 word for word.\n"
    assert run("source", "list", cwd=tmp_path).stdout == f"moon handout: {path}\n"
    assert run("source", "list", MOON, cwd=tmp_path).stdout == f"handout: {path}\n"
    assert "15 of 15 citations looked up" in run("check", MOON, cwd=tmp_path).stdout
    cited = run("cite", MOON, "handout", "tilted by ... five degrees", cwd=tmp_path)
    assert "source: handout" in cited.stdout
    shown = " ".join(run("show", MOON, "tilt", cwd=tmp_path).stdout.split())
    assert "Neither happens every month, since passage: “the path of the Moon is tilted" in shown
    assert "after: Luna 2 reached the surface" in shown
    asked = " ".join(run("practice", MOON, cwd=tmp_path, typed=":s\n").stdout.split())
    assert "passage: “The Moon is the only natural satellite of the Earth.”" in asked
    # The bank may be gone by then: its id is enough.
    assert run("source", "remove", "moon", "handout", cwd=tmp_path).stdout == f"Forgotten: {path}\n"
    assert "no copy of a source at hand" in run("check", MOON, cwd=tmp_path).stdout
    assert run("source", "list", MOON, cwd=tmp_path).stdout == "handout: no copy\n"
    again = run("source", "remove", MOON, "handout", cwd=tmp_path)
    assert (again.returncode, again.stderr) == (1, "No copy of handout is remembered for moon.\n")
    assert path.exists()


def test_the_wrong_file_is_noticed_and_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Something quite different.", encoding="utf-8")
    done = run("source", "add", MOON, "handout", "other.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "0 of the 15 citations of handout" in done.stderr
    assert "Is it the right file?" in done.stderr
    assert run("source", "list", cwd=tmp_path).stdout.startswith("No copy is remembered")
    assert run("source", "add", MOON, "handuot", "other.txt", cwd=tmp_path).returncode == 2


def test_what_reads_otherwise_is_counted_apart(tmp_path: Path) -> None:
    text = HANDOUT.read_text(encoding="utf-8").replace("the first object made", "the very first object made")
    (tmp_path / "copy.txt").write_text(text.partition("Ten years later")[0], encoding="utf-8")
    done = run("source", "add", MOON, "handout", "copy.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert "word for word, 1 a little different; " in done.stdout
    assert done.stdout.endswith(" missing.\n")


def test_a_copy_that_moved_away_is_named_and_missed(tmp_path: Path) -> None:
    path = make_copy(tmp_path, "copy.txt")
    assert run("source", "add", MOON, "handout", path, cwd=tmp_path).returncode == 0
    path.unlink()
    done = run("check", MOON, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == f"Note: your copy of handout is no longer at “{path}”.\n"
    assert "no copy of a source at hand" in done.stdout
    assert "(no longer there)" in run("source", "list", cwd=tmp_path).stdout


@pytest.mark.parametrize("raw", [b"{", b"[]", b'{"form": 2}', b'{"form": 1, "copies": {"moon": 7}}', b"\xff"])
def test_a_broken_list_of_copies_is_reported_and_never_overwritten(tmp_path: Path, raw: bytes) -> None:
    store = tmp_path / "home" / "sources.json"
    store.parent.mkdir()
    store.write_bytes(raw)
    for command in (["add", MOON, "handout", HANDOUT], ["remove", MOON, "handout"], ["list"]):
        done = run("source", *command, cwd=tmp_path)
        assert done.returncode == 1
        assert done.stderr.startswith(f"Error: “{store}” ")
        assert "Traceback" not in done.stderr
    # What copies only help with goes on without them.
    done = run("show", MOON, "tilt", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.startswith(f"Note: “{store}” ")
    assert store.read_bytes() == raw


def test_other_copies_stay_remembered_and_nothing_lies_beside_the_list(tmp_path: Path) -> None:
    store = tmp_path / "home" / "sources.json"
    store.parent.mkdir()
    store.write_text('{"form": 1, "copies": {"sun": {"book": "/sun.pdf"}}}', encoding="utf-8")
    assert run("source", "add", MOON, "handout", HANDOUT, cwd=tmp_path).returncode == 0
    assert json.loads(store.read_text(encoding="utf-8")) == {
        "form": 1,
        "copies": {"moon": {"handout": str(HANDOUT)}, "sun": {"book": "/sun.pdf"}},
    }
    assert [path.name for path in store.parent.iterdir()] == ["sources.json"]


def test_a_named_folder_goes_before_what_is_remembered_and_that_before_the_bank(tmp_path: Path) -> None:
    bank = shipping_bank(tmp_path, "handout.txt")
    (bank / "handout.txt").write_bytes(HANDOUT.read_bytes())
    folder = tmp_path / "folder"
    folder.mkdir()
    loaded = load_bank(bank)
    remembered = {"handout": make_copy(tmp_path, "mine.pdf"), "other": tmp_path / "none"}
    assert Library(loaded).paths == {"handout": bank / "handout.txt"}
    assert Library(loaded, folder, remembered).paths == {"handout": tmp_path / "mine.pdf"}
    named = make_copy(folder, "handout.html")
    assert Library(loaded, folder, remembered).paths == {"handout": named}
    assert not Library(loaded, folder, remembered).lost
    with pytest.raises(SourceTextError, match="no folder"):
        Library(loaded, tmp_path / "nowhere")


def test_a_copy_is_read_only_when_its_text_is_asked_for(moon: Bank, tmp_path: Path) -> None:
    (tmp_path / "handout.pdf").write_bytes(b"no PDF")
    library = Library(moon, tmp_path)
    assert "handout" in library
    assert (len(library), list(library)) == (1, ["handout"])
    with pytest.raises(SourceTextError, match="damaged"):
        library["handout"]


# In the bank


def shipping_bank(folder: Path, file: str) -> Path:
    bank = Path(copytree(MOON, folder / "bank"))
    about = (MOON / "bank.yaml").read_text(encoding="utf-8")
    about = about.replace("    type: document\n", f"    type: document\n    file: {json.dumps(file)}\n")
    (bank / "bank.yaml").write_text(about, encoding="utf-8")
    return bank


def test_a_bank_that_ships_its_source_shows_the_passage_at_once(tmp_path: Path) -> None:
    bank = shipping_bank(tmp_path, "texts/handout.txt")
    (bank / "texts").mkdir()
    (bank / "texts" / "handout.txt").write_bytes(HANDOUT.read_bytes())
    assert "passage:  “the path of the Moon" in run("show", bank, "tilt", cwd=tmp_path).stdout
    assert "15 of 15 citations looked up" in run("check", bank, cwd=tmp_path).stdout
    assert run("source", "list", bank, cwd=tmp_path).stdout == "handout: in the bank\n"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("handout.txt", "there is no file `handout.txt` in the bank's folder"),
        ("../copy.txt", "`file` leads out of the bank's folder"),
        ("link.txt", "`file` leads out of the bank's folder"),
        ("/etc/passwd", "must be a path from the bank's folder"),
        ("C:/copy.txt", "must be a path from the bank's folder"),
        ("texts\\handout.txt", "must be a path from the bank's folder"),
        ("loop.txt", "there is no file `loop.txt`"),
        ("bank.yaml", "not a kind of file that can be read"),
    ],
)
def test_the_file_of_a_source_has_to_be_in_the_bank(tmp_path: Path, file: str, said: str) -> None:
    bank = shipping_bank(tmp_path, file)
    (tmp_path / "copy.txt").write_text("words", encoding="utf-8")
    (bank / "link.txt").symlink_to(tmp_path / "copy.txt")
    (bank / "loop.txt").symlink_to(bank / "loop.txt")
    with pytest.raises(BankError) as caught:
        load_bank(bank)
    (problem,) = caught.value.problems
    assert said in problem.message
    line = problem.path.read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert (problem.path.name, line[problem.column - 1 :]) == ("bank.yaml", json.dumps(file))
    assert problem.hint


# Showing
