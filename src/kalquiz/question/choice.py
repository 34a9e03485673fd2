"""The machinery of questions answered by picking options."""

import re
from collections.abc import Sequence

from kalquiz.citation.record import MisfitError
from kalquiz.grading import normalise
from kalquiz.interaction import Choice, Option
from kalquiz.question.base import Distractor

_QUANTITY = re.compile(r"(-?\d+(?:,\d{3})*(?:\.\d+)?)(\D*)")


def choice(texts: Sequence[str], *, many: bool = False) -> Choice:
    """A choice among the texts, as options `o1`, `o2` and so on.

    Quantities keep their natural order (rule 21 of Haladyna, Downing and Rodriguez 2002).
    """
    options = tuple(Option(f"o{index}", text) for index, text in enumerate(texts, 1))
    quantities = [_QUANTITY.fullmatch(text) for text in texts]
    if all(quantities) and len({match[2].strip() for match in quantities if match}) == 1:
        options = tuple(sorted(options, key=lambda option: _size(option.text)))
        return Choice(options, many=many, fixed=True)
    return Choice(options, many=many)


def require_different(texts: Sequence[str]) -> None:
    """Raise `MisfitError` where two options read the same."""
    seen: set[str] = set()
    for text in texts:
        folded = normalise(text)
        if folded in seen:
            hint = "They have to differ in more than case, spaces and punctuation."
            raise MisfitError(f"“{text}” stands twice among the options", hint)
        seen.add(folded)


def feedback_of(distractors: Sequence[Distractor]) -> dict[str, str]:
    """What is said to someone who picks a distractor, by its text."""
    return {distractor.text: distractor.feedback for distractor in distractors}


def _size(text: str) -> float:
    match = _QUANTITY.fullmatch(text)
    return float(match[1].replace(",", "")) if match else 0.0
