"""Options as a set: how long, how many, in which order, and whether they exclude each other."""

from collections.abc import Iterator
from itertools import combinations

from kalquiz.check.language import Words
from kalquiz.check.published import HALADYNA, NBME
from kalquiz.check.rule import Found, Spot, bank_rule, question_rule, word_rule
from kalquiz.check.view import Checked, View, Written, is_name
from kalquiz.problem import Severity
from kalquiz.question import MultipleResponse, SingleChoice
from kalquiz.question.quantity import read_quantities

LONGER, LONGER_BY, FEWEST_WORDS = 1.3, 10, 3
"""How much longer than every distractor a key is that stands out: times, characters; and words at least."""

FEWEST, MOST = 3, {SingleChoice: 5, MultipleResponse: 8}


@question_rule(
    "choice/longest-key",
    Severity.WARNING,
    source=f"{HALADYNA}, guideline 24; {NBME}",
    reason="The right option tends to be worded most carefully; those who know that pick the longest.",
)
def longest_key(view: View) -> Iterator[Spot]:
    """Right options that all stand out by their length; names and quantities are as long as they are."""
    if not view.keys or view.in_order or any(is_name(it.text, words=2) for it in view.keys):
        return
    shortest, longest = min(view.keys, key=_length), max(view.distractors, key=_length)
    more = len(shortest.text) - len(longest.text)
    if (
        len(shortest.text) >= LONGER * len(longest.text)
        and more >= LONGER_BY
        and len(shortest.text.split()) >= FEWEST_WORDS
    ):
        said = f"the key “{shortest.text}” is {more} characters longer than any distractor"
        hint = f"Shorten it, or say as much in the distractors; the longest is “{longest.text}”."
        yield Spot(shortest.loc, said, hint)


@word_rule(
    "choice/overlapping-ranges",
    Severity.ERROR,
    source=f"{HALADYNA}, guideline 22",
    reason="Where two ranges share a value, that value has two right answers.",
)
def overlapping_ranges(view: View, words: Words) -> Iterator[Spot]:
    """Pairs of ranges that share a value, unless a range is what is asked for."""
    sized = [(it, size) for it, size in zip(view.written, view.sizes, strict=True) if size]
    if not any(size.is_range for _, size in sized) or words.options.spans.search(view.lead_in):
        return
    for (first, one), (second, other) in combinations(sized, 2):
        if (one.is_range or other.is_range) and _overlap(first.text, second.text):
            said = f"“{first.text}” and “{second.text}” overlap"
            yield Spot(second.loc, said, "Let each range begin after the one before it ends.")
            return


def _overlap(*texts: str) -> bool:
    compared = read_quantities(texts)
    return compared is not None and max(it.low for it in compared) <= min(it.high for it in compared)


@question_rule(
    "choice/number-order",
    Severity.WARNING,
    source=f"{HALADYNA}, guideline 21",
    reason="Nobody should have to search for a number; kalquiz orders quantities that it can compare.",
)
def number_order(view: View) -> Iterator[Spot]:
    """Options that are quantities but are shuffled, since they cannot be compared."""
    if view.in_order or not view.written:
        return
    sized = list(zip(view.written, view.sizes, strict=True))
    by_kind = {size.kind: it for it, size in sized if size}
    odd = [it for it, size in sized if size is None]
    if len(odd) == 1 and len(sized) > 3 and len(by_kind) == 1:
        said = f"the numbers are shuffled, since “{odd[0].text}” cannot be compared with them"
        yield Spot(odd[0].loc, said, "Write it as a quantity like the others, or take another option.")
    elif not odd and 1 < len(by_kind) < len(sized):
        first, second, *_ = by_kind.values()
        said = f"the numbers are shuffled, since “{first.text}” and “{second.text}” cannot be compared"
        yield Spot(second.loc, said, "Give all options in one unit, or state the unit in the stem.")


@question_rule(
    "choice/option-count",
    Severity.INFO,
    source=f"{HALADYNA}, guideline 18; Rodriguez 2005",
    reason="Three options are enough; with two, half of all guesses are right; a sixth is hardly ever chosen.",
)
def option_count(view: View) -> Iterator[Spot]:
    """Fewer than three options, or more than five (eight where several are right)."""
    count = len(view.written)
    most = MOST.get(type(view.question), 0)
    if 0 < count < FEWEST:
        hint = "Add a tempting distractor, or ask it as `true_false` or `short_answer`."
        yield Spot(("distractors",), f"there are only {count} options", hint)
    elif count > most > 0:
        hint = f"Drop the distractors that nobody would pick, down to {most} options."
        yield Spot(("distractors",), f"there are {count} options", hint)


@bank_rule(
    "choice/no-feedback",
    Severity.INFO,
    source=f"{NBME}; kalquiz: feedback says why a distractor is wrong",
    reason="Those who picked a distractor learn from the reason why it is wrong.",
)
def no_feedback(checked: Checked) -> Iterator[Found]:
    """Distractors without feedback, or with one that says no more than that they are wrong."""
    no_reason = checked.words and checked.words.options.no_reason
    for view in checked.views:
        if isinstance(view.question, SingleChoice | MultipleResponse):
            said = [(it.text, it.feedback.strip()) for it in view.question.distractors]
            silent = [text for text, why in said if not why or (no_reason and no_reason.fullmatch(why))]
            if silent:
                named = ", ".join(f"“{text}”" for text in silent)
                hint = "Say in `feedback` why it is wrong, or what it is right for."
                yield view.question, Spot(("distractors",), f"nobody is told why {named} is wrong", hint)


def _length(option: Written) -> int:
    return len(option.text)
