"""Cards in a real browser, as the real Anki backend renders them: what they do, and how they look."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kalquiz import Bank, load_bank
from kalquiz.bank import bundled_banks
from kalquiz.interaction import Choice, Chosen, Match, Matched, Order, Ordered, Response
from tests.browser import Page
from tests.card_page import Sides, open_shell, sides
from tests.deck_bank import HOSTILE, KINDS, make_bank, make_question

TRIES = 300
SHUFFLED = ("single-choice", "multiple-response", "matching", "ordering", "categorization")
SCRIPTED = (*SHUFFLED, "true-false")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Sides]]:
    folder = tmp_path_factory.mktemp("small")
    return folder, sides(make_bank(), folder)


@pytest.fixture
def page(browser: Page, small: tuple[Path, dict[str, Sides]]) -> Iterator[Page]:
    """A fresh page with the cards of a small bank; no script of a card may raise an error."""
    browser.size(640)
    open_shell(browser, *small)
    browser.run("forget()")
    yield browser
    assert browser.run("errors") == []
    assert browser.problems == []


# --- how they look


def test_every_card_fits_a_phone_and_raises_no_error_and_misses_no_picture(
    browser: Page, tmp_path: Path
) -> None:
    banks = [load_bank(folder) for folder in bundled_banks().values()]
    for bank in [*banks, _long_words(), _arabic()]:
        folder = tmp_path / bank.id
        folder.mkdir()
        known = sides(bank, folder)
        assert {one.split("/map")[0] for one in known} == {question.id for question in bank.questions}
        open_shell(browser, folder, known)
        browser.size(320)
        assert browser.run("survey()") == []
        assert browser.run("errors") == []
        assert browser.problems == []


def _long_words() -> Bank:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    changes: dict[str, dict[str, Any]] = {
        "single_choice": {"key": word, "distractors": [{"text": f"{word}en", "feedback": word}]},
        "short_answer": {"key": word},
        "matching": {"pairs": [{"stem": f"{n}{word}", "key": f"{word}{n}"} for n in "ab"]},
        "ordering": {"key": [word, f"{word}en"]},
        "flashcard": {"key": word},
    }
    return make_bank(
        [make_question(kind, stem=word, **change) for kind, change in changes.items()], id="long"
    )


def _arabic() -> Bank:
    text = "أين توقفت الرحلة رقم 007 في طريقها من نيويورك إلى سيول"
    wrong = [{"text": "سيول", "feedback": "كانت الوجهة."}]
    changes: dict[str, dict[str, Any]] = {
        "single_choice": {"key": "أنكوراج", "distractors": wrong},
        "matching": {"pairs": [{"stem": "ألاسكا", "key": "أنكوراج"}, {"stem": "كوريا", "key": "سيول"}]},
        "ordering": {"key": ["نيويورك", "أنكوراج", "سيول"]},
        "flashcard": {"key": "أنكوراج"},
    }
    questions = [make_question(kind, stem=text, **change) for kind, change in changes.items()]
    return make_bank(questions, id="arabic", language="ar")


def test_a_list_of_the_answer_runs_as_its_texts_do_whatever_its_letters(
    browser: Page, tmp_path: Path
) -> None:
    known = sides(make_bank(), tmp_path) | {
        f"arabic {name}": one for name, one in sides(_arabic(), tmp_path).items()
    }
    open_shell(browser, tmp_path, known)
    for name in ("matching", "ordering"):
        for bank, direction in (("", "ltr"), ("arabic ", "rtl")):
            browser.run(f"show(cards[{bank + name!r}].back)")
            shown = "getComputedStyle(document.querySelector('.answer li, .answer td:last-child')).direction"
            assert browser.run(shown) == direction


def test_the_comparison_of_what_was_typed_is_shown_only_where_something_was(page: Page) -> None:
    shown = "getComputedStyle(document.querySelector('.typed')).display"
    page.run("show(cards['short-answer'].back)")
    assert page.run(shown) == "block"
    # As Anki shows a card that was turned without a word.
    page.run("document.querySelector('#typeans').textContent = 'Anchorage'")
    assert page.run(shown) == "none"


def test_a_text_that_runs_from_right_to_left_is_set_so(browser: Page, tmp_path: Path) -> None:
    open_shell(browser, tmp_path, sides(_arabic(), tmp_path))
    directions = """(async () => {
      const found = {};
      for (const side of ["front", "back"]) {
        await show(cards["single-choice"][side]);
        found[side] = [".stem", ".options", ".answer p", ".head"].map((selector) => {
          const shown = document.querySelector(selector);
          return shown && getComputedStyle(shown).direction;
        });
      }
      return found;
    })()"""
    assert browser.run(directions) == {
        "front": ["rtl", "rtl", None, "ltr"],
        "back": ["rtl", "rtl", "rtl", "ltr"],
    }


@pytest.mark.parametrize("mode", ["card", "card nightMode", "card night_mode"])
def test_every_text_has_a_contrast_of_at_least_four_and_a_half(page: Page, mode: str) -> None:
    page.run(f"document.body.className = {mode!r}")
    found = page.run("contrasts()")
    assert len(found) > 100
    least = min(found, key=lambda one: float(one[0]))
    assert least[0] >= 4.5, least
    dark = page.run("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark == (mode != "card")


# --- what they do


@pytest.mark.parametrize("takes", [["nothing"], ["page"], ["storage"], ["page", "storage"]], ids="+".join)
@pytest.mark.parametrize("name", SHUFFLED)
def test_both_sides_have_the_same_order_whatever_is_taken_between_them(
    page: Page, name: str, takes: list[str]
) -> None:
    result = page.run(f"tries(...{json.dumps([name, takes, TRIES])})")
    assert result["same"] == result["answered"] == TRIES
    assert result["orders"] > 1


@pytest.mark.parametrize("denied", [False, True], ids=["storage", "storage denied"])
def test_a_page_that_is_truly_loaded_anew_has_the_same_order(page: Page, denied: bool) -> None:
    assert page.run(f"loads('single-choice', {json.dumps(denied)}, 10)") == 10


def test_options_come_in_every_order_but_fixed_ones_in_one(page: Page) -> None:
    result = page.run("""(() => {
      const orders = {};
      let first = 0;
      for (let hour = 0; hour < 300; hour += 1) {
        now += 3600 * 1000;
        for (const name of ["multiple-response", "true-false", "ordering"]) {
          show(cards[name].front);
          orders[name] = orders[name] || new Set();
          orders[name].add(order().join());
          first += name === "multiple-response" && order()[0] === "o1";
        }
      }
      return { first, ...Object.fromEntries(Object.entries(orders).map(([name, set]) => [name, [...set]])) };
    })()""")
    assert len(result["multiple-response"]) == 24
    assert 50 < result["first"] < 100
    assert result["true-false"] == ["true,false"]
    # The right order never is the one to start with.
    assert "i1,i2,i3" not in result["ordering"]
    assert len(result["ordering"]) == 5


def test_the_verdict_of_a_card_is_that_of_its_question(browser: Page, tmp_path: Path) -> None:
    kinds = [name.replace("-", "_") for name in SCRIPTED]
    # With seven items a single swap is almost right.
    more = {"ordering": {"key": list("abcdefg")}}
    questions = [make_question(kind, **more.get(kind, {})) for kind in kinds]
    open_shell(browser, tmp_path, sides(make_bank(questions), tmp_path))
    chance = random.Random(7)
    seen = set()
    for question in questions:
        for _ in range(40):
            taps, response = _attempt(question.interaction(), chance)
            said = browser.run(f"""(async () => {{
              await show(cards["{question.id}"].front);
              for (const [row, option] of {json.dumps(taps)}) {{
                if (row) document.querySelector(`tr[data-stem="${{row}}"]`).onclick();
                document.querySelector(`.option[data-option="${{option}}"]`).onclick();
              }}
              await show(cards["{question.id}"].back);
              return said();
            }})()""")
            verdict = question.grade(response).verdict
            assert said.lower().startswith(verdict), (question.id, taps, said)
            seen.add(verdict)
    assert len(seen) == 4


def _attempt(interaction: Any, chance: random.Random) -> tuple[list[tuple[str, str]], Response]:
    """Taps, each on a row first where there are rows, and the response that they make."""
    match interaction:
        case Choice(options=options, many=many):
            names = chance.sample(
                [option.id for option in options], chance.randint(1, len(options)) if many else 1
            )
            return [("", name) for name in names], Chosen(frozenset(names))
        case Order(items=items):
            names = [item.id for item in items]
            if chance.random() < 0.7:
                chance.shuffle(names)
            else:
                names[:2] = reversed(names[:2])
            return [("", name) for name in names], Ordered(tuple(names))
        case Match(stems=stems, targets=targets, reuse=reuse):
            names = [target.id for target in targets]
            given = chance.choices(names, k=len(stems)) if reuse else chance.sample(names, len(stems))
            pairs = {stem.id: name for stem, name in zip(stems, given, strict=True)}
            return list(pairs.items()), Matched(pairs)
    raise AssertionError(interaction)


def test_a_wrong_pick_is_told_why_and_no_pick_is_not_judged(page: Page) -> None:
    back = """(async () => {
      await show(cards[which].front);
      taps.forEach((id) => document.querySelector(`.option[data-option="${id}"]`).onclick());
      await show(cards[which].back);
      return [said() || "", ...all(".mark, .options .said, td .said").map((one) => one.textContent)];
    })()"""

    def shown(name: str, *taps: str) -> list[str]:
        result: list[str] = page.run(f"var which = {name!r}, taps = {list(taps)!r}; {back}")
        return result

    assert shown("single-choice") == ["", "right answer"]
    assert set(shown("single-choice", "o2")) == {
        "Not right.",
        "your answer: not right",
        "Seoul was the destination.",
        "right answer",
    }
    assert shown("single-choice", "o1") == ["Correct.", "your answer: right"]
    partly = shown("multiple-response", "o1", "o2", "o3")
    assert partly[0] == "Partly right: 2 of 2 right answers, 1 wrong."
    assert "Tokyo lies in Japan." in shown("matching", "t3")
    assert shown("ordering", "i1")[0] == ""
    assert "your place: right" in shown("ordering", "i1")
    assert shown("ordering") == [""]


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_a_card_is_a_plain_question_and_its_answer(page: Page, kind: str) -> None:
    name = kind.replace("_", "-")
    front, back = page.run(f"""["front", "back"].map((side) => {{
      show(cards["{name}"][side], false);
      return document.querySelector(".kq").innerText;
    }})""")
    question = make_question(kind)
    if kind in {"single_choice", "matching", "ordering"}:
        assert "Anchorage" in front
        assert "Seoul" in front
    assert "page 3, line 4" not in front
    assert "The report, page 3, line 4." in back
    for line in question.solution().lines:
        assert all(word in back for word in line.split(" → "))


def test_a_card_whose_question_is_gone_has_nothing_to_pick_and_no_error(page: Page) -> None:
    page.run("""Object.values(cards).flatMap((card) => [card.front, card.back]).forEach((side) => {
      show(side, false);
      all(".kq ol, .kq table").forEach((one) => one.remove());
      show(document.getElementById("qa").innerHTML);
    })""")


# --- keys and screen readers


def test_on_the_desktop_digits_and_letters_answer_and_enter_turns_the_card(page: Page) -> None:
    page.run("show(cards['single-choice'].front)")
    for key in "429":
        page.press(key)
    order = page.run("order()")
    assert page.run("picked()") == [order[1]]
    page.press("c")
    assert page.run("picked()") == [order[2]]
    page.press("ArrowUp")
    assert page.run("picked()") == [order[1]]
    page.press("Enter")
    page.press(" ")
    assert page.run("flips") == ["ans", "ans"]
    page.run("show(cards['single-choice'].back)")
    page.press("1")
    page.press("Enter")
    assert page.run("flips.length") == 2
    assert page.run("document.querySelector('.option.picked').dataset.option") == order[1]


def test_several_options_are_picked_and_let_go(page: Page) -> None:
    page.run("show(cards['multiple-response'].front)")
    for key in "1343":
        page.press(key)
    order = page.run("order()")
    assert page.run("picked()") == [order[0], order[3]]


def test_letters_are_typed_one_after_the_other_and_taken_back(page: Page) -> None:
    blanks = "all('.blank').map((blank) => blank.textContent)"
    page.run("show(cards.matching.front)")
    page.press("c")
    page.press("1")
    assert page.run(blanks) == ["C", "A"]
    # Without categories a letter serves once.
    page.press("c")
    assert page.run(blanks) == ["C", ""] or page.run(blanks) == ["", "C"]
    page.press("Backspace")
    page.run("show(cards.ordering.front)")
    for key in "cab":
        page.press(key)
    assert page.run(blanks) == ["2", "3", "1"]
    page.press("Backspace")
    assert page.run(blanks) == ["2", "", "1"]


def test_the_keys_of_the_card_are_those_of_anki_again_after_escape(page: Page) -> None:
    entry = "document.activeElement.matches('.keys input')"
    page.run("show(cards['single-choice'].front)")
    assert page.run(entry)
    page.press("Escape")
    assert not page.run(entry)
    page.press("Enter")
    assert page.run("flips") == []
    page.run("document.querySelector('.option').click()")
    assert page.run(entry)


@pytest.mark.parametrize("name", SCRIPTED)
def test_elsewhere_tab_and_space_are_enough(page: Page, name: str) -> None:
    page.run(f"delete window.pycmd; pycmd = undefined; show(cards['{name}'].front)")
    assert page.run("document.querySelector('.keys')") is None
    for _ in range(12):
        page.press("Tab")
        if page.run("document.activeElement.matches('.option')"):
            break
    page.press(" ")
    chosen = page.run("document.activeElement.dataset.option")
    page.press("ArrowDown")
    assert page.run("document.activeElement.matches('.option')")
    assert page.run("document.activeElement.dataset.option") != chosen
    assert chosen in json.dumps(page.run("JSON.parse(window.kalquizState).given"))


@pytest.mark.parametrize("name", SCRIPTED)
def test_a_screen_reader_is_told_question_options_and_verdict(page: Page, name: str) -> None:
    page.run(f"show(cards['{name}'].front)")
    texts = page.run("all('.option').map((option) => option.innerText.trim())")
    page.press("1")
    told = page.tree()
    role = {"multiple-response": "checkbox", "single-choice": "radio", "true-false": "radio"}.get(
        name, "button"
    )
    options = [(label, about) for kind, label, about in told if kind == role]
    assert any("flight 007" in label for _, label, _ in told)
    for text in texts:
        assert any(text in label for label, _ in options)
    if role != "button":
        assert [about.get("checked") for _, about in options].count("true") == 1
    if name == "matching":
        assert "Letter for 1: A" in [label for label, _ in options]
    assert any(kind == "status" for kind, _, _ in told)
    page.run(f"show(cards['{name}'].back)")
    verdict = page.run("said()")
    assert verdict is None or verdict in [label for _, label, _ in page.tree()]
    assert (verdict is None) == (name == "ordering")


# --- what is let through


def test_no_text_of_a_bank_becomes_a_script(browser: Page, tmp_path: Path) -> None:
    flood = "<" * 50_000
    hostile: dict[str, Any] = {"stem": HOSTILE, "hint": HOSTILE, "explanation": f"{HOSTILE}\u202e{flood}"}
    wrong = [{"text": f"b {HOSTILE}", "feedback": HOSTILE}]
    pairs = [{"stem": f"{n} {HOSTILE}", "key": f"{n} {HOSTILE}"} for n in "ab"]
    changes: dict[str, dict[str, Any]] = {
        "single_choice": {"key": f"a {HOSTILE}", "distractors": wrong},
        "short_answer": {"key": HOSTILE},
        "cloze": {"stem": f"{HOSTILE} [[x]]", "gaps": {"x": {"type": "short_answer", "key": HOSTILE}}},
        "matching": {"pairs": pairs, "distractors": [{"text": f"c {HOSTILE}", "feedback": HOSTILE}]},
        "ordering": {"key": [f"{n} {HOSTILE}" for n in "ab"]},
        "flashcard": {"key": HOSTILE},
    }
    questions = [make_question(kind, **hostile | change) for kind, change in changes.items()]
    open_shell(browser, tmp_path, sides(make_bank(questions), tmp_path))
    images = browser.run("""(async () => {
      let images = 0;
      for (const card of Object.values(cards)) {
        for (const side of ["front", "back"]) {
          await show(card[side]);
          all(".option").forEach((option) => option.onclick && option.onclick());
          images += document.images.length;
        }
      }
      return images;
    })()""")
    assert images == 0
    assert browser.run("hacked") == []
    assert browser.run("errors") == []
