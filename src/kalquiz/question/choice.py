"""The machinery of questions answered by picking options."""

import re
from collections.abc import Sequence

from kalquiz.citation.record import MisfitError
from kalquiz.grading import normalise
from kalquiz.interaction import Choice, Option
from kalquiz.question.base import Distractor
from kalquiz.question.quantity import read_quantities

PINNED = "options that stay at the end, in this order: “Neither of the two”"

_TELLING = re.compile(r"(?<!\w)-(?=\d)|(?<=\w)[#*]+|^a(?=\s*[,&]|\s+(?:and|or)\b)", re.IGNORECASE)
"""What tells options apart though typed answers are read without it: -2 from 2, C# from C, “A and B” from “B”."""


def choice(texts: Sequence[str], pinned: Sequence[str] = (), *, many: bool = False) -> Choice:
    """A choice among the texts, as options `o1`, `o2` and so on; those that are pinned come last.

    Quantities keep their natural order (rule 21 of Haladyna, Downing and Rodriguez 2002).
    """
    options = [Option(f"o{index}", text) for index, text in enumerate(texts, 1)]
    free = tuple(option for option in options if option.text not in pinned)
    last = sorted((it for it in options if it.text in pinned), key=lambda it: pinned.index(it.text))
    quantities = read_quantities([option.text for option in free])
    if quantities is None:
        return Choice((*free, *last), many=many, pinned=len(last))
    size = {option.id: (it.low, it.high) for option, it in zip(free, quantities, strict=True)}
    return Choice((*sorted(free, key=lambda option: size[option.id]), *last), many=many, fixed=True)


def require_different(texts: Sequence[str]) -> None:
    """Raise `MisfitError` where two options read the same."""
    seen: set[tuple[str, ...]] = set()
    for text in texts:
        folded = (normalise(text), *_TELLING.findall(text))
        if folded in seen:
            hint = "They have to differ in more than case, spaces and punctuation."
            raise MisfitError(f"“{text}” stands twice among the options", hint)
        seen.add(folded)


def feedback_of(distractors: Sequence[Distractor], first: int, sign: str = "o") -> dict[str, str]:
    """The feedback of distractors that have one, by option id: `sign` and a number that counts from `first`."""
    return {f"{sign}{index}": it.feedback for index, it in enumerate(distractors, first) if it.feedback}


def require_among(pinned: Sequence[str], texts: Sequence[str]) -> None:
    """Raise `MisfitError` where what is pinned is no option, or is pinned twice."""
    for place, text in enumerate(pinned):
        if text not in texts:
            said = f"“{text}” is not one of the options"
            raise MisfitError(said, "Write it as it stands in `key` or `distractors`.")
        if text in pinned[:place]:
            raise MisfitError(f"“{text}” is pinned twice", "Keep one of the two.")
