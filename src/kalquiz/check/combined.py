"""Options that speak of other options."""

import re
from collections.abc import Iterator, Sequence

from kalquiz.check.language import Words
from kalquiz.check.option_words import OptionWords
from kalquiz.check.published import HALADYNA
from kalquiz.check.rule import Spot, word_rule
from kalquiz.check.view import View, Written
from kalquiz.grading import normalise
from kalquiz.problem import Severity

_NUMBERED = re.compile(r"(?:^|[\s(;:,])([a-z]|[1-9]|i{1,3}|i?v|vi{0,3})[.):]\s*\w", re.IGNORECASE)
_NUMBERINGS = ("abcdefgh", "12345678", ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"))


@word_rule(
    "choice/all-or-none",
    Severity.ERROR,
    source=f"{HALADYNA}, guidelines 25 and 26",
    reason="Two right options give “all” away, and “none” does not show that the right answer is known.",
)
def all_or_none(view: View, words: Words) -> Iterator[Spot]:
    """Options that stand for all or none of the others."""
    for option in view.written:
        if words.options.catch_all.search(option.text) or (
            words.options.catch_these.fullmatch(option.text) and words.options.among.search(view.lead_in)
        ):
            hint = (
                "Put a real answer there, or drop it; with several right answers, ask as `multiple_response`."
            )
            yield Spot(option.loc, f"the option “{option.text}” stands for the others", hint)


@word_rule(
    "choice/complex-option",
    Severity.ERROR,
    source=f"{HALADYNA}, guideline 9 (no complex, or Type K, items)",
    reason="Combinations of options test how well people eliminate, not what they know.",
)
def complex_option(view: View, words: Words) -> Iterator[Spot]:
    """Options that combine others, by their letters or numbers or by their texts."""
    join = words.options.join
    if not any(join.search(it.text) or words.options.only_label.fullmatch(it.text) for it in view.written):
        return
    texts = [normalise(it.text) for it in view.written]
    labels = _labels(view, words.options)
    for option in view.written:
        if _joins(option, texts, words.options) or _combines_labels(option, labels, words.options):
            said = f"the option “{option.text}” combines others"
            yield Spot(option.loc, said, "Ask as `multiple_response`, with one thing in each option.")
            return


def _labels(view: View, words: OptionWords) -> set[str]:
    """The letters or numbers of what options may speak of: of statements in the stem, or of other options."""
    stated = {label.casefold() for label in _NUMBERED.findall(view.stem)}
    if len(stated) >= 2:
        return stated
    plain = sum(not _by_label(it, words) and not words.join.search(it.text) for it in view.written)
    return {label for labels in _NUMBERINGS for label in labels[: len(view.written)]} if plain >= 2 else set()


def speaks_of_others(option: Written, words: OptionWords) -> bool:
    """Whether an option means nothing without the others."""
    others = words.catch_all.search(option.text) or words.catch_these.fullmatch(option.text)
    return bool(others) or _by_label(option, words)


def _by_label(option: Written, words: OptionWords) -> bool:
    return bool(words.labels.fullmatch(option.text) or words.only_label.fullmatch(option.text))


def _combines_labels(option: Written, labels: set[str], words: OptionWords) -> bool:
    named = {label.casefold() for label in words.label.findall(option.text)}
    combined = words.labels.fullmatch(option.text) and len(named) >= 2
    known = all(label in labels or " " in label for label in named)
    return bool(labels and known and (combined or words.only_label.fullmatch(option.text)))


def _joins(option: Written, texts: Sequence[str], words: OptionWords) -> bool:
    """Whether an option is made of two other options or more."""
    pieces = [normalise(part) for part in words.join.split(words.both.sub("", option.text)) if part.strip()]
    return len(pieces) > 1 and all(piece in texts for piece in pieces)
