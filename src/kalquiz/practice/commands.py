"""What a person can say in a session besides answers. A command begins with a colon, so that no answer is one."""

from dataclasses import dataclass
from enum import StrEnum


class Name(StrEnum):
    """What a command does."""

    HINT = ":h"
    SOURCE = ":s"
    UNDO = ":u"
    RIGHT = ":ok"
    GUESSED = ":g"
    FLAG = ":flag"
    SKIP = ":skip"
    QUIT = ":q"
    HELP = "?"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it was typed: what it does, and the words after it."""

    name: Name
    words: str
    typed: str


_SPELLINGS = {
    Name.HINT: (":h", ":hint"),
    Name.SOURCE: (":s", ":source"),
    Name.UNDO: (":u", ":undo"),
    Name.RIGHT: (":ok", ":right"),
    Name.GUESSED: (":g", ":guess", ":guessed"),
    Name.FLAG: (":flag", ":f"),
    Name.SKIP: (":skip",),
    Name.QUIT: (":q", ":quit", ":exit", ":wq", ":q!"),
    Name.HELP: ("?", ":?", ":help"),
}
_NAMES = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings}

HELP = (
    (":h", "a hint"),
    (":s", "the source; before you answer it may give the answer away. :s 1 is that of question 1"),
    (
        ":u",
        "undo: takes back the last answer, even that of an earlier session; at a later gap, the gap before",
    ),
    (":ok", "the last answer was right after all"),
    (":g", "the last answer was a guess: ask again soon"),
    (":flag", "a note on the question, as in :flag the map is too small"),
    (":skip", "leave the question out"),
    (":q", "end; everything answered is kept"),
    ("Enter", "on an empty line, twice: give up"),
    ("\\:", "begins an answer that begins with a colon"),
)

EXAM_HELP = (
    (":skip", "later: the question comes again at the end"),
    (":u", "at a later gap: takes back the gap before"),
    (":flag", "a note on the question, as in :flag the map is too small"),
    (":q", "hand in"),
    ("Enter", "on an empty line, twice: no answer. Hints and sources are there afterwards"),
)


def read_command(line: str) -> Command | None:
    """The command that a line is; None for an answer."""
    if not line.startswith(":") and line != "?":
        return None
    word, _, words = line.partition(" ")
    return Command(_NAMES.get(word.casefold(), Name.UNKNOWN), words.strip(), word)


def bare_command(line: str) -> Command | None:
    """The command that somebody meant who left out the colon: `quit`, `hint`."""
    word = line.strip().casefold()
    name = _NAMES.get(f":{word}")
    return Command(name, "", f":{word}") if name else None
