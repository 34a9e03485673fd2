"""URL Text Fragments: links of the form `#:~:text=start,end`, which scroll to a passage on its page."""

from urllib.parse import quote

from kalquiz.citation.finding import Status
from kalquiz.citation.locate import find_passage
from kalquiz.citation.page import Page
from kalquiz.citation.record import Passage
from kalquiz.citation.skeleton import skeleton


def text_fragment(source_url: str, passage: Passage, text: str | None = None) -> str | None:
    """A link to the passage on its page, or None where no link is sure to lead to it and to it only.

    A browser marks the passage, or the words of one anchor, where the record says that one alone leads to it.

    Args:
        source_url: the address of the page; a fragment of its own is kept.
        passage: the record; its `link` says what was found when it was made.
        text: a copy of the source; with it the anchors are tried again, whatever `link` says.
    """
    if not (passage.link if text is None else _resolves(passage, text)):
        return None
    words = ",".join(quote(anchor, safe="").replace("-", "%2D") for anchor in passage.linked if anchor)
    mark = "" if "#" in source_url else "#"
    return f"{source_url}{mark}:~:text={words}"


def _resolves(passage: Passage, text: str) -> bool:
    finding = find_passage(skeleton(text), passage)
    if finding.status is not Status.EXACT or finding.span is None:
        return False
    return Page(text).resolves(passage.linked, finding.span)
