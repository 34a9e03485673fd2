"""Clozes: what is left of a sentence has to call for what is gone."""

import re
from collections.abc import Iterator

from kalquiz.check.language import Words
from kalquiz.check.published import WOZNIAK
from kalquiz.check.rule import Spot, question_rule, word_rule
from kalquiz.check.stem import refers_back
from kalquiz.check.stem_words import StemWords
from kalquiz.check.view import View, words_of
from kalquiz.interaction import GAP
from kalquiz.markup import spans
from kalquiz.problem import Severity
from kalquiz.question import Cloze

_FEWEST_WORDS, _MOST_GAPS = 6, 2
_NAME_OR_DATE = re.compile(r"(?<![.!?:] )(?<!^)\b[^\W\d_a-z]\w+|\d")


@word_rule(
    "cloze/context",
    Severity.ERROR,
    source=f"{WOZNIAK}, rule 5",
    reason="With little text around a gap, many things fit, and one learns the shape of the card instead.",
)
def context(view: View, words: Words) -> Iterator[Spot]:
    """A cloze that does not say what it is about: by a name, a date, code, or a subject in its own right."""
    question = view.question
    if isinstance(question, Cloze) and not _NAME_OR_DATE.search(view.stem.replace(GAP, " ")):
        back = refers_back(view.stem, words.stems)
        if back:
            yield Spot(
                ("stem",), f"nothing says what “{back}” is", "Say of whom, of what or of when it is true."
            )
        elif len(view.stem_words) < _FEWEST_WORDS and not _has_subject(view, words.stems):
            said = f"only {len(view.stem_words)} word{'s' * (len(view.stem_words) != 1)} stand around the gap"
            yield Spot(("stem",), said, "Say of whom, of what or of when it is true.")


def _has_subject(view: View, words: StemWords) -> bool:
    """Whether the stem begins with what it is about: neither with a gap nor with something known already."""
    first = spans(view.question.asked())[0]
    begins = words_of(first.text)[:1]
    return first.style != "text" or not (
        first.text.startswith(GAP) or begins == [] or begins[0] in words.articles
    )


@question_rule(
    "cloze/too-many-gaps",
    Severity.ERROR,
    source=f"{WOZNIAK}, rules 4 and 5",
    reason="Each gap removes context that helps to recall the others.",
)
def too_many_gaps(view: View) -> Iterator[Spot]:
    """A cloze of more than two gaps."""
    if isinstance(view.question, Cloze) and len(view.question.gaps) > _MOST_GAPS:
        said = f"the stem has {len(view.question.gaps)} gaps"
        yield Spot(
            ("stem",), said, f"Keep at most {_MOST_GAPS}; make a separate question of each of the others."
        )
