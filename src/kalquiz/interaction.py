"""What a question asks of a person and what comes back.

Questions say what they *are*; outputs say how an interaction *looks*. The two meet here, in a small closed
set of interactions, as in QTI (1EdTech Question and Test Interoperability), where an item is not its
interaction. An output matches on `Interaction` and ends with `assert_never`, so that a new interaction makes
the type checker fail in every output that lacks it.

All texts are inline markup (see `kalquiz.markup`), never HTML.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from typing import Literal, assert_never

GAP = "_____"
"""A gap in plain text."""

DEFAULT_SEED = "1"
"""What the order of options depends on where nobody says otherwise."""

HAIR = 1e-6
"""Far less than a pixel, in shares of a picture: sums of decimals are not exact."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick, match or put in order; `id` is unique in its interaction."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Pick one option, or several where `many`.

    With `fixed` all options keep their order; otherwise the last `pinned` of them keep their place.
    """

    options: tuple[Option, ...]
    many: bool = False
    fixed: bool = False
    pinned: int = 0

    @property
    def free(self) -> int:
        """How many options, counted from the first, may stand in any order."""
        return 0 if self.fixed else len(self.options) - self.pinned


@dataclass(frozen=True, slots=True)
class TextEntry:
    """Type an answer; `form` says how it is read, `unit` what a bare number counts."""

    form: Literal["text", "number", "date"] = "text"
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A hole in a text; `id` is its name in the stem."""

    id: str
    entry: TextEntry


@dataclass(frozen=True, slots=True)
class GapText:
    """Fill the gaps of a text, given as the pieces between and the gaps in reading order."""

    segments: tuple[str | Gap, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps in reading order."""
        return tuple(segment for segment in self.segments if isinstance(segment, Gap))


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a picture, in shares of its width and height."""

    left: float
    top: float
    width: float
    height: float

    def overlaps(self, other: "Rectangle") -> bool:
        """Whether the two have a part of the picture in common."""
        across = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        down = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return across > HAIR and down > HAIR


@dataclass(frozen=True, slots=True)
class Mask:
    """What hides the target of a stem on the picture of the answer.

    `card` is a number that never changes: by it an output that makes a card of each mask recognises this one.
    """

    stem: str
    card: int
    area: Rectangle


@dataclass(frozen=True, slots=True)
class Match:
    """Give each stem one target; `reuse` lets a target serve several stems (categories).

    With `masks`, one for each stem, the targets can be read on the picture of the answer.
    """

    stems: tuple[Option, ...]
    targets: tuple[Option, ...]
    reuse: bool = False
    masks: tuple[Mask, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """Put the items in order."""

    items: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric and the points it is worth."""

    id: str
    text: str
    points: int


@dataclass(frozen=True, slots=True)
class Reveal:
    """Answer freely, then compare with the key and tick what is met; `lines` is the room to write in.

    With `recall` there is one criterion, whether it was remembered, and no rubric to print.
    """

    criteria: tuple[Criterion, ...]
    lines: int = 1
    recall: bool = False


Interaction = Choice | TextEntry | GapText | Match | Order | Reveal
"""What a person does to answer. An output has a case for each, and ends with `assert_never`."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its file, as a path from the bank's folder, and what it shows in words."""

    file: str
    alt: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question as it is put to a person."""

    stem: str
    interaction: Interaction
    picture: Picture | None = None

    def mixed(self, seed: str) -> "Prompt":
        """The prompt with its options in an order that depends on `seed` alone."""
        return Prompt(self.stem, _shuffled(self.interaction, seed), self.picture)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids of the options picked."""

    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class Typed:
    """The text typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """One text for each gap, in reading order."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """Target id by stem id; a stem left open is absent."""

    pairs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ordered:
    """The ids of the items in the order given."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticked:
    """The ids of the criteria that the person's own answer met."""

    criteria: frozenset[str]


Response = Chosen | Typed | Filled | Matched | Ordered | Ticked
"""What comes back: one to each interaction, in the same order."""


class Verdict(StrEnum):
    """The outcome as a word; words carry the verdict everywhere, never colour alone."""

    CORRECT = "correct"
    ALMOST = "almost"
    PARTIAL = "partly right"
    WRONG = "not right"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Part:
    """One graded part of a response: a gap, a pair, a place in an order, or the whole.

    `label` names the part (empty where there is only one), `given` and `expected` are texts to show,
    `score` is from 0 to 1, `feedback` says why, where the author or the rule does.
    """

    label: str
    given: str
    expected: str
    score: float
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What grading found.

    `score` is from 0 to 1. `UNCLEAR` means that the response can be read in two ways or in none:
    its score is 0, but it must be asked again and not counted. `feedback` then says what to ask, and `again`
    for which text of a `Filled` response, counted from 0.
    """

    score: float
    verdict: Verdict
    parts: tuple[Part, ...]
    feedback: tuple[str, ...] = ()
    again: int = 0

    @classmethod
    def of(cls, score: float, parts: Sequence[Part]) -> "Outcome":
        """An outcome whose verdict follows from the score and whose feedback is that of its parts."""
        if score >= 1:
            verdict = Verdict.CORRECT
        elif score >= 0.9:
            verdict = Verdict.ALMOST
        else:
            verdict = Verdict.PARTIAL if score > 0 else Verdict.WRONG
        said = dict.fromkeys(part.feedback for part in parts if part.feedback)
        return cls(score, verdict, tuple(parts), tuple(said))

    @classmethod
    def unclear(cls, feedback: str, again: int = 0) -> "Outcome":
        """An outcome that asks again."""
        return cls(0.0, Verdict.UNCLEAR, (), (feedback,), again)


ACCEPTED = "also accepted: {}"
BETWEEN = "accepted from {} to {}"
"""The words of notes on other accepted answers, and on a tolerance."""


@dataclass(frozen=True, slots=True)
class Note:
    """What else counts as right, or what is right instead.

    `words` has a `{}` for each of `texts`. The texts are the author's, the words are kalquiz's own, so that an
    output can say them in another language. `label` names the gap that the note is about, where there are
    several: `(2)`. `brief` stands for `texts` where these are more than a learner wants to read.
    """

    words: str
    texts: tuple[str, ...]
    label: str = ""
    brief: tuple[str, ...] = ()

    def said(self, words: str) -> str:
        """The whole note, for those who mark answers, with these words instead of its own."""
        return self._with(words, self.texts)

    def __str__(self) -> str:
        return self._with(self.words, self.brief or self.texts)

    def _with(self, words: str, texts: tuple[str, ...]) -> str:
        return f"{self.label} {words.format(*texts)}".strip()


@dataclass(frozen=True, slots=True)
class Solution:
    """The right answer, for key sheets, card backs and feedback.

    `response` is one that scores 1, and `lines` say it in words. `notes` say what else counts or what is right
    instead: accepted answers, the tolerance, the corrected statement. `feedback` is what the author says of wrong
    options, by option id.
    """

    response: Response
    lines: tuple[str, ...]
    notes: tuple[Note, ...] = ()
    feedback: Mapping[str, str] = field(default_factory=dict)


def _shuffled(interaction: Interaction, seed: str) -> Interaction:
    """The interaction with its options in an order that depends on `seed` alone.

    Options are ordered by a hash of seed and id, so that every Python version, and a card's script, gets
    the same order. Fixed and pinned options, categories and the stems of a matching keep theirs; an ordering never
    comes out in the order it went in, which is the right one.
    """
    match interaction:
        case Choice(options=options, free=free):
            return replace(interaction, options=(*_mix(options[:free], seed), *options[free:]))
        case Match(stems=stems, reuse=True):
            return replace(interaction, stems=_mix(stems, seed))
        case Match(targets=targets):
            return replace(interaction, targets=_mix(targets, seed))
        case Order(items=items):
            mixed = _mix(items, seed)
            return replace(interaction, items=(*mixed[1:], mixed[0]) if mixed == items else mixed)
        case TextEntry() | GapText() | Reveal():
            return interaction
        case _:
            assert_never(interaction)


def _mix(options: tuple[Option, ...], seed: str) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: sha256(f"{seed}/{option.id}".encode()).digest()))


def letter(index: int) -> str:
    """The letter of the option at `index`, counted from 0: A to Z, then AA and so on."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
