"""How many of something there are, in English words."""


def counted(number: int, noun: str, nouns: str = "") -> str:
    """A number of things: `1 question`, `2 questions`; `nouns` is the plural where an s does not make it."""
    return f"{number} {noun if number == 1 else nouns or f'{noun}s'}"
