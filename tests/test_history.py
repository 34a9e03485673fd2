"""The history: nothing acknowledged is lost, what is undone is, and two machines come to the same."""

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kalquiz import Bank
from kalquiz.history import (
    ExchangeError,
    HistoryError,
    Kind,
    Review,
    Store,
    effective,
    read_reviews,
    relinks,
    write_reviews,
)
from kalquiz.schedule import LEECH, Moment, Rating
from tests.streaming import START, answer, as_given

NOW = Moment.of(START + timedelta(days=900))


def lines(store: Store) -> list[str]:
    return list(write_reviews(store.log()))


def test_an_entry_is_there_again_as_it_was(store: Store, history_file: Path) -> None:
    review = answer(
        "s",
        1,
        content="abc",
        response="Монерон\n모네론",
        score=0.9,
        hints=2,
        took=60_000,
        versions="0.1.0 1.0.0",
    )
    store.add(review)
    with Store(history_file) as other:
        assert [as_given(it) for it in other.reviews("moon")] == [review]
        assert other.reviews("sun") == []


def test_no_file_is_made_by_looking(history_file: Path) -> None:
    with Store(history_file) as store:
        assert (store.reviews("moon"), store.memories("moon"), store.last("moon"), store.banks()) == (
            [],
            {},
            None,
            [],
        )
        assert list(store.log()) == []
        assert store.mend() == []
    assert not history_file.parent.exists()


def test_an_answer_moves_its_question_and_a_retry_does_not(store: Store) -> None:
    memory = store.add(answer("s", 0, rating=Rating.GOOD))
    assert memory
    assert memory.due > memory.day
    assert store.add(answer("s", 50, kind=Kind.RETRY, rating=None)) == memory
    for number, kind in enumerate((Kind.EXAM, Kind.CRAM, Kind.FLAG), 100):
        assert store.add(replace(answer("t", number, kind=kind, rating=None), question="q0")) == memory
    assert store.memories("moon") == {"q0": memory}


def test_adding_again_adds_nothing(store: Store) -> None:
    first = store.add(answer("s", 0))
    assert store.add(answer("s", 0)) == first
    assert len(store.reviews("moon")) == 1
    with pytest.raises(HistoryError, match="another entry"):
        store.add(answer("s", 0, response="something else"))
    assert [it.response for it in store.log()] == ["Moneron"]


def test_undo_outlives_a_restart_and_can_be_undone(history_file: Path) -> None:
    with Store(history_file) as store:
        before = store.add(answer("s", 0))
        store.add(answer("s", 50))
    with Store(history_file) as store:
        last = store.last("moon")
        assert last
        assert as_given(last) == answer("s", 50)
        undo = last.undone("t.1", "t", NOW)
        assert store.add(undo) == before
        assert as_given(store.last("moon")) == answer("s", 0)
        assert len(list(store.log())) == 3
        after = store.add(undo.undone("t.2", "t", NOW))
        assert after
        assert after.answers == 2
        assert as_given(store.last("moon")) == answer("s", 50)


def test_undoing_everything_leaves_no_memory(store: Store) -> None:
    store.add(answer("s", 0))
    assert store.add(answer("s", 0).undone("s.u", "s", NOW)) is None
    assert store.memories("moon") == {}
    assert store.last("moon") is None


def test_i_was_right_takes_the_place_of_an_answer(store: Store) -> None:
    wrong = answer("s", 0, score=0.0, rating=Rating.AGAIN)
    store.add(wrong)
    right = wrong.instead("s.0.ok", wrong.moment, score=1.0, rating=Rating.GOOD)
    memory = store.add(right)
    assert [as_given(it) for it in store.reviews("moon")] == [right]
    with Store(store.path.with_name("other.db")) as other:
        assert other.add(answer("s", 0, rating=Rating.GOOD)) == memory
    assert store.add(right.undone("s.0.no", "s", right.moment)) == store.memories("moon")["q0"] != memory


def test_a_question_begun_anew_forgets_and_one_answered_again_knows_its_new_key(store: Store) -> None:
    store.add(answer("s", 0, content="old"))
    kept = store.add(answer("s", 50, content="new"))
    assert kept
    assert (kept.content, kept.answers) == ("new", 2)
    assert store.add(answer("s", 100, kind=Kind.RESET, rating=None)) is None
    again = store.add(answer("s", 150))
    assert again
    assert again.answers == 1


def test_leeches_are_counted(store: Store) -> None:
    memory = None
    for number in range(LEECH + 1):
        memory = store.add(answer("s", number * 50, rating=Rating.AGAIN))
    assert memory
    assert memory.is_leech
    assert memory.lapses == LEECH


def test_of_one_day_there_is_what_was_done_on_it(store: Store) -> None:
    for number in range(48):
        store.add(answer("s", number))
    store.add(answer("s", 30).undone("s.u", "s", NOW))
    days = {it.day for it in store.reviews("moon")}
    on_days = [it for day in sorted(days) for it in store.reviews("moon", day=day)]
    assert on_days == store.reviews("moon")
    assert len(on_days) == 47


def test_a_clock_that_was_wrong_is_seen_and_does_no_lasting_harm(store: Store) -> None:
    store.add(answer("s", 0, rating=Rating.GOOD))
    ahead = replace(answer("s", 50, rating=Rating.GOOD), moment=Moment.of(START + timedelta(days=3650)))
    store.add(ahead)
    back = answer("s", 100, rating=Rating.AGAIN)
    store.add(back)
    assert [as_given(it) for it in store.later(NOW)] == [ahead]
    assert [it.uid for it in store.reviews("moon")] == ["s.0", "s.100", "s.50"]
    mended = store.add(ahead.undone("s.u", "s", NOW))
    with Store(store.path.with_name("other.db")) as other:
        other.add(answer("s", 0, rating=Rating.GOOD))
        assert other.add(back) == mended
    assert store.later(NOW) == []


def test_answers_under_a_former_id_follow_the_question(store: Store, moon: Bank) -> None:
    question = moon.questions[0].model_copy(update={"id": "renamed", "aka": ("q0",)})
    bank = replace(moon, questions=(question, *moon.questions[1:]))
    before = store.add(answer("s", 0))
    for entry in relinks(bank, store.memories("moon"), "t", NOW):
        assert store.add(entry) is not None
    assert list(relinks(bank, store.memories("moon"), "u", NOW)) == []
    assert list(store.memories("moon")) == ["renamed"]
    assert [it.question for it in store.reviews("moon", question="renamed") if it.kind is Kind.REVIEW] == [
        "renamed"
    ]
    after = store.add(replace(answer("v", 300), question="renamed"))
    assert before
    assert after
    assert after.answers == before.answers + 1
    assert store.mend() == []


def test_a_question_may_be_renamed_there_and_back(store: Store) -> None:
    store.add(answer("s", 0))
    for number, (old, new) in enumerate([("q0", "a"), ("a", "b"), ("b", "q0")]):
        moment = Moment.of(START + timedelta(days=100 + number))
        store.add(Review(f"r.{number}", "moon", new, Kind.RELINK, "r", moment, response=old))
        assert {name: it.answers for name, it in store.memories("moon").items()} == {new: 1}
    store.add(Review("r.9", "moon", "q0", Kind.VOID, "r", NOW, voids="r.2"))
    assert list(store.memories("moon")) == ["b"]
    assert store.mend() == []


def test_another_target_moves_what_is_due(store: Store) -> None:
    for number in range(0, 400, 50):
        store.add(answer("s", number, rating=Rating.GOOD))
    at_ninety = store.memories("moon")["q0"]
    store.aim(0.8)
    assert store.target == 0.8
    assert store.memories("moon")["q0"].due > at_ninety.due
    with Store(store.path) as again:
        assert again.target == 0.8
    with pytest.raises(ValueError, match="target"):
        store.aim(1.0)


def known_for(store: Store, days: int, count: int, session: str = "s") -> None:
    """So many questions answered on one day that come back after the same number of days by FSRS."""
    for number in range(count):
        review = replace(answer(session, number, rating=Rating.EASY), question=f"q{number}")
        store.add(replace(review, moment=Moment.of(START + timedelta(days=days, seconds=number))))


def test_what_is_learned_together_is_spread_evenly_over_the_days_that_fsrs_allows(store: Store) -> None:
    known_for(store, 0, 25)
    days = Counter(memory.due for memory in store.memories("moon").values())
    assert set(days.values()) == {5}
    assert {(due - START.date()).days for due in days} == set(range(6, 11))


def test_an_answer_put_in_another_place_moves_to_a_day_that_its_rating_allows(store: Store) -> None:
    known_for(store, 0, 5)
    first = store.reviews("moon")[0]
    assert first.due == store.memories("moon")[first.question].due
    wrong = store.add(first.instead("s.no", first.moment, score=0.0, rating=Rating.AGAIN))
    assert wrong
    assert (wrong.due - wrong.day).days == 1
    override = next(it for it in store.reviews("moon") if it.kind is Kind.OVERRIDE)
    again = store.add(override.undone("s.u", "s", NOW))
    assert again
    assert again.due == first.due


def test_two_machines_keep_the_days_that_each_of_them_chose(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as one, Store(tmp_path / "b.db") as other:
        known_for(one, 0, 10)
        chosen = one.memories("moon")
        other.merge(list(one.log()))
        known_for(other, 9, 20, session="t")
        one.merge(list(other.log()))
        assert one.memories("moon") == other.memories("moon")
        assert one.mend() == []
        assert all(one.memories("moon")[name].day > memory.day for name, memory in chosen.items())


def test_a_day_that_no_longer_fits_gives_way_to_one_that_does(store: Store) -> None:
    lone = replace(answer("s", 0, rating=Rating.EASY), due=(START + timedelta(days=400)).date())
    store.merge([lone])
    assert 6 <= (store.memories("moon")["q0"].due - lone.day).days <= 10


def test_an_export_from_before_days_were_kept_is_read(store: Store) -> None:
    head, line = write_reviews([answer("s", 0)])
    entry = json.loads(line)
    del entry["due"]
    store.merge(read_reviews([head, json.dumps(entry)]))
    assert list(store.memories("moon")) == ["q0"]


# What two machines, and this one at another time, make of the same entries

ENTRIES = st.lists(
    st.tuples(
        st.sampled_from("AB"), st.integers(0, 60), st.sampled_from(["answer", "retry", "undo", "reset"])
    ),
    max_size=25,
)


def entries(steps: list[tuple[str, int, str]]) -> list[Review]:
    """What the steps leave in a log; machine, hour, what."""
    made: list[Review] = []
    for place, (machine, hour, what) in enumerate(steps):
        uid = f"{machine}.{place}"
        moment = Moment.of(START + timedelta(hours=9 * hour))
        if what == "undo" and made:
            made.append(made[hour % len(made)].undone(uid, machine, moment))
        else:
            kind = {"retry": Kind.RETRY, "reset": Kind.RESET}.get(what, Kind.REVIEW)
            made.append(replace(answer(machine, hour, questions=3, kind=kind), uid=uid, moment=moment))
    return made


@settings(max_examples=40)
@given(ENTRIES)
def test_memories_kept_up_to_date_are_those_that_follow_from_the_log(
    steps: list[tuple[str, int, str]],
) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder) / "history.db") as store:
        for review in entries(steps):
            store.add(review)
        assert store.mend() == []


@settings(max_examples=40)
@given(ENTRIES, st.randoms(use_true_random=False))
def test_merging_is_commutative_and_idempotent(steps: list[tuple[str, int, str]], random: Any) -> None:
    made = entries(steps)
    mixed = random.sample(made, len(made))
    ours, theirs = ([it for it in made if it.session == name] for name in "AB")
    with TemporaryDirectory() as folder:
        stores = []
        for place, parts in enumerate(
            ([ours, theirs], [theirs, ours], [mixed, made, ours], [[it] for it in mixed])
        ):
            with Store(Path(folder) / f"{place}.db") as store:
                store.merge([])
                for part in parts:
                    store.merge(part)
                assert store.merge(made) == 0
                stores.append((lines(store), store.memories("moon"), store.reviews("moon")))
                assert store.mend() == []
    assert all(it == stores[0] for it in stores)


@given(ENTRIES)
def test_what_holds_is_what_nothing_that_holds_voids(steps: list[tuple[str, int, str]]) -> None:
    made = entries(steps)
    holding = {it.uid for it in effective(made)}
    voids = [it for it in made if it.kind is Kind.VOID]
    count = {it.uid: 0 for it in made}
    for void in reversed(voids):
        if not count[void.uid]:
            count[void.voids] += 1
    assert holding == {uid for uid, voided in count.items() if not voided} - {it.uid for it in voids}


def test_entries_that_void_each_other_end_nothing() -> None:
    one, other = (answer("s", at, kind=Kind.VOID, voids=f"s.{1 - at}") for at in (0, 1))
    review = answer("s", 2)
    assert effective([one, other, review]) == [review]
    one, other = (answer("s", at, kind=Kind.OVERRIDE, voids=f"s.{1 - at}") for at in (0, 1))
    assert effective([one, other, review]) == [review]


def test_what_was_replaced_stays_so_when_its_replacement_is_replaced(store: Store) -> None:
    wrong = answer("s", 0, rating=Rating.AGAIN, score=0.0)
    right = replace(answer("s", 1), kind=Kind.OVERRIDE, voids=wrong.uid)
    guess = replace(answer("s", 2, rating=Rating.AGAIN), kind=Kind.OVERRIDE, voids=right.uid)
    undo = guess.undone("s.3", "s", answer("s", 3).moment)
    made = [wrong, right, guess, undo]
    assert [effective(made[:many]) for many in (1, 2, 3, 4)] == [[wrong], [right], [guess], [right]]
    for review in made:
        store.add(review)
    assert store.mend() == []


def test_a_day_of_entries_that_void_each_other_is_read(store: Store) -> None:
    one, other = answer("s", 0, voids="s.1"), answer("s", 1, voids="s.0")
    store.merge([one, other])
    assert one.day == other.day
    assert store.reviews("moon", day=one.day) == store.reviews("moon")


def test_an_export_holds_everything_and_has_the_same_bytes_everywhere(store: Store) -> None:
    for number in range(30):
        store.add(answer("s", number))
    store.add(answer("s", 3).undone("s.u", "s", NOW))
    exported = lines(store)
    with Store(store.path.with_name("other.db")) as other:
        assert other.merge(reversed(list(read_reviews(exported)))) == 31
        assert other.merge(read_reviews(exported)) == 0
        assert lines(other) == exported
        assert other.memories("moon") == store.memories("moon")


def changed(**values: object) -> list[str]:
    head, line = write_reviews([answer("s", 0)])
    return [head, json.dumps(json.loads(line) | values)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "nothing in it"),
        (["{}"], "line 1: this is no export"),
        (['{"history": "kalquiz", "form": 2}'], "newer kalquiz"),
        ([*changed(), "{"], "line 3: this is not JSON"),
        ([*changed(), "[" * 100_000], "line 3: this is not JSON"),
        ([*changed(), "[]"], "line 3: an entry is an object"),
        (changed(kind="guess"), "line 2: 'guess'"),
        (changed(day="2026-02-30"), "line 2: "),
        (changed(day="soon"), "line 2: "),
        (changed(day="9999-12-31"), "line 2: the day 9999-12-31 is not between"),
        (changed(at="now"), "line 2: `at`: 'now'"),
        (changed(at=2**70), "line 2: `at`"),
        (changed(at=True), "line 2: `at`"),
        (changed(rating=5), "line 2: "),
        (changed(rating="3"), "line 2: `rating`"),
        (changed(score=float("nan")), "line 2: `score`"),
        (changed(score=1.5), "line 2: `score`"),
        (changed(score="1"), "line 2: `score`"),
        (changed(score=True), "line 2: `score`"),
        (changed(question=""), "line 2: `question`"),
        (changed(response="\ud800"), "line 2: `response`"),
        (changed(bank="moon\x1b[2J"), "line 2: `bank`"),
        (changed(mood="good"), "line 2: an entry has no `mood`"),
        ([changed()[0], '{"uid": "s.1"}'], "line 2: `bank`: it is missing"),
    ],
)
def test_what_is_no_export_is_refused_as_a_whole(store: Store, given: list[str], said: str) -> None:
    with pytest.raises(ExchangeError, match=said.replace("[", r"\[")):
        store.merge(read_reviews(given))
    assert list(store.log()) == []


def test_contents_of_answers_of_a_bank_are_told_apart(moon: Bank) -> None:
    hashes = [question.content for question in moon.questions]
    assert len(set(hashes)) > 0.8 * len(hashes)
