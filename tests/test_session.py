"""A session with its history: commands, undo, what is kept, exams, and days that follow each other."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kalquiz import Bank, Outcome
from kalquiz.history import Kind, Review, Store
from kalquiz.practice import Session, talk
from kalquiz.practice.choose import Wish, choose
from kalquiz.practice.session import How, NothingToUndoError
from kalquiz.schedule import LEECH, Moment, Rating
from tests.commands import MOON, run
from tests.learner import MORNING, FullStore, Learner
from tests.script import Script

RIGHT, WRONG = Outcome.of(1, []), Outcome.of(0, [])


def test_undo_goes_back_step_by_step(moon: Bank) -> None:
    session = Session(moon.questions[:3])
    queue = session.queue
    session.answer(WRONG)
    session.skip()
    session.answer(RIGHT)
    for _ in range(3):
        session.undo()
    assert session.queue == queue
    assert not session.answers
    with pytest.raises(NothingToUndoError):
        session.undo()


def test_a_right_answer_called_a_guess_comes_back(moon: Bank) -> None:
    session = Session(moon.questions[:2])
    first = session.queue[0]
    session.answer(RIGHT)
    session.amend(RIGHT, How(guessed=True))
    assert first in session.queue
    assert session.summary().wrong == (first,)


def test_an_answer_called_right_does_not_come_back(moon: Bank) -> None:
    session = Session(moon.questions[:1])
    session.answer(WRONG)
    session.amend(RIGHT, How(overridden=True))
    assert session.current is None
    assert session.summary().passed == 1


def test_an_answer_is_kept_with_its_rating_before_it_is_judged(learner: Learner) -> None:
    said = learner.practises(["first-probe"], ":h", "Lunik 2")
    assert "Right.  Score 1, rated Good, next in " in said
    (review,) = learner.kept()
    assert (review.question, review.kind, review.response, review.rating) == (
        "first-probe",
        Kind.REVIEW,
        "Lunik 2",
        Rating.GOOD,
    )


def test_after_a_hint_a_right_answer_is_hard(learner: Learner) -> None:
    said = learner.practises(["kind-of-body"], ":hint", "Its one natural satellite")
    assert "rated Hard after a hint" in said
    assert learner.kept()[0].hints == 1


def test_the_source_before_the_answer_is_a_hint(learner: Learner) -> None:
    assert "rated Hard" in learner.practises(["first-probe"], ":s", "Luna 2")


def test_a_second_answer_of_the_day_is_a_retry(learner: Learner) -> None:
    learner.practises(["first-probe"], "Luna 9", "Luna 2")
    learner.practises(["first-probe"], "Luna 2")
    assert [review.kind for review in learner.kept()] == [Kind.REVIEW, Kind.RETRY, Kind.RETRY]
    assert [review.rating for review in learner.kept()] == [Rating.AGAIN, None, None]


def test_an_option_is_kept_in_words_as_its_letter_means_nothing_later(learner: Learner) -> None:
    learner.practises(["kind-of-body"], "A")
    assert learner.kept()[0].response in [
        "Its one natural satellite",
        "One of its two satellites",
        "A planet beside it",
        "A captured comet",
    ]


def test_undo_takes_an_answer_back_and_asks_again(learner: Learner) -> None:
    said = learner.practises(["first-probe", "tilt"], "Luna 9", ":u", "Luna 2", ":q")
    assert "Taken back. Question 1 is asked again." in said
    assert "1 of 1 right at the first try" in said
    assert [review.response for review in learner.kept()] == ["Luna 2"]
    assert learner.kept()[0].kind is Kind.REVIEW


def test_what_was_not_answered_needs_no_enter(learner: Learner) -> None:
    lines = ["Luna 2", "", ":skip", ":u", "", "y", "", ":u", ":q"]
    said = learner.practises(["first-probe", "tilt", "kind-of-body"], *lines, waits=True)
    # After the two answers, and not after what was left out or taken back.
    assert said.count("[Enter] next") == 2


def test_undo_reaches_into_the_session_before(learner: Learner) -> None:
    learner.practises(["first-probe"], "Luna 9")
    learner.store.close()
    learner = replace(learner, store=Store(learner.store.path))
    said = learner.practises(["tilt"], ":u", "Luna 2", ":q")
    assert "Its question is asked again." in said
    assert [(review.question, review.response) for review in learner.kept()] == [("first-probe", "Luna 2")]


def test_at_a_later_gap_undo_leaves_the_answers_before_alone(learner: Learner) -> None:
    ids = ["first-probe", "light-and-month"]
    learner.practises(ids, "Luna 2", "99", ":u", "1.3", "lava")
    assert [(review.question, review.score) for review in learner.kept()] == [(name, 1) for name in ids]
    said = learner.practises(["light-and-month"], "99", ":u", ":u")
    assert "Its question is asked again." in said
    assert [review.question for review in learner.kept()] == ["first-probe"]


def test_undo_after_being_right_takes_back_both(learner: Learner) -> None:
    learner.practises(["first-probe", "tilt"], "Lunette", ":ok", ":u", ":q")
    assert learner.kept() == []
    learner.practises(["first-probe"], "Lunette", ":ok")
    learner.practises(["tilt"], ":u", ":q")
    assert learner.kept() == []


def test_a_note_of_the_session_before_is_taken_back(learner: Learner) -> None:
    learner.practises(["first-probe"], "Luna 2", ":flag the year is missing", ":q")
    assert "The note that you made last is taken back." in learner.practises(["tilt"], ":u", ":q")
    assert [review.kind for review in learner.kept()] == [Kind.REVIEW]


def test_an_answer_to_a_question_that_is_gone_is_taken_back(learner: Learner) -> None:
    learner.practises(["first-probe"], "Luna 9", ":q")
    rest = tuple(question for question in learner.bank.questions if question.id != "first-probe")
    later = replace(learner, bank=replace(learner.bank, questions=rest))
    said = later.practises(["tilt"], ":u", ":q")
    assert "Taken back: the last answer to first-probe, no longer in the bank." in said
    assert later.kept() == []


def test_nothing_to_undo_is_said(learner: Learner) -> None:
    assert "There is nothing to take back." in learner.practises(["first-probe"], ":u")
    assert "There is no answer to change" in learner.practises(["first-probe"], ":ok")


def test_being_right_is_kept_and_the_line_for_the_bank_is_shown(learner: Learner) -> None:
    said = learner.practises(["first-probe"], "Lunette", ":ok")
    assert "Counted as right. Rated Good" in said
    assert 'accepted: ["Lunik 2", "Luna II", "Lunette"]' in said
    assert "basics.yaml" in said
    assert "1 of 1 right at the first try" in said
    (review,) = learner.kept()
    assert (review.kind, review.score, review.response) == (Kind.OVERRIDE, 1, "Lunette")


def test_being_right_on_a_gap_names_the_gap(learner: Learner) -> None:
    said = learner.practises(["light-and-month"], "1.3", "crust", ":ok")
    assert "accepted: [" in said
    assert "gap " in said


def test_a_guess_is_rated_again_and_comes_back(learner: Learner) -> None:
    said = learner.practises(["first-probe", "tilt"], "Luna 2", ":g", ":skip", "Luna 2")
    assert "it will come back" in said
    assert "1. (again) Which probe" in said
    assert learner.kept()[0].rating is Rating.AGAIN


def test_a_note_is_kept_with_its_question(learner: Learner) -> None:
    said = learner.practises(["first-probe"], ":flag the year is missing", ":q")
    assert "Noted on question 1." in said
    (note,) = learner.kept()
    assert (note.kind, note.question, note.response) == (Kind.FLAG, "first-probe", "the year is missing")


def test_words_without_a_colon_are_answers_and_answered_with_a_hint(learner: Learner) -> None:
    said = learner.practises(["first-probe"], "quit")
    assert "you:      quit" in said
    assert "type :quit" in said
    assert "For the command, type :help with the colon." in learner.practises(["kind-of-body"], "help")


@pytest.mark.parametrize("word", ["q", "quit", "exit", ":q", ":QUIT", ":exit"])
def test_after_an_answer_a_word_ends_the_session(learner: Learner, word: str) -> None:
    said = learner.practises(["first-probe", "tilt"], "Luna 2", word, "", "y", waits=True)
    assert said.count("1 of 1 right") == 1
    assert "2. " not in said


@pytest.mark.parametrize(
    ("line", "verdict"),
    [("f", "Right."), ("false", "Right."), ("No", "Right."), ("t", "Not"), ("yes", "Not"), ("B", "Right.")],
)
def test_a_statement_is_judged_in_words(learner: Learner, line: str, verdict: str) -> None:
    assert verdict in learner.practises(["eclipse-every-month"], line, ":q")


def test_nobody_is_asked_to_give_up_who_has_seen_the_answer(learner: Learner) -> None:
    said = learner.practises(["why-two-months"], "One line", "and another", "", "", "0")
    assert "Give up?" not in said
    assert "Type the numbers" in said
    assert learner.kept()[0].response == "One line\nand another"


def test_dates_are_shown_in_words(learner: Learner) -> None:
    said = learner.practises(["landing-day"], "1 May 1969", ":q")
    assert "expected: 20 July 1969" in said
    assert "Given up.  Score 0\n  answer:   20 July 1969" in learner.practises(["landing-day"], "", "")


def test_who_was_right_is_not_told_what_else_is_right(learner: Learner) -> None:
    assert "also accepted" not in learner.practises(["first-probe"], "Luna 2")
    assert "also accepted" not in learner.practises(["light-and-month"], "1.3", "bassalt")
    assert "also accepted" in learner.practises(["first-probe"], "Apollo")


def test_what_is_said_of_a_part_stands_with_it(learner: Learner) -> None:
    said = learner.practises(["light-and-month"], "5", "water", ":q")
    assert (
        "  · gap (1)\n  you:      5\n  expected: 1.3\n            accepted from 1.2 to 1.4\n  · gap (2)\n"
        in said
    )
    also = "            also accepted: cooled lava; basalt\n"
    assert f"  you:      water\n  expected: lava\n{also}  note:     That was the early" in said
    assert "  · place 2\n" in learner.practises(["order-of-phases"], "c a b d", ":q")


def test_of_several_options_those_left_out_and_those_wrongly_picked_are_named(learner: Learner) -> None:
    asked = learner.practises(["which-new-moon"], ":q")
    options = (line.split(maxsplit=1) for line in asked.splitlines() if re.match("   [A-D] ", line))
    letters = {option: mark for mark, option in options}
    picked = "A solar eclipse", "The last quarter"
    said = learner.practises(["which-new-moon"], " ".join(letters[option] for option in picked), ":q")
    assert "tomorrow\n  missing:  A lunar eclipse\n  wrong:    The last quarter\n            At the" in said
    assert learner.kept()[0].response == "; ".join(picked)


@pytest.mark.parametrize("name", ["number-meanings", "order-of-phases", "landing-day", "which-new-moon"])
def test_how_to_answer_is_said_in_lines_that_fit(learner: Learner, name: str) -> None:
    script = Script(["0", ":s 9"], width=39)
    talk(learner.bank, Session([learner.bank.question(name)]), script, learner.terms())
    assert max(map(len, script.said)) <= 39


def test_the_summary_says_what_is_due_tomorrow(learner: Learner) -> None:
    said = learner.practises(["first-probe", "tilt"], "Luna 9", "", "y", ":q")
    assert "1 of 2 right at the first try (50 %)" in said
    assert "Due tomorrow, Tuesday, 3 March: 1. Not asked yet: 12." in said


def test_the_progress_is_shown_where_somebody_looks_on(learner: Learner) -> None:
    said = learner.practises(["first-probe", "tilt"], "Luna 2", "", "", "y", "", waits=True)
    assert "moon   1 of 2   due 2, new 0   09:00" in said
    assert "moon   2 of 2   due 1, new 0   today 100 % right   09:00" in said


@pytest.mark.parametrize("said", [[":ok", ":ok"], [":g", ":ok"], [":ok", ":g", ":ok"]])
def test_the_last_word_on_an_answer_counts(learner: Learner, said: list[str]) -> None:
    learner.practises(["first-probe", "tilt"], "Luna 9", *said, "", ":q", waits=True)
    assert [(review.score, review.rating) for review in learner.kept()] == [(1, Rating.GOOD)]
    assert learner.terms().log.today() == (1, 1)
    assert learner.store.memories("moon")["first-probe"].due > MORNING.date() + timedelta(days=1)


def test_what_could_not_be_saved_is_tried_again(moon: Bank, tmp_path: Path) -> None:
    learner = Learner(moon, FullStore(tmp_path / "history.db"))
    said = learner.practises(["first-probe"], "Luna 2", "")
    assert said.index("NOT saved") < said.index("Right.")
    assert len(learner.kept()) == 1


def test_who_stops_without_saving_is_told(moon: Bank, tmp_path: Path) -> None:
    learner = Learner(moon, FullStore(tmp_path / "history.db"))
    script = Script(["Luna 2", ":q"])
    summary = talk(moon, Session([moon.question("first-probe")]), script, learner.terms())
    assert summary.unkept
    assert "The last answer is NOT saved." in script.said
    assert learner.kept() == []


@pytest.mark.parametrize(("line", "answers"), [("r", 1), ("", 2)])
def test_who_learned_another_answer_may_begin_anew(learner: Learner, line: str, answers: int) -> None:
    learner.practises(["first-probe"], "Luna 2")
    question = learner.bank.question("first-probe").model_copy(update={"key": "Luna 3"})
    bank = replace(learner.bank, questions=(question,))
    learner = replace(learner, bank=bank, now=MORNING + timedelta(days=9), sessions=5)
    chosen = choose(bank, learner.store, bank.questions, learner.now.date(), Wish())
    assert chosen.changed == {"first-probe"}
    terms = replace(learner.terms(), changed=chosen.changed)
    script = Script([line, "Luna 3", ""], waits=True)
    talk(bank, Session(chosen.questions), script, terms)
    assert "The answer to this question has changed since you last saw it." in script.said
    assert learner.store.memories("moon")["first-probe"].answers == answers


def test_who_forgets_a_question_again_and_again_is_shown_what_was_answered(learner: Learner) -> None:
    for day in range(LEECH + 1):
        learner.now = MORNING + timedelta(days=day)
        said = learner.practises(["first-probe"], f"Apollo {day}", "Luna 2")
        assert ("You have forgotten this" in said) is (day == LEECH)
    assert f"You have forgotten this {LEECH} times." in said
    assert "before:   Apollo 6; Apollo 7; Apollo 8" in said


def test_what_was_wrong_last_can_be_asked_for(learner: Learner) -> None:
    learner.practises(["first-probe", "tilt"], "Luna 9", "", "y", ":q")
    chosen = choose(learner.bank, learner.store, learner.bank.questions, MORNING.date(), Wish(by="wrong"))
    assert [question.id for question in chosen.questions] == ["first-probe"]


def test_a_day_begins_with_so_many_new_questions_and_no_more(kal007: Bank, tmp_path: Path) -> None:
    learner = Learner(kal007, Store(tmp_path / "history.db"))
    day = MORNING.date()
    first = choose(kal007, learner.store, kal007.questions, day, Wish())
    assert len(first.questions) == 20
    learner.practises([question.id for question in first.questions[:3]], *["zz"] * 3, ":q")
    begun = len(learner.store.memories(kal007.id))
    second = choose(kal007, learner.store, kal007.questions, day, Wish())
    assert begun > 0
    assert len(second.new) == 20 - begun


def test_new_questions_fill_up_what_is_due_to_a_day(kal007: Bank, tmp_path: Path) -> None:
    learner = Learner(kal007, Store(tmp_path / "history.db"))
    for number, question in enumerate(kal007.questions[:20]):
        day = MORNING + timedelta(days=number % 2)
        answer = Review(f"s.{number}", kal007.id, question.id, Kind.REVIEW, "s", Moment.of(day))
        learner.store.add(replace(answer, score=0.0, rating=Rating.AGAIN))
    days = [(MORNING + timedelta(days=days)).date() for days in (1, 2)]
    asked = [choose(kal007, learner.store, kal007.questions, day, Wish()) for day in days]
    # On the first day ten more were answered already, and ten are due.
    assert [(len(it.questions), len(it.new)) for it in asked] == [(10, 0), (20, 0)]
    two = choose(kal007, learner.store, kal007.questions, days[1], Wish(new=2))
    assert len(two.new) == 2


def test_options_that_exclude_each_other_are_refused(tmp_path: Path) -> None:
    assert run("practice", MOON, "--cram", "--wrong", cwd=tmp_path).returncode == 2
    assert "20m" in run("practice", MOON, "--exam", "soon", cwd=tmp_path).stderr
    assert "2026-03-01" in run("practice", MOON, "--now", "soon", cwd=tmp_path).stderr


def test_json_has_an_object_for_each_answer_and_words_go_elsewhere(tmp_path: Path) -> None:
    options = ["--ids", "first-probe,tilt", "--json", "--now", "2026-03-02T09:00"]
    done = run("practice", MOON, *options, cwd=tmp_path, typed="Luna 9\n:u\nLuna 2\n\ny\n")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [it["kind"] for it in found] == ["answer", "undo", "answer", "answer", "summary"]
    assert found[2]["question"] == "first-probe"
    assert found[2]["rating"] == "Good"
    assert found[4]["percent"] == 100
    assert "Right.  Score 1" in done.stderr


@pytest.mark.parametrize(("typed", "code"), [("Luna 2\n", 0), ("Luna 9\n", 1), ("", 1)])
def test_the_exit_code_says_whether_it_was_enough(tmp_path: Path, typed: str, code: int) -> None:
    options = ["--ids", "first-probe", "--fail-under", "80"]
    assert run("practice", MOON, *options, cwd=tmp_path, typed=typed).returncode == code


def test_a_cram_leaves_the_schedule_alone(tmp_path: Path, home: Path) -> None:
    for _ in range(2):
        done = run("practice", MOON, "--ids", "first-probe", "--cram", cwd=tmp_path, typed="Luna 2\n")
        assert "Right.  Score 1\n" in done.stdout
    with Store(home / "history.db") as store:
        assert [review.kind for review in store.reviews("moon")] == [Kind.CRAM, Kind.CRAM]
        assert store.memories("moon") == {}


def test_answers_of_one_moment_keep_their_order(tmp_path: Path, home: Path) -> None:
    options = ["--ids", "first-probe", "--now", "2026-03-02T09:00"]
    run("practice", MOON, *options, cwd=tmp_path, typed="Luna 9\n\n" * 11 + "Luna 2\n")
    with Store(home / "history.db") as store:
        assert [review.score for review in store.reviews("moon")] == [0] * 11 + [1]


def test_when_nothing_is_due_it_says_when_something_is(tmp_path: Path) -> None:
    options = ["--ids", "first-probe", "--now"]
    run("practice", MOON, *options, "2026-03-02T09:00", cwd=tmp_path, typed="Luna 9\n")
    done = run("practice", MOON, *options, "2026-03-02T21:00", cwd=tmp_path)
    assert done.returncode == 0
    assert "Next: 1 question on Tuesday, 3 March." in done.stdout
    # A study day ends at four in the morning.
    assert "Nothing is due" in run("practice", MOON, *options, "2026-03-03T03:00", cwd=tmp_path).stdout
    assert "1 question " in run("practice", MOON, *options, "2026-03-03T05:00", cwd=tmp_path).stdout
