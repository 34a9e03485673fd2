"""The one list of rules."""

from kalquiz.check.attribution import bare, unattributed
from kalquiz.check.card import list_answer, size, yes_no
from kalquiz.check.citations import (
    ambiguous,
    changed,
    copies,
    drifted,
    missing,
)
from kalquiz.check.cloze import context, too_many_gaps
from kalquiz.check.combined import all_or_none, complex_option
from kalquiz.check.confusable import confusable_answers
from kalquiz.check.copying import copied_run
from kalquiz.check.cues import absolute, article_cue, clang, convergence, vague_frequency
from kalquiz.check.goals import goal
from kalquiz.check.keys import key_position, longest_keys
from kalquiz.check.options import longest_key, no_feedback, number_order, option_count, overlapping_ranges
from kalquiz.check.related import cueing, near_duplicate
from kalquiz.check.rule import Rule
from kalquiz.check.sources import incomplete_source
from kalquiz.check.stem import answer_inside, long, negative, pronoun_start, telling_hint
from kalquiz.check.unfinished import left_over, unexplained, unfinished
from kalquiz.check.vanished import vanished_id

RULES: tuple[Rule, ...] = (
    incomplete_source,
    missing,
    changed,
    ambiguous,
    drifted,
    copies,
    unfinished,
    left_over,
    copied_run,
    negative,
    answer_inside,
    telling_hint,
    pronoun_start,
    long,
    unattributed,
    bare,
    size,
    list_answer,
    yes_no,
    context,
    too_many_gaps,
    unexplained,
    longest_key,
    all_or_none,
    complex_option,
    absolute,
    vague_frequency,
    clang,
    article_cue,
    convergence,
    overlapping_ranges,
    number_order,
    option_count,
    no_feedback,
    longest_keys,
    key_position,
    near_duplicate,
    cueing,
    confusable_answers,
    goal,
    vanished_id,
)
"""Every rule, in the order in which it is documented."""
