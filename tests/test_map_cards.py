"""Cards of maps in a real browser, as the real Anki backend renders them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from kalquiz import build_deck
from tests.anki_backend import anki, cards, import_deck
from tests.browser import Page
from tests.card_page import Sides, open_shell, sides
from tests.map_bank import PLACES, map_bank

MASKS = """Array.from(document.querySelectorAll("svg *"), (one) => {
  const at = one.getBoundingClientRect();
  const image = document.querySelector(".picture img").getBoundingClientRect();
  const share = [(at.x - image.x) / image.width, (at.y - image.y) / image.height];
  const size = [at.width / image.width, at.height / image.height];
  return [one.tagName, one.getAttribute("class"), ...[...share, ...size].map((it) => Math.round(it * 50) / 50)];
})"""
"""What lies on the picture, in shares of it."""

VISIBLE = """Array.from(document.images).filter((one) => one.checkVisibility({ opacityProperty: true }))
  .map((one) => one.alt)"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Sides]]:
    folder = tmp_path_factory.mktemp("map")
    return folder, sides(map_bank(folder), folder)


@pytest.fixture
def page(browser: Page, small: tuple[Path, dict[str, Sides]]) -> Iterator[Page]:
    """A fresh page with the cards of the map; no script of a card may raise an error."""
    browser.size(640)
    open_shell(browser, *small)
    yield browser
    assert browser.run("errors") == []
    assert browser.problems == []


def show(page: Page, side: str, number: int = 2, *, scripts: bool = True) -> None:
    page.run(f"show(cards['places/map {number}'].{side}, {json.dumps(scripts)})")


@pytest.mark.parametrize(("width", "height"), [(320, 800), (640, 800), (640, 300), (640, 220)])
def test_masks_lie_where_the_bank_says_and_one_has_a_question_mark(
    page: Page, width: int, height: int
) -> None:
    page.size(width, height)
    show(page, "front")
    drawn = page.run(MASKS)
    assert [one for one in drawn if one[0] == "rect"] == [
        ["rect", "asked" if number == 2 else "other", number * 0.2, 0.1, 0.16, 0.5] for number in PLACES
    ]
    ((_, _, left, top, wide, high),) = [one for one in drawn if one[0] == "text"]
    assert abs(left + wide / 2 - 0.475) < 0.02
    assert abs(top + high / 2 - 0.35) < 0.05
    assert page.run("qa.innerText").count("Say what the question mark hides.") == 1
    assert "Anchorage" not in page.run("qa.innerText")


def test_the_back_frames_the_key_and_keeps_the_others_hidden(page: Page) -> None:
    show(page, "back")
    assert [one[1] for one in page.run(MASKS)] == ["other", "told", "other"]
    assert page.run("getComputedStyle(document.querySelector('.told')).fill") == "none"
    assert page.run("document.querySelector('.answer').innerText") == "Anchorage"
    assert page.run(VISIBLE) == [""]
    page.run("document.querySelector('.whole').open = true; 0")
    assert page.run(VISIBLE) == ["", "A map with names."]


def test_where_no_script_runs_it_is_a_plain_question_with_a_letter(page: Page) -> None:
    show(page, "front", scripts=False)
    assert page.run(VISIBLE) == ["A map with letters."]
    text = page.run("qa.innerText")
    assert "[Letter B]" in text
    assert not any(word in text for word in (*PLACES.values(), "occlusion", "question mark"))
    show(page, "back", scripts=False)
    assert page.run(VISIBLE) == ["A map with names."]
    assert "Anchorage" in page.run("qa.innerText")
    assert "Seoul" not in page.run("qa.innerText")


def test_an_app_that_knows_no_areas_shows_the_plain_question(page: Page) -> None:
    # As apps from before image occlusion render a cloze that they do not know.
    shown = re.sub(
        r'<div class="cloze[^>]*data-shape[^>]*></div>', "<span class=cloze>[...]</span>", front(page)
    )
    page.run(f"show({json.dumps(shown)})")
    assert page.run(VISIBLE) == ["A map with letters."]
    assert "[Letter B]" in page.run("qa.innerText")


def front(page: Page) -> str:
    return str(page.run("cards['places/map 2'].front"))


def test_a_screen_reader_hears_the_letter_and_not_what_is_hidden(page: Page) -> None:
    show(page, "front")
    told = " ".join(name for _, name, _ in page.tree())
    assert "[Letter B]" in told
    assert "A map with letters." in told
    assert "A map with names." not in told
    assert not any(place in told for place in PLACES.values())
    show(page, "back")
    told = " ".join(name for _, name, _ in page.tree())
    assert "Anchorage" in told


@pytest.mark.parametrize("side", ["front", "back"])
def test_a_picture_keeps_its_proportions_in_a_low_window(page: Page, side: str) -> None:
    page.size(640, 300)
    show(page, side)
    page.run("document.querySelectorAll('details').forEach((one) => { one.open = true; }); 0")
    # A picture that is only spoken takes one pixel.
    shapes = page.run("all('.kq img').filter((one) => one.width > 1).map((one) => one.width / one.height)")
    assert shapes
    assert all(abs(shape - 4 / 3) < 0.01 for shape in shapes)


def test_masks_cover_their_areas_where_a_style_of_the_app_or_learner_squashes_the_picture(page: Page) -> None:
    page.run(
        "document.head.insertAdjacentHTML('beforeend', '<style>img { height: 90px !important; }</style>')"
    )
    show(page, "front")
    places = [one[2:] for one in page.run(MASKS) if one[0] == "rect"]
    assert places == [[number * 0.2, 0.1, 0.16, 0.5] for number in PLACES]


@pytest.mark.parametrize("mode", ["card", "card nightMode", "card night_mode"])
def test_texts_and_masks_stand_out_by_day_and_by_night(page: Page, mode: str) -> None:
    page.run(f"document.body.className = {mode!r}")
    found = page.run("contrasts()")
    assert min(float(one[0]) for one in found) >= 4.5
    show(page, "front")
    style = "getComputedStyle(document.querySelector('svg .{}')).fill"
    # A picture keeps the colours of paper at night; white on this blue has a contrast of 8.6.
    assert page.run(style.format("asked")) == "rgb(31, 78, 121)"
    assert page.run("getComputedStyle(document.querySelector('svg text')).fill") == "rgb(255, 255, 255)"


def test_a_map_fits_a_phone_in_large_type(page: Page) -> None:
    page.size(320)
    assert page.run("survey()") == []


def test_shapes_that_a_learner_drew_in_the_editor_are_masks_too(browser: Page, tmp_path: Path) -> None:
    drawn = (
        "{{c2::image-occlusion:ellipse:left=.1:top=.2:rx=.1:ry=.2:oi=1}}<br>"
        "{{c1::image-occlusion:polygon:points=.5,.2 .7,.2 .6,.6:oi=1}}<br>"
        "{{c4::image-occlusion:rect:left=.8:top=.1:width=.1:height=.1}}<br>"
    )
    known = edited(tmp_path, drawn)
    open_shell(browser, tmp_path, known)
    show(browser, "front")
    # The last one hides nothing on the cards of others: Anki calls that "hide one, guess one".
    assert [one for one in browser.run(MASKS) if one[0] != "text"] == [
        ["ellipse", "asked", 0.1, 0.2, 0.2, 0.4],
        ["polygon", "other", 0.5, 0.2, 0.2, 0.4],
    ]
    assert browser.run("errors") == []


def test_a_picture_that_does_not_say_how_large_it_is_gets_its_masks_when_it_has_come(
    browser: Page, tmp_path: Path
) -> None:
    bare = {
        name: Sides(one.kind, re.sub(r' width="\d+" height="\d+"', "", one.front), one.back)
        for name, one in edited(tmp_path).items()
    }
    open_shell(browser, tmp_path, bare)
    show(browser, "front")
    assert [one[:3] for one in browser.run(MASKS) if one[1] == "asked"] == [["rect", "asked", 0.4]]
    assert browser.run("errors") == []


def edited(folder: Path, areas: str = "") -> dict[str, Any]:
    """The cards of the map, after a learner put these areas into it."""
    with TemporaryDirectory() as temporary, anki(Path(temporary)) as collection:
        import_deck(collection, build_deck(map_bank(folder), Path(temporary, "a.apkg")))
        note = cards(collection)["places/map 2"].note()
        note["Body"] = areas or note["Body"]
        collection.update_note(note)
        for file in Path(collection.media.dir()).iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
        return {name: Sides("", card.question(), card.answer()) for name, card in cards(collection).items()}
