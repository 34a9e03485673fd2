"""What `kalquiz check` looks for beyond what loading refuses: rules, each from a bank to the spots that break it."""

from kalquiz.check.examples import example_yaml, examples
from kalquiz.check.rule import Rule
from kalquiz.check.rules import RULES
from kalquiz.check.run import check_bank

__all__ = ["RULES", "Rule", "check_bank", "example_yaml", "examples"]
