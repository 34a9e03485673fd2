"""The reader's own copies of sources: where they lie, what their text is, and what of a bank is in them."""

from typing import TYPE_CHECKING

from kalquiz.late import late

if TYPE_CHECKING:
    from kalquiz.library.coverage import Coverage, Paragraph, Sentence, cover
    from kalquiz.library.find import Library, Located, locate_citations
    from kalquiz.library.remember import RememberedError, read_remembered, write_remembered
else:
    __getattr__ = late(
        __name__,
        {
            "coverage": "Coverage Paragraph Sentence cover",
            "find": "Library Located locate_citations",
            "remember": "RememberedError read_remembered write_remembered",
        },
    )

__all__ = [
    "Coverage",
    "Library",
    "Located",
    "Paragraph",
    "RememberedError",
    "Sentence",
    "cover",
    "locate_citations",
    "read_remembered",
    "write_remembered",
]
