"""Practice: the course of a session, what is read from typed lines, and the commands."""

from dataclasses import replace
from pathlib import Path

import pytest

from kalquiz import Bank, Chosen, Matched, Ordered, Outcome, Ticked, Verdict
from kalquiz.interaction import Choice, Criterion, Interaction, Match, Option, Order, Reveal
from kalquiz.lines import address_line
from kalquiz.practice import Session, talk
from kalquiz.practice.reading import UnreadableError, read_response
from tests.compact import compact_bank
from tests.script import Script, converse, hold

RIGHT, WRONG = Outcome.of(1, []), Outcome.of(0, [])
OPTIONS = tuple(Option(f"o{number}", text) for number, text in enumerate(("red", "green", "blue"), 1))
RUBRIC = Reveal((Criterion("c1", "names both", 1), Criterion("c2", "says why", 1)))


def test_a_wrong_answer_comes_back_after_three_others_until_it_is_right(moon: Bank) -> None:
    session = Session(moon.questions[:5])
    first = session.current
    assert first
    session.answer(WRONG)
    others = []
    while session.current is not first:
        others.append(session.current)
        session.answer(RIGHT)
    assert len(others) == 3
    session.answer(WRONG)
    session.answer(RIGHT)
    assert session.current is first
    session.answer(RIGHT)
    assert session.current is None


def test_the_summary_counts_first_tries_only(moon: Bank) -> None:
    session = Session(moon.questions[:2])
    session.answer(WRONG)
    session.answer(RIGHT)
    session.answer(RIGHT)
    summary = session.summary()
    assert (summary.asked, summary.passed) == (2, 1)
    assert summary.wrong == moon.questions[:1]
    assert (summary.points, summary.total) == (2, 3)


@pytest.mark.parametrize("line", ["B", "b", "2", "(b)", "b.", "green", "Green"])
def test_an_option_is_named_by_letter_number_or_words(line: str) -> None:
    assert read_response(Choice(OPTIONS), [line]) == Chosen(frozenset({"o2"}))


def test_marks_on_a_map_are_read_as_the_letters_that_they_are() -> None:
    places = tuple(Option(f"i{place}", f"The place marked {mark}") for place, mark in enumerate("RTQ", 1))
    assert read_response(Order(places), ["Q T R"]) == read_response(Order(places), ["C B A"])
    assert read_response(Choice(places), ["q"]) == Chosen(frozenset({"i3"}))
    # A letter of the list comes first, and one that two options end in says nothing.
    own = (Option("o1", "Line B"), Option("o2", "Line A"), Option("o3", "Point Z"), Option("o4", "Line Z"))
    assert read_response(Choice(own), ["a"]) == Chosen(frozenset({"o1"}))
    with pytest.raises(UnreadableError):
        read_response(Choice(own), ["z"])


@pytest.mark.parametrize("line", ["A C", "a,c", "ac", "1 3", "C; A", "A, C,"])
def test_several_options_in_any_writing(line: str) -> None:
    assert read_response(Choice(OPTIONS, many=True), [line]) == Chosen(frozenset({"o1", "o3"}))


@pytest.mark.parametrize("line", ["1B 2A", "1-b, 2-a", "B A", "ba", "2a 1b", "1: B 2: A"])
def test_pairs_in_any_writing(line: str) -> None:
    stems = (Option("s1", "fire"), Option("s2", "grass"))
    assert read_response(Match(stems, OPTIONS), [line]) == Matched({"s1": "o2", "s2": "o1"})


@pytest.mark.parametrize("line", ["C A B", "cab", "3 1 2", "c, a, b"])
def test_an_order_in_any_writing(line: str) -> None:
    assert read_response(Order(OPTIONS), [line]) == Ordered(("o3", "o1", "o2"))


@pytest.mark.parametrize("line", ["1 2", "2,1", "１　２", "2 2 1", "² 1"])
def test_a_rubric_is_ticked_by_its_numbers(line: str) -> None:
    assert read_response(RUBRIC, [line]) == Ticked(frozenset({"c1", "c2"}))


@pytest.mark.parametrize(
    ("interaction", "line"),
    [
        (Choice(OPTIONS), "D"),
        (Choice(OPTIONS), "A B"),
        (Choice(OPTIONS, many=True), "A D"),
        (Match(OPTIONS[:2], OPTIONS), "1A"),
        (Match(OPTIONS[:2], OPTIONS), "1A 2Z"),
        (Match(OPTIONS[:2], OPTIONS), "1A 1B"),
        (Match(OPTIONS[:2], OPTIONS), "1A 1B 2C"),
        (Match(OPTIONS[:2], OPTIONS), "1A 2B 3C"),
        (Match(OPTIONS[:2], OPTIONS), f"{'1' * 5000}A 2B"),
        (Order(OPTIONS), "A B"),
        (Order(OPTIONS), "A B B"),
        (RUBRIC, "3"),
        (RUBRIC, "①②"),
        (RUBRIC, "1" * 5000),
    ],
)
def test_what_cannot_be_read_is_asked_again(interaction: Interaction, line: str) -> None:
    with pytest.raises(UnreadableError, match=r"(?i)type|give"):
        read_response(interaction, [line])


def test_an_unreadable_answer_is_not_counted(moon: Bank) -> None:
    said = converse(moon, ["landing-day"], "7/8/1969", "20 July 1969")
    assert "That can be read in two ways. Type the month as a word." in said
    assert "Right.  Score 1" in said


def test_only_the_gap_that_cannot_be_read_is_asked_again(moon: Bank) -> None:
    said = converse(moon, ["light-and-month"], "a second or so", "lava", "1.3")
    assert "(1) Type a number, such as 12." in said
    assert "Right.  Score 1" in said


def test_undo_at_a_later_gap_goes_back_to_the_one_before(moon: Bank) -> None:
    said = converse(moon, ["light-and-month"], "99", ":u", "1.3", "lava")
    assert "Back to gap (1)." in said
    assert "Right.  Score 1" in said


def test_undo_at_a_gap_that_is_asked_again_goes_back_too(tmp_path: Path) -> None:
    gaps = {name: {"type": "numeric", "key": key} for name, key in {"one": 2, "other": 3}.items()}
    bank = compact_bank(tmp_path, [{"type": "cloze", "stem": "From [[one]] to [[other]].", "gaps": gaps}])
    said = converse(bank, [bank.questions[0].id], "1", "a few", ":u", "2", "3")
    assert "Back to gap (1)." in said
    assert "Right.  Score 1" in said


def test_a_wrong_answer_shows_given_expected_reason_and_source(moon: Bank) -> None:
    text = "\n".join(converse(moon, ["first-probe"], "Luna 1"))
    for expected in (
        "you:      Luna 1",
        "expected: Luna 2",
        "Luna 1 missed",
        "why:",
        "The handout, paragraph 4",
    ):
        assert expected in text


def test_hint_source_and_help_do_not_answer(moon: Bank) -> None:
    said = converse(moon, ["kind-of-body"], ":h", ":s", "?", ":zzz")
    assert "Hint: Count what goes round the Earth by nature." in said
    assert any("The handout, paragraph 1, sentence 1" in line for line in said)
    assert ":zzz is not a command. ? lists them." in said
    assert said[-1] == "No question answered."


def test_quitting_ends_with_the_summary(moon: Bank) -> None:
    said = converse(moon, ["tilt", "kind-of-body"], "", "y", ":q", "never read")
    assert said[-1].startswith("1 of 1 right")


def test_leaving_a_question_out_counts_nothing(moon: Bank) -> None:
    said = converse(moon, ["tilt", "first-probe"], ":skip", "Luna 2")
    assert "Left out of this session." in said
    assert said[-1].startswith("1 of 1 right")


def test_an_empty_line_asks_before_giving_up(moon: Bank) -> None:
    said = converse(moon, ["first-probe"], "", "Luna 2")
    assert "Give up? Press Enter once more, or type an answer." in said
    assert "Right.  Score 1" in said
    said = converse(moon, ["first-probe"], "", "")
    assert "  answer:   Luna 2" in said
    assert "Given up.  Score 0" in said


def test_a_backslash_lets_an_answer_begin_with_a_colon(moon: Bank) -> None:
    assert "  you:      :q" in converse(moon, ["first-probe"], "\\:q")


def test_a_rubric_is_ticked_after_the_model_answer_was_shown(moon: Bank) -> None:
    said = converse(moon, ["why-two-months"], "Because the Earth moves.", "It goes on.", "", "9", "2")
    shown = next(index for index, line in enumerate(said) if line.startswith("  answer:"))
    assert "Type the numbers from 1 to 2 that are met, or 0 for none." in said[shown:]
    assert any(line.startswith("Partly right.  Score 0.67") for line in said)


def test_escape_sequences_of_a_bank_do_not_reach_the_terminal(moon: Bank) -> None:
    question = moon.question("tilt").model_copy(
        update={"stem": "A\x1b]0;title\x07 and \x1b[2J", "hint": "\x9b1m"}
    )
    script = Script([":h", ":\x1b[2J"])
    talk(replace(moon, questions=(question,)), Session([question]), script)
    said = script.said
    assert "\N{REPLACEMENT CHARACTER}" in "".join(said)
    assert not {"\x1b", "\x07", "\x9b"} & set("".join(said))


def test_verdicts_are_words() -> None:
    assert Outcome.of(0.9, []).verdict is Verdict.ALMOST
    assert Outcome.of(0.5, []).verdict is Verdict.PARTIAL


def test_a_link_is_never_broken(tmp_path: Path) -> None:
    link = f"https://example.org/{'a-long-name/' * 9}"
    raw = {
        "type": "true_false",
        "stem": "Is it?",
        "key": True,
        "explanation": f"Look at “the page”: {link} or ask.",
    }
    script = Script(["false"], width=76)
    source = {"id": "article", "type": "webpage", "title": "The article", "URL": link}
    hold(compact_bank(tmp_path, [raw], sources=[source]), ["question-1"], script)
    assert len([line for line in script.said if link in line]) == 2
    # Behind the margin it would not fit into a window that it fits into alone.
    assert [line for line in script.said if line.startswith(link)]


def test_a_link_that_has_room_stands_under_what_it_belongs_to() -> None:
    assert address_line("https://example.org/moon", 76) == "            https://example.org/moon"
