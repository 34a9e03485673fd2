"""The dialogue of a session: asks, says what was right, obeys commands. Typed and piped input take the same way."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, assert_never

from kalquiz.askable import Askable
from kalquiz.interaction import Outcome
from kalquiz.lines import row, table
from kalquiz.markup import to_plain, visible
from kalquiz.practice import screen
from kalquiz.practice.asking import Asking, QuitError
from kalquiz.practice.commands import HELP, Command, Name, bare_command, read_command
from kalquiz.practice.console import Console, Role, say, tell
from kalquiz.practice.log import Kept
from kalquiz.practice.session import Answer, How, NothingToUndoError, Session, Summary
from kalquiz.practice.summary import outlook_lines, summary_lines
from kalquiz.practice.terms import Terms
from kalquiz.problem import KalquizError
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.catalogue.opened import AnyBank
    from kalquiz.question import Question


class _MoveOnError(Exception):
    """The question is no longer the one to ask."""


def talk(bank: "AnyBank", session: Session, console: Console, terms: Terms | None = None) -> Summary:
    """Hold a session: ask its questions until they are through or the person stops.

    Args:
        bank: where the questions are from.
        session: what to ask.
        console: where it is held.
        terms: what it goes by.

    Returns:
        what the session added up to; it was shown as well.
    """
    terms = terms or Terms()
    dialogue = _Dialogue(bank, session, console, terms)
    interrupted = False
    try:
        with suppress(QuitError):
            dialogue.hold()
    except KeyboardInterrupt:
        interrupted = True
        console.write("")
    summary = session.summary(interrupted=interrupted, unkept=dialogue.unkept)
    if not console.plain:
        console.write(screen.rule(console.width), "quiet")
    say(console, summary_lines(bank, summary, console.width))
    if summary.asked:
        say(console, outlook_lines(terms.log.outlook(), console.width))
    if summary.unkept:
        tell(console, "The last answer is NOT saved.")
    elif interrupted and summary.asked:
        tell(console, "Everything you answered is kept.")
    return summary


@dataclass
class _Dialogue:
    bank: "AnyBank"
    session: Session
    console: Console
    terms: Terms
    unkept: bool = False
    """Whether an answer was given that could not be kept."""
    kept: list[Kept] = field(default_factory=list)
    """What the log says of each answer of the session that holds, in order."""
    hints: int = 0
    """How many were shown for the question."""
    question: Askable | None = None
    """What is being asked, or was last asked."""

    @property
    def width(self) -> int:
        return self.console.width

    def hold(self) -> None:
        """Ask until nothing is left to ask."""
        self._head()
        while question := self.session.current:
            answered = self._ask(question)
            if answered and (self.console.waits or not self.session.current):
                self._pause()

    def _head(self) -> None:
        count = counted(self.session.size, "question")
        seed = f"   seed {self.terms.seed}" if self.terms.seed not in ("", "1") else ""
        line = f"Practice   {to_plain(self.bank.title)}   {count}{seed}   ? help   :q quit"
        say(self.console, row(line, self.width))
        if not self.console.plain:
            self.console.write(screen.rule(self.width), "quiet")

    def _status(self, question: Askable) -> None:
        """How far the session is, for those who look on."""
        if self.console.plain or not self.console.waits:
            return
        queued = {question.id for question in self.session.queue}
        left = queued - {answer.question.id for answer in self.session.answers}
        new = len(left & self.terms.new)
        parts = [self.bank.id, f"{self.session.number(question)} of {self.session.size}"]
        if self.terms.now:
            again = len(queued - left)
            parts.append(f"due {len(left) - new}, new {new}" + (f", again {again}" if again else ""))
        passed, answered = self.terms.log.today()
        if answered:
            parts.append(f"today {100 * passed / answered:.0f} % right")
        if self.terms.now:
            parts.append(f"{self.terms.now():%H:%M}")
        say(self.console, row("   ".join(parts), self.width), "quiet")
        self.console.write(screen.rule(self.width), "quiet")

    def _ask(self, question: Askable) -> bool:
        """Ask one question until there is an outcome, keep it, and show it; whether it was answered."""
        self.question, self.hints = question, 0
        self._status(question)
        if question.id in self.terms.changed and not self.session.was_answered(question):
            self._changed(question)
        prompt = question.prompt(self.terms.seed)
        number, again = self.session.number(question), self.session.was_answered(question)
        lines = screen.question_lines(self.bank, number, prompt, self.width, again=again)
        say(self.console, lines, "stem")
        if self.console.waits:
            self.terms.meanwhile()
        began = self.terms.now() if self.terms.now else None
        try:
            attempt = Asking(self.console, self._obey).attempt(partial(self._whole, question), prompt)
        except _MoveOnError:
            if self.console.waits:
                self.console.write("")
            return False
        how = How(attempt.lines, self.hints, gave_up=attempt.gave_up, seconds=self.terms.seconds_since(began))
        answer = self.session.answer(attempt.outcome, how)
        self.kept.append(self._keep(answer))
        self._feedback(answer, self.kept[-1])
        return True

    def _changed(self, question: Askable) -> None:
        """Whoever learned another answer may want to begin anew."""
        tell(self.console, "The answer to this question has changed since you last saw it.")
        if not self.console.waits:
            return
        tell(self.console, "Enter keeps your progress; r starts the question afresh.")
        line = self.console.read("> ")
        if line is None:
            raise QuitError
        if line.strip().casefold() in ("r", ":r", "reset"):
            self.terms.log.reset(question)
            tell(self.console, "It starts afresh.")

    def _feedback(self, answer: Answer, kept: Kept) -> None:
        from kalquiz.practice import sources

        question, outcome = self._whole(answer.question), answer.outcome
        interaction = question.interaction()
        hinted, gave_up = answer.how.hints > 0, answer.how.gave_up
        role: Role = "right" if answer.passed else "wrong"
        tell(self.console, screen.verdict_line(outcome, kept, hinted=hinted, gave_up=gave_up), role)
        if gave_up:
            say(self.console, screen.key_lines(question, interaction, self.width))
        say(self.console, screen.outcome_lines(self.bank, question, interaction, outcome, self.width))
        number = self.session.number(answer.question)
        pointer = f":s {number}"
        say(self.console, sources.pointer_lines(self.bank, question, self.terms.texts, pointer, self.width))
        say(self.console, screen.leech_lines(kept, self.width))
        meant = bare_command(" ".join(answer.how.given))
        if meant and not answer.passed:
            said = f"If you meant the command: :u takes this back, then type {meant.typed}"
            tell(self.console, said)
        if not self.console.waits:
            self.console.write("")

    def _keep(self, answer: Answer, instead_of: str = "") -> Kept:
        """Keep an answer; where that fails, until it works or the person stops."""
        while True:
            try:
                kept = self.terms.log.keep(answer, instead_of)
            except KalquizError as error:
                self.unkept = True
                tell(self.console, f"{error}", "wrong")
                tell(self.console, "Press Enter to try again; :q ends without it.")
                line = self.console.read("> ")
                command = read_command((line or "").strip())
                if line is None or (command and command.name is Name.QUIT):
                    raise QuitError from None
            else:
                self.unkept = False
                return kept

    def _whole(self, question: Askable) -> "Question":
        """A question with all that the bank says of it."""
        return self.bank.question(question.id)

    # Commands

    def _pause(self) -> None:
        """Wait until the person has read what was said, and obey what they say to it."""
        end = "[Enter] next" if self.session.current else "[Enter] finish"
        if self.console.waits:
            keys = f"{end}   :u undo   :ok I was right   :g guessed   ? help"
            say(self.console, row(keys, self.width), "quiet")
        while True:
            line = self.console.read("> ")
            if line is None:
                raise QuitError
            command = read_command(line.strip()) or bare_command(line)
            if not line.strip() or not (command or self.console.waits):
                break
            if not command:
                tell(self.console, "This question is answered. Press Enter to go on, or ? for help.")
                continue
            try:
                self._obey(command)
            except _MoveOnError:
                break
        if self.console.waits:
            self.console.write("")

    def _obey(self, command: Command) -> None:
        """Do what was said.

        Raises:
            QuitError: the session ends.
            _MoveOnError: another question is to be asked now.
        """
        asked = self.question
        if asked is None:
            return
        try:
            self._do(command, asked)
        except NothingToUndoError as error:
            tell(self.console, str(error))
        except KalquizError as error:
            tell(self.console, str(error), "wrong")

    def _do(self, command: Command, asked: Askable) -> None:
        waiting = self.session.current is asked
        match command.name:
            case Name.QUIT:
                raise QuitError
            case Name.HELP:
                say(self.console, table(HELP, self.width))
            case Name.HINT:
                self._hint(asked)
            case Name.SOURCE:
                self._source(command.words, asked)
            case Name.SKIP:
                self._skip(asked)
            case Name.FLAG:
                self.terms.log.flag(asked, command.words)
                number = self.session.number(asked)
                tell(self.console, f"Noted on question {number}. `kalquiz history flags` lists your notes.")
            case Name.UNDO:
                self._undo()
            case Name.RIGHT:
                self._right()
            case Name.GUESSED:
                self._guessed()
            case Name.UNKNOWN:
                tell(self.console, f"{visible(command.typed)} is not a command. ? lists them.")
            case _:
                assert_never(command.name)
        if waiting and self.session.current is not asked:
            raise _MoveOnError

    def _hint(self, asked: Askable) -> None:
        hint = self._whole(asked).hint
        if hint:
            self.hints += 1
        say(self.console, screen.hint_lines(hint, self.width))

    def _skip(self, asked: Askable) -> None:
        if self.session.current is asked:
            self.session.skip()
            tell(self.console, "Left out of this session.")
        raise _MoveOnError

    def _source(self, words: str, asked: Askable) -> None:
        from kalquiz.practice import sources

        known = {str(self.session.number(it)): it for it in self._shown(asked)}
        if words and words not in known:
            said = f"There is no question {visible(words)} so far. Name one as in :s {min(known, key=int)}."
            tell(self.console, said)
            return
        question = known[words] if words else asked
        if not words and self.session.current is asked:
            self.hints += 1
        lines = sources.passage_lines(self.bank, self._whole(question), self.terms.texts, self.width)
        say(self.console, lines)

    def _shown(self, asked: Askable) -> list[Askable]:
        return [*(move.before[0] for move in self.session.moves), asked]

    def _undo(self) -> None:
        if not self.session.moves:
            self._undo_earlier()
            return
        move = self.session.moves[-1]
        question = move.before[0]
        if move.answer:
            if self.kept[-1].uid:
                self.terms.log.undo(self.kept[-1].uid, question.id)
            self.kept.pop()
        self.session.undo()
        tell(self.console, f"Taken back. Question {self.session.number(question)} is asked again.")
        raise _MoveOnError

    def _undo_earlier(self) -> None:
        """Take back the last entry of an earlier session."""
        last = self.terms.log.last()
        if last is None:
            raise NothingToUndoError("There is nothing to take back.")
        self.terms.log.undo(last.uid, last.question)
        if last.note:
            tell(self.console, "The note that you made last is taken back.")
            return
        # What was taken back is, even where the bank could no longer be read now.
        question = next((it for it in self.bank.questions if last.question in (it.id, *it.aka)), None)
        if not question:
            tell(
                self.console,
                f"Taken back: the last answer to {visible(last.question)}, no longer in the bank.",
            )
            return
        self.session.bring(question)
        tell(
            self.console, "Taken back: the last answer of the previous session. Its question is asked again."
        )
        raise _MoveOnError

    def _right(self) -> None:
        from kalquiz.practice.accepting import accepting_lines

        answer = self.session.last_answer()
        outcome = Outcome.of(1.0, [])
        amended = self._amend(outcome, replace(answer.how, overridden=True, guessed=False, gave_up=False))
        tell(self.console, f"Counted as right.{self._next()}")
        say(self.console, accepting_lines(self._whole(amended.question), amended.how.given, self.width))

    def _guessed(self) -> None:
        answer = self.session.last_answer()
        self._amend(answer.outcome, replace(answer.how, guessed=True))
        tell(self.console, f"Counted as a guess: it will come back.{self._next()}")

    def _amend(self, outcome: Outcome, how: How) -> Answer:
        answer = self.session.amend(outcome, how)
        self.kept[-1] = self._keep(answer, self.kept[-1].uid)
        return answer

    def _next(self) -> str:
        """How the last answer is rated now, and when its question comes next, where it is scheduled."""
        kept = self.kept[-1]
        if not kept.rating or kept.days is None:
            return ""
        return f" Rated {kept.rating}, next {screen.in_days(kept.days)}."
