"""Options that are pinned stay at the end wherever a question is asked."""

import re
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from pydantic import ValidationError

from kalquiz.interaction import Choice
from kalquiz.question import Question
from kalquiz.worksheet import Form, make_versions
from kalquiz.worksheet.model import Boxes
from tests.browser import Page
from tests.card_page import open_shell, sides
from tests.commands import MOON, run
from tests.deck_bank import make_bank, make_question
from tests.sheet_bank import WRONG, a_bank, a_question

NEITHER = "Neither of the two"
SEEDS = [str(seed) for seed in range(60)]
KINDS = ["single_choice", "multiple_response"]


def pinned(kind: str, **fields: Any) -> Question:
    wrong = [{"text": NEITHER}, *WRONG]
    return a_question(kind, **({"distractors": wrong, "pinned": [NEITHER]} | fields))


def orders(question: Question) -> set[tuple[str, ...]]:
    found = set()
    for seed in SEEDS:
        interaction = question.prompt(seed).interaction
        assert isinstance(interaction, Choice)
        found.add(tuple(option.text for option in interaction.options))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_pinned_option_is_the_last_of_every_order(kind: str) -> None:
    found = orders(pinned(kind))
    assert len(found) > 10
    assert {order[-1] for order in found} == {NEITHER}
    assert pinned(kind).grade(pinned(kind).solution().response).score == 1


def test_several_keep_the_order_in_which_they_are_pinned() -> None:
    last = ["Vienna", NEITHER]
    assert {order[-2:] for order in orders(pinned("single_choice", pinned=last))} == {tuple(last)}
    every = ["Madrid", NEITHER, "Zanzibar", "Vienna", "Lisbon"]
    assert orders(pinned("single_choice", pinned=every)) == {tuple(every)}


def test_numbers_stand_in_their_order_before_what_is_pinned() -> None:
    wrong = [{"text": text} for text in ("12 km", NEITHER, "300 m")]
    found = orders(pinned("single_choice", key="2 km", distractors=wrong))
    assert found == {("300 m", "2 km", "12 km", NEITHER)}


def test_versions_spread_the_keys_over_the_other_places() -> None:
    questions = [pinned("single_choice", id=f"q{number}") for number in range(8)]
    questions.append(pinned("single_choice", id="none", key=NEITHER, distractors=WRONG))
    for name, sheet in make_versions(a_bank(*questions), questions, Form(), 3).items():
        if len(name) > 1:
            continue
        spaces = [item.space for part in sheet.parts for item in part.items]
        options = [[it.text.markup for it in space.options] for space in spaces if isinstance(space, Boxes)]
        assert {texts[-1] for texts in options} == {NEITHER}
        places = [texts.index("Zanzibar") for texts in options if "Zanzibar" in texts]
        assert sorted(places) == [0, 0, 1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("named", "said"),
    [(["Oslo"], "“Oslo” is not one of the options"), (["Lisbon", "Lisbon"], "“Lisbon” is pinned twice")],
)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_option_cannot_be_pinned(kind: str, named: list[str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        pinned(kind, pinned=named)


def test_the_check_says_where_what_is_pinned_is_no_option(tmp_path: Path) -> None:
    bank = Path(copytree(MOON, tmp_path / "moon"))
    text = (bank / "basics.yaml").read_text("utf-8")
    stem = "    stem: What is the Moon to the Earth?\n"
    assert stem in text
    (bank / "basics.yaml").write_text(text.replace(stem, f"{stem}    pinned: [A meteor]\n"), "utf-8")
    done = run("check", bank, cwd=tmp_path)
    line = text[: text.index(stem)].count("\n") + 2
    assert re.search(rf"basics\.yaml:{line}:\d+: error: “A meteor” is not one of the options", done.stdout)


def test_a_pinned_option_is_the_last_one_on_its_card(browser: Page, tmp_path: Path) -> None:
    question = make_question("multiple_response", pinned=["Tokyo"])
    open_shell(browser, tmp_path, sides(make_bank([question]), tmp_path))
    found = browser.run("""(() => {
      const orders = new Set();
      for (let hour = 0; hour < 100; hour += 1) {
        now += 3600 * 1000;
        show(cards["multiple-response"].front);
        orders.add(order().join());
      }
      return [...orders];
    })()""")
    assert len(found) == 6
    assert {order.split(",")[-1] for order in found} == {"o4"}
    assert browser.problems == []
