"""The paper of an exam: what is asked, until when, and what was answered so far. With it a broken off exam goes on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Given:
    """An answer on a paper: the lines typed, and the uid of its entry in the history."""

    lines: tuple[str, ...]
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """An exam that was begun: the ids of its questions in order, how long it takes, and the answers by question.

    `seed` is that of the order of options. It has no time left once it is `handed_in`.
    """

    questions: tuple[str, ...]
    seconds: float
    began: datetime
    seed: str = ""
    given: Mapping[str, Given] = field(default_factory=dict)
    handed_in: datetime | None = None

    @property
    def end(self) -> datetime:
        """When it ends, or ended."""
        return self.handed_in or self.began + timedelta(seconds=self.seconds)

    def left(self, now: datetime) -> float:
        """The seconds that are left, at most all; where the clock was set back, no more than there were."""
        return min(self.seconds, (self.end - now).total_seconds())

    def took(self, now: datetime) -> float:
        """The seconds from its beginning until now, or until it ended."""
        return max(0.0, (min(now, self.end) - self.began).total_seconds())

    def answered(self, question: str, given: Given) -> "Paper":
        """The paper with one more answer."""
        return replace(self, given={**self.given, question: given})

    def as_text(self) -> str:
        """The paper in a line of JSON."""
        return json.dumps(
            {
                "questions": self.questions,
                "seconds": self.seconds,
                "began": self.began.isoformat(),
                "seed": self.seed,
                "given": {name: [it.uid, *it.lines] for name, it in self.given.items()},
                "handed_in": self.handed_in.isoformat() if self.handed_in else None,
            },
            ensure_ascii=False,
        )


def read_paper(text: str | None) -> Paper | None:
    """The paper that `Paper.as_text` wrote; None for what is none, as from another version."""
    try:
        found = json.loads(text or "")
        handed_in = found["handed_in"]
        return Paper(
            tuple(found["questions"]),
            found["seconds"],
            datetime.fromisoformat(found["began"]),
            found["seed"],
            {name: Given(tuple(lines), uid) for name, (uid, *lines) in found["given"].items()},
            datetime.fromisoformat(handed_in) if handed_in else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
