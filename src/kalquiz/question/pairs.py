"""The grading that matching and categorization share."""

from collections.abc import Mapping

from kalquiz.interaction import Match, Matched, Outcome, Part, Solution


def grade_pairs(match: Match, given: Matched, solution: Solution, feedback: Mapping[str, str]) -> Outcome:
    """The share of stems that have their target (Moodle, Canvas); `feedback` is by the target's text."""
    if not isinstance(solution.response, Matched):
        raise TypeError("The solution of a match is a `Matched`.")
    texts = {target.id: target.text for target in match.targets}
    keys = solution.response.pairs
    parts = []
    for stem in match.stems:
        target = given.pairs.get(stem.id, "")
        right = target == keys[stem.id]
        picked = texts.get(target, "")
        said = "" if right else feedback.get(picked, "")
        parts.append(Part(stem.text, picked, texts[keys[stem.id]], float(right), said))
    return Outcome.of(sum(part.score for part in parts) / len(parts), parts)
