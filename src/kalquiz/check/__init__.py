"""What `kalquiz check` looks for beyond what loading refuses: rules, each from a bank to problems."""

from collections.abc import Callable, Iterator, Mapping

from kalquiz.bank import Bank
from kalquiz.check.citations import citations_verify
from kalquiz.check.copying import nothing_copied
from kalquiz.check.sources import sources_complete
from kalquiz.check.unfinished import nothing_left_to_write
from kalquiz.problem import Problem

Rule = Callable[[Bank, Mapping[str, str]], Iterator[Problem]]

RULES: tuple[Rule, ...] = (sources_complete, citations_verify, nothing_left_to_write, nothing_copied)
"""Every rule, in the order in which they run."""


def check_bank(bank: Bank, texts: Mapping[str, str] | None = None) -> list[Problem]:
    """Everything the rules find in a bank, in file order.

    Args:
        bank: the bank.
        texts: the text of sources at hand, by source id; what needs a text that is not there is not checked.
    """
    return sorted(problem for rule in RULES for problem in rule(bank, texts or {}))


__all__ = ["RULES", "Rule", "check_bank"]
