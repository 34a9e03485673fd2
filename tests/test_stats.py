"""Statistics: figures worked out by hand, in lines, as data and as a page."""

import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from wcwidth import wcswidth

from kalquiz import Bank
from kalquiz.heatmap import Heatmap, heatmap_html, heatmap_lines
from kalquiz.parts import parts_lines
from kalquiz.stats import Answered, Share, Stats, figures, stats_data, stats_glance, stats_page, stats_parts
from tests.browser import BROWSER, chromium
from tests.commands import run
from tests.compact import CITATION, compact_bank
from tests.conftest import unavailable

TODAY = date(2026, 3, 12)
"""A Thursday."""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def card(**fields: object) -> dict[str, object]:
    return {"type": "flashcard", "stem": "What is it?", "key": "a bird"} | fields


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    cards = [card(skill="reading"), card(skill="reading"), card(type="short_answer", stem="Who <b>?"), card()]
    return compact_bank(tmp_path / "bank", cards, skills=["reading"])


@pytest.fixture
def stats(bank: Bank) -> Stats:
    """The figures of a small history; in it six answers test the memory, of which four are right.

    question-1: met 40 days ago; right after 10 days, wrong after 27, and right again the next day.
    question-2: met 5 days ago; wrong after 1 day, with a retry that does not count; right 4 days later, today.
    question-3: met today, and asked twice. A question that is gone was right once.
    """
    answers = [
        Answered("question-1", ago(40), right=False),
        Answered("question-1", ago(30), right=True),
        Answered("question-1", ago(3), right=False),
        Answered("question-1", ago(2), right=True),
        Answered("question-2", ago(5), right=True),
        Answered("question-2", ago(4), right=False),
        Answered("question-2", ago(4), right=True, scheduled=False),
        Answered("question-2", ago(0), right=True),
        Answered("question-3", ago(0), right=True),
        Answered("question-3", ago(0), right=True, scheduled=False),
        Answered("gone", ago(100), right=True),
        Answered("gone", ago(90), right=True),
    ]
    due = {"question-1": ago(2), "question-2": TODAY, "question-3": ago(-3), "gone": ago(-3)}
    return figures(bank, reversed(answers), due, TODAY, 0.9)


def test_what_was_met_on_an_earlier_day_tests_the_memory(stats: Stats) -> None:
    # Of question-1: 30 (right), 3 (wrong), 2 (right) days ago. Of question-2: 4 (wrong), 0 (right).
    assert stats.recalled["ever"] == Share(3, 5)
    assert stats.recalled["weeks"] == Share(3, 5)
    assert stats.recalled["week"] == Share(2, 4)
    # The gap of 27 days is the only one of three weeks or more.
    assert stats.recalled["mature"] == Share(0, 1)
    assert stats.recalled["young"] == Share(3, 4)


def test_each_week_begins_on_its_monday(stats: Stats) -> None:
    assert len(stats.weeks) == 12
    # 10 Feb is a Tuesday; 8 and 9 Mar a Sunday and a Monday.
    told = {day: share for day, share in stats.weeks.items() if share.of}
    assert told == {
        date(2026, 2, 9): Share(1, 1),
        date(2026, 3, 2): Share(0, 1),
        date(2026, 3, 9): Share(2, 3),
    }


def test_sections_skills_and_types_have_their_own_shares(stats: Stats) -> None:
    assert stats.sections == {"all": Share(3, 5)}
    assert stats.skills == {"reading": Share(3, 5)}
    assert stats.types == {"flashcard": Share(3, 5)}


def test_what_is_overdue_falls_due_today(stats: Stats) -> None:
    assert len(stats.due) == 14
    assert {day: count for day, count in stats.due.items() if count} == {TODAY: 2, ago(-3): 1}
    assert stats.overdue == 1


def test_every_answer_counts_for_its_day(stats: Stats) -> None:
    assert stats.answers[TODAY] == 3
    assert stats.answers[ago(4)] == 2
    assert sum(stats.answers.values()) == 12
    assert stats.seen == 3


def test_what_was_surely_forgotten_more_often_is_harder(bank: Bank) -> None:
    def asked(name: str, rights: str) -> list[Answered]:
        start = len(rights)
        first = Answered(name, ago(start), right=True)
        return [first, *(Answered(name, ago(start - 1 - at), sign == "+") for at, sign in enumerate(rights))]

    answers = asked("question-1", "-") + asked("question-2", "-+-+--+-") + asked("question-3", "++++")
    found = figures(bank, answers, {}, TODAY, 0.9).hardest
    assert [(hard.question.id, hard.recalled) for hard in found] == [
        ("question-2", Share(3, 8)),
        ("question-1", Share(0, 1)),
    ]


def test_the_interval_is_that_of_wilson() -> None:
    # (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n) for 90 of 100 and z = 1.96.
    low, high = Share(90, 100).interval()
    assert (round(low, 4), round(high, 4)) == (0.8256, 0.9448)
    assert Share(0, 0).interval() == (0, 1)
    assert Share(5, 5).interval()[1] == 1


@pytest.mark.parametrize(
    ("rights", "share", "said"),
    [(89, "85 %", "as near as can be told to"), (65, "56 %", "below"), (99, "98 %", "above")],
)
def test_the_target_is_compared_as_far_as_chance_allows(
    bank: Bank, rights: int, share: str, said: str
) -> None:
    # One answer a day for a hundred days. The last 12 weeks began 80 days ago: all but the first 20 are in them.
    answers = [Answered("question-1", ago(100 - at), right=at < rights) for at in range(101)]
    stats = figures(bank, answers, {}, TODAY, 0.85)
    assert stats.recalled["weeks"] == Share(rights - 20, 81)
    (part, *_) = stats_parts(bank, stats)
    assert f"you remembered {share}" in part.about[1]
    assert f"That is {said} the target of 85 %." in part.about[1]


def test_a_few_answers_say_nothing_about_the_target(bank: Bank, stats: Stats) -> None:
    assert "5 such answers in the last 12 weeks: too few" in stats_parts(bank, stats)[0].about[1]


@pytest.mark.parametrize("width", [40, 80])
def test_lines_fit_the_terminal_and_say_everything_in_words(bank: Bank, stats: Stats, width: int) -> None:
    lines = list(parts_lines(stats_glance(bank, stats), stats_parts(bank, stats), width, "#"))
    assert max(map(wcswidth, lines)) <= width
    text = " ".join(" ".join(lines).split())
    assert "Due today 2" in text
    assert "2 1 overdue" in text
    assert "What is it? remembered 1 of 2 times (question-2). The article, paragraph 1: It says so." in text
    assert text.isascii()


def test_the_data_hold_the_same_figures(bank: Bank, stats: Stats) -> None:
    data = json.loads(json.dumps(stats_data(bank, stats)))
    assert data["retention"]["week"] == {"right": 2, "of": 4, "share": 0.5}
    assert data["due"]["2026-03-12"] == 2
    assert data["answers"]["2026-03-08"] == 2
    assert data["hardest"][0]["sources"] == [
        {"place": "The article, paragraph 1", "gist": CITATION["gist"]},
    ]
    assert list(data["answers"]) == sorted(data["answers"])


HEAT = Heatmap("Days", {TODAY: 8, ago(1): 1, ago(2): 2, ago(7): 5, ago(200): 90}, TODAY, 2)


def test_a_heatmap_has_a_sign_for_each_day_until_today() -> None:
    assert heatmap_lines(HEAT, 60) == [
        "    Mar",
        "Mon - -",
        "Tue - .",
        "Wed - .",
        "Thu + #",
        "Fri -",
        "Sat -",
        "Sun -",
        "- none  . 1 to 2  : 3 to 4  + 5 to 6  # 7 to 8",
    ]
    assert heatmap_lines(HEAT, 30)[-2:] == ["+ 5 to 6", "# 7 to 8"]


@pytest.mark.parametrize("most", [1, 2, 3, 5, 100])
def test_the_signs_of_a_heatmap_explain_every_count(most: int) -> None:
    chart = Heatmap("Days", {ago(back): back + 1 for back in range(most)}, TODAY, 20)
    said = [words for _, words in chart.legend()][1:]
    covered = [number for words in said for number in _numbers(words)]
    assert covered == list(range(1, most + 1))
    for back in range(most):
        _, words = chart.legend()[chart.level(ago(back))]
        assert back + 1 in _numbers(words)


def _numbers(words: str) -> range:
    bounds = [int(number) for number in re.findall(r"\d+", words)]
    return range(bounds[0], bounds[-1] + 1)


def test_a_month_whose_name_has_no_room_is_not_named() -> None:
    crowded = Heatmap("Days", {}, date(2026, 3, 17), 12)  # of December there is one week
    assert heatmap_lines(crowded, 60)[0] == "      Jan     Feb     Mar"


def test_a_heatmap_of_a_page_is_a_table_with_its_numbers() -> None:
    made = heatmap_html(HEAT)
    assert '<td class="l4" title="2026-03-12: 8">8</td>' in made
    assert '<td class="l0" title="2026-03-09: 0"></td>' in made
    assert made.count('scope="row"') == 7


def test_a_title_without_styles_is_said_without_their_signs(tmp_path: Path) -> None:
    bank = compact_bank(tmp_path / "bank", [card()], title="*Birds* of the north")
    assert "<title>Statistics of Birds of the north</title>" in stats_page(
        bank, figures(bank, [], {}, TODAY, 0.9)
    )
    assert run("stats", bank.path, cwd=tmp_path).stdout.startswith("Birds of the north: no answers yet.")


def test_the_page_loads_nothing_and_takes_texts_as_data(bank: Bank) -> None:
    answers = [Answered("question-3", ago(back), right=back > 3) for back in range(9)]
    made = stats_page(bank, figures(bank, answers, {}, TODAY, 0.9))
    assert "Who &lt;b&gt;?" in made
    assert "<script" not in made
    assert not re.search(r"(?:src|href)=|url\(|@import", made)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_phone_and_a_screen_reader(
    bank: Bank, stats: Stats, tmp_path: Path, scheme: str
) -> None:
    if BROWSER is None:
        unavailable("Chromium")
    path = tmp_path / "stats.html"
    path.write_text(stats_page(bank, stats), encoding="utf-8")
    with chromium() as page:
        page.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        page.size(320)
        page.open(path.as_uri())
        assert page.run("document.documentElement.scrollWidth") == 320
        paper = page.run("getComputedStyle(document.body).backgroundColor")
        assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(28, 28, 30)"}[scheme]
        told = [name for _, name, _ in page.tree()]
    assert "2 of 4" in told
    assert "Most often forgotten, and where it is written" in told


def test_the_command_shows_what_practice_kept(bank: Bank, tmp_path: Path) -> None:
    def practise(day: int, typed: str) -> None:
        when = f"2026-03-{day:02}T18:30"
        run("practice", bank.path, "--now", when, "--type", "flashcard", cwd=tmp_path, typed=typed)

    practise(1, "\ny\n\ny\n\ny\n")
    practise(9, "\nn\n\ny\n")
    shown = run("stats", bank.path, "--now", "2026-03-09T20:00", "--html", "stats.html", cwd=tmp_path)
    assert shown.returncode == 0
    assert shown.stdout.splitlines()[-1] == "stats.html: the same as a page."
    assert (tmp_path / "stats.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    data = json.loads(run("stats", bank.path, "--now", "2026-03-09T20:00", "--json", cwd=tmp_path).stdout)
    assert data["seen"] == 3
    assert data["retention"]["week"] == {"right": 1, "of": 2, "share": 0.5}


def test_the_page_is_there_though_nobody_reads_the_lines(bank: Bank, tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-c", "from kalquiz.cli import main; main()", "stats", str(bank.path)]
    reader, writer = os.pipe()
    os.close(reader)
    subprocess.run([*command, "--html", "stats.html"], stdout=writer, cwd=tmp_path, check=False)
    os.close(writer)
    assert (tmp_path / "stats.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_without_answers_the_command_says_how_to_begin(bank: Bank, tmp_path: Path) -> None:
    shown = run("stats", bank.path, cwd=tmp_path)
    assert shown.returncode == 0
    assert shown.stdout.endswith(f"no answers yet. Begin with: kalquiz practice {bank.path}\n")
