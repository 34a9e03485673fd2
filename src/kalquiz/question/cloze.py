"""A text with gaps, each graded as a type of its own."""

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from kalquiz.citation.record import MisfitError, Slug
from kalquiz.grading import Mark
from kalquiz.interaction import GAP, Filled, Gap, GapText, Outcome, Part, Response, Solution
from kalquiz.question.base import Question
from kalquiz.question.entry import DateKey, NumberKey, TextKey
from kalquiz.question.fit import expect

_MARK = re.compile(r"\[\[([^\[\]]*)\]\]")
_LINE = GAP.replace("_", r"\_")
"""A gap in markup: bare, two of them in brackets or quotes would be read as strong."""


class TextGap(TextKey):
    """A gap for words."""

    type: Literal["short_answer"]


class NumberGap(NumberKey):
    """A gap for a number."""

    type: Literal["numeric"]


class DateGap(DateKey):
    """A gap for a date."""

    type: Literal["date"]


AnyGap = Annotated[TextGap | NumberGap | DateGap, Field(discriminator="type")]


class Cloze(Question):
    """A text whose stem holds gaps as `[[name]]`; the score is the mean of the gaps (QTI's mapping)."""

    type: Literal["cloze"]
    gaps: dict[Slug, AnyGap] = Field(min_length=1)

    @field_validator("gaps")
    @classmethod
    def _as_in_stem(cls, gaps: dict[str, AnyGap], info: ValidationInfo) -> dict[str, AnyGap]:
        marked = _MARK.findall(info.data.get("stem", ""))
        for name in marked:
            if marked.count(name) > 1:
                raise MisfitError(f"the stem has [[{name}]] twice", "Give each gap a name of its own.")
            if name not in gaps:
                close = get_close_matches(name.casefold(), set(gaps) - set(marked), 1)
                hint = f"Write [[{close[0]}]] there." if close else f"Add `{name}:` here."
                raise MisfitError(f"the stem has [[{name}]], but there is no such gap", hint)
        for name in gaps:
            if name not in marked:
                raise MisfitError(f"the stem has no [[{name}]]", "Put it there, or remove the gap.")
        return {name: gaps[name] for name in marked}

    def asked(self) -> str:
        return _MARK.sub(lambda _: _LINE, self.stem)

    def interaction(self) -> GapText:
        pieces = _MARK.split(self.stem)
        segments = [
            Gap(piece, self.gaps[piece].entry()) if index % 2 else piece for index, piece in enumerate(pieces)
        ]
        return GapText(tuple(segment for segment in segments if segment))

    def solution(self) -> Solution:
        keys = tuple(gap.key_text() for gap in self.gaps.values())
        notes = tuple(
            replace(note, label=f"({place})") if len(keys) > 1 else note
            for place, gap in enumerate(self.gaps.values(), 1)
            for note in gap.notes()
        )
        return Solution(Filled(keys), keys, notes)

    def outcome(self, response: Response) -> Outcome:
        texts = expect(response, Filled).texts
        parts = []
        for place, (gap, given) in enumerate(zip(self.gaps.values(), texts, strict=True)):
            label = f"({place + 1})" if len(texts) > 1 else ""
            mark = gap.mark(given) if given.strip() else Mark(0.0)
            if mark.unclear:
                return Outcome.unclear(f"{label} {mark.feedback}".strip(), place)
            parts.append(Part(label, given, gap.key_text(), mark.score, mark.feedback))
        return Outcome.of(sum(part.score for part in parts) / len(parts), parts)
