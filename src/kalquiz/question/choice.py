"""The machinery of questions answered by picking options."""

import re
from collections.abc import Sequence

from kalquiz.citation.record import MisfitError
from kalquiz.grading import normalise
from kalquiz.interaction import Choice, Option
from kalquiz.question.base import Distractor
from kalquiz.question.quantity import read_quantities

_TELLING = re.compile(r"(?<!\w)-(?=\d)|(?<=\w)[#*]+|^a(?=\s*[,&]|\s+(?:and|or)\b)", re.IGNORECASE)
"""What tells options apart though typed answers are read without it: -2 from 2, C# from C, “A and B” from “B”."""


def choice(texts: Sequence[str], *, many: bool = False) -> Choice:
    """A choice among the texts, as options `o1`, `o2` and so on.

    Quantities keep their natural order (rule 21 of Haladyna, Downing and Rodriguez 2002).
    """
    options = tuple(Option(f"o{index}", text) for index, text in enumerate(texts, 1))
    quantities = read_quantities(texts)
    if quantities is None:
        return Choice(options, many=many)
    size = {option.id: (it.low, it.high) for option, it in zip(options, quantities, strict=True)}
    return Choice(tuple(sorted(options, key=lambda option: size[option.id])), many=many, fixed=True)


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
    """What is said to someone who picks a distractor, by its id: a sign, and a number that counts from `first`."""
    return {f"{sign}{index}": it.feedback for index, it in enumerate(distractors, first) if it.feedback}
