"""The dialogue: asks, reads lines, answers commands. Typed and piped input take the same way."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kalquiz.bank import Bank
from kalquiz.interaction import Outcome, Prompt, Reveal, Verdict
from kalquiz.markup import to_plain
from kalquiz.practice import screen, sources
from kalquiz.practice.reading import UnreadableError, lines_needed, read_response
from kalquiz.practice.session import Session, Summary
from kalquiz.question import Question

Read = Callable[[str], str | None]
"""Takes a prompt for a terminal; gives the next line without its end, or `None` at the end of the input."""

Write = Callable[[str], None]
"""Takes a line to show."""


class _Quit(Exception):  # noqa: N818 - a signal of the dialogue, not an error
    """The person stops here, or the input ends."""


class _Skip(Exception):  # noqa: N818 - a signal of the dialogue, not an error
    """The person leaves the question out."""


class _GiveUp(Exception):  # noqa: N818 - a signal of the dialogue, not an error
    """The person does not know."""


def talk(
    bank: Bank,
    session: Session,
    read: Read,
    write: Write,
    *,
    texts: Mapping[str, str] | None = None,
    seed: str = "",
    width: int = 72,
) -> Summary:
    """Hold a session: ask its questions until they are through or the person stops.

    Args:
        bank: where the questions are from.
        session: what to ask.
        read: gives the lines typed.
        write: takes the lines shown.
        texts: the text of each source that there is a copy of, by source id.
        seed: the order of options depends on it.
        width: columns to wrap text at.

    Returns:
        what the session added up to; it was shown as well.
    """
    dialogue = _Dialogue(bank, session, read, write, texts or {}, seed, width)
    count = f"{session.left} question{'' if session.left == 1 else 's'}"
    dialogue.say([f"Practice   {to_plain(bank.title)}   {count}   ? help   :q quit", screen.rule(width)])
    try:
        while question := session.current:
            dialogue.ask(question)
    except _Quit:
        pass
    summary = session.summary()
    dialogue.say(screen.summary_lines(bank, summary, width))
    return summary


@dataclass
class _Dialogue:
    bank: Bank
    session: Session
    read: Read
    write: Write
    texts: Mapping[str, str]
    seed: str
    width: int
    asked: list[Question] = field(default_factory=list)

    def say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def ask(self, question: Question) -> None:
        """Ask one question until there is an outcome, and show it."""
        self.asked.append(question)
        number = len(self.asked)
        prompt = question.prompt(self.seed)
        self.say(screen.question_lines(self.bank, number, prompt, self.width))
        try:
            outcome = self._outcome(question, prompt)
        except _Skip:
            self.session.skip()
            self.say(["Left out.", ""])
            return
        self.session.answer(outcome)
        self.say(screen.outcome_lines(self.bank, question, outcome, self.width))
        self.say(sources.pointer_lines(self.bank, question, self.texts, f":s {number}", self.width))
        self.say([""])

    def _outcome(self, question: Question, prompt: Prompt) -> Outcome:
        interaction = prompt.interaction
        if isinstance(interaction, Reveal):
            self._line(question, "> ", empty_counts=True)
            self.say(screen.reveal_lines(interaction, question.solution().lines, self.width))
        count = lines_needed(interaction)
        marks = [f"({place}) > " if count > 1 else "> " for place in range(1, count + 1)]
        try:
            lines = [self._line(question, mark) for mark in marks]
            while True:
                try:
                    outcome = question.grade(read_response(interaction, lines))
                except UnreadableError as error:
                    outcome = Outcome.unclear(str(error))
                if outcome.verdict is not Verdict.UNCLEAR:
                    return outcome
                self.say(outcome.feedback)
                lines[outcome.again] = self._line(question, marks[outcome.again])
        except _GiveUp:
            return self._given_up(question)

    def _given_up(self, question: Question) -> Outcome:
        key = "; ".join(question.solution().lines)
        self.say([f"The answer: {to_plain(key)}"])
        return Outcome.of(0.0, [])

    def _line(self, question: Question, mark: str, *, empty_counts: bool = False) -> str:
        """The next line that is neither a command nor empty."""
        asked_to_give_up = False
        while True:
            line = self.read(mark)
            if line is None:
                raise _Quit
            line = line.strip()
            if line.startswith("\\:"):
                return line[1:]
            if line.startswith(":") or line == "?":
                self._command(line, question)
            elif line or empty_counts:
                return line
            elif asked_to_give_up:
                raise _GiveUp
            else:
                asked_to_give_up = True
                self.say(["Give up? Press Enter once more, or type an answer."])

    def _command(self, line: str, question: Question) -> None:
        match line.split():
            case [":q"]:
                raise _Quit
            case [":skip"]:
                raise _Skip
            case [":h"]:
                self.say(screen.hint_lines(question, self.width))
            case [":s"]:
                self.say(sources.passage_lines(self.bank, question, self.texts, self.width))
            case [":s", number] if number in map(str, range(1, len(self.asked) + 1)):
                asked = self.asked[int(number) - 1]
                self.say(sources.passage_lines(self.bank, asked, self.texts, self.width))
            case [":s", _]:
                self.say([f"Of questions 1 to {len(self.asked)}, name one: :s 1"])
            case ["?"]:
                self.say(screen.HELP)
            case _:
                self.say([f"{to_plain(line)} is not a command.", *screen.HELP])
