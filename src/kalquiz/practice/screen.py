"""What a session says, as plain lines. Words carry every verdict; colour is the terminal's affair."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from kalquiz.interaction import (
    GAP,
    Choice,
    Gap,
    GapText,
    Interaction,
    Match,
    Note,
    Order,
    Outcome,
    Picture,
    Prompt,
    Reveal,
    TextEntry,
    Verdict,
    letter,
)
from kalquiz.lines import address_line, columns, hang, labelled
from kalquiz.markup import to_plain
from kalquiz.practice.log import Kept
from kalquiz.schedule import Rating
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.catalogue.opened import AnyBank
    from kalquiz.question import Question

_FORMS = {"text": "a word or a few", "number": "a number", "date": "a date, such as 1 September 1983"}
_VERDICTS = {
    Verdict.CORRECT: "Right.",
    Verdict.ALMOST: "Almost.",
    Verdict.PARTIAL: "Partly right.",
    Verdict.WRONG: "Not right.",
    Verdict.UNCLEAR: "Once more:",
}


def rule(width: int) -> str:
    """A thin line."""
    return "-" * width


def question_lines(
    bank: "AnyBank", number: int, prompt: Prompt, width: int, *, again: bool = False
) -> Iterator[str]:
    """The question as it is asked: number, stem and picture, then whatever there is to choose from."""
    interaction = prompt.interaction
    stem = _gapped(interaction) if isinstance(interaction, GapText) else to_plain(prompt.stem)
    mark = "(again) " if again else ""
    yield from _asked(f"{number}. ", f"{mark}{stem}", f"[{how_to_answer(interaction)}]", width)
    yield from picture_lines(bank, prompt.picture, width)
    match interaction:
        case Choice(options=options) | Order(items=options):
            for index, option in enumerate(options):
                yield from hang(f"   {letter(index)}  ", to_plain(option.text), width)
        case Match(stems=stems, targets=targets):
            for place, option in enumerate(stems, 1):
                yield from hang(f"   {place}  ", to_plain(option.text), width)
            for index, option in enumerate(targets):
                yield from hang(f"      {letter(index)}  ", to_plain(option.text), width)
        case TextEntry() | GapText() | Reveal():
            pass
        case _:
            assert_never(interaction)


def _asked(mark: str, stem: str, how: str, width: int) -> Iterator[str]:
    """The stem, and behind it how to answer, whole: on a line of its own where the last has no room for it."""
    *lines, last = hang(mark, stem, width)
    yield from lines
    if columns(f"{last}  {how}") <= width:
        yield f"{last}  {how}"
    else:
        yield last
        yield from hang(" " * columns(mark), how, width)


def picture_lines(bank: "AnyBank", picture: Picture | None, width: int) -> Iterator[str]:
    """What a picture shows, in words, and the address under which it can be opened."""
    if picture:
        yield from labelled("picture", to_plain(picture.alt), width)
        yield address_line((bank.path / picture.file).resolve().as_uri(), width)


def how_to_answer(interaction: Interaction) -> str:
    """What to type, in a few words."""
    match interaction:
        case Choice(many=many):
            return "all the right letters" if many else "a letter"
        case TextEntry(form=form, unit=unit):
            return f"{_FORMS[form]}, in {unit}" if unit else _FORMS[form]
        case GapText(gaps=gaps):
            return f"{len(gaps)} gaps, one line each" if len(gaps) > 1 else _FORMS[gaps[0].entry.form]
        case Match(reuse=reuse):
            return "a letter for each number" + ("; letters may repeat" if reuse else "")
        case Order():
            return "all the letters in the right order"
        case Reveal(recall=recall):
            return "recall, then press Enter" if recall else "in your own words; an empty line ends it"
        case _:
            assert_never(interaction)


def reveal_lines(reveal: Reveal, key: Sequence[str], width: int) -> Iterator[str]:
    """The model answer, and the rubric to tick."""
    for line in key:
        yield from labelled("answer", to_plain(line), width)
    if reveal.recall:
        yield f"{to_plain(reveal.criteria[0].text)}:  [y or n]"
        return
    for place, criterion in enumerate(reveal.criteria, 1):
        points = counted(criterion.points, "point")
        yield from hang(f"   {place}  ", f"{to_plain(criterion.text)} ({points})", width)
    yield from hang("", "Which of these does your answer do?  [numbers, or 0 for none]", width)


def hint_lines(hint: str | None, width: int) -> Iterator[str]:
    """The hint, or that there is none."""
    yield from hang("Hint: ", to_plain(hint), width) if hint else ["There is no hint."]


def verdict_line(
    outcome: Outcome, kept: Kept | None = None, *, hinted: bool = False, gave_up: bool = False
) -> str:
    """The verdict as a word, the score, and what follows from it for the schedule."""
    line = f"{'Given up.' if gave_up else _VERDICTS[outcome.verdict]}  Score {outcome.score:.2g}"
    if kept and kept.rating and kept.days is not None:
        why = " after a hint" if hinted and kept.rating == Rating.HARD.word else ""
        line += f", rated {kept.rating}{why}, next {in_days(kept.days)}"
    return line


def in_days(days: int) -> str:
    """A number of days from today in words."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def outcome_lines(
    bank: "AnyBank", question: "Question", interaction: Interaction, outcome: Outcome, width: int
) -> Iterator[str]:
    """What was given and expected, which part was wrong, and why."""
    if isinstance(interaction, Reveal):
        yield from _unmet_lines(interaction, outcome, width)
    elif isinstance(interaction, Choice) and interaction.many:
        yield from _picked_lines(outcome, width)
    elif outcome.score < 1:
        # What else would have counted is of no use to whoever was as good as right.
        notes = () if outcome.verdict is Verdict.ALMOST else question.solution().notes
        yield from _wrong_lines(interaction, outcome, notes, width)
    elif not isinstance(interaction, TextEntry | GapText):
        yield from _note_lines(question.solution().notes, width)
    if question.explanation:
        yield from labelled("why", to_plain(question.explanation), width)
    if question.answer_image:
        yield from picture_lines(bank, question.answer_picture(), width)


def key_lines(question: "Question", interaction: Interaction, width: int) -> Iterator[str]:
    """The answer, for whoever gave none."""
    for place, line in enumerate(_with_dates_in_words(interaction, question.solution().lines)):
        yield from labelled("" if place else "answer", to_plain(line), width)
    yield from _note_lines(question.solution().notes, width)


def leech_lines(kept: Kept, width: int) -> Iterator[str]:
    """That a question is forgotten again and again, and what was answered then."""
    if not kept.lapses:
        return
    yield from hang("", f"You have forgotten this {kept.lapses} times. Read the source: :s shows it.", width)
    if kept.given:
        yield from labelled("before", to_plain("; ".join(kept.given)), width)


def _unmet_lines(reveal: Reveal, outcome: Outcome, width: int) -> Iterator[str]:
    """What of a rubric an answer does not have; of a card to recall there is nothing to say."""
    if not reveal.recall:
        for part in outcome.parts:
            if part.score < 1:
                yield from labelled("missing", to_plain(part.label), width)


def _picked_lines(outcome: Outcome, width: int) -> Iterator[str]:
    """Of several options, those left out and those wrongly picked."""
    for part in outcome.parts:
        if part.score < 1:
            yield from labelled("wrong" if part.given else "missing", to_plain(part.label), width)
            yield from labelled("", to_plain(part.feedback), width)


def _wrong_lines(
    interaction: Interaction, outcome: Outcome, notes: Sequence[Note], width: int
) -> Iterator[str]:
    """Each part that is not right: what was given and expected, what else counts, and why."""
    name = "gap " if isinstance(interaction, GapText) else ""
    keys = _with_dates_in_words(interaction, [part.expected for part in outcome.parts])
    for part, expected in zip(outcome.parts, keys, strict=True):
        if part.score == 1:
            continue
        if part.label:
            yield from hang("  · ", f"{name}{to_plain(part.label)}", width)
        yield from labelled("you", to_plain(part.given) or "(nothing)", width)
        if expected != part.given:
            yield from labelled("expected", to_plain(expected), width)
        yield from _note_lines([replace(it, label="") for it in notes if it.label == part.label], width)
        yield from labelled("note", to_plain(part.feedback), width)


def _note_lines(notes: Iterable[Note], width: int) -> Iterator[str]:
    for note in notes:
        yield from labelled("", to_plain(str(note)), width)


def _with_dates_in_words(interaction: Interaction, keys: Sequence[str]) -> list[str]:
    """The keys of what is typed, with dates as people write them; other keys as they are."""
    from kalquiz.grading import date_in_words

    match interaction:
        case TextEntry(form=form):
            dated = [form == "date"]
        case GapText(gaps=gaps):
            dated = [gap.entry.form == "date" for gap in gaps]
        case _:
            return list(keys)
    return [date_in_words(key) if is_date else key for key, is_date in zip(keys, dated, strict=False)]


def _gapped(interaction: GapText) -> str:
    """The text with its gaps, numbered where there are several."""
    numbers = {gap.id: place for place, gap in enumerate(interaction.gaps, 1)}
    many = len(numbers) > 1
    return "".join(
        (f"({numbers[segment.id]}){GAP}" if many else GAP) if isinstance(segment, Gap) else to_plain(segment)
        for segment in interaction.segments
    )
