"""The schedule: study days, ratings, memories as the pinned FSRS has them, and the plan of a session."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from importlib.metadata import version
from zoneinfo import ZoneInfo

import pytest
from fsrs import Card, Scheduler
from fsrs import Rating as Grade
from hypothesis import given
from hypothesis import strategies as st

from kalquiz import Bank
from kalquiz.practice.plan import APART, due_on, plan
from kalquiz.schedule import (
    LEECH,
    MODEL,
    Memory,
    Moment,
    Rating,
    advance,
    lightest,
    rate,
    spread,
    study_day,
)
from kalquiz.selection import by_passage

DAY = date(2026, 3, 2)
AGAIN, HARD, GOOD, EASY = Rating


def answered(*ratings: Rating, gap: int = 0, seed: str = "s", target: float = 0.9) -> Memory:
    """The memory after these answers, each on the day it was due, or so many days after the one before."""
    memory, day = None, DAY
    for rating in ratings:
        memory = advance(memory, rating, day, seed, target=target)
        day = day + timedelta(days=gap) if gap else memory.due
    assert memory
    return memory


def remembered(stability: float, *, due: date, day: date = DAY, **rest: int) -> Memory:
    return Memory(stability, 5.0, day, due, rest.get("answers", 1), rest.get("lapses", 0))


def test_the_model_names_the_version_that_is_pinned_and_installed() -> None:
    assert MODEL.startswith(f"fsrs {version('fsrs')},")


@pytest.mark.parametrize(
    ("ratings", "stability", "difficulty"),
    [
        ((AGAIN,), 0.212, 6.4133),
        ((HARD,), 1.2931, 5.1122),
        ((GOOD,), 2.3065, 2.1181),
        ((EASY,), 8.2956, 1.0),
    ],
)
def test_first_answers_are_as_in_the_parameters_of_fsrs(
    ratings: tuple[Rating, ...], stability: float, difficulty: float
) -> None:
    memory = answered(*ratings)
    assert (round(memory.stability, 4), round(memory.difficulty, 4)) == (stability, difficulty)


@pytest.mark.parametrize(
    ("ratings", "golden"),
    [
        ("33", (13.8269, 2.1112, 13, 0)),
        ("333", (26.0018, 2.1043, 29, 0)),
        ("13", (2.761, 6.4021, 4, 0)),
        ("31", (0.6369, 7.3945, 1, 1)),
        ("3133", (8.9254, 7.3702, 10, 1)),
        ("2222", (11.63, 8.539, 13, 0)),
        ("4444", (79.7514, 1.0, 77, 0)),
        ("3113", (1.4341, 9.1149, 1, 2)),
        ("31313", (2.6276, 9.1109, 2, 2)),
    ],
)
def test_further_answers_are_as_they_were_with_the_pinned_version(
    ratings: str, golden: tuple[float, float, int, int]
) -> None:
    memory = answered(*(Rating(int(digit)) for digit in ratings), gap=3)
    assert (
        round(memory.stability, 4),
        round(memory.difficulty, 4),
        (memory.due - memory.day).days,
        memory.lapses,
    ) == golden


@given(st.lists(st.sampled_from(Rating), min_size=1, max_size=30), st.integers(1, 400))
def test_a_question_is_due_after_its_last_day_and_counts_add_up(ratings: list[Rating], gap: int) -> None:
    memory = answered(*ratings, gap=gap)
    assert memory.due > memory.day
    assert memory.answers == len(ratings)
    assert memory.lapses == ratings[1:].count(AGAIN)
    assert memory.is_leech == (memory.lapses >= LEECH)


@pytest.mark.parametrize("hours", [0, 1, 23])
def test_only_the_first_answer_of_a_study_day_counts(hours: int) -> None:
    first = answered(GOOD)
    later = datetime(2026, 3, 2, 4, tzinfo=UTC) + timedelta(hours=hours)
    assert advance(first, AGAIN, study_day(later), "s") == first


def test_the_hour_of_an_answer_changes_nothing() -> None:
    # FSRS itself counts 24 hours: 23 hours after the first answer the second would hardly count.
    first = advance(None, GOOD, study_day(datetime(2026, 3, 2, 22, tzinfo=UTC)), "s")
    evening = advance(first, GOOD, study_day(datetime(2026, 3, 3, 21, tzinfo=UTC)), "s")
    assert evening.stability > 2 * first.stability
    assert evening == advance(first, GOOD, study_day(datetime(2026, 3, 4, 3, 59, tzinfo=UTC)), "s")


def test_a_clock_that_was_set_back_leaves_the_memory_as_it_is() -> None:
    memory = answered(GOOD, GOOD)
    assert advance(memory, AGAIN, DAY - timedelta(days=400), "s") == memory


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 3, 2, 3, 59, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 2, 4, 0, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 23, 59, tzinfo=timezone(timedelta(hours=9))), date(2026, 3, 2)),
        (datetime(2026, 3, 29, 4, 0, tzinfo=ZoneInfo("Europe/Berlin")), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 3, 59, tzinfo=ZoneInfo("Europe/Berlin")), date(2026, 3, 28)),
        (datetime(2026, 1, 1, 0, 30, tzinfo=UTC), date(2025, 12, 31)),
    ],
)
def test_a_study_day_begins_at_four_by_the_clock_on_the_wall(now: datetime, day: date) -> None:
    assert study_day(now) == day
    assert Moment.of(now).day == day


def test_a_moment_is_one_of_the_world_and_keeps_its_zone() -> None:
    seoul = datetime(1970, 1, 2, 9, 0, 0, 5000, tzinfo=ZoneInfo("Asia/Seoul"))
    assert Moment.of(seoul) == Moment(86_400_005, 540, date(1970, 1, 2))
    with pytest.raises(ValueError, match="zone"):
        Moment.of(datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is tried


@pytest.mark.parametrize(
    ("score", "said", "rating"),
    [
        (1.0, {}, GOOD),
        (0.9, {}, GOOD),
        (0.89, {}, HARD),
        (0.8, {}, HARD),
        (0.79, {}, AGAIN),
        (0.0, {}, AGAIN),
        (1.0, {"hints": 1}, HARD),
        (0.5, {"hints": 1}, AGAIN),
        (1.0, {"guessed": True}, AGAIN),
        (1.0, {"gave_up": True}, AGAIN),
    ],
)
def test_ratings_follow_from_score_hints_and_what_the_learner_says(
    score: float, said: dict[str, int], rating: Rating
) -> None:
    assert rate(score, **said) is rating  # type: ignore[arg-type]


def test_a_higher_target_asks_sooner() -> None:
    gaps = [
        (it.due - it.day).days
        for it in (answered(GOOD, GOOD, GOOD, gap=5, target=t) for t in (0.97, 0.9, 0.75))
    ]
    assert gaps == sorted(gaps)
    assert gaps[0] < gaps[1] < gaps[2]


def test_chance_spreads_days_and_is_the_same_every_time() -> None:
    gaps = [(answered(EASY, GOOD, gap=8, seed=f"q{number}").due - DAY).days - 8 for number in range(300)]
    again = [(answered(EASY, GOOD, gap=8, seed=f"q{number}").due - DAY).days - 8 for number in range(300)]
    assert gaps == again
    middle = sorted(gaps)[150]
    assert len(set(gaps)) >= 5
    assert all(abs(gap - middle) <= 1 + 0.16 * middle for gap in gaps)
    assert abs(sum(gaps) / len(gaps) - middle) < 1


def test_the_lightest_day_is_taken_and_of_equals_one_in_the_middle() -> None:
    span = range(6, 11)
    assert lightest(span, {}, "s") == 8
    assert lightest(span, {8: 1}, "s") in (7, 9)
    assert {lightest(span, {8: 1}, f"q{number}") for number in range(20)} == {7, 9}
    assert lightest(span, {6: 3, 7: 3, 8: 3, 9: 3, 10: 2}, "s") == 10


def test_a_chosen_day_is_kept_where_the_range_has_it() -> None:
    span = spread(None, EASY, DAY)
    assert len(span) == 5
    for days in span:
        due = DAY + timedelta(days=days)
        assert advance(None, EASY, DAY, "s", due=due).due == due
    assert advance(None, EASY, DAY, "s", due=DAY) == advance(None, EASY, DAY, "s")
    assert not spread(answered(GOOD), AGAIN, DAY)


def test_the_range_is_within_the_one_that_fsrs_draws_from() -> None:
    fsrs = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=True)
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    for rating in (GOOD, EASY):
        drawn = {
            (fsrs.review_card(Card(card_id=0, due=noon), Grade(rating), noon)[0].due - noon).days
            for _ in range(300)
        }
        assert drawn >= set(spread(None, rating, DAY))


def test_what_is_likeliest_to_be_forgotten_comes_first(moon: Bank) -> None:
    one, two, three = moon.questions[:3]
    memories = {
        one.id: remembered(30, due=DAY, day=DAY - timedelta(days=30)),
        two.id: remembered(2, due=DAY, day=DAY - timedelta(days=10)),
        three.id: remembered(2, due=DAY + timedelta(days=1)),
    }
    made = plan(moon.questions, memories, DAY, new=0)
    assert made.due == (two, one)
    assert made.order == (two, one)
    assert due_on(memories, DAY + timedelta(days=1)) == [one.id, two.id, three.id]


def test_new_questions_come_in_the_order_of_the_bank_spread_over_what_is_due(moon: Bank) -> None:
    due = {it.id: remembered(1, due=DAY) for it in moon.questions[6:12]}
    made = plan(moon.questions, due, DAY, new=3)
    assert made.new == moon.questions[:3]
    places = [made.order.index(it) for it in made.new]
    assert len(made.order) == 9
    assert 0 < max(places) - min(places) > 3


def test_what_is_due_goes_before_new_ones_where_there_is_a_limit(moon: Bank) -> None:
    due = {it.id: remembered(1, due=DAY) for it in moon.questions[:3]}
    assert len(plan(moon.questions, due, DAY, new=5, limit=4).new) == 1
    assert len(plan(moon.questions, due, DAY, new=5, limit=2).order) == 2


def test_the_seed_decides_between_equals_and_gives_the_same_order(moon: Bank) -> None:
    due = {it.id: remembered(1, due=DAY) for it in moon.questions}
    orders = [plan(moon.questions, due, DAY, new=0, seed=seed).order for seed in ("1", "1", "2")]
    assert orders[0] == orders[1] != orders[2]


def test_questions_on_one_passage_and_cueing_ones_are_kept_apart(moon: Bank) -> None:
    first, *others = [group[0] for group in by_passage(moon.questions)]
    twin = first.model_copy(update={"id": "twin"})
    cued = others[0]
    giver = others[-1]
    questions = [first, twin, cued, giver, *others[1:-1]]
    assert len(questions) > 2 * APART
    order = plan(questions, {}, DAY, new=99, pairs=[(cued.id, giver.id)]).order
    assert sorted(it.id for it in order) == sorted(it.id for it in questions)
    assert abs(order.index(first) - order.index(twin)) > APART
    assert abs(order.index(cued) - order.index(giver)) > APART


def test_changed_keys_are_named(moon: Bank) -> None:
    same, changed = moon.questions[:2]
    memories = {
        same.id: replace(remembered(1, due=DAY), content=same.content),
        changed.id: replace(remembered(1, due=DAY), content="another"),
    }
    made = plan(moon.questions, memories, DAY, new=0)
    assert made.changed == (changed,)


def test_the_content_is_the_key_not_the_words_around_it(moon: Bank) -> None:
    question = moon.question("first-probe")
    hashes = {
        question.model_copy(update=update).content
        for update in ({}, {"stem": "Another stem"}, {"key": "luna-2."}, {"hint": "Look up."})
    }
    assert len(hashes) == 1
    assert question.model_copy(update={"key": "Luna 3"}).content not in hashes
