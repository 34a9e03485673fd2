"""Which questions of a bank an output takes: those that are wanted, and so many of them.

Chance is a hash of seed and id, so that a seed selects the same questions on every machine.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Generic, Literal, TypeVar

from kalquiz.askable import Askable, BankOf, Cue
from kalquiz.catalogue.opened import cues_in
from kalquiz.problem import KalquizError

Q = TypeVar("Q", bound=Askable)

Groups = Sequence[tuple[Q, ...]]


class SelectionError(KalquizError):
    """There is nothing to select, or less than was asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question has to be: one of each field's names. A field without names lets every question pass.

    `exclude` names questions to leave out. It and `ids` take former ids, too.
    """

    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def takes(self, question: Askable) -> bool:
        """Whether the question is one of them."""
        *asked, (_, excluded) = self._named()
        return all(not names or names & _has(question, field) for field, names in asked) and not (
            excluded & _has(question, "exclude")
        )

    def unknown(self, banks: Iterable[BankOf[Askable]]) -> Iterator[tuple[str, str, set[str]]]:
        """Each name that no question has: the field it stands in, the name, and the names that there are."""
        read = list(banks)
        for field, names in self._named():
            known = names_of(read, field) if names else set()
            yield from ((field, name, known) for name in sorted(names - known))

    def _named(self) -> list[tuple[str, set[str]]]:
        return [(field.name, set(getattr(self, field.name))) for field in fields(self)]


def names_of(banks: Iterable[BankOf[Askable]], field: str) -> set[str]:
    """The names that a field of `Wanted` may hold: the sections, tags, types, skills or ids of the banks' questions."""
    return {name for bank in banks for question in bank.questions for name in _has(question, field)}


def _has(question: Askable, field: str) -> set[str]:
    """What a question answers to in a field of `Wanted`."""
    match field:
        case "sections":
            return {question.section}
        case "tags":
            return set(question.tags)
        case "types":
            return {question.type}
        case "skills":
            return {question.skill} if question.skill else set()
        case _:
            return {question.id, *question.aka}


@dataclass(frozen=True, slots=True)
class Amount:
    """How much to take at most: questions, or points; with `balanced` evenly from each section."""

    number: int
    of: Literal["questions", "points"] = "questions"
    balanced: bool = True

    def weigh(self, questions: Iterable[Askable]) -> int:
        """How much the questions are."""
        return sum(question.points if self.of == "points" else 1 for question in questions)


@dataclass(frozen=True, slots=True)
class Selection(Generic[Q]):
    """The questions, in the bank's order, and what in them gives away an answer to another of them.

    Where there were others to take, there are no cues.
    """

    questions: tuple[Q, ...]
    cues: tuple[Cue, ...] = ()


def select(bank: BankOf[Q], wanted: Wanted, amount: Amount | None = None, seed: str = "") -> Selection[Q]:
    """The questions that are wanted; of an amount, those that chance by `seed` takes.

    An amount is filled evenly from the sections as far as they reach. What gives an answer away is not taken
    together with it, and questions on one passage are taken together, both as far as the amount can be filled
    so. Points may come out below what was asked for, where none of the questions left fits.

    Raises:
        SelectionError: no question is wanted, or there are fewer than asked for.
    """
    found = tuple(filter(wanted.takes, bank.questions))
    if not found:
        raise SelectionError("No question matches everything that you asked for.")
    if amount is None:
        return Selection(found)
    there = amount.weigh(found)
    if there < amount.number:
        raise SelectionError(f"There are only {there} {amount.of} to select from, not {amount.number}.")
    cues = cues_in(bank)
    picked = _Picking(found, amount, cues, seed).picked()
    return Selection(
        tuple(question for question in found if question.id in picked),
        tuple(cue for cue in cues if {cue.question, cue.giver} <= picked),
    )


def by_passage(questions: Iterable[Q]) -> Groups[Q]:
    """The questions in groups of those whose first citation is of the same passage; order is kept otherwise."""
    return grouped(questions, lambda it: it.first_cited)


def grouped(questions: Iterable[Q], place: Callable[[Q], Hashable]) -> Groups[Q]:
    """The questions in groups of those that have the same place; order is kept otherwise."""
    groups: Mapping[Hashable, list[Q]] = defaultdict(list)
    for question in questions:
        groups[place(question)].append(question)
    return [tuple(group) for group in groups.values()]


def chance(*parts: str) -> bytes:
    """What to sort by for an order that depends on the parts alone: seed, purpose, id."""
    return sha256("/".join(parts).encode()).digest()


class _Picking:
    """Fills an amount from questions."""

    def __init__(self, questions: Sequence[Askable], amount: Amount, cues: Iterable[Cue], seed: str) -> None:
        self._amount = amount
        self._seed = seed
        self._apart: Mapping[str, set[str]] = defaultdict(set)
        for cue in cues:
            self._apart[cue.question].add(cue.giver)
            self._apart[cue.giver].add(cue.question)
        self._taken: dict[str, Askable] = {}
        self._pools: Mapping[str, list[Askable]] = defaultdict(list)
        for question in questions:
            self._pools[question.section if amount.balanced else ""].append(question)

    def picked(self) -> set[str]:
        """The ids of what was taken."""
        pools = {
            pool: sorted(by_passage(questions), key=lambda group: self._chance(group[0].id))
            for pool, questions in self._pools.items()
        }
        quotas = self._quotas()
        for whole in (True, False):
            for pool, groups in pools.items():
                self._fill(groups if whole else _singly(groups), quotas[pool], pool)
        # What cues and points left open, any section may fill; cues are let in last.
        rest = list(_in_turn([_singly(groups) for groups in pools.values()]))
        self._fill(rest, self._amount.number)
        self._fill(rest, self._amount.number, cued=True)
        return set(self._taken)

    def _chance(self, name: str) -> bytes:
        return chance(self._seed, "selection", name)

    def _quotas(self) -> dict[str, int]:
        """The amount, dealt to the pools one by one, as far as each reaches."""
        rooms = {pool: self._amount.weigh(questions) for pool, questions in self._pools.items()}
        quotas = dict.fromkeys(sorted(rooms, key=self._chance), 0)
        left = self._amount.number
        while left:
            open_pools = [pool for pool in quotas if quotas[pool] < rooms[pool]]
            share = max(1, min(left // len(open_pools), *(rooms[it] - quotas[it] for it in open_pools), left))
            for pool in open_pools[:left]:
                quotas[pool] += share
                left -= share
        return quotas

    def _fill(
        self, groups: Groups[Askable], most: int, pool: str | None = None, *, cued: bool = False
    ) -> None:
        """Take each group that fits into what is left of `most`, in a pool or in all."""
        left = most - self._amount.weigh(
            question
            for question in self._taken.values()
            if pool is None or not self._amount.balanced or question.section == pool
        )
        for group in groups:
            new = {question.id: question for question in group if question.id not in self._taken}
            together = self._taken.keys() | new.keys()
            weight = self._amount.weigh(new.values())
            if weight <= left and (cued or not any(self._apart[name] & together for name in new)):
                self._taken |= new
                left -= weight


def _singly(groups: Groups[Askable]) -> Groups[Askable]:
    return [(question,) for group in groups for question in group]


def _in_turn(pools: Sequence[Groups[Askable]]) -> Iterator[tuple[Askable, ...]]:
    """The first of each pool, then the second of each, and so on."""
    for place in range(max(map(len, pools))):
        yield from (pool[place] for pool in pools if place < len(pool))
