"""What a rule says of one typed answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A score from 0 to 1 and what to say about it.

    `unclear` marks an answer that can be read in two ways or in none: it is asked again, never counted.
    """

    score: float
    feedback: str = ""
    unclear: bool = False
