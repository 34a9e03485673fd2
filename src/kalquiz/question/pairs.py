"""The grading that matching and categorization share."""

from kalquiz.interaction import Match, Matched, Outcome, Part, Solution


def grade_pairs(match: Match, given: Matched, solution: Solution) -> Outcome:
    """The share of stems that have their target (Moodle, Canvas)."""
    if not isinstance(solution.response, Matched):
        raise TypeError("The solution of a match is a `Matched`.")
    texts = {target.id: target.text for target in match.targets}
    keys = solution.response.pairs
    parts = []
    for stem in match.stems:
        target = given.pairs.get(stem.id, "")
        right = target == keys[stem.id]
        said = solution.feedback.get(target, "")
        parts.append(Part(stem.text, texts.get(target, ""), texts[keys[stem.id]], float(right), said))
    return Outcome.of(sum(part.score for part in parts) / len(parts), parts)
