"""The report on a bank: what it is made of, what of its sources it covers, in lines and as a page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from wcwidth import wcswidth

from kalquiz import Bank
from kalquiz.chart import Bar, Chart, chart_html, chart_lines, percent
from kalquiz.citation.sentences import paragraphs, sentences
from kalquiz.library import Coverage, cover
from kalquiz.parts import Entry, Part, parts_lines
from kalquiz.report import glance, report_page, report_parts
from tests.commands import MOON, run
from tests.compact import CITATION, compact_bank


@pytest.fixture(scope="module")
def handout(moon_sources: Path) -> str:
    return (moon_sources / "handout.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def coverage(moon: Bank, handout: str) -> Coverage:
    return cover(moon, moon.source("handout"), handout)


def split(text: str) -> list[list[str]]:
    return [
        [" ".join(text[slice(*found)].split()) for found in sentences(text, part)]
        for part in paragraphs(text)
    ]


def test_wrapped_and_unwrapped_text_have_the_same_sentences(handout: str) -> None:
    unwrapped = "\n".join(" ".join(block.split()) for block in handout.split("\n\n"))
    assert split(handout) == split(unwrapped)
    assert [len(part) for part in split(handout)] == [1, 3, 2, 3, 3]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It weighs 1.5 tons. It flew on 14 Sept. 1983 to Rome.", 2),
        ("Gen. A. Smith of the U.S. Navy spoke. Nobody heard him!", 2),
        ("“Why?” he asked. Nobody knew…", 2),
        ("これは文です。これも文です。", 2),
        ("Это предложение. А это другое!", 2),
        ("no end", 1),
        ("", 0),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert sum(map(len, split(text))) == count


def test_each_sentence_knows_the_questions_that_cite_it(coverage: Coverage) -> None:
    by_text = {sentence.text: sentence.questions for sentence in coverage.sentences}
    assert by_text["Light covers that distance in 1.3 seconds."] == ("light-and-month",)
    assert by_text["The Moon in one page"] == ()
    assert coverage.lost == 0
    cited = sum(bool(names) for names in by_text.values())
    assert coverage.share == cited / 12
    assert coverage.by_section == {"basics": coverage.share}


def test_a_citation_that_is_not_in_the_copy_is_counted(moon: Bank, handout: str) -> None:
    without = handout[: handout.index("Luna 2")]
    assert cover(moon, moon.source("handout"), without).lost == 4


def page(bank: Bank, texts: Mapping[str, str], coverages: Sequence[Coverage]) -> str:
    return report_page(bank, glance(bank), report_parts(bank, texts, coverages), coverages)


def test_the_page_marks_what_is_cited_and_loads_nothing(moon: Bank, handout: str, coverage: Coverage) -> None:
    made = page(moon, {"handout": handout}, [coverage])
    for sentence in coverage.sentences:
        assert sentence.text in made
    assert 'title="light-and-month"' in made
    assert "do not publish it" in made
    assert "<script" not in made
    assert not re.search(r"(?:src|href)=|url\(|@import", made)


def test_text_of_a_source_is_data_on_the_page(moon: Bank, coverage: Coverage) -> None:
    hostile = [replace(coverage.sentences[0], text="<script>alert(1)</script> {{ 7 * 7 }}")]
    made = page(
        moon, {}, [replace(coverage, paragraphs=(replace(coverage.paragraphs[0], sentences=tuple(hostile)),))]
    )
    assert "<script" not in made
    assert "{{ 7 * 7 }}" in made


def test_without_texts_the_page_holds_none_of_them(moon: Bank, handout: str, coverage: Coverage) -> None:
    made = page(moon, {}, [])
    words = handout.split()
    runs = [" ".join(words[place : place + 6]) for place in range(len(words) - 5)]
    assert not [run for run in runs if run in made]
    assert [run for run in runs if run in page(moon, {"handout": handout}, [coverage])]


def charts(parts: Sequence[Part]) -> dict[str, Chart]:
    return {chart.title: chart for part in parts for chart in part.charts if isinstance(chart, Chart)}


def amounts(chart: Chart) -> dict[str, tuple[str, str]]:
    return {bar.label: amount for bar, amount in zip(chart.bars, chart.amounts(), strict=True)}


def test_it_says_what_a_bank_is_made_of(moon: Bank) -> None:
    assert {entry.name: entry.text for entry in glance(moon)}["Questions"] == "14"
    made = charts(report_parts(moon, {}))
    assert len(made["Types"].bars) == 12
    ((label, said),) = amounts(made["Citations"]).items()
    assert (label, said) == ("not looked up", ("15", "100 %"))


CHOICE = {"type": "single_choice", "stem": "Which one?", "explanation": "So it is.", "level": "remember"}


def test_keys_are_measured_beside_their_distractors_and_beside_chance(tmp_path: Path) -> None:
    long = CHOICE | {"key": "the very longest of them", "distractors": ["a bird", "a fish"]}
    alike = CHOICE | {"key": "a fish", "distractors": ["a bird", "a worm"]}
    made = charts(report_parts(compact_bank(tmp_path, [long, long, alike]), {}))
    lengths = made["Length of the key beside the longest distractor"]
    assert amounts(lengths)["twice as long or more"] == ("2", "67 %")
    assert amounts(lengths)["about as long"] == ("1", "33 %")
    assert "One option is the longest in 2; it is the key in 2, by chance in 0.7." in lengths.about
    places = made["Place of the key"].bars
    assert sum(bar.value for bar in places) == 3
    assert [round(bar.expected or 0, 6) for bar in places] == [1, 1, 1]


def test_passages_that_several_questions_cite_are_named(tmp_path: Path) -> None:
    passage = CITATION["passage"]
    other = {"citations": [{"passage": passage | {"hash": "f" * 16}, "gist": "Another thing."}]}
    card = {"type": "flashcard", "stem": "What is it?", "key": "a bird"}
    bank = compact_bank(tmp_path, [card, card, card | other])
    part = next(part for part in report_parts(bank, {}) if part.entries)
    (entry,) = part.entries
    assert "It says so." in entry.text
    assert "`question-1`, `question-2`" in entry.text
    counts = amounts(charts([part])["Passages by how many questions cite them"])
    assert counts == {"one question": ("1", "50 %"), "two questions": ("1", "50 %")}


def test_problems_and_what_authors_except_from_the_check_are_in_it(tmp_path: Path) -> None:
    negative = {"type": "short_answer", "stem": "Which one is not a bird?", "key": "the bat"}
    allowed = negative | {"allow": {"stem/negative": "The exception is what is learned."}}
    bank = compact_bank(tmp_path, [negative, allowed], rules={"question/no-explanation": "off"})
    part = next(part for part in report_parts(bank, {}) if part.title == "What the check finds")
    assert amounts(charts([part])["Problems by rule"])["`stem/negative`"][0] == "1"
    assert [entry.name for entry in part.entries] == ["`question/no-explanation`", "`stem/negative`"]
    assert "The exception is what is learned. (`question-2`)" in part.entries[1].text


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_fit_the_terminal(kal007: Bank, width: int) -> None:
    lines = list(parts_lines(glance(kal007), report_parts(kal007, {}), width, "#"))
    assert max(map(len, lines)) <= width
    assert any("####" in line for line in lines)


def test_lines_of_wide_signs_fit_the_terminal_too() -> None:
    text = "月は地球のただ一つの自然の衛星であり、平均距離は約三十八万キロメートルである。" * 3
    part = Part("Moon", (text,), entries=(Entry(text, text),))
    lines = list(parts_lines([Entry("Bank", "月")], [part], 40, "#"))
    assert max(map(wcswidth, lines)) == 40


def test_a_bar_is_as_long_as_its_share_and_is_never_lost() -> None:
    chart = Chart("Birds", (Bar("*all*", 1000), Bar("half", 500), Bar("鳥", 1), Bar("none", 0)), of=1501)
    lines = chart_lines(chart, 40, "#")
    assert [line.count("#") for line in lines] == [22, 11, 1, 0]
    assert {wcswidth(line[: line.index("%")]) for line in lines[:2]} == {39}
    made = chart_html(replace(chart, about="<b>"))
    assert re.findall(r'width="([\d.]+)"', made) == ["100.00", "50.00", "0.10", "0.00"]
    assert "<em>all</em>" in made
    assert "<b>" not in made


@pytest.mark.parametrize(
    ("share", "said"), [(0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.996, "99 %"), (1, "100 %")]
)
def test_what_is_not_all_is_never_all(share: float, said: str) -> None:
    assert percent(share) == said


def test_the_command_prints_the_report_and_says_who_may_have_the_page(
    tmp_path: Path, moon_sources: Path
) -> None:
    shared = run("report", MOON, "-o", "page.html", cwd=tmp_path)
    assert shared.returncode == 0
    assert "page.html: holds no source text; it may be shared." in shared.stdout
    assert "not looked up" in shared.stdout
    mine = run("report", MOON, "-o", "mine.html", cwd=tmp_path, sources=moon_sources)
    assert "mine.html: holds source text; keep it to yourself." in mine.stdout
    run("report", MOON, "-o", "page.html", "--share", cwd=tmp_path, sources=moon_sources)
    sentence = "Light covers that distance in 1.3 seconds."
    for name, holds in (("mine.html", True), ("page.html", False)):
        assert (sentence in (tmp_path / name).read_text(encoding="utf-8")) is holds
    assert "word for word" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_page_is_no_pdf(tmp_path: Path) -> None:
    done = run("report", MOON, "-o", tmp_path / "moon.pdf", cwd=tmp_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "has to end in .html" in done.stderr


def test_kal007_covers_its_sources_as_far_as_it_promises(kal007: Bank, kal007_sources: Path) -> None:
    text = (kal007_sources / "article.txt").read_text(encoding="utf-8")
    assert cover(kal007, kal007.source("article"), text).share >= 0.9
