"""Citations: records of sources and passages, and the means to find a passage in any copy of its source."""

from kalquiz.citation.finding import STATUS_WORDS, Agreement, Difference, Finding, Status
from kalquiz.citation.fragment import text_fragment
from kalquiz.citation.locate import find_passage, find_passages
from kalquiz.citation.passage import find_quote, make_passage, unfound_piece, unheld_words
from kalquiz.citation.paste import TO_WRITE, citation_yaml, passage_flow, passage_yaml
from kalquiz.citation.phrase import Candidate, find_phrase
from kalquiz.citation.record import Citation, Passage, Source
from kalquiz.citation.reference import full_reference, references, short_reference
from kalquiz.citation.skeleton import NORM, Skeleton, skeleton

__all__ = [
    "NORM",
    "STATUS_WORDS",
    "TO_WRITE",
    "Agreement",
    "Candidate",
    "Citation",
    "Difference",
    "Finding",
    "Passage",
    "Skeleton",
    "Source",
    "Status",
    "citation_yaml",
    "find_passage",
    "find_passages",
    "find_phrase",
    "find_quote",
    "full_reference",
    "make_passage",
    "passage_flow",
    "passage_yaml",
    "references",
    "short_reference",
    "skeleton",
    "text_fragment",
    "unfound_piece",
    "unheld_words",
]
