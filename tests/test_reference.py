"""References in words: the forms of Chicago notes, whatever a record leaves out; and what is not repeated."""

import re
from pathlib import Path
from shutil import copytree
from typing import Any, get_args

import pytest
import yaml

from kalquiz import Bank, Citation, Source, check_bank, load_bank
from kalquiz.citation import full_reference, references, short_reference
from kalquiz.citation.record import ItemType, Name
from kalquiz.markup import spans, to_html, to_plain
from tests.conftest import ROOT

PASSAGE = {
    "norm": "skel-1",
    "anchors": ["The", "end"],
    "words": 9,
    "characters": 40,
    "position": 0.5,
    "hash": "0123456789abcdef",
    "sketch": "0123",
}
FULL: dict[str, Any] = {
    "title": "Title",
    "author": [{"family": "Family", "given": "Given"}],
    "editor": [{"literal": "Editor"}],
    "translator": [{"literal": "Translator"}],
    "interviewer": [{"literal": "Interviewer"}],
    "director": [{"literal": "Director"}],
    "container-title": "Container",
    "genre": "genre",
    "number": 5,
    "edition": 2,
    "volume": 3,
    "issue": 4,
    "page": "6-7",
    "event-title": "Event",
    "event-place": "Town",
    "publisher": "Publisher",
    "publisher-place": "Place",
    "issued": "1983-09-19",
    "archive": "Archive",
    "archive_location": "Shelf",
    "URL": "https://example.org/a",
    "accessed": "2020-05-19",
}
WORKS = yaml.safe_load((Path(__file__).parent / "references.yaml").read_text(encoding="utf-8"))


def source(**fields: Any) -> Source:
    return Source.model_validate({"id": "it", "title": "Title", "type": "document"} | fields)


def cite(locator: str, source_id: str = "memo") -> Citation:
    return Citation.model_validate(
        {"source": source_id, "locator": locator, "gist": "Gist.", "passage": PASSAGE}
    )


@pytest.mark.parametrize("work", WORKS, ids=[work["title"] for work in WORKS])
def test_a_work_is_named_as_in_chicago_notes(work: dict[str, Any]) -> None:
    record = {field: value for field, value in work.items() if field != "note"}
    assert full_reference(source(**record)) == work["note"]


def test_the_sources_of_kal007(kal007: Bank) -> None:
    article, memo = (full_reference(kal007.source(name)) for name in ("article", "memo"))
    assert article == "“Korean Air Lines flight 007,” encyclopedia article."
    assert memo == (
        "Ministry for State Security of the GDR, “Note about the Talks of Comrade Minister [Erich Mielke]"
        " with the Deputy Chairman of the KGB, Comrade V. A. Kryuchkov, on 19 September 1983 in Berlin,”"
        " trans. Bernd Schaefer, 19 September 1983, MfS, ZAIG 5306, pp. 1-19, BStU (Office of the Federal"
        " Commissioner for the Stasi Records), History and Public Policy Program Digital Archive,"
        " https://berndpulch.org/2020/05/19/the-shootdown-of-korean-airlines-flight-007-top-secret-document/."
    )


@pytest.mark.parametrize("kind", get_args(ItemType))
def test_whatever_is_missing_nothing_odd_is_left_over(kind: str) -> None:
    records = [FULL, {"title": "Title"}]
    records += [{name: value for name, value in FULL.items() if name != left} for left in FULL]
    records += [{"title": "Title", name: FULL[name]} for name in FULL]
    for record in records:
        note = full_reference(source(**{"type": kind, "title": "Title"} | record))
        assert not re.search(r" {2}| [,.:)]|[,(:] ?[,.:)]|\.\.|\*\*|None|^\W* |,$", note), note
        assert to_plain(note).count("Title") == 1
        assert note.endswith((".", ".”"))


def test_a_field_that_a_reference_is_made_of_shows_in_some_reference() -> None:
    notes = [full_reference(source(**FULL | {"type": kind})) for kind in get_args(ItemType)]
    notes += [full_reference(source(DOI="10.1000/5", title_short="short", type="book"))]
    for value in (
        "Editor",
        "Translator",
        "Interviewer",
        "Director",
        "Container",
        "genre 5",
        "2nd ed.",
        "vol. 3",
    ):
        assert any(value in note for note in notes), value
    for value in (
        "no. 4",
        "6–7",
        "Event",
        "Town",
        "Place: Publisher",
        "Archive",
        "Shelf",
        "doi.org/10.1000/5",
    ):
        assert any(value in note for note in notes), value
    assert all("Given Family" in note and "accessed 19 May 2020" in note for note in notes[:-1])


def test_a_title_keeps_its_own_emphasis_and_an_address_its_signs() -> None:
    note = full_reference(
        source(type="book", title="*Apollo* and *Luna*", URL="https://example.org/_a_*b*`c`")
    )
    assert to_plain(note) == "Apollo and Luna, https://example.org/_a_*b*`c`."
    assert {span.text for span in spans(note) if span.style == "emphasis"} == {"Apollo", " and ", "Luna"}
    assert {span.style for span in spans(full_reference(source(type="book", title="*Apollo*")))} == {
        "emphasis",
        "text",
    }


def test_text_of_a_record_is_never_html() -> None:
    hostile = "<i>a</i> & <script>"
    note = source(type="book", title=hostile, author=[{"literal": hostile}], publisher=hostile)
    assert re.findall(r"<(?!/?em>)", to_html(full_reference(note))) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ({"family": "Platon"}, "Platon"),
        ({"literal": "United Nations"}, "United Nations"),
        ({"family": "村上", "given": "春樹"}, "村上春樹"),
        ({"family": "김", "given": "Daejung"}, "Daejung 김"),
    ],
)
def test_a_name_is_written_as_it_is_said(name: dict[str, str], said: str) -> None:
    assert str(Name.model_validate(name)) == said


@pytest.mark.parametrize(
    ("number", "edition"),
    [(1, "1st ed."), (2, "2nd ed."), (3, "3rd ed."), (11, "11th ed."), (113, "113th ed."), (21, "21st ed.")],
)
def test_editions_are_counted_in_words(number: int, edition: str) -> None:
    assert full_reference(source(type="book", edition=number)) == f"*Title*, {edition}"


def test_an_edition_in_words_stays() -> None:
    assert full_reference(source(type="book", edition="rev. ed.")) == "*Title*, rev. ed."


def test_a_short_reference_names_the_source_and_the_place() -> None:
    memo = source(**{"title-short": "the memo"})
    assert short_reference(memo, cite("line 9")) == "The memo, line 9"
    assert short_reference(source(), cite("line 9")) == "Title, line 9"


def test_a_row_of_citations_says_only_what_is_new() -> None:
    memo = source(**{"id": "memo", "title-short": "the memo"})
    article = source(**{"id": "article", "title-short": "the article"})
    told = [
        ("Kryuchkov, line 98", "memo", "The memo, Kryuchkov, line 98"),
        ("Kryuchkov, lines 122-123", "memo", "Lines 122-123"),
        ("Mielke, line 206", "memo", "Mielke, line 206"),
        ("heading, lines 11-12, and Mielke, line 5", "memo", "Heading, lines 11-12, and Mielke, line 5"),
        ("Mielke, line 6", "memo", "Mielke, line 6"),
        ("Mielke, line 6, 7", "memo", "Mielke, line 6, 7"),
        ("Mielke, line 6, 9", "memo", "Mielke, line 6, 9"),
        ("paragraph 2, sentence 1", "article", "The article, paragraph 2, sentence 1"),
        ("paragraph 2, sentence 4", "article", "Sentence 4"),
        ("page 3", "memo", "The memo, page 3"),
        ("page 4", "memo", "Page 4"),
    ]
    citations = [cite(locator, name) for locator, name, _ in told]
    found = list(references({"article": article, "memo": memo}.__getitem__, citations))
    assert [reference for reference, _ in found] == [expected for *_, expected in told]
    assert [citation for _, citation in found] == citations


def bank_with(tmp_path: Path, record: str) -> Bank:
    """The moon bank with another record of its source."""
    moon = ROOT / "tests" / "banks" / "moon"
    about = (moon / "bank.yaml").read_text(encoding="utf-8")
    head, rest = about.split("sources:\n")
    sections = rest[rest.index("sections:") :]
    copytree(moon, tmp_path, dirs_exist_ok=True)
    (tmp_path / "bank.yaml").write_text(f"{head}sources:\n  - {record}\n{sections}", encoding="utf-8")
    return load_bank(tmp_path)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("", ["neither who made it nor where it is", "not when it was made"]),
        (", publisher: A Press", ["not when it was made"]),
        (", issued: '1983'", ["neither who made it nor where it is"]),
        (", URL: https://example.org", ["not when it was made"]),
        (", URL: https://example.org, accessed: '2020-05-19'", []),
        (", editor: [{literal: A Body}], issued: '1983'", []),
        (", note: The copy names neither author nor year.", []),
    ],
)
def test_a_source_that_nobody_could_find_is_pointed_out(tmp_path: Path, fields: str, said: list[str]) -> None:
    bank = bank_with(tmp_path, f"{{id: handout, type: book, title: A Book{fields}}}")
    problems = check_bank(bank)
    assert sorted(problem.message.removeprefix("the source `handout` says ") for problem in problems) == said
    for problem in problems:
        assert (problem.rule, problem.severity) == ("source/incomplete", "warning")
        assert problem.path == tmp_path / "bank.yaml"
        line = problem.path.read_text(encoding="utf-8").splitlines()[problem.line - 1]
        assert line[problem.column - 1 :].startswith("{id: handout")


@pytest.mark.parametrize("sign", ["*", "_", "**", "`", "\\"])
def test_a_lone_sign_pairs_with_none_of_another_text(sign: str) -> None:
    wild = source(
        **{
            "type": "chapter",
            "title": f"Rate {sign}here",
            "title-short": f"the rate {sign}here",
            "container-title": f"there{sign} Rates",
            "author": [{"literal": f"A{sign}B"}],
            "publisher": f"Press {sign}",
            "URL": "https://example.org/_a_",
        }
    )
    cited = cite(f"line{sign} 2")
    note, short = full_reference(wild), short_reference(wild, cited)
    assert to_plain(short) == f"The rate {sign}here, line{sign} 2"
    assert {span.style for span in spans(short)} == {"text"}
    assert {span.text for span in spans(note) if span.style != "text"} == {f"there{sign} Rates"}
    for text in (f"A{sign}B, “Rate {sign}here,”", f"Press {sign})", "https://example.org/_a_."):
        assert text in to_plain(note)


@pytest.mark.parametrize("text", ["one\ntwo", "one\\\ntwo"])
def test_a_line_end_parts_words_behind_a_backslash_too(text: str) -> None:
    assert to_plain(text) == "one\ntwo"
    assert to_html(text) == "one<br>two"


def test_emphasis_that_is_whole_stays_beside_a_lone_sign() -> None:
    found = spans(short_reference(source(**{"title-short": "*Luna* 5*"}), cite("`x` * 2")))
    assert [(span.text, span.style) for span in found] == [
        ("Luna", "emphasis"),
        (" 5*, ", "text"),
        ("x", "code"),
        (" * 2", "text"),
    ]
