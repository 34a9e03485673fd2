"""Ids that an earlier version of a bank had, and this one does not know."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kalquiz.check.overlap import jaccard
from kalquiz.check.rule import Found, Spot, bank_rule
from kalquiz.check.view import Checked, words_of
from kalquiz.problem import Severity
from kalquiz.question import Question


@bank_rule(
    "bank/vanished-id",
    Severity.ERROR,
    source="kalquiz: what people have learned is tied to the id of the question",
    reason="A question with a new id is a new card to everyone who has learned the old one.",
    needs_all=True,
)
def vanished_id(checked: Checked) -> Iterator[Found]:
    """Each id, or former id, of the earlier version that is neither an id nor a former one (`aka`) here."""
    if checked.before is None:
        return
    here = {name: question for question in checked.bank.questions for name in (question.id, *question.aka)}
    there = {name for question in checked.before.questions for name in (question.id, *question.aka)}
    new = _New(question for question in checked.bank.questions if question.id not in there)
    for old in checked.before.questions:
        for name in (name for name in (old.id, *old.aka) if name not in here):
            if heir := here.get(old.id) or new.likeliest(old):
                hint = f"If `{heir.id}` is the same question, add `{name}` to its `aka`."
                yield heir, Spot(("id",), f"the id `{name}` is gone", hint)
            else:
                said = f"the id `{name}` is gone; it was in {old.section}.yaml"
                hint = "Put the question back, or add this id to the `aka` of the question that replaced it."
                yield None, Spot(("sections",), said, hint)


class _New:
    """The questions that were not there before, by what they share with one that was."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._by_mark: Mapping[object, list[Question]] = defaultdict(list)
        for question in questions:
            for mark in _marks(question):
                self._by_mark[mark].append(question)

    def likeliest(self, old: Question) -> Question | None:
        """The one that has most in common with an old question, its citations or its stem."""
        candidates = (question for mark in _marks(old) for question in self._by_mark.get(mark, ()))
        return max(candidates, key=lambda question: _likeness(old, question), default=None)


def _marks(question: Question) -> frozenset[object]:
    """What a question keeps when it is renamed: its passages, the words of its stem."""
    return frozenset({frozenset(words_of(question.stem)), *(it.passage.hash for it in question.citations)})


def _likeness(one: Question, other: Question) -> float:
    stems = [frozenset(words_of(question.stem)) for question in (one, other)]
    return jaccard(*stems) + len(_marks(one) & _marks(other))
