"""`kalquiz practice`."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kalquiz.cli.options import (
    amount_options,
    bank_argument,
    open_history,
    open_library,
    open_soon,
    seed_option,
    select,
    sources_option,
    typed,
    wanted_options,
)
from kalquiz.cli.terminal import terminal_width
from kalquiz.cli.times import length, moment
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.askable import Askable
    from kalquiz.catalogue.opened import Opened
    from kalquiz.history import Store
    from kalquiz.practice import Console, Summary, Terms
    from kalquiz.practice.choose import Chosen
    from kalquiz.practice.objects import Object
    from kalquiz.practice.paper import Paper
    from kalquiz.practice.report import Report
    from kalquiz.selection import Amount, Wanted

SIGNALLED = 128
"""What a shell adds to the number of a signal that ended a program."""


@click.command()
@bank_argument(required=False)
@wanted_options
@amount_options
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N questions, due ones first.")
@click.option(
    "--new",
    type=click.IntRange(0),
    metavar="N",
    help="N new questions; by default they bring the day up to 20.",
)
@click.option("--wrong", is_flag=True, help="Those whose last answer was wrong.")
@click.option("--cram", is_flag=True, help="All, due or not; the schedule stays as it is.")
@click.option(
    "--exam", type=length, metavar="TIME", help="All, as an exam of 20m or 1h30m: no feedback before the end."
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit 1 below this share of points.",
)
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each answer, and a summary.")
@click.option("--plain", is_flag=True, help="No rules, colours or progress.")
@click.option(
    "--now",
    type=moment,
    metavar="TIME",
    help="Use this time instead of the clock, such as 2026-03-01T18:30. Answers are saved with it.",
)
@seed_option
@sources_option
def practice(bank: str | None, wanted: "Wanted", amount: "Amount | None", **options: Any) -> int:
    """Practise a bank: answer, and see why and where it is written.

    BANK is the id of a bundled bank or a folder; without it, the bank in this folder or kal007. It asks what is
    due, mixed with new questions. Every answer is saved in your history at once.
    """
    asked = Options(**options)
    if asked.wrong + asked.cram + bool(asked.exam) > 1:
        raise click.UsageError("--wrong, --cram and --exam exclude each other; give one of them.")
    loaded = open_soon(bank)
    questions = select(loaded, wanted, amount, asked.seed)
    with open_history() as store:
        desk = Desk(loaded, store, lambda: asked.now or datetime.now().astimezone(), asked)
        return desk.hold(questions, named=amount is not None)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says besides which questions are wanted."""

    limit: int | None
    new: int | None
    wrong: bool
    cram: bool
    exam: timedelta | None
    fail_under: float | None
    as_json: bool
    plain: bool
    now: datetime | None
    seed: str
    sources: Path | None


@dataclass(frozen=True)
class Desk:
    """Where a session is held: the bank, the history, the clock, and what was asked for on the command line."""

    bank: "Opened"
    store: "Store"
    now: Callable[[], datetime]
    options: Options

    def hold(self, wanted: "Sequence[Askable]", *, named: bool) -> int:
        """Ask what there is to ask of the questions that are wanted, and give the exit code.

        Where an amount was `named`, the day's share of new questions is no limit.
        """
        from kalquiz.practice.choose import Wish, choose
        from kalquiz.schedule import study_day

        self._relink()
        options = self.options
        day = study_day(self.now())
        wish = Wish(
            by="wrong" if options.wrong else "all" if options.cram or options.exam else "schedule",
            new=len(wanted) if named and options.new is None else options.new,
            limit=options.limit,
            seed=options.seed,
        )
        chosen = choose(self.bank, self.store, wanted, day, wish)
        if not chosen.questions:
            self._nothing(wanted)
            return 0
        if not options.exam:
            self._remind()
        return self._held(chosen)

    def _held(self, chosen: "Chosen") -> int:
        from kalquiz.cli.console import Terminal
        from kalquiz.practice import Session, talk

        console = Terminal(plain=self.options.plain, aside=self.options.as_json)
        terms = self._terms(chosen)
        with console.ending.heard():
            held: Report | Summary
            if time := self.options.exam:
                held = self._exam(chosen, time, console, terms)
            else:
                held = talk(self.bank, Session(chosen.questions), console, terms)
        if self.options.as_json:
            from kalquiz.practice.objects import end_object

            _tell(end_object(self.bank, held, terms.log.outlook()))
        if console.ending.number:
            return SIGNALLED + console.ending.number
        below = self.options.fail_under is not None and held.percent < self.options.fail_under
        return int(held.unkept or below)

    def _exam(self, chosen: "Chosen", time: timedelta, console: "Console", terms: "Terms") -> "Report":
        """Hold an exam, or go on with the one that was broken off."""
        from kalquiz.practice.asking import QuitError
        from kalquiz.practice.exam import goes_on, sit
        from kalquiz.practice.paper import Paper

        begun, now = self._paper(), self.now()
        try:
            go_on = begun and console.waits and goes_on(begun, console, now)
        except QuitError:
            raise click.exceptions.Exit(0) from None
        if not begun or not go_on:
            ids = tuple(question.id for question in chosen.questions)
            begun = Paper(ids, time.total_seconds(), now, self.options.seed)
        return sit(self.bank, begun, console, terms, self._put)

    def _paper(self) -> "Paper | None":
        """The paper of an exam that was broken off."""
        from kalquiz.practice.paper import read_paper

        return read_paper(self.store.paper(self.bank.id))

    def _put(self, paper: "Paper | None") -> None:
        self.store.put_paper(self.bank.id, paper.as_text() if paper else None)

    def _terms(self, chosen: "Chosen") -> "Terms":
        from uuid import uuid4

        from kalquiz.history import Kind
        from kalquiz.practice import Terms
        from kalquiz.practice.keeper import Keeper
        from kalquiz.practice.log import Log

        kind = Kind.EXAM if self.options.exam else Kind.CRAM if self.options.cram else Kind.REVIEW
        log: Log = Keeper(self.store, self.bank, uuid4().hex, self.now, kind, cache(self._versions))
        if self.options.as_json:
            from kalquiz.practice.objects import Telling

            log = Telling(self.bank, log, _tell)
        texts = open_library(self.bank, self.options.sources)
        return Terms(
            texts=texts,
            seed=self.options.seed,
            log=log,
            now=self.now,
            new=chosen.new,
            changed=chosen.changed,
            meanwhile=self.bank.read_ahead,
        )

    def _versions(self) -> str:
        from importlib.metadata import version

        return f"kalquiz {version('kalquiz')}, {self.bank.id} {self.bank.whole.about.version}"

    def _relink(self) -> None:
        """Give the answers of renamed questions to their new ids, and say where the clock cannot be right."""
        from uuid import uuid4

        from kalquiz.history import relinks
        from kalquiz.schedule import Moment as At

        now = At.of(self.now())
        memories = self.store.memories(self.bank.id)
        for renamed in list(relinks(self.bank, memories, uuid4().hex, now)):
            self.store.add(renamed)
        if any(memory.day > now.day for memory in memories.values()):
            clock = "The time of --now" if self.options.now else "This computer's clock"
            _note(f"{clock} is before your last answers. `kalquiz history check` says more.")

    def _remind(self) -> None:
        """Say that an exam was broken off."""
        if paper := self._paper():
            from kalquiz.practice.exam import left_in_words

            said = left_in_words(paper, self.now())
            minutes, seconds = divmod(round(paper.seconds), 60)
            time = f"{minutes}m" if minutes else f"{seconds}s"
            again = f"kalquiz practice {typed(self.bank)} --exam {time}"
            _note(f"An exam was interrupted. {said} `{again}` continues it.")

    def _nothing(self, wanted: "Sequence[Askable]") -> None:
        """Say that there is nothing to ask now, when there will be, and what can be done meanwhile."""
        if self.options.wrong:
            _say("No question was answered wrong when it was last asked.")
            return
        memories = self.store.memories(self.bank.id)
        days = sorted(memories[it.id].due for it in wanted if it.id in memories)
        fresh = sum(it.id not in memories for it in wanted)
        _say("Nothing is due now.")
        if days:
            said = f"{days[0]:%A}, {days[0].day} {days[0]:%B}"
            _say(f"Next: {counted(days.count(days[0]), 'question')} on {said}.")
        if fresh:
            _say(f"{counted(fresh, 'question')} not asked yet: --new 10 asks ten of them now.")
        _say("--cram asks all of them without changing the schedule.")


def _say(text: str, mark: str = "", *, aside: bool = False) -> None:
    from kalquiz.lines import hang

    click.echo("\n".join(hang(mark, text, terminal_width())), err=aside)


def _note(text: str) -> None:
    _say(text, "Note: ", aside=True)


def _tell(found: "Object") -> None:
    click.echo(json.dumps(found, ensure_ascii=False))
