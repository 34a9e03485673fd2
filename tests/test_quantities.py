"""Options that are quantities stand in their natural order; all others are mixed."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kalquiz.interaction import Choice
from kalquiz.question.choice import choice
from tests.compact import compact_bank, read_yaml
from tests.measured import LABELLED

IN_ORDER = [
    ["1905", "1914", "1920"],
    ["-12 °C", "−5 °C", "0 °C"],
    ["None", "One", "two", "Twelve", "one hundred and five"],
    ["a dozen", "twenty", "a hundred"],
    ["450,000", "2 million", "1.5 billion"],
    ["-2½", "3/4", "1½", "2.5"],
    ["a quarter", "half", "two thirds"],
    ["1 in 10", "one in three"],
    ["once", "twice", "three times"],
    ["first", "2nd", "third"],
    ["3 m", "10³ m", "5 × 10⁸ m"],
    ["2.5%", "5%", "10 percent"],
    ["90 feet", "500 m", "2 km"],
    ["half an hour", "90 minutes", "2 hours", "3 days"],
    ["One symphony", "four symphonies", "nine symphonies"],
    ["10 m/s", "90 km/h", "300 km/s"],
    ["as early as 1648", "in 1789", "around 1815"],
    ["800 g", "1.5 kg", "2 tonnes"],
    ["$1.50", "$5", "$20"],
    ["about 300", "about 1,200"],
    ["under 10", "10–19", "20–29", "30 or more"],
    ["5 or fewer", "6 to 10", "11 or more"],
    ["2 to 3 million", "4 to 5 million"],
    ["before 1900", "1900–1950", "after 1950"],
    ["1914–18", "1939–1945"],
    ["58–50 BC", "44 BC", "14", "AD 70"],
    ["the 5th century BC", "the 17th century", "the nineteenth century"],
    ["the 1890s", "early 1980s", "late 1980s"],
    ["31 August 1983", "1 September 1983", "2 September 1983"],
    ["1982", "May 1983", "September 1983"],
    ["1 May", "4 July", "14 July"],
    ["January", "March", "May"],
    ["1:00 am", "7:00 am", "noon", "10:00 pm"],
    ["15:26 UTC", "18:06 UTC"],
    ["Article 5", "Article 12", "Article 51"],
    ["Line F", "Line G", "Line Z"],
    ["Python 2.7", "Python 3.9", "Python 3.10"],
    ["0", "5 km", "10 km"],
    ["10^3", "10^400"],
    ["It flew for 5 minutes", "It flew for twelve minutes"],
]
MIXED = [
    ["5 kg", "10 stone", "20 kg"],
    ["2 km–3 kg", "4 km–5 kg", "6 km–7 kg"],
    ["3 apples", "5 pears", "6 plums"],
    ["9/1/1983", "1/9/1984", "2/9/1983"],
    ["3–1", "2–0", "4–4"],
    ["May", "Johnson", "Wilson"],
    ["MiG-29", "Su-15", "Il-62"],
    ["20", "10", "many"],
    ["500 nm", "1 μm", "2 km"],
]


def shown(folder: Path, texts: list[str], seed: str = "") -> list[str]:
    raw = {"type": "single_choice", "stem": "Which one?", "key": texts[0], "distractors": texts[1:]}
    interaction = compact_bank(folder, [raw]).questions[0].prompt(seed).interaction
    assert isinstance(interaction, Choice)
    return [option.text for option in interaction.options]


@pytest.mark.parametrize("texts", IN_ORDER, ids="|".join)
def test_quantities_stand_in_order(texts: list[str], tmp_path: Path) -> None:
    assert shown(tmp_path / "there", texts) == texts
    assert shown(tmp_path / "back", texts[::-1]) == texts


def test_quantities_that_are_labelled_as_out_of_order_stand_in_order(tmp_path: Path) -> None:
    for number, raw in enumerate(read_yaml(LABELLED / "choice-number-order.yaml")["flawed"]):
        (question,) = compact_bank(tmp_path / str(number), [raw]).questions
        interaction = question.interaction()
        assert isinstance(interaction, Choice)
        assert interaction.fixed, raw["key"]


@pytest.mark.parametrize("texts", MIXED, ids="|".join)
def test_options_that_cannot_be_compared_are_mixed(texts: list[str], tmp_path: Path) -> None:
    assert len({tuple(shown(tmp_path, texts, str(seed))) for seed in range(20)}) > 1


PIECES = [
    *"0123456789 .,:/-–+^eEx×$%²½'",
    "10^",
    "one",
    "third",
    "million",
    "half",
    "May",
    "to",
    "BC",
    "th",
    "km",
]


@example(["2^" + "9" * 5000])
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), min_size=1, max_size=4))
def test_nothing_that_somebody_writes_stops_the_reading(texts: list[str]) -> None:
    assert sorted(option.text for option in choice(texts).options) == sorted(texts)
