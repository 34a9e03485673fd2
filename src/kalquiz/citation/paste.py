"""The YAML of a citation, to be pasted into a bank."""

import json

from kalquiz.citation.record import Passage

TO_WRITE = "TODO"
"""Stands where the author has to write."""


def citation_yaml(source: str, passage: Passage) -> str:
    """A citation as an item of `citations:`; locator and gist are left for the author to write."""
    head = [f"      - source: {source}", f"        locator: {TO_WRITE}", f"        gist: {TO_WRITE}"]
    return "\n".join((*head, passage_yaml(passage)))


def passage_yaml(passage: Passage) -> str:
    """The passage record as a field of a citation, in two lines."""
    return f"        passage: {passage_flow(passage)}"


def passage_flow(passage: Passage) -> str:
    """The passage record in flow style. Text is in double quotes: a hash may look like a number to YAML."""
    first, last = (json.dumps(anchor, ensure_ascii=False) for anchor in passage.anchors)
    size = f"words: {passage.words}, characters: {passage.characters}, position: {passage.position}"
    link = f", link: {str(passage.link).lower()}" if passage.link else ""
    return (
        f"{{norm: {passage.norm}, {size}, anchors: [{first}, {last}]{link},\n"
        f'            hash: "{passage.hash}", sketch: "{passage.sketch}"}}'
    )
