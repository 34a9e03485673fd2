"""The line with which an author lets an answer count that a learner was right to give."""

import json
from collections.abc import Iterator

from kalquiz.markup import visible
from kalquiz.practice.lines import hang
from kalquiz.practice.session import Answer
from kalquiz.question import Question
from kalquiz.question.cloze import Cloze
from kalquiz.question.entry import Entry, TextKey


def accepting_lines(answer: Answer, width: int) -> Iterator[str]:
    """Where in the bank to add what; nothing for answers that are no words of one's own."""
    for field, key, given in _texts(answer):
        if not isinstance(key, TextKey) or key.mark(given).score == 1:
            continue
        accepted = json.dumps([*key.accepted, given], ensure_ascii=False)
        yield from hang("", f"To accept it always, say so in {answer.question.section}.yaml, {field}:", width)
        # Not wrapped, so that it can be copied.
        yield f"    accepted: {visible(accepted)}"


def _texts(answer: Answer) -> Iterator[tuple[str, Entry, str]]:
    question: Question = answer.question
    if isinstance(question, Entry) and answer.how.given:
        yield f"question {question.id}", question, answer.how.given[0]
    if isinstance(question, Cloze) and answer.how.given:
        for (name, key), given in zip(question.gaps.items(), answer.how.given, strict=True):
            yield f"question {question.id}, gap {name}", key, given
