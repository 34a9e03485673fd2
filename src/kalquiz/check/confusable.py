"""Typed answers within a slip of the finger of another question's answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from kalquiz.bank import Loc
from kalquiz.check.rule import Found, Spot, bank_rule
from kalquiz.check.topic_words import TopicWords, spelt
from kalquiz.check.view import Checked
from kalquiz.grading import MOST_SLIPS, TYPO_SCORE, is_slip, normalise
from kalquiz.problem import Severity
from kalquiz.question import Cloze, Question, ShortAnswer
from kalquiz.question.entry import TextKey


@dataclass(frozen=True, slots=True)
class _Answer:
    """An accepted answer: whose it is, where it stands, and as it is compared."""

    question: Question
    entry: TextKey
    loc: Loc
    text: str
    words: tuple[str, ...]


@bank_rule(
    "bank/confusable-answers",
    Severity.WARNING,
    source="kalquiz: a typing slip costs a tenth, so a different answer must not pass for one",
    reason="Learners who mix the two up are told that only the spelling was wrong.",
)
def confusable_answers(checked: Checked) -> Iterator[Found]:
    """Each accepted answer of which another question's answer counts as a misspelling, and is not rejected.

    What is the same word inflected or in another usual spelling means the same, and so do answers of
    questions that accept one of each other's answers.
    """
    answers = [answer for question in checked.bank.questions for answer in _answers(question)]
    by_words: Mapping[tuple[str, ...], list[_Answer]] = defaultdict(list)
    for answer in answers:
        by_words[answer.words].append(answer)
    meant = _meant({word for words in by_words for word in words})
    told: set[tuple[int, str]] = set()
    for words in by_words:
        given = by_words[words][0]
        for wanted in (answer for other in _slips_of(words, meant) for answer in by_words.get(other, ())):
            once = (id(wanted.entry), given.question.id)
            if once not in told and _mixed_up(given, wanted, checked):
                told.add(once)
                said = (
                    f"“{given.text}”, the answer to {checked.named(given.question)}, counts here as "
                    f"“{wanted.text}” misspelt"
                )
                hint = f"Add “{given.text}” to `rejected` here, and say why it is wrong."
                yield wanted.question, Spot(wanted.loc, said, hint)


def _answers(question: Question) -> Iterator[_Answer]:
    entries: list[tuple[Loc, object]] = []
    match question:
        case ShortAnswer():
            entries = [((), question)]
        case Cloze(gaps=gaps):
            entries = [(("gaps", name), gap) for name, gap in gaps.items()]
    for loc, entry in entries:
        if isinstance(entry, TextKey):
            places = [("key",), *(("accepted", index) for index in range(len(entry.accepted)))]
            for place, text in zip(places, (entry.key, *entry.accepted), strict=True):
                yield _Answer(question, entry, (*loc, *place), text, tuple(normalise(text).split()))


def _meant(words: Iterable[str]) -> Mapping[str, list[str]]:
    """By word the others of which it is a slip.

    Words one edit apart are equal, or become so when each loses a letter or none: so all are found through what
    is left of each (the deletion neighbourhood of Mor & Fraenkel 1982, Communications of the ACM 25, 935-938).
    """
    left: Mapping[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        for rest in {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}:
            left[rest].append(word)
    found: Mapping[str, list[str]] = defaultdict(list)
    for group in left.values():
        for given, word in combinations(group, 2):
            for one, other in ((given, word), (word, given)):
                if is_slip(one, other) and other not in found[one]:
                    found[one].append(other)
    return found


def _slips_of(words: tuple[str, ...], meant: Mapping[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """The answers of which this one may be a misspelling."""
    doubtful = [place for place, word in enumerate(words) if word in meant]
    for count in range(1, MOST_SLIPS + 1):
        for places in combinations(doubtful, count):
            for others in product(*(meant[words[place]] for place in places)):
                changed = dict(zip(places, others, strict=True))
                yield tuple(changed.get(place, word) for place, word in enumerate(words))


def _mixed_up(given: _Answer, wanted: _Answer, checked: Checked) -> bool:
    """Whether grading takes an answer to one question for a misspelt answer to another one."""
    return (
        given.question is not wanted.question
        and wanted.entry.mark(given.text).score == TYPO_SCORE
        and not _accepts_any(wanted.entry, given.entry)
        and not _accepts_any(given.entry, wanted.entry)
        and not (checked.words and _same_word(given, wanted, checked.words.topics))
    )


def _accepts_any(one: TextKey, other: TextKey) -> bool:
    """Whether an answer to one is right for the other: then both ask for the same thing."""
    return any(one.mark(text).score == 1 for text in (other.key, *other.accepted))


def _same_word(one: _Answer, other: _Answer, words: TopicWords) -> bool:
    """Whether two answers differ in spelling or inflection alone."""
    pairs = (
        (spelt(first, words), spelt(second, words))
        for first, second in zip(one.words, other.words, strict=True)
    )
    return all(
        short == long or long in (short + ending for ending in words.inflections)
        for short, long in (sorted(pair, key=len) for pair in pairs)
    )
