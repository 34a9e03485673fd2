"""What becomes of a history when its bank is edited."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from kalquiz.history.record import Kind, Review
from kalquiz.schedule import Memory, Moment

if TYPE_CHECKING:
    from kalquiz.bank import Bank
    from kalquiz.question import Question


def content_hash(question: "Question") -> str:
    """A hash of what is right. Punctuation, case and spaces of the key play no part, nor does the stem."""
    from kalquiz.grading import normalise

    told = "\n".join(normalise(line) for line in question.solution().lines)
    return sha256(told.encode()).hexdigest()[:16]


def relinks(bank: "Bank", memories: Mapping[str, Memory], session: str, moment: Moment) -> Iterator[Review]:
    """An entry for each former id of a question under which it was answered: the answers belong to the id of now."""
    for question in bank.questions:
        for old in question.aka:
            if old in memories:
                uid = f"{session}.relink.{old}"
                yield Review(uid, bank.id, question.id, Kind.RELINK, session, moment, response=old)
