"""Where on a picture an answer stands."""

from collections.abc import Sequence
from itertools import combinations
from typing import Annotated, Self

from pydantic import Field, StrictInt, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from kalquiz.citation.record import MisfitError, Record
from kalquiz.interaction import HAIR, Mask, Rectangle

_Place = Annotated[float, Field(strict=True, ge=0, le=1)]
_Length = Annotated[float, Field(strict=True, ge=0.01, le=1)]


class Area(Record):
    """The rectangle on the picture of the answer that shows a key, in shares of the picture's width and height."""

    card: StrictInt = Field(ge=1, le=99, description="the number of its card in Anki; it never changes")
    left: _Place
    top: _Place
    width: _Length
    height: _Length

    @model_validator(mode="after")
    def _inside(self) -> Self:
        ends = {"`left` and `width`": self.left + self.width, "`top` and `height`": self.top + self.height}
        for fields, end in ends.items():
            if end > 1 + HAIR:
                said = f"the area runs out of the picture: {fields} make {end:g}"
                raise MisfitError(said, "Together they are at most 1, which is the whole picture.")
        return self

    def mask(self, stem: str) -> Mask:
        """What hides it: the target of the stem with this id."""
        return Mask(stem, self.card, self.rectangle)

    @property
    def rectangle(self) -> Rectangle:
        """The part of the picture that it is."""
        return Rectangle(self.left, self.top, self.width, self.height)


def require_areas(areas: Sequence[Area | None], names: Sequence[str], *, picture: bool) -> None:
    """Require that none of the things with these names has an area, or each has one of its own on a picture.

    Raises:
        ValidationError: with the place in the list, and `area` where it is about one that is there.
    """
    if not any(areas):
        return
    for index, (area, name) in enumerate(zip(areas, names, strict=True)):
        if area is None:
            hint = "Give each pair an area, or none: what is not hidden on the picture would be told."
            raise _misfit((index,), f"“{name}” has no `area`, others have", hint)
        if not picture:
            hint = "Add `answer_image:` with the picture that shows the keys, or remove the areas."
            raise _misfit((index, "area"), "there is no picture of the answer that it could be on", hint)
    known = [(index, area) for index, area in enumerate(areas) if area]
    for (first, one), (second, other) in combinations(known, 2):
        if one.card == other.card:
            said = f"the card {other.card} is that of “{names[first]}”, too"
            raise _misfit((second, "area", "card"), said, "Give it a number that no pair has had before.")
        if one.rectangle.overlaps(other.rectangle):
            said = f"the areas of “{names[first]}” and “{names[second]}” overlap"
            hint = "Make them smaller: each card uncovers one, and the other must stay hidden."
            raise _misfit((second, "area"), said, hint)


def _misfit(place: tuple[int | str, ...], message: str, hint: str) -> ValidationError:
    """A misfit that stands deeper than the value that is validated."""
    error = MisfitError(message, hint)
    details = InitErrorDetails(type="value_error", loc=place, input=None, ctx={"error": error})
    return ValidationError.from_exception_data("areas", [details])
