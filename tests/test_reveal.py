"""A page with the key in it: answers stand closed behind their questions, open without a script, and print as shown."""

from base64 import b64decode
from pathlib import Path

import pytest

from kalquiz.worksheet import build_worksheet
from tests.browser import Page
from tests.sheet_bank import EVERY_TYPE, a_bank, all_types, answers, shown

WHY = "Because of the monsoon."


@pytest.fixture
def page(browser: Page, tmp_path: Path) -> Page:
    out = build_worksheet(a_bank(*all_types()), tmp_path / "self.html", key_at_end=True)
    browser.size(375)
    browser.open(out.as_uri())
    return browser


def printed(page: Page, folder: Path) -> str:
    target = folder / "printed.pdf"
    target.write_bytes(b64decode(page.send("Page.printToPDF")["data"]))
    return shown(target)


def readable(page: Page) -> list[str]:
    """The explanations that are shown, not hidden in what is closed."""
    visible: list[str] = page.run(
        "[...document.querySelectorAll('.explanation')].filter(it => it.checkVisibility()).map(it => it.innerText)"
    )
    return visible


def test_answers_are_closed_until_somebody_opens_them(page: Page, tmp_path: Path) -> None:
    assert readable(page) == []
    assert WHY not in printed(page, tmp_path)
    page.run("document.querySelector('summary').click()")
    assert readable(page) == [WHY]
    paper = printed(page, tmp_path)
    assert paper.count(WHY) == 1
    assert "Show all answers" not in paper
    assert page.run("document.scrollingElement.scrollWidth") == 375


def test_all_answers_are_shown_and_printed_at_one_click(page: Page, tmp_path: Path) -> None:
    page.run("document.querySelector('.all input').click()")
    assert readable(page) == [WHY] * len(EVERY_TYPE)
    paper = printed(page, tmp_path)
    assert paper.count(WHY) == len(EVERY_TYPE)
    assert paper.index("Stem of the single_choice question?") < paper.index(WHY)
    assert paper.index(WHY) < paper.index("Stem of the multiple_response question?")
    for answer in (answer for kind in EVERY_TYPE for answer in answers(kind)):
        assert answer in paper
    assert page.run("document.scripts.length") == 0


def test_a_reader_of_the_screen_is_told_what_can_be_opened(page: Page) -> None:
    roles = [(role, name.strip()) for role, name, _ in page.tree()]
    assert ("checkbox", "Show all answers") in roles
    assert sum(name == "Answer" for _, name in roles if name) >= len(EVERY_TYPE)
