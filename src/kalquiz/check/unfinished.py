"""Unfinished: what `kalquiz cite` leaves for the author to write."""

from collections.abc import Iterator, Mapping

from kalquiz.bank import Bank
from kalquiz.citation import TO_WRITE
from kalquiz.problem import Problem


def nothing_left_to_write(bank: Bank, _texts: Mapping[str, str]) -> Iterator[Problem]:
    """An error for each locator and gist that was not written yet."""
    for question in bank.questions:
        for index, citation in enumerate(question.citations):
            for field, text in (("locator", citation.locator), ("gist", citation.gist)):
                if text == TO_WRITE:
                    said = f"the {field} is still to be written"
                    hint = (
                        "Say where the passage is."
                        if field == "locator"
                        else "Say in your words what it says."
                    )
                    yield bank.problem(
                        question, ("citations", index, field), "citation/unfinished", said, hint
                    )
