"""A bad and a good example of what each rule is about, as people read them and as a bank holds them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Example = Mapping[str, Any] | str
"""A question, or `questions` and what of `bank.yaml` matters as `about`; or words, where it takes a whole bank."""


@cache
def examples() -> Mapping[str, Mapping[str, Example]]:
    """By rule id the example called `bad` and the one called `good`."""
    from ryaml import loads

    read: Mapping[str, Mapping[str, Example]] = loads(
        files("kalquiz.check").joinpath("examples.yaml").read_text(encoding="utf-8")
    )
    return read
