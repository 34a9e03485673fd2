"""Exams: nothing is said before the end, the clock counts, and what is broken off goes on."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from kalquiz import Bank
from kalquiz.cli.ending import Ending
from kalquiz.history import Kind, NotSavedError
from kalquiz.practice.exam import goes_on, sit
from kalquiz.practice.paper import Given, Paper, read_paper
from tests.learner import FullStore, Learner
from tests.script import Script


class Broken(Script):
    """Types these lines, then interrupts."""

    def read(self, mark: str, *, fresh: bool = True) -> str | None:
        line = super().read(mark, fresh=fresh)
        if line is None:
            raise KeyboardInterrupt
        return line


def test_an_exam_says_nothing_before_the_end(learner: Learner) -> None:
    questions = [learner.bank.question(name) for name in ("first-probe", "kind-of-body", "why-two-months")]
    lines = ["Luna 9", ":h", ":s", ":skip", "It moves.", "", "Its one natural satellite", "1"]
    script = Script(lines)
    report = learner.sits(questions, 600, script)
    said = "\n".join(script.said)
    asked = said[: said.index("Mark your answer")]
    assert "Right" not in asked
    assert "Not right" not in asked
    assert asked.count("Not in an exam.") == 2
    assert report.points()[0] == pytest.approx(0 + 1 + 1)
    assert {review.kind for review in learner.kept()} <= {Kind.EXAM, Kind.OVERRIDE}
    assert all(review.rating is None for review in learner.kept())
    assert len(learner.kept()) == 3


def test_a_gap_before_can_be_filled_anew_in_an_exam(learner: Learner) -> None:
    script = Script([":u", "99", ":u", "1.3", "lava"])
    report = learner.sits([learner.bank.question("light-and-month")], 600, script)
    assert script.said.count("Not in an exam. ? lists what there is.") == 1
    assert "Back to gap (1)." in script.said
    assert report.points()[0] == 1


def test_what_comes_after_the_time_does_not_count(learner: Learner) -> None:
    class Slow(Script):
        def read(self, mark: str, *, fresh: bool = True) -> str | None:
            learner.now += timedelta(seconds=100)
            return super().read(mark, fresh=fresh)

    questions = [learner.bank.question(name) for name in ("first-probe", "kind-of-body", "tilt")]
    script = Slow(["Luna 2", "Its one natural satellite", "x", "x"])
    report = learner.sits(questions, 180, script)
    assert "This answer came too late; it does not count." in script.said
    assert "Time is up." in script.said
    assert report.points() == (1, sum(question.points for question in questions))
    assert report.seconds == 180
    assert [review.response for review in learner.kept()] == ["Luna 2"]


def test_an_exam_that_is_broken_off_is_kept(learner: Learner) -> None:
    questions = [learner.bank.question(name) for name in ("first-probe", "kind-of-body")]
    report = learner.sits(questions, 600, Broken(["Luna 2"]))
    assert report.interrupted
    assert [review.response for review in learner.kept()] == ["Luna 2"]


def test_an_exam_goes_on_where_an_answer_or_a_note_cannot_be_saved(moon: Bank, tmp_path: Path) -> None:
    full = FullStore(tmp_path / "history.db")
    full.full = 2
    learner = Learner(moon, full)
    questions = [moon.question(name) for name in ("first-probe", "kind-of-body", "mean-distance")]
    script = Script([":flag odd", "Luna 2", "Its one natural satellite", "384400", ":q"])
    report = learner.sits(questions, 600, script)
    assert script.said.count("NOT saved: the disk is full.") == 2
    assert "Not all answers are saved. They still count here." in script.said
    assert report.points() == (3, 3)
    assert [review.question for review in learner.kept()] == ["kind-of-body", "mean-distance"]


def test_an_exam_that_was_broken_off_goes_on_by_its_clock(learner: Learner) -> None:
    papers: list[Paper | None] = []
    ids = ("first-probe", "why-two-months", "tilt", "kind-of-body")
    paper = Paper(ids, 600, learner.now, "7")
    script = Broken(["Luna 9", "It moves.", "", ":skip"])
    report = sit(learner.bank, paper, script, learner.terms(Kind.EXAM), papers.append)
    assert report.interrupted
    said = "\n".join(script.said)
    assert "The exam is kept, 2 of 4 questions answered. Its clock runs on: 10 min left." in said
    assert "Not right." not in said
    learner.now += timedelta(minutes=4)
    taken_up = read_paper(papers[-1].as_text() if papers[-1] else None)
    assert taken_up == papers[-1]
    assert taken_up
    later = Script(["23 degrees", "", "Its one natural satellite", "1", "y"])
    report = sit(learner.bank, taken_up, later, learner.terms(Kind.EXAM), papers.append)
    assert "6 min left" in later.said[0]
    asked = "\n".join(later.said).partition("Mark your answer")[0]
    assert "Which probe" not in asked
    assert "3. " in asked
    assert list(report.answers) == ["first-probe", "why-two-months", "tilt", "kind-of-body"]
    assert (report.seconds, papers[-1]) == (240, None)
    assert len(learner.kept()) == 4


def test_an_exam_whose_time_ran_out_while_nobody_was_there_comes_to_its_report(learner: Learner) -> None:
    papers: list[Paper | None] = []
    paper = Paper(("first-probe", "why-two-months"), 600, learner.now)
    script = Broken([":skip", "It moves.", ""])
    sit(learner.bank, paper, script, learner.terms(Kind.EXAM), papers.append)
    learner.now += timedelta(days=1)
    assert papers[-1]
    offer = Script([""])
    assert goes_on(papers[-1], offer, learner.now)
    assert "The exam that you began at 09:00 on 2 March was interrupted." in offer.said[0]
    # Marking may be broken off as well.
    broken, marked = Broken([]), Script(["1"])
    assert sit(learner.bank, papers[-1], broken, learner.terms(Kind.EXAM), papers.append).interrupted
    assert papers[-1]
    report = sit(learner.bank, papers[-1], marked, learner.terms(Kind.EXAM), papers.append)
    assert not report.interrupted
    assert report.unmarked == ()
    assert papers[-1:] == [None]
    assert "Time is up." in marked.said
    assert "Not answered." in marked.said


@pytest.mark.parametrize(
    ("name", "lines"),
    [("light-and-month", ("1.3",)), ("landing-day", ("Luna 2",)), ("kind-of-body", ("Luna 2",))],
)
def test_a_question_that_was_changed_meanwhile_is_asked_again(
    learner: Learner, name: str, lines: tuple[str, ...]
) -> None:
    paper = Paper((name,), 600, learner.now, given={name: Given(lines, "s.1")})
    script = Script([":q"])
    report = sit(learner.bank, paper, script, learner.terms(Kind.EXAM))
    assert report.answers == {}
    assert "Not answered." in script.said


def test_who_does_not_mark_an_answer_is_not_marked_down_for_it(learner: Learner) -> None:
    questions = [learner.bank.question(name) for name in ("first-probe", "why-two-months")]
    script = Script(["Luna 2", "It moves.", "", ":q"])
    report = learner.sits(questions, 600, script)
    assert report.unmarked == ("why-two-months",)
    assert report.percent == 100
    assert "Not marked; it counts neither way." in script.said


def test_what_cannot_be_kept_counts_in_the_report(learner: Learner) -> None:
    def put(_: Paper | None) -> None:
        raise NotSavedError("NOT saved: the disk is full.")

    script = Script(["Luna 2"])
    paper = Paper(("first-probe",), 600, learner.now)
    report = sit(learner.bank, paper, script, learner.terms(Kind.EXAM), put)
    assert report.unkept
    assert report.percent == 100
    assert "NOT saved: the disk is full." in script.said
    assert "Not all answers are saved. They still count here." in script.said


@pytest.mark.parametrize("text", [None, "", "[]", "{}", "3", '{"questions": 1, "handed_in": null}'])
def test_what_is_no_paper_is_none(text: str | None) -> None:
    assert read_paper(text) is None


def test_a_signal_ends_the_session_where_it_waits_and_not_before() -> None:
    ending = Ending()
    with ending.heard():
        os.kill(os.getpid(), signal.SIGTERM)
        assert ending.number == signal.SIGTERM
        with pytest.raises(KeyboardInterrupt), ending.waiting():
            pytest.fail("nothing is waited for any more")
