"""A bad and a good example of what each rule is about, as people read them and as a bank holds them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import StringIO
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


def example_yaml(example: Example) -> str:
    """An example as the YAML of a bank, a line for each field of a question; words as they are."""
    if isinstance(example, str):
        return f"{example}\n"
    import yaml

    dumper = yaml.SafeDumper(StringIO(), default_flow_style=None, sort_keys=False)
    node = dumper.represent_data(example)
    fields = {key.value: value for key, value in node.value}
    questions = fields.get("questions")
    for spread in (node, *([questions, *questions.value] if questions else ())):
        spread.flow_style = False
    text: str = yaml.serialize(node, Dumper=yaml.SafeDumper, width=68, allow_unicode=True)
    return text
