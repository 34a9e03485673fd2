"""What becomes of a history when questions of its bank are renamed."""

from collections.abc import Iterator, Mapping

from kalquiz.askable import Askable, BankOf
from kalquiz.history.record import Kind, Review
from kalquiz.schedule import Memory, Moment


def relinks(
    bank: BankOf[Askable], memories: Mapping[str, Memory], session: str, moment: Moment
) -> Iterator[Review]:
    """An entry for each former id of a question under which it was answered: the answers belong to the id of now."""
    for question in bank.questions:
        for old in question.aka:
            if old in memories:
                uid = f"{session}.relink.{old}"
                yield Review(uid, bank.id, question.id, Kind.RELINK, session, moment, response=old)
