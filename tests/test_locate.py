"""Locating passages: every status, every script, many at once, and what the anchors give away."""

import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from kalquiz.citation import (
    Agreement,
    Finding,
    Passage,
    Status,
    find_passage,
    find_passages,
    find_quote,
    make_passage,
    passage_flow,
    skeleton,
    text_fragment,
)
from kalquiz.citation.sentences import paragraphs, sentences

TEXTS = Path(__file__).parents[1] / "benchmarks" / "texts"
HOME = "https://example.org/ferry"

any_text = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("aA1 .,-'कि้가ﬁ\n\u00ad")), min_size=1
)


@pytest.fixture(scope="module")
def ferry() -> str:
    return (TEXTS / "english.txt").read_text(encoding="utf-8")


def cite(text: str, quote: str) -> Passage:
    return make_passage(text, *find_quote(text, quote)[0])


def found(text: str, passage: Passage) -> tuple[Finding, str]:
    finding = find_passage(skeleton(text), passage)
    return finding, text[slice(*finding.span)] if finding.span else ""


def bare_of(text: str, start: int, end: int) -> str:
    """The skeleton of a passage, widened to whole words as a citation is."""
    whole = skeleton(text)
    first, last = whole.place(start), whole.place(end)
    while whole.inside_word(first):
        first -= 1
    while whole.inside_word(last):
        last += 1
    return whole.text[first:last]


@given(any_text, st.data())
def test_any_passage_of_any_text_is_exact_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    whole = skeleton(text)
    assume(whole.place(start) < whole.place(end))
    passage = make_passage(text, start, end)
    finding = find_passage(whole, passage)
    assert finding.status is Status.EXACT
    assert finding.span is not None
    first, last = (whole.place(place) for place in finding.span)
    assert last - first == passage.characters
    if finding.copies == 1:
        assert first <= whole.place(start)
        assert last >= whole.place(end)


@given(any_text, st.data())
def test_a_passage_with_another_letter_or_digit_is_not_exact(text: str, data: st.DataObject) -> None:
    places = [place for place, letter in enumerate(text) if letter.isalnum()]
    assume(places)
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.characters(categories=["L", "Nd"]))
    start, end = data.draw(st.integers(0, place)), data.draw(st.integers(place + 1, len(text)))
    changed = text[:place] + other + text[place + 1 :]
    passage = make_passage(text, start, end)
    whole, copy = skeleton(text), skeleton(changed)
    cited = bare_of(text, start, end)
    assume(whole.text != copy.text)
    finding = find_passage(copy, passage)
    if finding.status is Status.EXACT:  # then the letters stand somewhere in it all the same
        assert finding.span is not None
        assert copy.text[copy.place(finding.span[0]) :][: passage.characters] == cited
        assert copy.text.count(cited) >= finding.copies


@pytest.mark.parametrize("name", sorted(path.stem for path in TEXTS.glob("*.txt")))
def test_every_script_is_found_and_its_small_marks_count(name: str) -> None:
    sentences = (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    text = ("" if name in {"chinese", "japanese"} else " ").join(sentences)
    passages = [cite(text, sentence) for sentence in sentences]
    copy = skeleton(unicodedata.normalize("NFD", text).replace(" ", "\n\n"))
    assert {finding.status for finding in find_passages(copy, passages)} == {Status.EXACT}
    for sentence, passage in zip(sentences, passages, strict=True):
        letters = [place for place, letter in enumerate(sentence) if letter.isalnum() and place > 3]
        place = letters[len(letters) // 2]
        changed = text.replace(sentence, sentence[:place] + sentence[place + 1 :])
        finding, _ = found(changed, passage)
        assert finding.status in {Status.DRIFTED, Status.CHANGED}


@pytest.mark.parametrize("name", ["hindi", "arabic", "thai"])
def test_a_lost_combining_mark_is_another_word(name: str) -> None:
    sentence = next(
        line
        for line in (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if any(unicodedata.category(letter) == "Mn" for letter in line[4:])
    )
    place = next(place for place, letter in enumerate(sentence) if unicodedata.category(letter) == "Mn")
    finding, _ = found(sentence[:place] + sentence[place + 1 :], cite(sentence, sentence))
    assert finding.status is Status.DRIFTED


@pytest.mark.parametrize(
    ("cited", "old", "new"),
    [
        ("able to leave", "able", "unable"),
        ("able to leave", "leave", "leaves"),
        ("they can", "can", "can't"),
        ("5 boats came", "5", "15"),
        ("5 boats came", "5", "10.5"),
        ("5 boats came", "5", "-5"),
        ("in 1907", "1907", "1907.5"),
        ("in 1907", "1907", "1907-08"),
        ("they can", "can", "cañ"),
    ],
)
def test_the_words_at_the_edges_have_to_be_whole(cited: str, old: str, new: str) -> None:
    text = f"It was quiet; {cited} (so he wrote)."
    assert found(text, cite(text, cited))[0].status is Status.EXACT
    changed = text.replace(cited, cited.replace(old, new))
    assert found(changed, cite(text, cited))[0].status is not Status.EXACT


def test_a_syllable_that_goes_on_is_not_the_cited_one() -> None:
    assert found("그는 간다", make_passage("그는 가", 0, 4))[0].status is not Status.EXACT


def test_a_passage_is_widened_to_whole_words() -> None:
    text = "The price was 1,250 pounds."
    passage = make_passage(text, 16, 22)
    assert found(text, passage)[1] == "1,250 pounds"


def test_a_drifted_passage_shows_the_words_that_differ(ferry: str) -> None:
    passage = cite(ferry, "The crossing took nine minutes ... against the ebb")
    changed = ferry.replace("nine minutes", "seventeen minutes")
    finding, here = found(changed, passage)
    assert finding.status is Status.DRIFTED
    assert (
        here == "The crossing took seventeen minutes at slack water and almost half an hour against the ebb"
    )
    assert finding.difference is not None
    assert "seventeen" in finding.difference.differing
    assert "seventeen" in finding.reason
    assert finding.difference.start_holds
    assert finding.difference.end_holds
    assert finding.difference.longer_by == len("seventeen") - len("nine")
    assert 0 < finding.difference.lost < 0.5
    assert ("half", Agreement.DIFFERS) not in finding.difference.words
    assert " ".join(word for word, _ in finding.difference.words) == here
    assert 0.5 < finding.confidence <= 1


def test_words_that_stand_as_cited_are_never_said_to_differ(ferry: str) -> None:
    for sentence in ferry.splitlines():
        words = sentence.split()
        changed = " ".join([*words[:3], "certainly", *words[3:]])
        finding, _ = found(ferry.replace(sentence, changed), cite(ferry, sentence))
        assert finding.status is Status.DRIFTED
        assert finding.difference is not None
        far = set(words[6:]) - set(words[:6])
        assert not far & set(finding.difference.differing)


def test_a_passage_that_was_rewritten_has_changed(ferry: str) -> None:
    sentence = "Nobody was hurt, but a crate of fresh oysters was not seen again."
    rewritten = "Nobody was injured, though one box full of oysters vanished for ever."
    finding, here = found(ferry.replace(sentence, rewritten), cite(ferry, sentence))
    assert finding.status in {Status.CHANGED, Status.DRIFTED}
    assert "oysters" in here
    assert finding.confidence < 1


def test_two_places_that_are_equally_like_it_are_ambiguous() -> None:
    filler = " ".join(f"Line number {number} of the ledger is blank." for number in range(30))
    cited = "The harbour master signed the paper on Monday morning in the old office"
    text = f"{cited}. {filler}"
    like = cited.replace("Monday", "Tuesday")
    other = cited.replace("Monday", "Sunday")
    finding, _ = found(f"{like}. {filler} {other}.", cite(text, cited))
    assert finding.status is Status.AMBIGUOUS
    assert finding.span is not None


def test_a_deleted_passage_and_another_document_are_missing(ferry: str) -> None:
    sentences = ferry.splitlines()
    passages = [cite(ferry, sentence) for sentence in sentences]
    for number, sentence in enumerate(sentences):
        findings = find_passages(skeleton(ferry.replace(sentence + "\n", "")), passages)
        assert [finding.status for finding in findings].index(Status.MISSING) == number
        assert findings[number].span is None
        assert findings[number].reason
    other = (TEXTS.parents[1] / "tests" / "sources" / "handout.txt").read_text(encoding="utf-8")
    assert {finding.status for finding in find_passages(skeleton(other), passages)} == {Status.MISSING}


def test_the_passages_around_one_tell_that_it_was_cut_out_but_for_a_few_words(moon_sources: Path) -> None:
    handout = (moon_sources / "handout.txt").read_text(encoding="utf-8")
    spans = [span for paragraph in paragraphs(handout) for span in sentences(handout, paragraph)]
    number = next(it for it, (start, _) in enumerate(spans) if handout.startswith("From one new", start))
    copy = skeleton(handout.replace(handout[slice(*spans[number])], "From one new"))
    passages = [make_passage(handout, *span) for span in spans]
    assert find_passage(copy, passages[number]).status is Status.CHANGED
    assert find_passages(copy, passages)[number].status is Status.MISSING


@pytest.mark.parametrize("length", [3, 6, 9, 15, 30, 60])
def test_copies_are_counted_whatever_their_length(length: int) -> None:
    words = [
        "Ab",
        "cd",
        "ef",
        "gh",
        "ij",
        "kl",
        "mn",
        "op",
        "qr",
        "st",
        "uv",
        "wx",
        "yz",
        "ba",
        "dc",
        "fe",
        "hg",
        "ji",
        "lk",
        "nm",
        "po",
        "rq",
        "ts",
        "vu",
        "xw",
        "zy",
        "aa",
        "bb",
        "cc",
        "dd",
    ]
    cited = " ".join(words[: length // 2])
    text = f"{cited}. Some other words stand here. x{cited}. And {cited} again."
    finding, _ = found(text, make_passage(text, 0, len(cited)))
    assert (finding.status, finding.copies) == (Status.EXACT, 2)
    assert finding.span == (0, len(cited))
    assert "2 times" in finding.reason


def test_many_passages_are_found_as_one_is(ferry: str) -> None:
    passages = [cite(ferry, sentence) for sentence in ferry.splitlines()]
    mixed = passages[::-1] + passages[:3]
    findings = find_passages(skeleton(ferry), mixed)
    assert findings == [find_passage(skeleton(ferry), passage) for passage in mixed]
    assert find_passages(skeleton(ferry), []) == []
    assert {finding.status for finding in find_passages(skeleton(""), passages)} == {Status.MISSING}


def test_passages_that_moved_far_are_exact(ferry: str) -> None:
    sentences = ferry.splitlines()
    turned = " ".join([*(f"Entry {number} of the index." for number in range(400)), *sentences[::-1]])
    findings = find_passages(skeleton(turned), [cite(ferry, sentence) for sentence in sentences])
    assert {finding.status for finding in findings} == {Status.EXACT}


@pytest.mark.parametrize(
    "cited",
    [
        "Luna",
        "Luna 2",
        "a big dog",
        "one two three four",
        "五つの鐘",
        "月は",
        "ม้านั่งเก่าสองตัว",
        "I",
        "山脚下的茶馆开业",
    ],
)
def test_anchors_of_short_passages_do_not_give_them_away(cited: str) -> None:
    text = f"«{cited}» stands here."
    passage = make_passage(text, 1, 1 + len(cited))
    first, last = passage.anchors
    assert 2 * len(skeleton(first + last).text) <= passage.characters
    assert text_fragment(HOME, passage) == text_fragment(HOME, passage, text)
    assert found(text, passage)[0].status is Status.EXACT


@pytest.mark.parametrize("signs", ["—", ", ", ".. "])
def test_signs_alone_are_no_passage(signs: str) -> None:
    with pytest.raises(ValueError, match="needs a letter or a figure"):
        make_passage(f"1{signs}1", 1, 1 + len(signs))


def test_a_link_leads_to_the_passage_and_to_it_only(ferry: str) -> None:
    passage = cite(ferry, "It carried 12 passengers ... the horse was calm")
    assert passage.link
    first, last = passage.anchors
    assert (
        text_fragment(HOME, passage)
        == f"{HOME}#:~:text={first.replace(' ', '%20')},{last.replace(' ', '%20')}"
    )
    assert text_fragment(f"{HOME}#top", passage, ferry) == text_fragment(f"{HOME}#top", passage)
    before = f"{first} nothing, and then {last}. {ferry}"
    assert text_fragment(HOME, passage, before) is None
    assert text_fragment(HOME, passage, ferry.replace("horse", "mare")) is None
    assert text_fragment(HOME, passage.model_copy(update={"link": False})) is None


def test_a_link_is_encoded_as_the_specification_wants() -> None:
    text = "Salt-and-pepper, R&D costs for the year were 30% up, he said to a non-member."
    link = text_fragment(HOME, make_passage(text, 0, len(text)))
    assert link is not None
    assert not set("-&, ") & set(link.partition("text=")[2].replace(",", "", 1))


@pytest.mark.parametrize(
    ("text", "cited", "words"),
    [
        ("春天来了。他不卖隔夜的茶,也从来没有涨过价。", "他不卖隔夜的茶,也从来没有涨过价", "他不卖隔夜的茶"),
        ("1931年的大水淹到了二楼,账本全部丢失。", "1931年的大水淹到了二楼,账本全部丢失", "1931,账本全部丢失"),
        ("老板陈明远每天清晨从三里外的泉眼挑水。", "老板陈明远每天清晨从三里外的泉眼挑水", None),
        ("ตลาดเปิดปี2510เรือขนข้าวชนเสากลาง", "ตลาดเปิดปี2510เรือขนข้าวชนเสากลาง", None),
        ("ปี 2510 เรือขนข้าวชนเสากลางจนสะพานเอียง", "ปี 2510 เรือขนข้าวชนเสากลางจนสะพานเอียง", "ปี"),
        ("老板陈明远每天清晨挑水,也扫地。", "陈明远每天清晨挑水,也扫地", "也扫地"),
        ("They left at dawn. They saw the sea. He saw the sea, too.", "They saw the sea", "They saw"),
        ("So THEY SAW it. They saw the sea at last.", "They saw the sea at last", "They saw the"),
        ("So théy săw it. They saw the sea at last.", "They saw the sea at last", "They saw the"),
    ],
)
def test_a_link_needs_no_dictionary(text: str, cited: str, words: str | None) -> None:
    passage = cite(text, cited)
    link = text_fragment(HOME, passage)
    assert (unquote(link.partition(":~:text=")[2]) if link else None) == words
    assert text_fragment(HOME, passage, text) == link
    assert Passage.model_validate(yaml.safe_load(passage_flow(passage))) == passage
    assert passage.anchors[0] in passage_flow(passage)


def test_half_a_passage_stays_untold(ferry: str) -> None:
    for sentence in ferry.splitlines():
        passage = cite(ferry, sentence)
        assert 2 * sum(len(anchor.split()) for anchor in passage.anchors) <= passage.words
        assert passage.link


def test_a_passage_without_letters_cannot_be_cited() -> None:
    with pytest.raises(ValueError, match="letter or a figure"):
        make_passage("a ... b", 2, 5)
