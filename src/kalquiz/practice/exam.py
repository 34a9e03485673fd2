"""An exam: against the clock, without feedback until the end, and then a report by question and section."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from kalquiz.askable import Askable
from kalquiz.interaction import Prompt, Reveal, Ticked
from kalquiz.markup import to_plain, visible
from kalquiz.practice import screen
from kalquiz.practice.asking import Asking, Attempt, GiveUpError, QuitError
from kalquiz.practice.commands import EXAM_HELP, Command, Name
from kalquiz.practice.console import Console, say, tell
from kalquiz.practice.lines import hang, row, table
from kalquiz.practice.log import Kept
from kalquiz.practice.report import Report, report_lines
from kalquiz.practice.session import Answer, How
from kalquiz.practice.talk import Terms
from kalquiz.problem import KalquizError

if TYPE_CHECKING:
    from kalquiz.catalogue.opened import AnyBank
    from kalquiz.question import Question


class _LaterError(Exception):
    """The question is asked again at the end."""


def sit(
    bank: "AnyBank", questions: Sequence[Askable], seconds: float, console: Console, terms: Terms
) -> Report:
    """Hold an exam, and report on it.

    Each answer is kept when it is given. What is answered after `seconds` does not count. Answers in one's own
    words are marked by the person, against the key, when all are handed in.

    Args:
        bank: where the questions are from.
        questions: what to ask, in order.
        seconds: how long it takes.
        console: where it is held.
        terms: what it goes by; it needs a clock.

    Returns:
        the report; it was shown as well.
    """
    exam = _Exam(bank, tuple(questions), seconds, console, terms)
    interrupted = False
    try:
        exam.write()
        exam.mark()
    except KeyboardInterrupt:
        interrupted = True
        console.write("")
    report = Report(exam.questions, exam.answers, exam.took(), interrupted, exam.unkept, tuple(exam.unmarked))
    say(console, report_lines(bank, report, console.width))
    return report


@dataclass
class _Exam:
    bank: "AnyBank"
    questions: tuple[Askable, ...]
    seconds: float
    console: Console
    terms: Terms
    answers: dict[str, Answer] = field(default_factory=dict)
    unmarked: dict[str, Kept] = field(default_factory=dict)
    began: datetime | None = None
    asked: Askable | None = None
    unkept: bool = False

    def took(self) -> float:
        """Seconds since the beginning, at most all that there were."""
        return min(self.seconds, self.terms.seconds_since(self.began))

    def write(self) -> None:
        """Ask all questions, those left for later at the end."""
        self.began = self.terms.now() if self.terms.now else None
        count = f"{len(self.questions)} question{'' if len(self.questions) == 1 else 's'}"
        head = f"Exam   {to_plain(self.bank.title)}   {count}   {clock(self.seconds)}   ? help   :q hand in"
        say(self.console, row(head, self.console.width))
        numbers = {question.id: place for place, question in enumerate(self.questions, 1)}
        waiting = deque(self.questions)
        try:
            while waiting and self._left() > 0:
                question = waiting.popleft()
                try:
                    self._ask(question, numbers[question.id])
                except _LaterError:
                    waiting.append(question)
        except QuitError:
            return
        if self._left() <= 0:
            tell(self.console, "Time is up.")

    def mark(self) -> None:
        """Show the key to each answer in one's own words, to be marked by who gave it."""
        for name, kept in list(self.unmarked.items()):
            answer = self.answers[name]
            question = self._whole(answer.question)
            reveal = question.interaction()
            if not isinstance(reveal, Reveal):
                continue
            say(
                self.console,
                hang("Mark your answer: ", to_plain(question.asked()), self.console.width),
            )
            for line in answer.how.given:
                say(self.console, hang("  you:      ", visible(line), self.console.width))
            try:
                asking = Asking(self.console, self._obey)
                attempt = asking.marked(partial(self._whole, answer.question), reveal, answer.how.given)
            except (QuitError, _LaterError):
                return
            self.answers[name] = Answer(answer.question, attempt.outcome, first=True, how=answer.how)
            self._keep(self.answers[name], kept.uid)
            del self.unmarked[name]

    def _whole(self, question: Askable) -> "Question":
        """A question with all that the bank says of it."""
        return self.bank.question(question.id)

    def _left(self) -> float:
        return self.seconds - self.terms.seconds_since(self.began)

    def _ask(self, question: Askable, number: int) -> None:
        self.asked = question
        if not self.console.plain:
            self.console.write(screen.rule(self.console.width), "quiet")
            status = f"{self.bank.id}   {number} of {len(self.questions)}   {clock(self._left())} left"
            say(self.console, row(status, self.console.width), "quiet")
        prompt = _written(question.prompt(self.terms.seed))
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
        try:
            return self.terms.log.keep(answer, instead_of)
        except KalquizError as error:
            # The clock runs: no questions now. It counts in the report all the same.
            self.unkept = True
            tell(self.console, str(error), "wrong")
            return Kept()

    def _obey(self, command: Command) -> None:
        match command.name:
            case Name.QUIT:
                raise QuitError
            case Name.SKIP:
                raise _LaterError
            case Name.HELP:
                say(self.console, table(EXAM_HELP, self.console.width))
            case Name.FLAG if self.asked:
                self.terms.log.flag(self.asked, command.words)
                tell(self.console, "Noted. `kalquiz history flags` shows it.")
            case Name.UNKNOWN:
                tell(self.console, f"{visible(command.typed)} is not a command. ? lists them.")
            case _:
                tell(self.console, "Not in an exam. ? lists what there is.")


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
