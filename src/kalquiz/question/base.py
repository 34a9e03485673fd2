"""What every question has: the common fields, and the two methods through which outputs see it."""

from abc import ABC, abstractmethod
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field, StrictInt, StringConstraints

from kalquiz.citation.record import Citation, Record, Slug, Text
from kalquiz.grading import normalise
from kalquiz.interaction import (
    Interaction,
    Outcome,
    Picture,
    Prompt,
    Response,
    Solution,
)
from kalquiz.question.fit import require_fit
from kalquiz.question.image import Image

Level = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]

RuleName = Annotated[str, StringConstraints(pattern=r"^[a-z-]+/[a-z-]+$", max_length=64)]
"""The name of a rule of the check."""


class Distractor(Record):
    """A wrong answer that tempts, and why it is wrong."""

    text: Text
    feedback: str = ""


class Question(Record, ABC):
    """A question: what is asked, what is right, and where that is written.

    A type adds its fields and three methods: `interaction`, `solution` and `outcome`.
    """

    id: Slug = Field(description="unique in the bank; never reused for another question")
    type: str
    stem: Text
    image: Image | None = Field(None, description="a picture that belongs to the stem")
    answer_image: Image | None = Field(
        None, description="takes its place with the answer: the same map with the names in it"
    )
    section: Slug = Field("", description="filled in from the name of the file", validate_default=False)
    tags: tuple[Slug, ...] = ()
    skill: Slug | None = Field(None, description="one of the bank's skills")
    level: Level | None = Field(None, description="what is asked of the learner, after Bloom")
    points: StrictInt = Field(1, ge=1, le=100)
    hint: Text | None = None
    explanation: Text | None = None
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]
    allow: dict[RuleName, Text] = Field(
        {}, description="rules of `kalquiz check` that this question may break, each with the reason"
    )
    aka: tuple[Slug, ...] = Field((), description="former ids of this question")

    def prompt(self, seed: str = "") -> Prompt:
        """The question as it is put to a person, its options in an order that depends on `seed` alone."""
        return self.written().mixed(f"{seed}/{self.id}")

    def written(self) -> Prompt:
        """The question as its author wrote it, its options in the author's order."""
        picture = self.image.shown() if self.image else None
        return Prompt(self.asked(), self.interaction(), picture)

    def asked(self) -> str:
        """The stem as people read it."""
        return self.stem

    def answer_picture(self) -> Picture | None:
        """The picture that stands with the answer: that of the answer, or else that of the stem."""
        image = self.answer_image or self.image
        return image.shown() if image else None

    @property
    def first_cited(self) -> tuple[str, str]:
        """The source and the hash of the passage cited first: questions that share both stand on one passage."""
        return self.citations[0].source, self.citations[0].passage.hash

    @property
    def content(self) -> str:
        """A hash of what is right: of the key without its punctuation, case and spaces. The stem plays no part."""
        told = "\n".join(normalise(line) for line in self.solution().lines)
        return sha256(told.encode()).hexdigest()[:16]

    @abstractmethod
    def interaction(self) -> Interaction:
        """What the person does to answer, with the options in the author's order."""

    @abstractmethod
    def solution(self) -> Solution:
        """The right answer: as a response and in words."""

    def grade(self, response: Response) -> Outcome:
        """Grade a response to `prompt`.

        Raises:
            TypeError: the response is not one to this kind of interaction, or does not hold what it should.
            ValueError: it names an id that is not in the interaction, or does not have a text for each gap.
        """
        require_fit(response, self.interaction())
        return self.outcome(response)

    @abstractmethod
    def outcome(self, response: Response) -> Outcome:
        """What `grade` finds in a response that fits the interaction."""
