"""One question until there is an outcome: reads lines, asks again what is unclear, passes commands on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kalquiz.interaction import GapText, Outcome, Prompt, Reveal, Verdict
from kalquiz.practice import screen
from kalquiz.practice.commands import Command, Name, bare_command, read_command
from kalquiz.practice.console import Console, say, tell
from kalquiz.practice.reading import UnreadableError, lines_needed, read_response

if TYPE_CHECKING:
    from kalquiz.question import Question

Find = Callable[[], "Question"]
"""Finds the question that is asked: it is needed when there is an answer, and not before."""


class QuitError(Exception):
    """The person stops here, or the input ends."""


class GiveUpError(Exception):
    """The person does not know."""


class _BackError(Exception):
    """The gap before is to be filled anew."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was typed, and what grading found."""

    lines: tuple[str, ...]
    outcome: Outcome
    gave_up: bool = False


@dataclass
class Asking:
    """Reads answers from a console; `obey` is told of each command and may end the asking by raising."""

    console: Console
    obey: Callable[[Command], None]

    def attempt(self, question: Find, prompt: Prompt) -> Attempt:
        """The answer to a question, however often it has to be asked for."""
        written: tuple[str, ...] = ()
        try:
            if isinstance(prompt.interaction, Reveal):
                written = self.written(prompt.interaction)
                return self.marked(question, prompt.interaction, written)
            lines = self.lines(prompt)
            return self._graded(question, prompt, lines)
        except GiveUpError:
            return Attempt(written, Outcome.of(0.0, []), gave_up=True)

    def lines(self, prompt: Prompt) -> list[str]:
        """The lines that answer a prompt.

        Raises:
            GiveUpError: the person does not know.
        """
        return self._filled(_marks(prompt), [])

    def _filled(self, marks: list[str], lines: list[str]) -> list[str]:
        """The lines there are, and those for the marks that have none yet."""
        known = len(lines)
        while len(lines) < len(marks):
            try:
                fresh = len(lines) <= known
                typed = self._line(marks[len(lines)], fresh=fresh, back=bool(lines)).split("\n")
            except _BackError:
                lines = lines[:-1]
                tell(self.console, f"Back to gap ({len(lines) + 1}).")
                continue
            # What was pasted may fill several gaps at once.
            lines = [*lines, *(typed if len(marks) > 1 else [" ".join(typed)])]
        return lines[: len(marks)]

    def written(self, reveal: Reveal) -> tuple[str, ...]:
        """An answer in one's own words: lines up to an empty one; of a card to recall, one line."""
        first = self._line("> ", empty_counts=True)
        lines = [first]
        while lines[-1] and not reveal.recall:
            lines.append(self._line("> ", empty_counts=True, fresh=False))
        return tuple(line for line in lines if line)

    def marked(self, question: Find, reveal: Reveal, written: tuple[str, ...]) -> Attempt:
        """The key beside what was written, and what the learner ticks."""
        say(self.console, screen.reveal_lines(reveal, question().solution().lines, self.console.width))
        while True:
            line = self._line("> ", empty_counts=True)
            try:
                outcome = question().grade(read_response(reveal, [line]))
            except UnreadableError as error:
                self._unclear([str(error)], line)
            else:
                return Attempt(written, outcome)

    def _graded(self, question: Find, prompt: Prompt, lines: list[str]) -> Attempt:
        while True:
            try:
                outcome = question().grade(read_response(prompt.interaction, lines))
            except UnreadableError as error:
                outcome = Outcome.unclear(str(error))
            if outcome.verdict is not Verdict.UNCLEAR:
                return Attempt(tuple(lines), outcome)
            self._unclear(outcome.feedback, lines[outcome.again])
            end = outcome.again + 1
            lines[:end] = self._filled(_marks(prompt)[:end], lines[: outcome.again])

    def _unclear(self, said: Iterable[str], line: str) -> None:
        for sentence in said:
            tell(self.console, sentence)
        if meant := bare_command(line):
            tell(self.console, f"For the command, type {meant.typed} with the colon.")

    def _line(self, mark: str, *, empty_counts: bool = False, fresh: bool = True, back: bool = False) -> str:
        """The next line that is no command, and not empty where an empty one says nothing.

        Raises:
            _BackError: with `back`, undo was asked for.
        """
        asked_to_give_up = False
        while True:
            line = self.console.read(mark, fresh=fresh)
            if line is None:
                raise QuitError
            line = line.strip()
            if line.startswith("\\:"):
                return line[1:]
            if command := read_command(line):
                if back and command.name is Name.UNDO:
                    raise _BackError
                self.obey(command)
            elif line or empty_counts:
                return line
            elif asked_to_give_up:
                raise GiveUpError
            else:
                asked_to_give_up = True
                tell(self.console, "Give up? Press Enter once more, or type an answer.")


def _marks(prompt: Prompt) -> list[str]:
    count = lines_needed(prompt.interaction)
    numbered = isinstance(prompt.interaction, GapText) and count > 1
    return [f"({place}) > " if numbered else "> " for place in range(1, count + 1)]
