"""The grading rules, through the questions that use them."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalquiz import Bank, Chosen, Filled, Matched, Ordered, Question, Response, Ticked, Typed
from kalquiz.grading import (
    Bounds,
    grade_date,
    grade_number,
    grade_text,
    kendall,
    multiple_response,
    normalise,
    parse_date,
)
from tests.deck_bank import make_question


def question(moon: Bank, kind: str) -> Question:
    return next(question for question in moon.questions if question.type == kind)


@pytest.mark.parametrize(
    ("given_text", "key"),
    [
        ("RC135", "RC-135"),
        ("the Sea of Okhotsk", "sea of okhotsk"),
        ("  Sea   of Okhotsk. ", "Sea of Okhotsk"),
        ("u.s.", "US"),
        ("Kamchátka", "Kamchatka"),
        ("cafe\u0301", "café"),
        ("ΑΘΗΝΑ", "Αθήνα"),
        ("елка", "ёлка"),
        ("هذا", "هٰذا"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("\uff21\uff22\uff23", "abc"),
        ("\N{AIRPLANE}", "\N{AIRPLANE}"),
    ],
)
def test_differences_that_do_not_matter(given_text: str, key: str) -> None:
    assert grade_text(given_text, [key], {}).score == 1


@pytest.mark.parametrize(
    ("given_text", "key"),
    [
        ("10:0", "100"),
        ("1.5", "15"),
        ("мои", "мой"),
        ("か", "が"),
        ("Reagan", "Regan and Reagan"),
        ("МиГ-25", "МиГ-23"),
        ("SU-15", "SU-17"),
        ("Luna 1", "Luna 2"),
        ("not guilty", "guilty"),
        ("มา", "ม้า"),
    ],
)
def test_differences_that_matter(given_text: str, key: str) -> None:
    assert grade_text(given_text, [key], {}).score == 0


@pytest.mark.parametrize("typo", ["Moneronn", "Mneron", "Moenron", "Moneton"])
def test_one_slip_in_a_long_word_costs_a_tenth(typo: str) -> None:
    mark = grade_text(typo, ["Moneron"], {})
    assert mark.score == 0.9
    assert "spelling" in mark.feedback


@pytest.mark.parametrize(
    ("given_text", "key"),
    [
        ("Noneron", "Moneron"),  # the first letter
        ("Moneeronn", "Moneron"),  # two slips
        ("Tass", "Tasx"),  # a short word
        ("Gromiko Andrej", "Gromyko"),  # a word too many
        ("Sakalin Ilsand Coats", "Sakhalin Island Coast"),  # three slips
    ],
)
def test_more_than_a_slip_is_wrong(given_text: str, key: str) -> None:
    assert grade_text(given_text, [key], {}).score == 0


def test_a_rejected_answer_beats_the_typo_rule() -> None:
    mark = grade_text("Regan", ["Reagan"], {"Regan": "Donald Regan was another man."})
    assert (mark.score, mark.feedback) == (0, "Donald Regan was another man.")
    assert grade_text("Regan", ["Reagan"], {}).score == 0.9


KM = Bounds(Decimal(316), Decimal(328))


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("322", 1),
        ("about 322 km", 1),
        ("200 miles", 1),
        ("322000 m", 1),
        ("174 nautical miles", 1),
        ("316", 1),
        ("328.0", 1),
        ("315.99", 0),
        ("328,5", 0),
        ("322 kg of fuel", None),
        ("322 h", 0),
        ("5367 min", 0),  # as many thousands of seconds as kilometres are wanted
        ("three hundred", None),
        ("322.5 5", None),
        ("3,2'2", None),
        ("", None),
        ("-322", 0),
        ("\u0663\u0662\u0662", 1),
        ("3.22e2", 1),
    ],
)
def test_numbers_with_units(typed: str, score: int | None) -> None:
    mark = grade_number(typed, KM, "km")
    assert mark.unclear == (score is None)
    assert mark.score == (score or 0)
    assert not mark.unclear or mark.feedback


@pytest.mark.parametrize(
    "typed", ["two hundred", "2 hundred km", "2 million", "one and a half", "a dozen", "twenty"]
)
@pytest.mark.parametrize("unit", [None, "km"])
def test_a_number_that_is_partly_in_words_is_asked_for_in_digits(typed: str, unit: str | None) -> None:
    """Its first word must not be taken for the whole number, nor the others for a unit."""
    mark = grade_number(typed, Bounds(Decimal(1), Decimal(2)), unit)
    assert mark.unclear
    assert mark.feedback.startswith("Type ")


@pytest.mark.parametrize(
    ("typed", "bounds", "unclear", "score"),
    [
        ("1,600", Bounds(Decimal(1600), Decimal(1600)), True, 0),
        ("1,600", Bounds(Decimal("1.6"), Decimal("1.6")), True, 0),
        ("1,600", Bounds(Decimal(7), Decimal(7)), False, 0),
        ("1,600", Bounds(Decimal(0), Decimal(2000)), False, 1),
        ("1 600", Bounds(Decimal(1600), Decimal(1600)), False, 1),
        ("1,600,000", Bounds(Decimal(1600000), Decimal(1600000)), False, 1),
        ("1.600.000", Bounds(Decimal(1600000), Decimal(1600000)), False, 1),
        ("1.600,5", Bounds(Decimal("1600.5"), Decimal("1600.5")), False, 1),
        ("1.6", Bounds(Decimal("1.6"), Decimal("1.6")), False, 1),
        ("1,6", Bounds(Decimal("1.6"), Decimal("1.6")), False, 1),
        ("two", Bounds(Decimal(2), Decimal(2)), False, 1),
        ("2 missiles", Bounds(Decimal(2), Decimal(2)), False, 1),
    ],
)
def test_a_comma_that_can_be_read_in_two_ways_is_asked_again(
    typed: str, bounds: Bounds, *, unclear: bool, score: int
) -> None:
    mark = grade_number(typed, bounds)
    assert (mark.unclear, mark.score) == (unclear, score)


@pytest.mark.parametrize(
    ("typed", "exactly", "unit"),
    [
        ("800 km/h", 800, "km/h"),
        ("450 kn", 450, "kn"),
        ("1852 km/h", 1000, "kn"),
        ("1609.344 km/h", 1000, "mph"),
        ("5280 feet", 1, "mi"),
        ("1 nautical mile", 1852, "m"),
        ("2 min", 120, "s"),
        ("1.5 h", 90, "min"),
        ("50 per cent", 50, "%"),
    ],
)
def test_units_are_converted_without_a_rest(typed: str, exactly: int, unit: str) -> None:
    assert grade_number(typed, Bounds(Decimal(exactly), Decimal(exactly)), unit).score == 1


def test_a_unit_where_none_is_asked_for_is_asked_again() -> None:
    mark = grade_number("322 km", KM)
    assert (mark.score, mark.unclear) == (0, True)
    assert mark.feedback == "Type the number alone, without “km”."


def test_a_unit_that_is_asked_for_costs_a_tenth_when_missing() -> None:
    assert grade_number("322", KM, "km", ask_unit=True).score == 0.9
    assert grade_number("322 km", KM, "km", ask_unit=True).score == 1


@pytest.mark.parametrize(
    "typed",
    [
        "1983-09-01",
        "1983/9/1",
        "1 September 1983",
        "September 1, 1983",
        "Sept. 1st, 1983",
        "1st of sep 1983",
        "the 1st of September 1983",
        "1.9.1983",
        "1983.9.1",
        "1983년 9월 1일",
        "1983年9月1日",
    ],
)
def test_dates_as_people_write_them(typed: str) -> None:
    assert parse_date(typed) == ((1983, 9, 1),)


@pytest.mark.parametrize(
    ("typed", "key", "score"),
    [
        ("1983", (1983, 9, 1), 1 / 3),
        ("September 1983", (1983, 9, 1), 2 / 3),
        ("1983-09-02", (1983, 9, 1), 2 / 3),
        ("1984-09-01", (1983, 9, 1), 0),
        ("1 September 1983", (1983,), 1),
        ("9/1983", (1983, 9), 1),
        ("13/9/1983", (1983, 9, 13), 1),
        ("1/1/1983", (1983, 1, 1), 1),
    ],
)
def test_leading_parts_of_a_date_earn_their_share(typed: str, key: tuple[int, ...], score: float) -> None:
    mark = grade_date(typed, key)
    assert not mark.unclear
    assert mark.score == pytest.approx(score)


@pytest.mark.parametrize(
    "typed", ["9/1/1983", "9/1/83", "yesterday", "31 February 1983", "September", "", "1 Sept"]
)
def test_a_date_that_is_not_plain_is_asked_again(typed: str) -> None:
    mark = grade_date(typed, (1983, 9, 1))
    assert mark.unclear
    assert mark.feedback


def test_picking_everything_scores_nothing() -> None:
    assert multiple_response(right=3, wrong=2, keys=3, distractors=2) == 0
    assert multiple_response(right=2, wrong=0, keys=4, distractors=2) == 0.5
    assert multiple_response(right=2, wrong=1, keys=2, distractors=3) == pytest.approx(2 / 3)


def test_the_score_of_an_order_is_kendalls_tau() -> None:
    assert kendall([0, 1, 2, 3, 4]) == 1
    assert kendall([1, 0, 2, 3, 4]) == pytest.approx(0.8)
    assert kendall([4, 3, 2, 1, 0]) == 0


def test_a_choice_says_why_the_pick_was_wrong(moon: Bank) -> None:
    single = question(moon, "single_choice")
    outcome = single.grade(Chosen(frozenset({"o2"})))
    assert outcome.feedback == ("There is no second natural one.",)
    assert outcome.parts[0].given == "One of its two satellites"
    assert outcome.parts[0].expected == "Its one natural satellite"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("single_choice", {"o2": "Seoul was the destination.", "o3": "Tokyo gave the clearance."}),
        ("multiple_response", {"o3": "Seoul was the destination.", "o4": "Tokyo gave the clearance."}),
        ("true_false", {"true": "Count again."}),
        ("matching", {"t3": "Tokyo lies in Japan."}),
        ("categorization", {}),
    ],
)
def test_a_solution_says_of_wrong_options_what_is_said_to_who_picks_them(
    kind: str, said: dict[str, str]
) -> None:
    asked = make_question(kind)
    assert asked.solution().feedback == said
    for option, feedback in said.items():
        picked = Matched({"s1": option}) if kind == "matching" else Chosen(frozenset({option}))
        assert asked.grade(picked).feedback == (feedback,)


def test_each_gap_is_graded_by_its_own_rule(moon: Bank) -> None:
    cloze = question(moon, "cloze")
    outcome = cloze.grade(Filled(("1.25", "water")))
    assert outcome.score == 0.5
    assert [(part.label, part.score) for part in outcome.parts] == [("(1)", 1), ("(2)", 0)]
    assert outcome.feedback == ("That was the early observers' mistake.",)
    unclear = cloze.grade(Filled(("1.3", "lava"))), cloze.grade(Filled(("a bit more", "lava")))
    assert [(outcome.verdict, outcome.again) for outcome in unclear] == [("correct", 0), ("unclear", 0)]
    with pytest.raises(ValueError, match="2 gaps; 1 texts were given"):
        cloze.grade(Filled(("1.3",)))


def test_a_gap_that_stands_alone_has_no_number() -> None:
    cloze = make_question(
        "cloze", stem="It left [[city]].", gaps={"city": {"type": "short_answer", "key": "Lima"}}
    )
    assert [part.label for part in cloze.grade(Filled(("Lima",))).parts] == [""]


def test_of_many_options_those_are_told_that_were_picked_or_are_right() -> None:
    many = make_question("multiple_response")
    parts = many.grade(Chosen(frozenset({"o1", "o3"}))).parts
    assert [(part.given, part.expected) for part in parts] == [
        ("Anchorage", "Anchorage"),
        ("", "New York"),
        ("Seoul", ""),
    ]


@pytest.mark.parametrize(
    ("kind", "response", "said"),
    [
        ("single_choice", Chosen(frozenset({"B"})), "no option 'B'; there is 'o1', 'o2', 'o3', 'o4'"),
        ("multiple_response", Chosen(frozenset({"o1", "o99"})), "no option 'o99'; there is 'o1'"),
        ("true_false", Chosen(frozenset({"True"})), "no option 'True'; there is 'true', 'false'"),
        ("matching", Matched({"s99": "t1"}), "no stem 's99'; there is 's1'"),
        ("matching", Matched({"s1": "t99"}), "no target 't99'; there is 't1'"),
        ("categorization", Matched({"s1": "t98", "s2": "t99"}), "no target 't98', 't99'; there is 't1'"),
        ("ordering", Ordered(("i1", "i99")), "no item 'i99'; there is 'i1'"),
        ("constructed_response", Ticked(frozenset({"c99"})), "no criterion 'c99'; there is 'c1'"),
        ("flashcard", Ticked(frozenset({"yes"})), "no criterion 'yes'; there is 'recalled'"),
    ],
)
def test_an_id_that_is_not_there_is_named_with_those_that_are(
    moon: Bank, kind: str, response: Response, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        question(moon, kind).grade(response)


@pytest.mark.parametrize(
    ("kind", "response"),
    [
        ("single_choice", Chosen([0])),  # type: ignore[arg-type]
        ("matching", Matched([0, 1, 2])),  # type: ignore[arg-type]
        ("short_answer", Typed(2)),  # type: ignore[arg-type]
        ("cloze", Filled((1.3, "crust"))),  # type: ignore[arg-type]
    ],
)
def test_a_response_that_holds_something_else_is_refused(moon: Bank, kind: str, response: Response) -> None:
    with pytest.raises(TypeError, match=r"The response holds .+, which is not a "):
        question(moon, kind).grade(response)


def test_an_order_with_an_item_twice_is_asked_again(moon: Bank) -> None:
    ordering = question(moon, "ordering")
    assert ordering.grade(Ordered(("i1", "i1", "i2", "i3"))).verdict == "unclear"


@given(st.text())
def test_any_text_gets_a_score_between_0_and_1(moon: Bank, typed: str) -> None:
    for kind in ("short_answer", "numeric", "date"):
        outcome = question(moon, kind).grade(Typed(typed))
        assert 0 <= outcome.score <= 1
        assert outcome.verdict != "unclear" or outcome.feedback


def test_no_row_of_digits_and_signs_breaks_the_reading() -> None:
    for typed in map("".join, product("5.,' ", repeat=5)):
        assert grade_number(typed, KM, "km").score in {0, 1}, typed


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.permutations(range(6)))
def test_putting_neighbours_right_never_lowers_the_score_of_an_order(places: list[int]) -> None:
    before = kendall(places)
    for index in range(5):
        if places[index] > places[index + 1]:
            better = [*places[:index], places[index + 1], places[index], *places[index + 2 :]]
            assert kendall(better) >= before
