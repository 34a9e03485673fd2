"""How a sheet looks: what is chosen about it apart from what is on it."""

from dataclasses import dataclass
from typing import Literal

Paper = Literal["a4", "letter", "us-letter"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is set: the paper (`letter` and `us-letter` are one), and the number of columns."""

    paper: Paper = "a4"
    columns: Literal[1, 2] = 1

    @property
    def size_of_page(self) -> Literal["a4", "letter"]:
        """The paper under one name, which CSS knows, too."""
        return "a4" if self.paper == "a4" else "letter"


PLAIN = Layout()
