"""What `kalquiz check` looks for beyond what loading refuses: rules, each from a bank to the spots that break it."""

from kalquiz.check.attribution import naming_a_source
from kalquiz.check.examples import example_yaml, examples
from kalquiz.check.related import find_cues
from kalquiz.check.rule import Rule
from kalquiz.check.rules import RULES
from kalquiz.check.run import check_bank
from kalquiz.check.unfinished import unfinished_questions
from kalquiz.check.view import Checked

__all__ = [
    "RULES",
    "Checked",
    "Rule",
    "check_bank",
    "example_yaml",
    "examples",
    "find_cues",
    "naming_a_source",
    "unfinished_questions",
]
