"""The reader's own copies of sources: where they lie, what their text is, and what of a bank is in them."""

from kalquiz.library.find import Library, count_findings
from kalquiz.library.remember import RememberedError, read_remembered, write_remembered

__all__ = ["Library", "RememberedError", "count_findings", "read_remembered", "write_remembered"]
