"""The line with which an author lets an answer count that a learner was right to give."""

import json
from collections.abc import Iterator, Sequence

from kalquiz.lines import hang
from kalquiz.markup import visible
from kalquiz.question import Question
from kalquiz.question.cloze import Cloze
from kalquiz.question.entry import Entry, TextKey


def accepting_lines(question: Question, given: Sequence[str], width: int) -> Iterator[str]:
    """Where in the bank to add what; nothing for answers that are no words of one's own."""
    for field, key, text in _texts(question, given):
        if not isinstance(key, TextKey) or key.mark(text).score == 1:
            continue
        accepted = json.dumps([*key.accepted, text], ensure_ascii=False)
        yield from hang(
            "", f"To have it always accepted, its author adds to {question.section}.yaml, {field}:", width
        )
        # Not wrapped, so that it can be copied.
        yield f"    accepted: {visible(accepted)}"


def _texts(question: Question, given: Sequence[str]) -> Iterator[tuple[str, Entry, str]]:
    if isinstance(question, Entry) and given:
        yield f"question {question.id}", question, given[0]
    if isinstance(question, Cloze) and given:
        for (name, key), text in zip(question.gaps.items(), given, strict=True):
            yield f"question {question.id}, gap {name}", key, text
