"""Versions and keys: the same questions in other orders, and a key that is right on every sheet."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import assert_never

import pytest

from kalquiz.bank import Bank, find_bank, load_bank
from kalquiz.interaction import (
    Choice,
    Chosen,
    Filled,
    GapText,
    Match,
    Matched,
    Order,
    Ordered,
    Response,
    Reveal,
    TextEntry,
    Typed,
)
from kalquiz.question import Question
from kalquiz.selection import Amount, Wanted, by_passage, select
from kalquiz.worksheet import Form, Sheet, build_versions, build_worksheet, make_sheet, make_versions
from kalquiz.worksheet.model import Boxes, Item, Pairs, Slots, Table
from kalquiz.worksheet.space import stem
from tests.commands import run
from tests.sheet_bank import SUFFIXES, WRONG, a_bank, a_question, pages, shown
from tests.test_selection import cited_at

NAMES = ("A", "B", "C")


@cache
def flagship() -> Bank:
    return load_bank(find_bank("kal007"))


def choices(number: int, distractors: int = 3) -> list[Question]:
    wrong = WRONG[:distractors]
    return [
        a_question("single_choice", id=f"q{n}", stem=f"Stem {n}?", distractors=wrong, citations=cited_at(n))
        for n in range(number)
    ]


def items(sheet: Sheet) -> list[Item]:
    return [item for part in sheet.parts for item in part.items]


def letters(sheet: Sheet) -> dict[str, str]:
    """The letter of the right option by stem, from a key."""
    return {said(item): item.key.answers[0].mark for item in items(sheet) if item.key}


def said(item: Item) -> str:
    return repr(item.stem)


def test_versions_ask_the_same_under_the_same_headings_in_other_orders() -> None:
    questions = [*choices(9), *(question.model_copy(update={"section": "two"}) for question in many_dates())]
    made = make_versions(a_bank(*questions), questions, Form(), 3)
    assert list(made) == ["A", "A-key", "B", "B-key", "C", "C-key", "versions"]
    orders = [[said(item) for item in items(made[name])] for name in NAMES]
    assert len({tuple(order) for order in orders}) == 3
    for name, order in zip(NAMES, orders, strict=True):
        assert set(order[:9]) == set(orders[0][:9])
        assert set(order) == set(orders[0])
        assert [said(item) for item in items(made[f"{name}-key"])] == order
        assert made[name].fingerprint == made[f"{name}-key"].fingerprint
    assert len({made[name].fingerprint for name in NAMES}) == 3


def test_versions_without_headings_mix_all_questions() -> None:
    sections = ("one", "two")
    questions = [it.model_copy(update={"section": sections[n % 2]}) for n, it in enumerate(choices(9))]
    of = {said(item): it.section for it in questions for item in items(one_sheet(it))}
    made = make_versions(a_bank(*questions), questions, Form(headings=False, title="Mixed"), 3)
    assert {made[name].title.markup for name in made} == {"Mixed"}
    for name in NAMES:
        order = [said(item) for item in items(made[name])]
        assert [said(item) for item in items(made[f"{name}-key"])] == order
        assert [item.number for item in items(made[name])] == list(range(1, 10))
        changes = sum(of[before] != of[after] for before, after in pairwise(order))
        assert changes > 1
    orders = {tuple(said(item) for item in items(made[name])) for name in NAMES}
    assert len(orders) == 3
    numbers = [row.cells[0].mark for row in made["versions"].versions[0].rows]
    assert numbers == [f"{number}" for number in range(1, 10)]


def one_sheet(question: Question) -> Sheet:
    return make_sheet(a_bank(question), [question], Form())


def many_dates() -> list[Question]:
    return [a_question("date", id=f"d{n}", stem=f"Date {n}?", citations=cited_at(100 + n)) for n in range(5)]


@pytest.mark.parametrize("distractors", [1, 2, 3])
@pytest.mark.parametrize("number", [4, 7, 24])
def test_keys_stand_in_each_place_equally_often_and_elsewhere_on_each_version(
    number: int, distractors: int
) -> None:
    questions = choices(number, distractors)
    made = make_versions(a_bank(*questions), questions, Form("x"), 3)
    found = [letters(made[f"{name}-key"]) for name in NAMES]
    for keys in found:
        counts = [Counter(keys.values())[letter] for letter in "ABCD"[: distractors + 1]]
        assert max(counts) - min(counts) <= 1
    for of in found[0]:
        assert len({keys[of] for keys in found}) == min(3, distractors + 1)


def test_the_places_of_keys_follow_no_pattern() -> None:
    questions = choices(24)
    rows = set()
    for seed in "abcdef":
        sheet = make_sheet(a_bank(*questions), questions, Form(seed, key="only"))
        rows.add("".join(letters(sheet).values()))
    assert len(rows) == 6
    assert not any(re.search(r"(\w{4})\1\1", row) for row in rows)


def test_numbers_and_judgements_keep_their_order_on_every_version() -> None:
    years = a_question(
        "single_choice", id="years", key="1964", distractors=[{"text": "1960"}, {"text": "1971"}]
    )
    questions = [years, a_question("true_false"), *choices(5)]
    made = make_versions(a_bank(*questions), questions, Form(), 3)
    for name in NAMES:
        orders = [
            [option.text.markup for option in item.space.options]
            for item in items(made[name])
            if isinstance(item.space, Boxes)
        ]
        assert ["1960", "1964", "1971"] in orders
        assert ["True", "False"] in orders


def test_questions_on_one_passage_stand_together_on_every_version() -> None:
    questions = [
        question.model_copy(update={"citations": first.citations})
        for first, *_ in by_passage(choices(5))
        for question in choices(15)
        if int(question.id[1:]) % 5 == int(first.id[1:])
    ]
    shuffled = sorted(questions, key=lambda question: int(question.id[1:]))
    for version in ("", *NAMES):
        sheet = make_sheet(a_bank(*shuffled), shuffled, Form("1", version))
        numbers = [int(re.findall(r"Stem (\d+)", said(item))[0]) for item in items(sheet)]
        for at in range(0, 15, 3):
            first = numbers[at]
            assert numbers[at : at + 3] == [first, first + 5, first + 10]


def test_the_table_says_number_and_letters_as_the_keys_do() -> None:
    questions = select(flagship(), Wanted(), Amount(40), "t").questions
    made = make_versions(flagship(), questions, Form("t"), 7)
    assert [table.names for table in made["versions"].versions] == [tuple("ABCDE"), ("F", "G")]
    for table in made["versions"].versions:
        for place, name in enumerate(table.names):
            keys = {item.number: item for item in items(made[f"{name}-key"])}
            first = [said(item) for item in items(made["A"])]
            for of, row in zip(first, table.rows, strict=True):
                item = keys[int(row.cells[place].mark)]
                assert said(item) == of
                assert item.key
                marks = [answer.mark.split()[-1] for answer in item.key.answers if answer.mark]
                short = row.cells[place].text.markup
                assert short in {"", " ".join(marks)}
                assert bool(short) == (any(map(str.isalpha, "".join(marks))))


def test_the_table_has_short_answers_in_words_and_says_where_others_are() -> None:
    long = a_question("constructed_response", id="long", key="It depends. " * 9)
    questions = [a_question("date"), long, a_question("categorization"), *choices(1)]
    bank = a_bank(*questions)
    for language, date in (("en", "12 January 1964"), ("he", "\N{RIGHT-TO-LEFT MARK}12 בינואר 1964")):
        made = make_versions(bank, questions, Form(language=language), 2)["versions"]
        see = f"*{made.labels.see_key}*"
        told = sorted(row.asked.markup.partition("\n")[2] for row in made.versions[0].rows)
        assert told == sorted(["", f"**{date}**", see, see])


def response(question: Question, sheet: Item, key: Item) -> Response | None:
    """What somebody answers who has the sheet and copies the key's marks, and its words where it has none."""
    assert key.key
    answers = key.key.answers
    asked = question.interaction()
    match asked:
        case Choice(options=options):
            assert isinstance(sheet.space, Boxes)
            texts = {option.mark: option.text.markup for option in sheet.space.options}
            ids = {option.text: option.id for option in options}
            return Chosen(frozenset(ids[texts[answer.mark]] for answer in answers))
        case Order(items=ordered):
            assert isinstance(sheet.space, Slots)
            texts = {item.mark: item.text.markup for item in sheet.space.items}
            ids = {item.text: item.id for item in ordered}
            return Ordered(tuple(ids[texts[mark]] for mark in key.key.sequence.split()))
        case Match(reuse=False):
            assert isinstance(sheet.space, Pairs)
            targets = {target.mark: target.text.markup for target in sheet.space.targets}
            slots = dict(slot.split() for slot in key.key.sequence.split(", "))
            told = {it.text.markup: targets[slots[it.mark]] for it in sheet.space.stems}
            return _matched(asked, told)
        case Match():
            assert isinstance(sheet.space, Table)
            rows = {row.mark: row.text.markup for row in sheet.space.rows}
            columns = [column.markup for column in sheet.space.columns]
            told = {
                rows[answer.mark]: next(it for it in columns if answer.text.markup.endswith(f"→ {it}"))
                for answer in answers
            }
            return _matched(asked, told)
        case GapText():
            return Filled(tuple(answer.text.markup for answer in answers))
        case TextEntry():
            return Typed(answers[0].text.markup)
        case Reveal():
            return None
        case _:
            assert_never(asked)


def _matched(asked: Match, told: Mapping[str, str]) -> Matched:
    stems = {it.text: it.id for it in asked.stems}
    targets = {it.text: it.id for it in asked.targets}
    return Matched({stems[stem]: targets[target] for stem, target in told.items()})


def random_selection(chance: Random) -> Sequence[Question]:
    count = chance.randint(1, 12)
    types = tuple(chance.sample(sorted({it.type for it in flagship().questions}), chance.randint(1, 6)))
    found = [it for it in flagship().questions if it.type in types]
    amount = Amount(min(count, len(found)), balanced=chance.random() < 0.5)
    return select(flagship(), Wanted(types=types), amount, f"{chance.random()}").questions


def test_whoever_copies_the_key_is_right_on_the_sheet_over_500_random_selections() -> None:
    by_stem = {repr(stem(question.prompt())): question for question in flagship().questions}
    assert len(by_stem) == len(flagship().questions)
    chance = Random(7)
    graded = 0
    for _ in range(500):
        questions = random_selection(chance)
        seed, version = f"{chance.random()}", chance.choice(["", "A", "B", "Q", "AC"])
        sheet = make_sheet(flagship(), questions, Form(seed, version))
        key = make_sheet(flagship(), questions, Form(seed, version, key="only"))
        both = make_sheet(flagship(), questions, Form(seed, version, key="end"))
        assert (both.parts, both.answers) == (sheet.parts, key.parts)
        assert [part.title for part in sheet.parts] == [part.title for part in key.parts]
        assert {by_stem[said(item)].id for item in items(sheet)} == {it.id for it in questions}
        for asked, told in zip(items(sheet), items(key), strict=True):
            assert (asked.number, asked.stem, asked.points) == (told.number, told.stem, told.points)
            question = by_stem[said(asked)]
            given = response(question, asked, told)
            if given is not None:
                graded += 1
                assert question.grade(given).score == 1, (question.id, given)
    assert graded > 1500


@pytest.mark.parametrize("seed", range(4))
def test_order_and_letters_of_the_printed_key_are_those_of_the_printed_sheet(
    tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    singles = [it for it in flagship().questions if it.type == "single_choice"]
    questions = chance.sample(singles, 12)
    paths = build_versions(flagship(), tmp_path / "quiz.pdf", 2, questions=questions, seed=f"s{seed}")
    for name in "AB":
        printed = [tmp_path / f"quiz-{name}{end}.pdf" for end in ("", "-key")]
        orders = [
            re.findall(r"^ *(\d{1,2}\. \S.{12})", "\n".join(pages(path)), re.MULTILINE) for path in printed
        ]
        assert [len(order) for order in orders] == [12, 12]
        assert orders[0] == orders[1]
        sheet, key = map(shown, printed)
        for question in questions:
            answer = re.sub(r"[*`\\]", "", question.solution().lines[0])
            letters = [set(re.findall(rf"(\w) {re.escape(answer)}", text)) for text in (sheet, key)]
            assert letters[0] & letters[1], answer
    assert [path.name for path in paths][-1] == "quiz-versions.pdf"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_version_its_key_and_the_table_are_written_and_named(tmp_path: Path, suffix: str) -> None:
    bank = a_bank(*choices(6), a_question("constructed_response"))
    paths = build_versions(bank, tmp_path / f"quiz{suffix}", 2)
    assert [path.name for path in paths] == [
        f"quiz-{name}{suffix}" for name in ("A", "A-key", "B", "B-key", "versions")
    ]
    assert sorted(paths) == sorted(tmp_path.iterdir())
    sheet, key, other, _, table = map(shown, paths)
    assert "Ports and capitals – Version A" in sheet
    assert "Ports and capitals – Version B" in other
    assert "Ports and capitals – Version A – Key" in key
    assert "Zanzibar is a model answer" not in sheet
    assert "Name" not in table
    assert "Question A B" in table
    assert re.search(r"Stem 3\? \d [A-D] \d [A-D]", table)
    bytes_before = [path.read_bytes() for path in paths]
    build_versions(bank, tmp_path / f"quiz{suffix}", 2)
    assert [path.read_bytes() for path in paths] == bytes_before


def test_the_key_stands_behind_the_questions_on_a_page_of_its_own(tmp_path: Path) -> None:
    bank = a_bank(*choices(3))
    first, second = pages(build_worksheet(bank, tmp_path / "self.pdf", key_at_end=True))
    assert "Name" in first
    assert "Gist" not in first
    assert second.split()[:2] == ["Key", "First"]
    assert "Gist of the passage." in second
    assert "The Great Atlas" in second


def test_the_command_says_where_versions_have_little_to_mix(tmp_path: Path) -> None:
    sheet = ["worksheet", "kal007", "--count", 12, "--versions", 2, "-o", "q.html"]
    told = run(*sheet, cwd=tmp_path)
    assert (
        "Note: 10 of 11 sections have one question, so the versions ask in nearly the same order"
        in told.stderr
    )
    for more in (["--no-headings"], ["--section", "flight", "--section", "crash"]):
        assert run(*sheet, *more, cwd=tmp_path).stderr == ""


def test_the_command_prints_versions_and_refuses_two_kinds_of_key(tmp_path: Path) -> None:
    done = run("worksheet", "kal007", "--count", 2, "--versions", 2, "-o", "q.html", cwd=tmp_path)
    assert done.stdout.splitlines() == [
        "q-A.html, q-A-key.html",
        "q-B.html, q-B-key.html",
        "q-versions.html: 2 questions, seed 1.",
    ]
    assert len(list(tmp_path.iterdir())) == 5
    refused = run("worksheet", "kal007", "--key", "--key-at-end", cwd=tmp_path)
    assert refused.returncode == 2
    assert "Give one of --key, --key-at-end and --versions" in refused.stderr
