"""One entry of the history, and which entries still hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kalquiz.schedule import PASSED, Memory, Moment, Rating, advance


class Kind(StrEnum):
    """What an entry says."""

    REVIEW = "review"
    """An answer that the schedule goes by."""
    RETRY = "retry"
    """An answer to what was wrong a moment before."""
    EXAM = "exam"
    """An answer in an exam."""
    CRAM = "cram"
    """An answer beside the schedule."""
    OVERRIDE = "override"
    """What takes the place of an answer that it voids: the learner was right after all, or had guessed."""
    FLAG = "flag"
    """A note of the learner on a question, in `response`."""
    VOID = "void"
    """Nothing but that another entry does not hold."""
    RESET = "reset"
    """The question is begun anew."""
    RELINK = "relink"
    """What was answered under the id in `response` belongs to this question."""


ANSWERS = frozenset({Kind.REVIEW, Kind.RETRY, Kind.EXAM, Kind.CRAM, Kind.OVERRIDE})
"""The kinds of entry that are answers."""

SCHEDULED = frozenset({Kind.REVIEW, Kind.OVERRIDE})
"""The kinds of answer that the schedule goes by, where they have a rating."""


@dataclass(frozen=True, slots=True)
class Review:
    """An entry of the history: an answer to a question, or something said about one.

    `uid` is unique in the world: an id of the session, and a count in it. `content` is the hash of the key that
    held then (`Question.content`), `response` what was given in words, `score` goes from 0 to 1, `rating` is None
    for what is not scheduled, `took` is the time of answering in milliseconds, `versions` those of kalquiz and
    of the bank, `voids` the uid of an entry that no longer holds because of this one. `due` is the day that was
    chosen for asking again, None where none was: it is kept, as the choice went by what else was due then.
    """

    uid: str
    bank: str
    question: str
    kind: Kind
    session: str
    moment: Moment
    content: str = ""
    response: str = ""
    score: float | None = None
    rating: Rating | None = None
    hints: int = 0
    took: int = 0
    versions: str = ""
    voids: str = ""
    due: date | None = None

    @property
    def order(self) -> tuple[int, str]:
        """What entries are sorted by; it is the same on every machine."""
        return self.moment.at, self.uid

    @property
    def day(self) -> date:
        """The study day."""
        return self.moment.day

    @property
    def passed(self) -> bool:
        """Whether this answer counts as known; what was only guessed does not, whatever its score."""
        return (self.score or 0) >= PASSED and self.rating is not Rating.AGAIN

    def undone(self, uid: str, session: str, moment: Moment) -> "Review":
        """The entry that voids this one."""
        return Review(uid, self.bank, self.question, Kind.VOID, session, moment, voids=self.uid)

    def instead(self, uid: str, moment: Moment, *, score: float, rating: Rating | None) -> "Review":
        """The entry that takes the place of this answer."""
        return replace(
            self,
            uid=uid,
            moment=moment,
            kind=Kind.OVERRIDE,
            score=score,
            rating=rating,
            voids=self.uid,
            due=None,
        )


def effective(reviews: Iterable[Review]) -> list[Review]:
    """The entries that hold, in order: those that no other entry voids, unless that one is undone itself.

    What is undone twice holds again. What was replaced does not, where its replacement is replaced in turn.
    """
    known = sorted(reviews, key=lambda review: review.order)
    voids = [review for review in known if review.voids]
    voiding: Mapping[str, list[Review]] = defaultdict(list)
    for review in voids:
        voiding[review.voids].append(review)
    undone: dict[str, bool] = {}
    for review in voids:
        _settle(review, voiding, undone)
    return [
        review
        for review in known
        if review.kind is not Kind.VOID and all(undone[it.uid] for it in voiding.get(review.uid, ()))
    ]


def _settle(review: Review, voiding: Mapping[str, list[Review]], undone: dict[str, bool]) -> None:
    """Find out whether an entry is undone, after those that undo it, without a stack that they could fill."""
    under_way = {review.uid: review}
    while under_way:
        last = under_way[next(reversed(under_way))]
        above = [it for it in voiding.get(last.uid, ()) if it.kind is Kind.VOID]
        if waiting := [it for it in above if it.uid not in undone and it.uid not in under_way]:
            under_way[waiting[0].uid] = waiting[0]
            continue
        undone[last.uid] = not all(undone.get(it.uid, True) for it in above)
        del under_way[last.uid]


def remember(memory: Memory | None, review: Review, seed: str, target: float) -> Memory | None:
    """The memory after one more entry that holds."""
    if review.kind is Kind.RESET:
        return None
    if review.kind not in SCHEDULED or not review.rating:
        return memory
    content, due = review.content, review.due
    return advance(memory, review.rating, review.day, seed, target=target, content=content, due=due)
