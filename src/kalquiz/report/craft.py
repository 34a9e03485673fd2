"""How the questions of a bank are written: where keys stand, how long they are, what goes with a question."""

from collections import Counter
from collections.abc import Iterator

from kalquiz.bank import Bank
from kalquiz.chart import Bar, Chart
from kalquiz.check import Checked, naming_a_source
from kalquiz.check.keys import Lengths, placed
from kalquiz.interaction import DEFAULT_SEED, letter
from kalquiz.parts import Part
from kalquiz.question import MultipleResponse, SingleChoice

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
    checked = Checked(bank, {})
    return Part("How it is asked", charts=(*_positions(bank), *_lengths(checked), _beside(checked)))


def _positions(bank: Bank) -> Iterator[Chart]:
    """Where keys stand on a sheet, beside where chance would put them."""
    keys = [placed(q, DEFAULT_SEED) for q in bank.questions if isinstance(q, SingleChoice)]
    if not keys:
        return
    counts = Counter(key.place for key in keys)
    bars = []
    for place in range(max(key.options for key in keys)):
        chance = sum(1 / key.options for key in keys if place < key.options)
        bars.append(Bar(letter(place), counts[place], f"by chance {chance:.1f}", chance))
    about = f"Single choice, on the sheet of seed {DEFAULT_SEED}. Beside it, what chance would give."
    yield Chart("Place of the key", tuple(bars), about=about)


def _lengths(checked: Checked) -> Iterator[Chart]:
    """How long keys are beside the longest distractor."""
    lengths = [Lengths(view) for view in checked.views if isinstance(view.question, SingleChoice)]
    if not lengths:
        return
    counts = Counter(next(name for bound, name in LENGTHS if found.lead < bound - 1) for found in lengths)
    telling = [found for found in lengths if found.one_longest]
    about = (
        f"Single choice. One option is the longest in {len(telling)}; it is the key in "
        f"{sum(found.lead > 0 for found in telling)}, by chance in {sum(1 / found.options for found in telling):.1f}."
    )
    bars = tuple(Bar(name, counts[name]) for _, name in LENGTHS)
    yield Chart("Length of the key beside the longest distractor", bars, of=len(lengths), about=about)


def _beside(checked: Checked) -> Chart:
    """What goes with a question beside stem and answer."""
    questions = checked.bank.questions
    picking = [q for q in questions if isinstance(q, SingleChoice | MultipleResponse)]
    told = [all(distractor.feedback for distractor in question.distractors) for question in picking]
    naming = naming_a_source(checked)
    shares = {
        "an explanation": [bool(question.explanation) for question in questions],
        "feedback on every distractor": told,
        "a hint": [bool(question.hint) for question in questions],
        "a source named in the question": [question.id in naming for question in questions],
    }
    bars = (
        Bar(name, 100 * sum(having) / len(having), f"{sum(having)} of {len(having)}")
        for name, having in shares.items()
        if having
    )
    return Chart("Questions with", tuple(bars), percent=True)
