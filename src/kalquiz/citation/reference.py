"""References in words: a source in full, and the short form with a place."""

from kalquiz.citation.record import Citation, Source


def full_reference(source: Source) -> str:
    """The whole reference, in the order of Chicago notes: who, what, where from, when, where to find it."""
    parts = [
        " and ".join(map(str, source.author)),
        f"“{source.title}”",
        f"trans. {' and '.join(map(str, source.translator))}" if source.translator else "",
        source.container_title,
        source.publisher,
        source.issued,
        source.archive,
        source.archive_location,
        source.URL,
        f"accessed {source.accessed}" if source.accessed else "",
    ]
    return ", ".join(part for part in parts if part) + "."


def short_reference(source: Source, citation: Citation) -> str:
    """Source and place, as a card or a key line has it: `The article, paragraph 2, sentence 1`."""
    name = source.short
    return f"{name[:1].upper()}{name[1:]}, {citation.locator}"
