"""The one list of rules."""

from kalquiz.check.citations import (
    ambiguous,
    changed,
    copies,
    drifted,
    missing,
)
from kalquiz.check.confusable import confusable_answers
from kalquiz.check.copying import copied_run
from kalquiz.check.goals import goal
from kalquiz.check.keys import key_position, longest_keys
from kalquiz.check.related import cueing, near_duplicate
from kalquiz.check.rule import Rule
from kalquiz.check.sources import incomplete_source
from kalquiz.check.unfinished import unfinished_citation
from kalquiz.check.vanished import vanished_id

RULES: tuple[Rule, ...] = (
    incomplete_source,
    missing,
    changed,
    ambiguous,
    drifted,
    copies,
    unfinished_citation,
    copied_run,
    longest_keys,
    key_position,
    near_duplicate,
    cueing,
    confusable_answers,
    goal,
    vanished_id,
)
"""Every rule, in the order in which it is documented."""
