"""An exam: against the clock, without feedback until the end, and then a report by question and section."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from kalquiz.askable import Askable
from kalquiz.interaction import Prompt, Reveal, Ticked, Verdict
from kalquiz.lines import hang, row, table
from kalquiz.markup import to_plain, visible
from kalquiz.practice import screen
from kalquiz.practice.asking import Asking, Attempt, GiveUpError, QuitError
from kalquiz.practice.commands import EXAM_HELP, Command, Name, read_command
from kalquiz.practice.console import Console, say, tell
from kalquiz.practice.log import Kept
from kalquiz.practice.paper import Given, Paper
from kalquiz.practice.reading import UnreadableError, read_response
from kalquiz.practice.report import Report, report_lines
from kalquiz.practice.session import Answer, How
from kalquiz.practice.terms import Terms
from kalquiz.problem import KalquizError
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.catalogue.opened import AnyBank
    from kalquiz.question import Question

Put = Callable[[Paper | None], None]
"""Keeps the paper of an exam as it stands; None when all is over."""


class _LaterError(Exception):
    """The question is asked again at the end."""


def sit(bank: "AnyBank", paper: Paper, console: Console, terms: Terms, put: Put | None = None) -> Report:
    """Hold an exam, or go on with one that was broken off, and report on it.

    Each answer is kept when it is given. What is answered after the time does not count. Answers in one's own
    words are marked by the person, against the key, when all are handed in.

    Args:
        bank: where the questions are from.
        paper: what to ask and how long; what was answered already is not asked again.
        console: where it is held.
        terms: what it goes by; it needs a clock.
        put: where the paper is kept, so that the exam can go on where it is broken off.

    Returns:
        the report; it was shown as well, unless the exam is to go on.
    """
    known = {question.id: question for question in bank.questions}
    questions = tuple(known[name] for name in paper.questions if name in known)
    exam = _Exam(bank, questions, paper, console, terms, put or (lambda _: None))
    interrupted = False
    try:
        exam.take_up()
        exam.write()
        exam.mark()
        exam.put_away(None)
    except KeyboardInterrupt:
        interrupted = True
        console.write("")
    took = exam.paper.took(exam.now())
    report = Report(exam.questions, exam.answers, took, interrupted, exam.unkept, tuple(exam.unmarked))
    if interrupted and put:
        tell(console, f"Interrupted. {left_in_words(exam.paper, exam.now())}")
    else:
        say(console, report_lines(bank, report, console.width))
    return report


def left_in_words(paper: Paper, now: datetime) -> str:
    """What has become of an exam that was broken off, in a sentence or two."""
    left = paper.left(now)
    answered = f"{len(paper.given)} of {counted(len(paper.questions), 'question')} answered"
    if left > 0:
        return f"The exam is kept, {answered}. Its clock runs on: {clock(left)} left."
    return f"The exam is over, {answered}; its report is still to come."


def goes_on(paper: Paper, console: Console, now: datetime) -> bool:
    """Whether the person goes on with an exam that was broken off, and does not begin another.

    Raises:
        QuitError: neither.
    """
    began = f"{paper.began:%H:%M}"
    if paper.began.date() != now.astimezone(paper.began.tzinfo).date():
        began += f" on {paper.began.day} {paper.began:%B}"
    tell(console, f"The exam that you began at {began} was interrupted. {left_in_words(paper, now)}")
    what = "continues it" if paper.left(now) > 0 else "shows its report"
    tell(console, f"Enter {what}; n starts a new exam instead.")
    line = console.read("> ")
    if line is None or ((command := read_command(line.strip())) and command.name is Name.QUIT):
        raise QuitError
    return line.strip().casefold() not in ("n", ":n", "no", "new")


@dataclass
class _Exam:
    bank: "AnyBank"
    questions: tuple[Askable, ...]
    paper: Paper
    console: Console
    terms: Terms
    put: Put
    answers: dict[str, Answer] = field(default_factory=dict)
    unmarked: dict[str, Kept] = field(default_factory=dict)
    asked: Askable | None = None
    unkept: bool = False

    def now(self) -> datetime:
        """The time; where nobody looks at a clock, none goes by."""
        return self.terms.now() if self.terms.now else self.paper.began

    def take_up(self) -> None:
        """Take up the answers that are on the paper already."""
        for question in self.questions:
            if given := self.paper.given.get(question.id):
                self._take_up(question, given)

    def _take_up(self, question: Askable, given: Given) -> None:
        """Take up an answer, unless the question was changed since and cannot have this one any more."""
        whole, interaction = self._whole(question), _written(question.prompt(self.paper.seed)).interaction
        if isinstance(interaction, Reveal):
            outcome = whole.grade(Ticked(frozenset()))
            self.unmarked[question.id] = Kept(given.uid)
        else:
            try:
                outcome = whole.grade(read_response(interaction, given.lines))
            except UnreadableError:
                return
            if outcome.verdict is Verdict.UNCLEAR:
                return
        self.answers[question.id] = Answer(question, outcome, first=True, how=How(given.lines))

    def write(self) -> None:
        """Ask all questions that are not answered, those left for later at the end."""
        self.put_away(self.paper)
        count = counted(len(self.questions), "question")
        left = clock(self._left()) + (" left" if self.answers else "")
        head = f"Exam   {to_plain(self.bank.title)}   {count}   {left}   ? help   :q hand in"
        say(self.console, row(head, self.console.width))
        numbers = {question.id: place for place, question in enumerate(self.questions, 1)}
        waiting = deque(it for it in self.questions if it.id not in self.answers)
        try:
            while waiting and self._left() > 0:
                question = waiting.popleft()
                try:
                    self._ask(question, numbers[question.id])
                except _LaterError:
                    waiting.append(question)
            if self._left() <= 0:
                tell(self.console, "Time is up.")
        except QuitError:
            pass
        self.put_away(replace(self.paper, handed_in=min(self.now(), self.paper.end)))

    def put_away(self, paper: Paper | None) -> None:
        """Keep the paper as it stands."""
        with self._saving():
            self.put(paper)
        self.paper = paper or self.paper

    def mark(self) -> None:
        """Show the key to each answer in one's own words, to be marked by who gave it."""
        for name, kept in list(self.unmarked.items()):
            answer = self.answers[name]
            question = self._whole(answer.question)
            reveal = question.interaction()
            if not isinstance(reveal, Reveal):
                continue
            stem = hang("Mark your answer: ", to_plain(question.asked()), self.console.width)
            say(self.console, stem, "stem")
            for line in answer.how.given:
                say(self.console, hang("  you:      ", visible(line), self.console.width))
            try:
                asking = Asking(self.console, self._obey)
                attempt = asking.marked(partial(self._whole, answer.question), reveal, answer.how.given)
            except (QuitError, _LaterError):
                return
            self.answers[name] = Answer(answer.question, attempt.outcome, first=True, how=answer.how)
            marked = self._keep(self.answers[name], kept.uid)
            self.put_away(self.paper.answered(name, Given(answer.how.given, marked.uid)))
            del self.unmarked[name]

    def _whole(self, question: Askable) -> "Question":
        """A question with all that the bank says of it."""
        return self.bank.question(question.id)

    def _left(self) -> float:
        return self.paper.left(self.now())

    def _ask(self, question: Askable, number: int) -> None:
        self.asked = question
        if not self.console.plain:
            self.console.write(screen.rule(self.console.width), "quiet")
            status = f"{self.bank.id}   {number} of {len(self.questions)}   {clock(self._left())} left"
            say(self.console, row(status, self.console.width), "quiet")
        prompt = _written(question.prompt(self.paper.seed))
        lines = screen.question_lines(self.bank, number, prompt, self.console.width)
        say(self.console, lines, "stem")
        if self.console.waits:
            self.terms.meanwhile()
        before = self.terms.now() if self.terms.now else None
        try:
            attempt = self._attempt(question, prompt)
        except GiveUpError:
            return
        if self._left() <= 0:
            tell(self.console, "This answer came too late; it does not count.")
            return
        how = How(attempt.lines, seconds=self.terms.seconds_since(before))
        self.answers[question.id] = Answer(question, attempt.outcome, first=True, how=how)
        kept = self._keep(self.answers[question.id])
        self.put_away(self.paper.answered(question.id, Given(attempt.lines, kept.uid)))
        if isinstance(prompt.interaction, Reveal):
            self.unmarked[question.id] = kept

    def _attempt(self, question: Askable, prompt: Prompt) -> Attempt:
        asking = Asking(self.console, self._obey)
        if isinstance(prompt.interaction, Reveal):
            written = asking.written(prompt.interaction)
            if not written:
                raise GiveUpError
            return Attempt(written, self._whole(question).grade(Ticked(frozenset())))
        attempt = asking.attempt(partial(self._whole, question), prompt)
        if attempt.gave_up:
            raise GiveUpError
        return attempt

    def _keep(self, answer: Answer, instead_of: str = "") -> Kept:
        with self._saving():
            return self.terms.log.keep(answer, instead_of)
        return Kept()

    @contextmanager
    def _saving(self) -> Iterator[None]:
        """Say what cannot be saved and go on, for the clock runs. An answer counts in the report all the same."""
        try:
            yield
        except KalquizError as error:
            self.unkept = True
            tell(self.console, str(error), "wrong")

    def _obey(self, command: Command) -> None:
        match command.name:
            case Name.QUIT:
                raise QuitError
            case Name.SKIP:
                raise _LaterError
            case Name.HELP:
                say(self.console, table(EXAM_HELP, self.console.width))
            case Name.FLAG if self.asked:
                self._flag(self.asked, command.words)
            case Name.UNKNOWN:
                tell(self.console, f"{visible(command.typed)} is not a command. ? lists them.")
            case _:
                tell(self.console, "Not in an exam. ? lists what there is.")

    def _flag(self, asked: Askable, note: str) -> None:
        try:
            self.terms.log.flag(asked, note)
        except KalquizError as error:
            tell(self.console, str(error), "wrong")
        else:
            tell(self.console, "Noted. `kalquiz history flags` shows it.")


def _written(prompt: Prompt) -> Prompt:
    """In an exam, what is otherwise only recalled is written down, so that there is something to mark."""
    if isinstance(prompt.interaction, Reveal):
        return replace(prompt, interaction=replace(prompt.interaction, recall=False))
    return prompt


def clock(seconds: float) -> str:
    """A time in words, to the minute where there are many."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    if minutes >= 60 and not minutes % 60 and not rest:
        return f"{minutes // 60} h"
    if minutes >= 2 or not rest:
        return f"{minutes} min"
    return f"{60 * minutes + rest} s"
