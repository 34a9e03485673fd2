"""Questions that come too near to one another: asked twice, or one gives away the other."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from kalquiz.askable import Cue
from kalquiz.check.overlap import jaccard, similar_pairs
from kalquiz.check.profile import Answer, Profile, Topics
from kalquiz.check.published import HALADYNA, WOZNIAK
from kalquiz.check.rule import Found, Spot, bank_rule
from kalquiz.check.view import Checked
from kalquiz.problem import Severity
from kalquiz.question import TrueFalse

NEAR, SAME = 0.6, 0.8
"""The Jaccard similarity of the content words of stem and key."""

_CANDIDATE = 0.5
"""Below `NEAR`: keys such as “Bizet” and “Georges Bizet” are then taken for one."""

SHARED = 3
"""Two questions with so many content words in common, the answer's among them, are about one thing."""


@bank_rule(
    "bank/near-duplicate",
    Severity.WARNING,
    source=f"{WOZNIAK}, rule 11 (combat interference)",
    reason="A question asked twice counts twice in a test and is learned no better; the two get mixed up.",
)
def near_duplicate(checked: Checked) -> Iterator[Found]:
    """Each question whose stem and key share most content words with an earlier one's: .6 a warning, .8 an error.

    What differs in a name, a figure, a part or in its sources is another question.
    """
    found: dict[int, tuple[float, int]] = {}
    profiles = checked.profiles
    for earlier, later in similar_pairs([profile.whole for profile in profiles], _CANDIDATE):
        alike = _likeness(profiles[earlier], profiles[later])
        if alike >= NEAR and alike > found.get(later, (0.0, 0))[0]:
            found[later] = alike, earlier
    for later, (alike, earlier) in sorted(found.items()):
        one, other = profiles[later], profiles[earlier]
        said = (
            f"this asks nearly the same as {checked.named(other.question)}: {alike:.0%} of the words that matter in "
            "stem and key are the same"
        )
        hint = f"Keep one of the two, or ask here for something that `{other.question.id}` does not."
        yield one.question, Spot(("stem",), said, hint, Severity.ERROR if alike >= SAME else None)


def _likeness(one: Profile, other: Profile) -> float:
    """The share of content words in common, where the two may ask the same; else 0."""
    if not _same_key(one, other) or not one.sources & other.sources:
        return 0.0
    if any(
        (mine & one.stem) - other.whole and (theirs & other.stem) - one.whole
        for mine, theirs in zip(one.telling, other.telling, strict=True)
    ):
        return 0.0
    key = min(one.key, other.key, key=len)
    return jaccard(one.stem | key, other.stem | key)


def _same_key(one: Profile, other: Profile) -> bool:
    """Whether the answer to one is, or is part of, the answer to the other."""
    if isinstance(one.question, TrueFalse) and isinstance(other.question, TrueFalse):
        return one.question.key == other.question.key
    mine, theirs = ([it.topics for it in profile.answers] or [profile.key] for profile in (one, other))
    return any(
        first <= second or second <= first or jaccard(first, second) >= NEAR
        for first in mine
        for second in theirs
        if first and second
    )


@bank_rule(
    "bank/cueing",
    Severity.WARNING,
    source=f"{HALADYNA}, guideline 4 (keep items independent of one another)",
    reason="The stem of one question gives away the answer to another.",
)
def cueing(checked: Checked) -> Iterator[Found]:
    """Each answer that the stem of another question on the same thing gives away.

    Options are not looked at: as one of several, an answer says no more there than among its own distractors.
    """
    said_of: set[str] = set()
    for cue in find_cues(checked):
        if cue.question not in said_of:
            said_of.add(cue.question)
            question, giver = checked.bank.question(cue.question), checked.bank.question(cue.giver)
            said = f"the stem of {checked.named(giver)} gives the answer away: it says “{cue.text}”"
            hint = f"Word `{giver.id}` differently, or ask for something else there."
            yield question, Spot(("stem",), said, hint)


def find_cues(checked: Checked) -> Iterator[Cue]:
    """Each answer and each stem that gives it away, in the order of the questions."""
    profiles = checked.profiles
    holding = _Holding([profile.stem for profile in profiles])
    for profile in profiles:
        for answer in profile.answers:
            for index in holding.cues(profile.stem, answer):
                yield Cue(profile.question.id, profiles[index].question.id, answer.text)


class _Holding:
    """Which stems hold which words.

    A word in very many stems is what the bank is about: it tells nobody which stem to look at. Looking past such
    words also keeps the search linear.
    """

    def __init__(self, stems: Sequence[Topics]) -> None:
        most = max(10, min(200, len(stems) // 20))
        holding: Mapping[str, set[int]] = defaultdict(set)
        for index, stem in enumerate(stems):
            for word in stem:
                holding[word].add(index)
        self._everywhere = {word for word, found in holding.items() if len(found) > most}
        self._holding = dict(holding)

    def cues(self, stem: Topics, answer: Answer) -> Sequence[int]:
        """The other stems that hold this answer and speak of what its own stem speaks of."""
        words = answer.topics - self._everywhere
        if answer.topics <= stem or not words:
            return ()
        stems = set.intersection(*(self._holding.get(word, set()) for word in answer.topics))
        if not stems:
            return ()
        shared = Counter(
            chain.from_iterable(
                stems & self._holding[word] for word in stem - answer.topics - self._everywhere
            )
        )
        # A name of several words is hardly met by chance; other words are.
        least = max(1 if answer.is_name else 2, SHARED - len(answer.topics))
        return sorted(index for index, count in shared.items() if count >= least)
