"""Copying: a bank says things in its own words; no run of words may be a source's."""

import re
from collections.abc import Iterator, Sequence

from kalquiz.bank import Loc
from kalquiz.check.rule import Found, Spot, bank_rule
from kalquiz.check.view import Checked
from kalquiz.problem import Severity
from kalquiz.question import Question

SUSPICIOUS, COPIED = 6, 8
"""Words in a row: two texts about one thing share at most five by chance, eight are a copy."""

_WORD = re.compile(r"[^\W_]+")
_OUR_OWN = {"passage"}


@bank_rule(
    "copying/run",
    Severity.WARNING,
    source="kalquiz: no sentence of a source ships",
    reason="Two texts about one thing share at most five words in a row by chance; eight are a copy.",
    needs_text=True,
)
def copied_run(checked: Checked) -> Iterator[Found]:
    """A warning where six words in a row are a source's, an error from eight."""
    runs = {run for text in checked.texts.values() for run in _runs(_words(text))}
    if not runs:
        return
    for question in checked.bank.questions:
        for loc, text in _texts(question):
            if shared := _longest_shared(_words(text), runs):
                said = f"{len(shared)} words in a row are a source's: “{' '.join(shared)}”"
                severity = Severity.ERROR if len(shared) >= COPIED else None
                yield question, Spot(loc, said, "Say it in your own words.", severity)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + SUSPICIOUS]) for start in range(len(words) - SUSPICIOUS + 1))


def _longest_shared(words: Sequence[str], runs: set[tuple[str, ...]]) -> Sequence[str]:
    best: Sequence[str] = ()
    start = None
    for index, run in enumerate(_runs(words)):
        if run not in runs:
            start = None
            continue
        start = index if start is None else start
        shared = words[start : index + SUSPICIOUS]
        best = max(best, shared, key=len)
    return best


def _texts(question: Question) -> Iterator[tuple[Loc, str]]:
    """Every text of a question with its place, but for what `kalquiz cite` wrote."""
    written = question.model_dump(
        mode="json", exclude_defaults=True, exclude={"citations": {"__all__": _OUR_OWN}}
    )
    pending: list[tuple[Loc, object]] = [((), written)]
    while pending:
        loc, value = pending.pop()
        if isinstance(value, str):
            yield loc, value
        elif isinstance(value, dict):
            pending += [((*loc, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            pending += [((*loc, index), inner) for index, inner in enumerate(value)]
