"""Keys of a whole bank: neither their length nor their place may tell them from distractors."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from kalquiz.bank import Section
from kalquiz.check.chance import binomial_tail, chi_square_tail
from kalquiz.check.published import HALADYNA, NBME
from kalquiz.check.rule import Found, Spot, bank_rule
from kalquiz.check.view import Checked, View
from kalquiz.interaction import DEFAULT_SEED, Choice
from kalquiz.problem import Severity
from kalquiz.question import SingleChoice

UNLIKELY, HARDLY_BY_CHANCE = 0.05, 0.01
LONGEST_RUN = 4
SEEDS = 100
"""So many other seeds are tried for one that spreads the keys well, of large banks fewer."""
MOST_TRIED = 10_000
"""Questions times seeds."""


@bank_rule(
    "bank/longest-key",
    Severity.WARNING,
    source=f"{HALADYNA}, guideline 24; {NBME}",
    reason="If keys tend to be the longest option, one can pass without knowing anything.",
    needs_all=True,
)
def longest_keys(checked: Checked) -> Iterator[Found]:
    """Keys that are the longest option more often than by chance: p < .05 a warning, p < .01 an error.

    Far less often than by chance (p < .01) is an info: that is a cue too. Questions with no one longest option
    count for nothing.
    """
    lengths = [Lengths(view) for view in checked.views if isinstance(view.question, SingleChoice)]
    telling = [found for found in lengths if found.one_longest]
    longest = [found for found in telling if found.lead > 0]
    if not telling:
        return
    chance = sum(1 / found.options for found in telling) / len(telling)
    said = (
        f"the key is the longest option in {len(longest)} of {len(telling)} single choices; by chance it would be "
        f"in about {chance * len(telling):.0f}"
    )
    often = binomial_tail(len(longest), len(telling), chance)
    rarely = binomial_tail(len(telling) - len(longest), len(telling), 1 - chance)
    if often < UNLIKELY:
        worst = sorted(longest, key=lambda found: -found.lead)[:3]
        hint = f"Shorten keys or lengthen distractors, first in {_named(worst)}."
        severity = Severity.ERROR if often < HARDLY_BY_CHANCE else None
        yield None, Spot((), f"{said} (p = {often:.2g})", hint, severity)
    elif rarely < HARDLY_BY_CHANCE:
        worst = sorted((found for found in telling if found.lead < 0), key=lambda found: found.lead)[:3]
        hint = f"Avoiding the longest option pays. Shorten a distractor in {_named(worst)}."
        yield None, Spot((), f"{said} (p = {rarely:.2g})", hint, Severity.INFO)


class Lengths:
    """How long the options of a single choice are."""

    def __init__(self, view: View) -> None:
        self.id = view.question.id
        key, *distractors = (len(option.text) for option in view.written)
        *_, second, first = sorted((key, *distractors))
        self.options = len(view.written)
        self.one_longest = first > second
        self.lead = key / max(distractors) - 1
        """How much longer the key is than the longest distractor, as a share of that; below 0 where it is shorter."""


def _named(found: Sequence[Lengths]) -> str:
    return ", ".join(f"`{lengths.id}`" for lengths in found)


@bank_rule(
    "bank/key-position",
    Severity.ERROR,
    source=f"{HALADYNA}, guideline 20",
    reason="If keys favour one place on the sheet, or are in one place again and again, guessing pays.",
    needs_all=True,
)
def key_position(checked: Checked) -> Iterator[Found]:
    """Keys that prefer a place on the sheet (chi-square, p < .01), and runs of more than four in one place.

    Looked at is what a worksheet with the default seed prints. A run is a warning: chance makes one now and then.
    """
    places = _Places(checked, DEFAULT_SEED)
    if not (places.uneven or places.runs):
        return
    other = _other_seed(checked)
    for options, counted in places.uneven.items():
        shown = ", ".join(f"{counted[place]} × {place + 1}." for place in range(options))
        said = f"keys of questions with {options} options prefer a place on the sheet: {shown}"
        yield None, Spot((), said, other)
    for section, run in places.runs:
        said = (
            f"in “{section.title}”, the keys of {len(run)} single choices in a row are option "
            f"{run[0].place + 1} on the sheet"
        )
        hint = f"Move `{run[len(run) // 2].question.id}` elsewhere in its section. {other}".strip()
        yield run[0].question, Spot((), said, hint, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Placed:
    """A single choice and the place of its key on the sheet, from 0."""

    question: SingleChoice
    place: int
    options: int


class _Places:
    """Where the keys of single choices stand on a sheet with this seed."""

    def __init__(self, checked: Checked, seed: str) -> None:
        self._sections = checked.bank.sections
        self._placed = [
            placed(question, seed)
            for question in checked.bank.questions
            if isinstance(question, SingleChoice)
        ]

    @cached_property
    def uneven(self) -> Mapping[int, Counter[int]]:
        """By number of options, how many keys are in each place, where that is hardly chance.

        Left out are groups with fewer than five keys expected in a place (Cochran 1954, Biometrics 10, 417-451).
        """
        by_options: dict[int, Counter[int]] = defaultdict(Counter)
        for found in self._placed:
            by_options[found.options][found.place] += 1
        return {
            options: counted
            for options, counted in sorted(by_options.items())
            if counted.total() >= 5 * options and _chance(counted, options) < HARDLY_BY_CHANCE
        }

    @cached_property
    def runs(self) -> Sequence[tuple[Section, Sequence[Placed]]]:
        """The runs of more than four keys in the same place, with their section."""
        by_section: dict[str, list[Placed]] = defaultdict(list)
        for found in self._placed:
            by_section[found.question.section].append(found)
        return [
            (section, run)
            for section in self._sections
            for _, group in groupby(by_section[section.id], key=lambda found: found.place)
            if len(run := list(group)) > LONGEST_RUN
        ]


def placed(question: SingleChoice, seed: str) -> Placed:
    """Where the key of a question stands on the sheet with this seed."""
    interaction = question.prompt(seed).interaction
    options = interaction.options if isinstance(interaction, Choice) else ()
    place = next(index for index, option in enumerate(options) if option.text == question.key)
    return Placed(question, place, len(options))


def _chance(counted: Counter[int], options: int) -> float:
    expected = counted.total() / options
    statistic = sum((counted[place] - expected) ** 2 / expected for place in range(options))
    return chi_square_tail(statistic, options - 1)


def _other_seed(checked: Checked) -> str:
    """A seed with which nothing is to be found, if there is one; for a large bank only few are tried."""
    tried = min(SEEDS, MOST_TRIED // len(checked.bank.questions))
    for seed in map(str, range(2, 2 + tried)):
        other = _Places(checked, seed)
        if not (other.uneven or other.runs):
            return f"A worksheet with `--seed {seed}` is free of this."
    return ""
