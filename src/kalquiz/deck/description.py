"""What Anki shows above a deck: the version, the licence, the sources, and what an update does. Markdown."""

from kalquiz.bank import Bank
from kalquiz.citation import full_reference
from kalquiz.deck.note import RETIRED
from kalquiz.markup import to_markdown


def description(bank: Bank) -> str:
    """The description of the deck of a bank, in Markdown."""
    about = bank.about
    sources = "\n".join(f"- {to_markdown(full_reference(source))}" for source in bank.sources)
    licence = to_markdown(about.licence)
    return f"""\
{to_markdown(about.description)}

**Version** {to_markdown(about.version)}, {bank.released}. **Licence** {licence}.

**Sources**

{sources}

**Updates.** Import the next package over this one. Reviews, flags, suspended cards and your decks stay as they are.
A note changes only where its question did: then it has the text and the tags of the package, unless you edited it
after that release. Questions that were taken out get the tag `{about.id}::{RETIRED}`.
"""
