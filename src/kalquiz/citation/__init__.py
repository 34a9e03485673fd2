"""Citations: records of sources and passages, and the means to find a passage in any copy of its source."""

from kalquiz.citation.locate import Finding, Status, find_passage, find_quote, make_passage
from kalquiz.citation.paste import citation_yaml, passage_yaml
from kalquiz.citation.record import Citation, Passage, Source
from kalquiz.citation.reference import full_reference, short_reference
from kalquiz.citation.skeleton import NORM, Skeleton, skeleton

__all__ = [
    "NORM",
    "Citation",
    "Finding",
    "Passage",
    "Skeleton",
    "Source",
    "Status",
    "citation_yaml",
    "find_passage",
    "find_quote",
    "full_reference",
    "make_passage",
    "passage_yaml",
    "short_reference",
    "skeleton",
]
