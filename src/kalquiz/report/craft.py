"""How the questions of a bank are written: where keys stand, how long they are, what goes with a question."""

from collections import Counter
from collections.abc import Iterator

from kalquiz.bank import Bank
from kalquiz.chart import Bar, Chart
from kalquiz.check import Checked, naming_a_source
from kalquiz.interaction import Choice, letter
from kalquiz.markup import to_plain
from kalquiz.question import MultipleResponse, SingleChoice
from kalquiz.report.part import Part

SEED = "1"
"""The seed of the sheet on which keys are counted."""

LENGTHS = (
    (0.5, "less than half as long"),
    (0.8, "shorter"),
    (1.25, "about as long"),
    (2.0, "longer"),
    (float("inf"), "twice as long or more"),
)
"""Where the length of a key by that of the longest distractor ends to be called so."""


def craft(bank: Bank) -> Part:
    """How the questions are written."""
    return Part("How it is asked", charts=(*_positions(bank), *_lengths(bank), _beside(bank)))


def _positions(bank: Bank) -> Iterator[Chart]:
    """Where keys stand on a sheet, beside where chance would put them."""
    places: Counter[int] = Counter()
    chance: dict[int, float] = {}
    for question in _single(bank):
        interaction = question.prompt(SEED).interaction
        texts = [option.text for option in interaction.options] if isinstance(interaction, Choice) else []
        places[texts.index(question.key)] += 1
        for place in range(len(texts)):
            chance[place] = chance.get(place, 0) + 1 / len(texts)
    if places:
        bars = (
            Bar(letter(place), places[place], f"by chance {expected:.1f}", expected)
            for place, expected in sorted(chance.items())
        )
        about = f"Single choice, on the sheet of seed {SEED}. Beside it, what chance would give."
        yield Chart("Place of the key", tuple(bars), about=about)


def _lengths(bank: Bank) -> Iterator[Chart]:
    """How long keys are beside the longest distractor."""
    names: list[str] = []
    longest, chance = 0, 0.0
    for question in _single(bank):
        key = len(to_plain(question.key))
        other = max(1, *(len(to_plain(distractor.text)) for distractor in question.distractors))
        names.append(next(name for bound, name in LENGTHS if key / other < bound))
        longest += key > other
        chance += 1 / (1 + len(question.distractors))
    if names:
        counts = Counter(names)
        bars = tuple(Bar(name, counts[name]) for _, name in LENGTHS)
        about = (
            f"Single choice. The key is the longest option in {longest} of {len(names)}; "
            f"by chance it would be in {chance:.0f}."
        )
        yield Chart("Length of the key beside the longest distractor", bars, of=len(names), about=about)


def _beside(bank: Bank) -> Chart:
    """What goes with a question beside stem and answer."""
    picking = [q for q in bank.questions if isinstance(q, SingleChoice | MultipleResponse)]
    told = [all(distractor.feedback for distractor in question.distractors) for question in picking]
    naming = naming_a_source(Checked(bank, {}))
    shares = {
        "an explanation": [bool(question.explanation) for question in bank.questions],
        "feedback on every distractor": told,
        "a hint": [bool(question.hint) for question in bank.questions],
        "a source named in the question": [question.id in naming for question in bank.questions],
    }
    bars = (
        Bar(name, 100 * sum(having) / len(having), f"{sum(having)} of {len(having)}")
        for name, having in shares.items()
        if having
    )
    return Chart("Questions with", tuple(bars), percent=True)


def _single(bank: Bank) -> list[SingleChoice]:
    return [question for question in bank.questions if isinstance(question, SingleChoice)]
