"""The order of questions and of options on a sheet: all that differs between its versions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kalquiz.bank import Bank, Section
from kalquiz.interaction import Choice, Chosen, Prompt, letter
from kalquiz.question import Question
from kalquiz.selection import Groups, chance

Grouping = Callable[[Iterable[Question]], Groups[Question]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A question with its number on the sheet and the options in the order of the sheet."""

    number: int
    question: Question
    prompt: Prompt


def version_names(number: int) -> tuple[str, ...]:
    """The names of so many versions: A, B, C."""
    return tuple(map(letter, range(number)))


def arrange(
    bank: Bank,
    questions: Sequence[Question],
    seed: str,
    version: str,
    group: Grouping,
    *,
    headings: bool = True,
) -> Iterator[tuple[Section | None, tuple[Placed, ...]]]:
    """Each section with its questions as they stand on the sheet, or on a version of it.

    Without `headings` all questions are one list, of no section. Questions of one group stand together, in the order
    of the bank. Without a version the others do so, too.
    """
    prompts = _prompts(questions, seed, version)
    number = 1
    for section, listed in _listed(bank, questions, headings=headings):
        groups = group(listed)
        if version:
            groups = sorted(groups, key=lambda it: chance(seed, version, "order", it[0].id))
        inside = [question for together in groups for question in together]
        if inside:
            yield (
                section,
                tuple(
                    Placed(place, question, prompts[question.id])
                    for place, question in enumerate(inside, number)
                ),
            )
        number += len(inside)


def _listed(
    bank: Bank, questions: Sequence[Question], *, headings: bool
) -> Iterator[tuple[Section | None, list[Question]]]:
    """The questions by section, in the order of the bank's sections; or all of them in that order."""
    sections = [(section, [it for it in questions if it.section == section.id]) for section in bank.sections]
    if headings:
        yield from sections
    else:
        yield None, [question for _, listed in sections for question in listed]


def _prompts(questions: Sequence[Question], seed: str, version: str) -> Mapping[str, Prompt]:
    """The prompts by question id, with keys in every place equally often.

    Among the single choices with as many options and no order of their own, the places of the keys come up as
    often as each other, or once more. A question's key stands in another place on each version, as far as there
    are places.
    """
    prompts = {
        question.id: question.prompt(f"{seed}/{version}" if version else seed) for question in questions
    }
    alike: dict[int, list[Question]] = defaultdict(list)
    for question in questions:
        if options := _movable(question, prompts[question.id]):
            alike[options].append(question)
    turn = _turn(version)
    for size, group in alike.items():
        ranked = sorted(group, key=lambda question: chance(seed, "rank", question.id))
        for rank, question in enumerate(ranked):
            block, place = divmod(rank, size)
            places = sorted(range(size), key=lambda it: chance(seed, "place", f"{size}", f"{block}", f"{it}"))
            prompts[question.id] = _with_key_at(question, prompts[question.id], places[(place + turn) % size])
    return prompts


def _turn(version: str) -> int:
    """The number of a version from 0; the sheet without one counts as the first."""
    number = 0
    for sign in version:
        number = number * 26 + ord(sign) - ord("A") + 1
    return max(0, number - 1)


def _movable(question: Question, prompt: Prompt) -> int:
    """In how many places the key can stand, where there is one among options."""
    match prompt.interaction, question.solution().response:
        case Choice(options=options, many=False, free=free), Chosen(options=chosen):
            return free if any(option.id in chosen for option in options[:free]) else 0
        case _:
            return 0


def _with_key_at(question: Question, prompt: Prompt, place: int) -> Prompt:
    response = question.solution().response
    if not isinstance(prompt.interaction, Choice) or not isinstance(response, Chosen):
        return prompt
    options = prompt.interaction.options
    keys = [option for option in options if option.id in response.options]
    others = [option for option in options if option.id not in response.options]
    ordered = (*others[:place], *keys, *others[place:])
    return replace(prompt, interaction=replace(prompt.interaction, options=ordered))
