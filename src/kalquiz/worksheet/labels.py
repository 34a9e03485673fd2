"""The words that a sheet adds to those of the bank."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language; what has a number in it is a pair, for one and for several."""

    name: str
    group: str
    date: str
    score: str
    key: str
    sources: str
    statement: str
    order: str
    answer: str
    rubric: str
    points: str
    page: str
    of: str
    seed: str
    version: str
    versions: str
    question: str
    contradicts: str
    context: str
    number_of_points: tuple[str, str]
    number_of_questions: tuple[str, str]
    how_one: str
    how_many: str
    how_write: str
    how_gaps: str
    how_pairs: str
    how_table: str
    how_order: str

    def counted(self, number: int, forms: tuple[str, str]) -> str:
        """The number with the form that goes with it."""
        return f"{number} {forms[number != 1]}"


ENGLISH = Labels(
    name="Name",
    group="Class",
    date="Date",
    score="Score",
    key="Key",
    sources="Sources",
    statement="Statement",
    order="Order",
    answer="Answer",
    rubric="Rubric",
    points="Points",
    page="Page",
    of="of",
    seed="seed",
    version="Version",
    versions="Versions",
    question="Question",
    contradicts="says otherwise",
    context="context",
    number_of_points=("point", "points"),
    number_of_questions=("question", "questions"),
    how_one="Circles: mark the one right answer.",
    how_many="Squares: mark every right answer.",
    how_write="Lines: write your answer.",
    how_gaps="Blanks: fill in what is missing.",
    how_pairs="Matching: write a letter beside each number.",
    how_table="Tables: tick one box in each row.",
    how_order="Ordering: write the letters in the right order.",
)
