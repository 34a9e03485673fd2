"""Which questions a session asks, and in which order: what is due, and new ones between."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kalquiz.askable import Askable
from kalquiz.schedule import Memory
from kalquiz.selection import by_passage, chance

APART = 5
"""So many other questions stand between two that help with each other, where there are so many."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The questions of a session.

    `due` are those to ask again, the likeliest to be forgotten first; `new` those never asked, in the bank's order;
    `order` has both as they are asked. `changed` are those of `due` whose key is another one than when they were
    last asked.
    """

    due: tuple[Askable, ...]
    new: tuple[Askable, ...]
    order: tuple[Askable, ...]
    changed: tuple[Askable, ...]


def plan(
    questions: Sequence[Askable],
    memories: Mapping[str, Memory],
    today: date,
    *,
    new: int,
    limit: int | None = None,
    seed: str = "",
    pairs: Iterable[tuple[str, str]] = (),
) -> Plan:
    """What to ask of these questions on a study day.

    At most `new` that were never asked, and `limit` in all, where what is due goes first. Questions on one passage
    are kept apart, and so are the `pairs` of ids of which one gives away the other. `seed` decides between
    questions that are as likely to be forgotten as each other.
    """
    known = [(it, memories[it.id]) for it in questions if it.id in memories]
    ranked = sorted(
        ((it, memory) for it, memory in known if memory.due <= today),
        key=lambda pair: (-pair[1].risk(today), chance(seed, "due", pair[0].id)),
    )
    due = [question for question, _ in ranked][:limit]
    room = new if limit is None else min(new, limit - len(due))
    fresh = [it for it in questions if it.id not in memories][:room]
    return Plan(
        due=tuple(due),
        new=tuple(fresh),
        order=tuple(_apart(_mixed(due, fresh), pairs)),
        changed=tuple(it for it in due if memories[it.id].content not in ("", it.content)),
    )


def due_on(memories: Mapping[str, Memory], day: date) -> list[str]:
    """The ids of the questions that are due on a study day, or were before and are not yet answered."""
    return [name for name, memory in memories.items() if memory.due <= day]


def _mixed(due: Sequence[Askable], new: Sequence[Askable]) -> list[Askable]:
    """Both, each in its order, the one spread evenly over the other."""
    placed = [
        ((place + 0.5) / len(group), kind, question)
        for kind, group in enumerate((due, new))
        for place, question in enumerate(group)
    ]
    return [question for _, _, question in sorted(placed, key=lambda it: it[:2])]


def _apart(questions: Sequence[Askable], pairs: Iterable[tuple[str, str]]) -> list[Askable]:
    """The questions, each moved back behind so many others that nothing which helps with it was just asked."""
    helped: Mapping[str, set[str]] = defaultdict(set)
    together = [(one.id, other.id) for group in by_passage(questions) for one in group for other in group]
    for one, other in (*together, *pairs):
        helped[one].add(other)
        helped[other].add(one)
    waiting, order = list(questions), list[Askable]()
    while waiting:
        just = {question.id for question in order[-APART:]}
        place = next((at for at, it in enumerate(waiting) if not helped[it.id] & just), 0)
        order.append(waiting.pop(place))
    return order
