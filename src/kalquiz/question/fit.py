"""Whether a response fits what was asked: an id that does not exist is a mistake of a program, not of a learner."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar, assert_never

from kalquiz.interaction import (
    Choice,
    Chosen,
    Criterion,
    Filled,
    GapText,
    Interaction,
    Match,
    Matched,
    Option,
    Order,
    Ordered,
    Response,
    Reveal,
    TextEntry,
    Ticked,
    Typed,
)

R = TypeVar("R", Chosen, Typed, Filled, Matched, Ordered, Ticked)
T = TypeVar("T")


def expect(response: Response, kind: type[R]) -> R:
    """The response, if it is of the kind that the interaction asks for.

    Raises:
        TypeError: it is of another kind.
    """
    if not isinstance(response, kind):
        raise TypeError(f"This question takes {kind.__name__}, not {type(response).__name__}.")
    return response


def require_fit(response: Response, interaction: Interaction) -> None:
    """Refuse a response that is not one to this interaction.

    Raises:
        TypeError: it is of another kind, or does not hold what it should.
        ValueError: it names an id that is not there, or does not have a text for each gap.
    """
    match interaction:
        case Choice(options=options):
            _require_known("option", _holding(AbstractSet, expect(response, Chosen).options), options)
        case TextEntry():
            _holding(str, expect(response, Typed).text)
        case GapText(gaps=gaps):
            texts = _holding(Sequence, expect(response, Filled).texts)
            if len(texts) != len(gaps):
                raise ValueError(f"This question has {len(gaps)} gaps; {len(texts)} texts were given.")
            for text in texts:
                _holding(str, text)
        case Match(stems=stems, targets=targets):
            pairs = _holding(Mapping, expect(response, Matched).pairs)
            _require_known("stem", pairs.keys(), stems)
            _require_known("target", pairs.values(), targets)
        case Order(items=items):
            _require_known("item", _holding(Sequence, expect(response, Ordered).items), items)
        case Reveal(criteria=criteria):
            _require_known("criterion", _holding(AbstractSet, expect(response, Ticked).criteria), criteria)
        case _:
            assert_never(interaction)


def _holding(shape: type[Any], value: T) -> T:
    """What a response holds, if it has the shape that its annotation promises; nobody else may look at it."""
    if not isinstance(value, shape):
        raise TypeError(f"The response holds {value!r}, which is not a {shape.__name__}.")
    return value


def _require_known(what: str, ids: Iterable[str], known: Sequence[Option | Criterion]) -> None:
    there = [it.id for it in known]
    unknown = sorted({repr(it) for it in ids if it not in there})
    if unknown:
        raise ValueError(f"There is no {what} {', '.join(unknown)}; there is {', '.join(map(repr, there))}.")
