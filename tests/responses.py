"""Responses made from prompts: wrong ones, and the lines a person would type for a given one."""

from collections.abc import Iterator
from typing import assert_never

from kalquiz.interaction import (
    Choice,
    Chosen,
    Filled,
    GapText,
    Interaction,
    Match,
    Matched,
    Option,
    Order,
    Ordered,
    Prompt,
    Response,
    Reveal,
    TextEntry,
    Ticked,
    Typed,
    letter,
)
from kalquiz.question import Question

WRONG_WORDS = {"text": "zzzz", "number": "987654321", "date": "1066-10-14"}


def wrong_responses(question: Question) -> Iterator[Response]:
    """Every way to be wholly wrong that the question offers, or one where there are endlessly many."""
    interaction = question.interaction()
    key = question.solution().response
    match interaction:
        case Choice(options=options):
            assert isinstance(key, Chosen)
            yield from (Chosen(frozenset({option.id})) for option in options if option.id not in key.options)
        case TextEntry(form=form):
            yield Typed(WRONG_WORDS[form])
            yield from (Typed(rejected.text) for rejected in getattr(question, "rejected", ()))
        case GapText(gaps=gaps):
            yield Filled(tuple(WRONG_WORDS[gap.entry.form] for gap in gaps))
            yield Filled(("",) * len(gaps))
        case Match(stems=stems, targets=targets):
            assert isinstance(key, Matched)
            for shift in range(len(targets)):
                pairs = {
                    stem.id: wrong[(place + shift) % len(wrong)]
                    for place, stem in enumerate(stems)
                    for wrong in [[target.id for target in targets if target.id != key.pairs[stem.id]]]
                }
                yield Matched(pairs)
            yield Matched({})
        case Order():
            assert isinstance(key, Ordered)
            yield Ordered(tuple(reversed(key.items)))
        case Reveal():
            yield Ticked(frozenset())
        case _:
            assert_never(interaction)


def typed_lines(prompt: Prompt, response: Response) -> list[str]:
    """What a person types at the terminal to give this response."""
    interaction: Interaction = prompt.interaction
    match response:
        case Chosen(options=chosen):
            assert isinstance(interaction, Choice)
            return [" ".join(_letter(interaction.options, option) for option in sorted(chosen))]
        case Typed(text=text):
            return [text]
        case Filled(texts=texts):
            return list(texts)
        case Matched(pairs=pairs):
            assert isinstance(interaction, Match)
            numbers = {stem.id: place for place, stem in enumerate(interaction.stems, 1)}
            return [
                " ".join(
                    f"{numbers[stem]}{_letter(interaction.targets, target)}" for stem, target in pairs.items()
                )
            ]
        case Ordered(items=items):
            assert isinstance(interaction, Order)
            return [" ".join(_letter(interaction.items, item) for item in items)]
        case Ticked(criteria=ticked):
            assert isinstance(interaction, Reveal)
            places = [str(place) for place, line in enumerate(interaction.criteria, 1) if line.id in ticked]
            single = len(interaction.criteria) == 1
            end = [] if interaction.recall else [""]
            return ["my own words", *end, ("y" if ticked else "n") if single else " ".join(places) or "0"]
        case _:
            assert_never(response)


def _letter(options: tuple[Option, ...], option_id: str) -> str:
    return next(letter(index) for index, option in enumerate(options) if option.id == option_id)
