"""A history as JSON Lines: one object for each entry, so that two machines can exchange what they hold."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from kalquiz.history.record import Review
from kalquiz.history.rows import COLUMNS, from_row, to_row
from kalquiz.problem import KalquizError

HEAD = {"history": "kalquiz", "form": 1}
"""The first line."""

_LONE = re.compile("[\ud800-\udfff]")
_MOST = 2**53
"""Whole numbers beyond this one are not the same in every program."""


class ExchangeError(KalquizError):
    """A line that is no entry of a history; its text says which line, and what is wrong."""


def write_reviews(reviews: Iterable[Review]) -> Iterator[str]:
    """The lines of an export, in the order of time: the same entries give the same lines on every machine."""
    yield json.dumps(HEAD)
    for review in sorted(reviews, key=lambda review: review.order):
        yield json.dumps(dict(zip(COLUMNS, to_row(review), strict=True)), ensure_ascii=False)


def read_reviews(lines: Iterable[str]) -> Iterator[Review]:
    """The entries that these lines hold.

    Raises:
        ExchangeError: a line is no entry, or the first says that this is another file or a newer form.
    """
    first = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            raise ExchangeError(f"line {number}: this is not JSON. Export the history once more.") from None
        if not isinstance(found, dict):
            raise ExchangeError(f"line {number}: an entry is an object, {{...}}.")
        if first:
            _check_head(found)
            first = False
            continue
        # Earlier exports have none.
        yield _review({"due": ""} | found, number)
    if first:
        raise ExchangeError("there is nothing in it: an export has a first line that says what it is.")


def _check_head(found: dict[str, Any]) -> None:
    if found.get("history") != HEAD["history"]:
        raise ExchangeError("line 1: this is no export of a history, as `kalquiz history export` writes it.")
    if found.get("form") != HEAD["form"]:
        raise ExchangeError("line 1: it was written by a newer kalquiz. Update this one.")


def _review(found: dict[str, Any], number: int) -> Review:
    for column in COLUMNS:
        if column not in found or not _fits(column, found[column]):
            said = f"{found[column]!r} is none" if column in found else "it is missing"
            raise ExchangeError(f"line {number}: `{column}`: {said}.")
    if unknown := sorted(found.keys() - set(COLUMNS)):
        raise ExchangeError(
            f"line {number}: an entry has no `{unknown[0]}`. Update kalquiz if it is an older one."
        )
    if found["score"] is not None:
        found = found | {"score": float(found["score"])}
    try:
        return from_row(tuple(found[column] for column in COLUMNS))
    except ValueError as error:
        raise ExchangeError(f"line {number}: {error}.") from None


def _fits(column: str, value: object) -> bool:
    match column:
        case "at" | "zone" | "hints" | "took":
            return type(value) is int and abs(value) <= _MOST
        case "score":
            if value is None or isinstance(value, bool):
                return value is None
            return isinstance(value, int | float) and 0 <= value <= 1
        case "rating":
            return value is None or type(value) is int
        case "uid" | "bank" | "question" | "session":
            return isinstance(value, str) and bool(value) and value.isprintable()
        case _:
            return isinstance(value, str) and not _LONE.search(value)
