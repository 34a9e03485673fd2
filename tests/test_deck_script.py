"""The script of the choice card, in a real browser, with cards from the real Anki backend."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest

from kalquiz.bank import load_bank
from kalquiz.deck import build_deck

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")

BANK = """
id: tiny
title: A tiny bank
description: For tests.
version: 1.0.0
released: 2026-03-04
licence: CC0
sources: [{id: report, type: report, title: The report}]
sections: [{id: flight, title: The flight}]
"""

CITATION = """
    citations:
      - source: report
        locator: page 3
        gist: The stop was in Alaska.
        passage:
          norm: skel-1
          anchors: [The flight, in Anchorage]
          words: 12
          characters: 60
          position: 0.1
          hash: "0123456789abcdef"
          sketch: "0123abcd"
"""

QUESTIONS = f"""
questions:
  - id: single
    type: single_choice
    stem: Where did it stop?
    key: Anchorage
    distractors:
      - {{text: Seoul, feedback: Seoul was the destination.}}
      - {{text: Tokyo, feedback: Tokyo gave the clearance.}}
      - {{text: Moscow, feedback: Moscow lies far away.}}
      - {{text: Berlin, feedback: Berlin lies farther still.}}
{CITATION}
  - id: many
    type: multiple_response
    stem: Which two cities?
    key: [Anchorage, New York]
    distractors: [{{text: Seoul, feedback: Not this one.}}, {{text: Tokyo, feedback: Nor this one.}}]
{CITATION}
  - id: judged
    type: true_false
    stem: It stopped once.
    key: true
{CITATION}
"""

# Shows a side as Anki's desktop does: the page stays, its content and scripts are put in anew.
DRIVER = """
const errors = [], flips = [];
addEventListener("error", (event) => errors.push(event.message));
function pycmd(command) { flips.push(command); }
let now = 1000 * 3600 * 500000;
Date.now = () => now;
function render(html) {
  const qa = document.getElementById("qa");
  qa.innerHTML = html;
  for (const old of qa.querySelectorAll("script")) {
    const fresh = document.createElement("script");
    fresh.textContent = old.textContent;
    old.replaceWith(fresh);
  }
}
const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key }));
const options = () => Array.from(document.querySelectorAll(".option"));
const order = () => options().map((option) => option.dataset.option);
const picked = () => options().flatMap((option, at) => option.classList.contains("picked") ? [at] : []);
const label = (at) => getComputedStyle(options()[at].querySelector("span"), "::after").content;
const said = () => Array.from(document.querySelectorAll(".option .said"), (one) => one.textContent);
function forget() { sessionStorage.clear(); delete window.kalquizState; }
"""


def drive(folder: Path, steps: str) -> dict[str, Any]:
    """What `steps` returns; in it, `cards` holds front and back by question id."""
    bank = folder / "bank"
    bank.mkdir()
    (bank / "bank.yaml").write_text(BANK, "utf-8")
    (bank / "flight.yaml").write_text(QUESTIONS, "utf-8")
    package = build_deck(load_bank(bank), folder / "tiny.apkg")
    collection = Collection(str(folder / "collection.anki2"))
    try:
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package)))
        found = [collection.get_card(number) for number in collection.find_cards("")]
        cards = {card.note().fields[0]: {"front": card.question(), "back": card.answer()} for card in found}
    finally:
        collection.close()
    page = folder / "page.html"
    data = json.dumps(cards).replace("<", "\\u003c")
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><body class="card"><div id="qa"></div><pre id="result"></pre>'
        f"<script>{DRIVER}const cards = {data};\nconst result = (() => {{{steps}}})();\n"
        'document.getElementById("result").textContent = JSON.stringify({...result, errors, flips});'
        "</script>",
        "utf-8",
    )
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += [f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    found_result = re.search(r'<pre id="result">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found_result, done.stderr
    result: dict[str, Any] = json.loads(found_result[1])
    assert result.pop("errors") == []
    return result


pytestmark = pytest.mark.skipif(BROWSER is None, reason="takes a real browser")


def test_keys_pick_options_and_the_back_shows_them_in_the_same_order(tmp_path: Path) -> None:
    result = drive(
        tmp_path,
        """
        render(cards.single.front);
        const front = order();
        const wrong = front[0] === "o1" ? 2 : 1;
        press("4"); press("9"); press(String(wrong)); press("Enter");
        const chosen = picked();
        now += 3600 * 1000;
        render(cards.single.back);
        const kept = order(), words = [label(wrong - 1), label(front.indexOf("o1"))], feedback = said();
        press("3");
        const untouched = picked();
        delete window.kalquizState; render(cards.single.back);
        const stored = order();
        now -= 3600 * 1000; forget(); render(cards.single.back);
        const seeded = order();
        return { front, wrong, chosen, kept, words, feedback, untouched, stored, seeded };
        """,
    )
    assert sorted(result["front"]) == ["o1", "o2", "o3", "o4", "o5"]
    assert result["chosen"] == result["untouched"] == [result["wrong"] - 1]
    assert result["kept"] == result["stored"] == result["seeded"] == result["front"]
    assert result["words"] == ['"your answer: not right"', '"right answer"']
    assert len(result["feedback"]) == 1
    assert result["flips"] == ["ans"]


def test_several_options_may_be_picked_and_let_go(tmp_path: Path) -> None:
    result = drive(
        tmp_path,
        """
        render(cards.many.front);
        options()[0].click(); press("3"); press("4"); press("3");
        const chosen = picked(), roles = options().map((option) => option.getAttribute("role"));
        const checked = options().map((option) => option.getAttribute("aria-checked"));
        render(cards.judged.front); press("2");
        return { chosen, roles, checked, next: picked() };
        """,
    )
    assert result["chosen"] == [0, 3]
    assert result["roles"] == ["checkbox"] * 4
    assert result["checked"] == ["true", "false", "false", "true"]
    assert result["next"] == [1]


def test_options_come_in_every_order_but_fixed_ones_in_one(tmp_path: Path) -> None:
    result = drive(
        tmp_path,
        """
        const orders = new Set(), fixed = new Set(), places = [0, 0, 0, 0, 0];
        for (let hour = 0; hour < 1000; hour += 1) {
          now += 3600 * 1000;
          render(cards.single.front); orders.add(order().join()); places[order().indexOf("o1")] += 1;
          render(cards.judged.front); fixed.add(order().join());
        }
        return { orders: orders.size, fixed: Array.from(fixed), places };
        """,
    )
    assert result["orders"] == 120
    assert result["fixed"] == ["true,false"]
    assert all(150 < places < 250 for places in result["places"])
