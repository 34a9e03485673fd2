"""Which of the questions that are wanted a session asks: what is due and new, what was wrong, or all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kalquiz.askable import Askable, BankOf
from kalquiz.catalogue.opened import cues_in
from kalquiz.history import Store
from kalquiz.practice.keeper import wrong_last
from kalquiz.practice.plan import due_on, plan

DAY = 20
"""Questions of a study day, where nobody says otherwise: new ones are begun as far as what is due leaves room."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The questions of a session in their order.

    `new` are the ids of those never asked before, `changed` of those whose key is another one than when they
    were last asked.
    """

    questions: tuple[Askable, ...]
    new: frozenset[str]
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be asked: what is due with new ones between, what was wrong, or all; `limit` questions at most.

    `new` is the number of new questions; None stands for as many as fill up the day.
    """

    by: Literal["schedule", "wrong", "all"] = "schedule"
    new: int | None = None
    limit: int | None = None
    seed: str = ""


def choose(bank: BankOf[Askable], store: Store, wanted: Sequence[Askable], day: date, wish: Wish) -> Chosen:
    """The questions to ask on a study day, of those that are wanted.

    What was wrong, or all, comes in the bank's order.
    """

    def ids(questions: Iterable[Askable]) -> frozenset[str]:
        return frozenset(question.id for question in questions)

    memories = store.memories(bank.id)
    if wish.by != "schedule":
        wrong = wrong_last(store, bank) if wish.by == "wrong" else frozenset()
        taken = tuple(it for it in wanted if wish.by == "all" or it.id in wrong)[: wish.limit]
        return Chosen(taken, ids(it for it in taken if it.id not in memories))
    new = wish.new
    if new is None:
        done = sum(memory.day == day for memory in memories.values())
        due = len(ids(wanted).intersection(due_on(memories, day)))
        new = max(0, DAY - done - due)
    pairs = ((cue.question, cue.giver) for cue in cues_in(bank))
    made = plan(wanted, memories, day, new=new, limit=wish.limit, seed=wish.seed, pairs=pairs)
    return Chosen(made.order, ids(made.new), ids(made.changed))
