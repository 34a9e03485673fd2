"""The one list of rules."""

from kalquiz.check.citations import (
    ambiguous,
    changed,
    copies,
    drifted,
    missing,
)
from kalquiz.check.copying import copied_run
from kalquiz.check.rule import Rule
from kalquiz.check.sources import incomplete_source
from kalquiz.check.unfinished import unfinished_citation

RULES: tuple[Rule, ...] = (
    incomplete_source,
    missing,
    changed,
    ambiguous,
    drifted,
    copies,
    unfinished_citation,
    copied_run,
)
"""Every rule, in the order in which it is documented."""
