"""Options that speak of other options."""

import re
from collections.abc import Iterator, Sequence

from kalquiz.check.language import Words
from kalquiz.check.options import HALADYNA
from kalquiz.check.rule import Spot, question_rule, word_rule
from kalquiz.check.view import View, Written
from kalquiz.grading import normalise
from kalquiz.problem import Severity

_LABEL = r"(?:[a-h]|[1-9]|i{1,3}|i?v|vi{0,3})"
_MENTION = rf"(?:(?:options?|answers?|choices?|statements?|items?|numbers?)\s+)?\(?{_LABEL}[).]?"
_AND = r"(?:,|&|/|\+|and|or|nor|not|,?\s*but\s+not|,\s*(?:and|or|not))"
_COMBINATION = re.compile(
    rf"(?:only|both|neither|either)?\s*{_MENTION}(?:\s*{_AND}\s*{_MENTION})*"
    r"(?:\s+(?:only|alone|together|(?:is|are)\s+(?:both\s+)?(?:correct|right|true|false|wrong)|above))?\W*",
    re.IGNORECASE,
)
_LABELS = re.compile(rf"(?<![\w'’]){_LABEL}(?![\w'’])", re.IGNORECASE)
_NUMBERED = re.compile(rf"(?:^|[\s(;:,]){_LABEL}[.):]\s*\w", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:,|;|&|\+)\s*(?:and\s+|or\s+)?|\s+(?:and|as well as|together with|or|plus|nor)\s+")
_BOTH = re.compile(r"^(?:both|either|neither|only)\s+|\s+(?:together|only)$", re.IGNORECASE)


@word_rule(
    "choice/all-or-none",
    Severity.ERROR,
    source=f"{HALADYNA}, guidelines 25 and 26",
    reason="Two right options give “all” away, and “none” does not show that the right answer is known.",
)
def all_or_none(view: View, words: Words) -> Iterator[Spot]:
    """Options that stand for all or none of the others."""
    for option in view.written:
        if words.options.catch_all.fullmatch(option.text) or (
            words.options.catch_these.fullmatch(option.text) and words.options.among.search(view.lead_in)
        ):
            hint = (
                "Put a real answer there, or drop it; with several right answers, ask as `multiple_response`."
            )
            yield Spot(option.loc, f"the option “{option.text}” stands for the others", hint)


@question_rule(
    "choice/complex-option",
    Severity.ERROR,
    source=f"{HALADYNA}, guideline 9 (no complex, or Type K, items)",
    reason="Combinations of options test how somebody eliminates, not what they know.",
)
def complex_option(view: View) -> Iterator[Spot]:
    """Options that combine others, by their letters or numbers or by their texts."""
    texts = [normalise(it.text) for it in view.written]
    by_label = [it for it in view.written if _combines_labels(it.text)]
    numbered = len(_NUMBERED.findall(view.stem)) >= 2
    told_by_label = numbered or len(view.written) - len(by_label) >= 2
    for option in view.written:
        parts = _parts(option, texts)
        if parts or (told_by_label and option in by_label):
            said = f"the option “{option.text}” combines others"
            hint = "Ask as `multiple_response`, with one thing in each option."
            yield Spot(option.loc, said, hint)
            return


def _combines_labels(text: str) -> bool:
    return bool(_COMBINATION.fullmatch(text.strip())) and len(_LABELS.findall(text)) >= 2


def _parts(option: Written, texts: Sequence[str]) -> list[str]:
    """The other options that this one joins, if it is made of two or more."""
    pieces = [normalise(piece) for piece in _JOIN.split(_BOTH.sub("", option.text)) if piece.strip()]
    return pieces if len(pieces) > 1 and all(piece in texts for piece in pieces) else []
