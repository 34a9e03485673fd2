"""What sessions and exams go by: copies of sources, chance, the log, the clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kalquiz.practice.log import Log, Unkept


@dataclass(frozen=True)
class Terms:
    """What a session or an exam goes by.

    `texts` has the text of each source that there is a copy of, by source id; the order of options depends on
    `seed`; `log` keeps the answers; `now` gives the time; `new` are the ids of questions never asked before,
    `changed` of those whose key was changed since. `meanwhile` is called while somebody reads a question.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    seed: str = ""
    log: Log = field(default_factory=Unkept)
    now: Callable[[], datetime] | None = None
    new: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    meanwhile: Callable[[], None] = lambda: None

    def seconds_since(self, then: datetime | None) -> float:
        """The time that has gone by; 0 where nobody looks at a clock, or it was set back."""
        return max(0.0, (self.now() - then).total_seconds()) if self.now and then else 0.0
