"""Keeps the answers of a session in the history, and tells what follows for the schedule."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from kalquiz.askable import Askable, BankOf
from kalquiz.history import ANSWERS, Kind, Review, Store
from kalquiz.interaction import Choice, GapText, Reveal, TextEntry
from kalquiz.markup import to_plain
from kalquiz.practice.log import Kept, Last, Outlook
from kalquiz.practice.plan import due_on
from kalquiz.practice.session import Answer
from kalquiz.schedule import Memory, Moment, rate

SHOWN = 3
"""How many earlier wrong answers are shown with a question that is forgotten again and again."""

LONGEST = 60.0
"""Seconds; whoever takes longer has gone away."""


@dataclass
class Keeper:
    """The `Log` of a session on a bank.

    `session` is an id that no other session has, `now` tells the time, `kind` is the kind of its first answers, and
    `versions` names the versions of kalquiz and of the bank.
    """

    store: Store
    bank: BankOf[Askable]
    session: str
    now: Callable[[], datetime]
    kind: Kind = Kind.REVIEW
    versions: Callable[[], str] = lambda: ""
    _count: int = 0
    _mine: dict[str, Review] = field(default_factory=dict)
    _tried: tuple[Answer, Review] | None = None
    """The answer that was kept last, or was to be, and its entry."""

    @property
    def day(self) -> date:
        """The study day."""
        return Moment.of(self.now()).day

    def keep(self, answer: Answer, instead_of: str = "") -> Kept:
        """Keep an answer, in place of another one where its uid is given. It is safe when this returns.

        Raises:
            NotSavedError: it was not kept; it can be tried again.
        """
        # What could not be saved is tried again as it was, so that it cannot come to stand there twice.
        if not self._tried or self._tried[0] is not answer:
            self._tried = answer, self._review(answer, instead_of)
        review = self._tried[1]
        memory = self.store.add(review)
        self._mine[review.uid] = review
        scheduled = review.rating is not None and memory is not None
        return Kept(
            review.uid,
            review.rating.word if review.rating else None,
            (memory.due - review.day).days if memory and scheduled else None,
            *self._forgotten(answer, memory),
        )

    def undo(self, uid: str, question: str) -> None:
        """Take back an entry, and what it had taken the place of.

        Raises:
            NotSavedError: it still holds.
        """
        while review := self._entry_with(uid, question):
            self.store.add(review.undone(self._uid(), self.session, Moment.of(self.now())))
            uid = review.voids

    def last(self) -> Last | None:
        """The last entry that can be taken back."""
        found = self.store.last(self.bank.id)
        return Last(found.uid, found.question, found.kind is Kind.FLAG) if found else None

    def flag(self, question: Askable, note: str) -> None:
        """Keep a note on a question.

        Raises:
            NotSavedError: it was not kept.
        """
        self.store.add(self._entry(question, Kind.FLAG, note))

    def reset(self, question: Askable) -> None:
        """Begin a question anew, as if it had never been asked.

        Raises:
            NotSavedError: it was not kept.
        """
        self.store.add(self._entry(question, Kind.RESET, ""))

    def today(self) -> tuple[int, int]:
        """Of the questions answered on this study day, how many were right at the first try, and how many there are."""
        firsts = self._firsts().values()
        return sum(it.passed for it in firsts), len(firsts)

    def outlook(self) -> Outlook:
        """What is due tomorrow, and what was never asked."""
        tomorrow = self.day + timedelta(days=1)
        memories = self.store.memories(self.bank.id)
        ids = {question.id for question in self.bank.questions}
        return Outlook(
            tomorrow, len(ids.intersection(due_on(memories, tomorrow))), len(ids - memories.keys())
        )

    def _firsts(self) -> dict[str, Review]:
        """The first answer of the study day to each question."""
        firsts: dict[str, Review] = {}
        for review in self.store.reviews(self.bank.id, day=self.day):
            if review.kind in ANSWERS:
                firsts.setdefault(review.question, review)
        return firsts

    def _review(self, answer: Answer, instead_of: str) -> Review:
        how = answer.how
        first = answer.first and answer.question.id not in self._firsts()
        rating = rate(answer.outcome.score, hints=how.hints, guessed=how.guessed, gave_up=how.gave_up)
        if before := self._entry_with(instead_of, answer.question.id):
            return before.instead(
                self._uid(),
                Moment.of(self.now()),
                score=answer.outcome.score,
                rating=rating if before.rating else None,
            )
        kind = self.kind if first or self.kind is not Kind.REVIEW else Kind.RETRY
        entry = self._entry(answer.question, kind, in_words(answer))
        return replace(
            entry,
            score=answer.outcome.score,
            rating=rating if kind is Kind.REVIEW else None,
            hints=how.hints,
            took=round(1000 * min(how.seconds, LONGEST)),
        )

    def _entry_with(self, uid: str, question: str) -> Review | None:
        """The entry of this session, or of an earlier one, that has this uid and holds."""
        if not uid or uid in self._mine:
            return self._mine.get(uid)
        past = self.store.reviews(self.bank.id, question=question)
        return next((it for it in past if it.uid == uid), None)

    def _entry(self, question: Askable, kind: Kind, response: str) -> Review:
        return Review(
            uid=self._uid(),
            bank=self.bank.id,
            question=question.id,
            kind=kind,
            session=self.session,
            moment=Moment.of(self.now()),
            content=question.content,
            response=response,
            versions=self.versions(),
        )

    def _forgotten(self, answer: Answer, memory: Memory | None) -> tuple[int, tuple[str, ...]]:
        """How often a question was forgotten, where that is too often, and what was then answered."""
        if answer.passed or not memory or not memory.is_leech:
            return 0, ()
        past = self.store.reviews(self.bank.id, question=answer.question.id)
        wrong = dict.fromkeys(
            it.response for it in past if it.kind in ANSWERS and not it.passed and it.response
        )
        return memory.lapses, tuple(wrong)[-SHOWN:]

    def _uid(self) -> str:
        self._count += 1
        # Padded, since entries of one moment are sorted by it.
        return f"{self.session}.{self._count:06}"


def in_words(answer: Answer) -> str:
    """What was answered, in words: letters mean nothing without the order that the options were in."""
    interaction = answer.question.prompt().interaction
    if isinstance(interaction, TextEntry | GapText | Reveal) or not answer.outcome.parts:
        return "\n".join(answer.how.given)
    given = [part for part in answer.outcome.parts if part.given]
    if isinstance(interaction, Choice):
        return "; ".join(to_plain(part.given) for part in given)
    return "; ".join(to_plain(f"{part.label}: {part.given}") for part in given)


def wrong_last(store: Store, bank: BankOf[Askable]) -> frozenset[str]:
    """The ids of the questions whose last answer was wrong."""
    last = {it.question: it for it in store.reviews(bank.id) if it.kind in ANSWERS}
    return frozenset(name for name, review in last.items() if not review.passed)
