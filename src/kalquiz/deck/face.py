"""What a card shows of a question: the task on its front and the answer on its back, both as HTML."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple, assert_never

from kalquiz.deck.field import block, cloze, items, paragraphs, text_html
from kalquiz.deck.notetype import NoteType
from kalquiz.interaction import (
    Choice,
    Chosen,
    Filled,
    GapText,
    Match,
    Matched,
    Order,
    Ordered,
    Rectangle,
    Response,
    Reveal,
    Solution,
    TextEntry,
    Typed,
    letter,
)
from kalquiz.question import Question
from kalquiz.question.fit import expect
from kalquiz.words import counted

# A private-use character holds a gap's place while the text around it is read as one.
_PLACE = "\ue000"


class Face(NamedTuple):
    """The note type of a question and the fields that depend on its interaction, as HTML.

    `key` is the answer in one line; on a typed card it is what the typed text is compared with. `cards` says what
    each card of a map asks, by its number, and `areas` where on the picture that is; other notes have one card.
    """

    kind: NoteType
    stem: str
    key: str
    answer: str
    notes: str
    body: str = ""
    feedback: str = ""
    cards: Mapping[int, str] | None = None
    areas: Mapping[int, Rectangle] | None = None


def face(question: Question, solution: Solution, seed: str) -> Face:
    """How a question looks on its card; `seed` decides the order of what is shuffled."""
    prompt = question.prompt(seed)
    lines = list(map(text_html, solution.lines))
    base = Face(
        NoteType.RECALL,
        # A text with gaps is set around them, see `_cloze`.
        stem="" if isinstance(prompt.interaction, GapText) else text_html(prompt.stem),
        key="; ".join(lines),
        answer="".join([block("p", line) for line in lines]),
        notes=paragraphs(map(str, solution.notes)) if solution.notes else "",
    )
    match prompt.interaction:
        case Choice() as choice:
            return _choice(base, solution, choice)
        case TextEntry() as entry:
            return _typed(base, solution.response, entry)
        case GapText() as text:
            return _cloze(base, solution.response, text)
        case Match(masks=()) as match:
            return _match(base, solution, match)
        case Match() as match:
            return _map(base, solution.response, match)
        case Order() as order:
            return _order(base, solution.response, order)
        case Reveal() as reveal:
            return _recall(base, solution, reveal)
        case _:
            assert_never(prompt.interaction)


def _choice(base: Face, solution: Solution, choice: Choice) -> Face:
    right = expect(solution.response, Chosen).options
    options = ""
    feedback = ""
    first_pinned = len(choice.options) - choice.pinned
    for place, option in enumerate(choice.options):
        text = text_html(option.text)
        mark = " data-right" * (option.id in right) + " data-pinned" * (place >= first_pinned)
        options += f'<li class="option tappable" data-option="{option.id}"{mark}><span>{text}</span></li>'
        feedback += _said(solution, option.id, text)
    flags = " data-many" * choice.many + " data-fixed" * choice.fixed
    task = _task("Choose every right answer.") if choice.many else ""
    body = f'{task}<ol class="options" type="A" dir="auto"{flags}>{options}</ol>'
    return base._replace(kind=NoteType.CHOICE, body=body, feedback=block("ul", feedback))


def _typed(base: Face, response: Response, entry: TextEntry) -> Face:
    key = expect(response, Typed).text
    bare = key.removesuffix(f" {entry.unit}") if entry.unit else key
    return base._replace(kind=NoteType.TYPED, body=_task(f"Type {_form(entry)}."), key=text_html(bare))


def _cloze(base: Face, response: Response, text: GapText) -> Face:
    blanks = [f'<span class="gap">({number})</span>' for number, _ in enumerate(text.gaps, 1)]
    filled = [f'<span class="filled">{text_html(key)}</span>' for key in expect(response, Filled).texts]
    forms = [
        f"({number}) {_form(gap.entry)}"
        for number, gap in enumerate(text.gaps, 1)
        if gap.entry.form != "text"
    ]
    return base._replace(
        kind=NoteType.CLOZE,
        stem=_fill(text, blanks),
        body=_task(f"Fill in {'; '.join(forms)}.") if forms else "",
        answer=_fill(text, filled),
    )


def _match(base: Face, solution: Solution, match: Match) -> Face:
    pairs = expect(solution.response, Matched).pairs
    letters = {target.id: letter(index) for index, target in enumerate(match.targets)}
    texts = {target.id: text_html(target.text) for target in match.targets}
    blanks = ""
    solved = ""
    for number, stem in enumerate(match.stems, 1):
        key = pairs[stem.id]
        row = f'<tr data-stem="{stem.id}" data-key="{key}"><th scope="row">{number}</th>'
        row += f"<td>{text_html(stem.text)}</td>"
        blanks += f'{row}<td><span class="blank"></span></td></tr>'
        solved += f'{row}<td><b data-letter="{key}" dir="ltr">{letters[key]}</b> {texts[key]}</td></tr>'
    feedback = "".join(_said(solution, target, text) for target, text in texts.items())
    again = " A letter may serve again." * match.reuse
    task = _task("Give each number a letter." + again, "Tap a letter for each number." + again)
    flags = f' data-targets="{" ".join(texts)}"' + " data-reuse" * match.reuse
    return base._replace(
        kind=NoteType.MATCH,
        body=f'{task}<div class="match"><table dir="auto"{flags}>{blanks}</table>{_letters(texts)}</div>',
        answer=f'<table dir="auto"{flags}>{solved}</table>',
        feedback=block("ul", feedback),
    )


def _map(base: Face, response: Response, match: Match) -> Face:
    pairs = expect(response, Matched).pairs
    stems = {stem.id: stem.text for stem in match.stems}
    keys = {target.id: target.text for target in match.targets}
    masks = sorted(match.masks, key=lambda mask: mask.card)
    # As Anki's own editor of image occlusion writes and reads it; the last part hides what other cards ask, too.
    areas = "".join(
        f"{{{{c{mask.card}::image-occlusion:rect:left={mask.area.left:.4f}:top={mask.area.top:.4f}"
        f":width={mask.area.width:.4f}:height={mask.area.height:.4f}:oi=1}}}}<br>"
        for mask in masks
    )
    answer = "".join(cloze(mask.card, keys[pairs[mask.stem]], stems[mask.stem]) for mask in masks)
    return base._replace(
        kind=NoteType.MAP,
        body=areas,
        answer=answer,
        cards={mask.card: keys[pairs[mask.stem]] for mask in masks},
        areas={mask.card: mask.area for mask in masks},
    )


def _order(base: Face, response: Response, order: Order) -> Face:
    right = expect(response, Ordered).items
    texts = {item.id: text_html(item.text) for item in order.items}
    letters = {item.id: letter(index) for index, item in enumerate(order.items)}
    flag = f' data-order="{" ".join(right)}"'
    blank = '<span class="blank"></span>'
    solved = "".join(
        f'<li data-option="{item}"><b data-letter="{item}" dir="ltr">{letters[item]}</b> {texts[item]}</li>'
        for item in right
    )
    task = _task("Number them in order.", "Tap them in order.")
    return base._replace(
        kind=NoteType.ORDER,
        body=task + _letters({item: f"<span>{text}</span>{blank}" for item, text in texts.items()}, flag),
        answer=f'<ol dir="auto"{flag}>{solved}</ol>',
    )


def _recall(base: Face, solution: Solution, reveal: Reveal) -> Face:
    # Whether it was recalled is what Anki's own buttons ask.
    if reveal.recall:
        return base
    rubric = items(
        f'{text_html(line.text)} <small dir="ltr">({counted(line.points, "point")})</small>'
        for line in reveal.criteria
    )
    task = _task("Answer in your own words, then compare.")
    answer = paragraphs(solution.lines, "prose")
    return base._replace(body=task, answer=answer, notes=base.notes + block("ul", rubric, "rubric"))


@cache
def _task(text: str, tapped: str = "") -> str:
    """What to do; `tapped` says it where a script takes taps."""
    flag = f' data-task="{tapped}"' if tapped else ""
    return f'<p class="task" dir="auto"{flag}>{text_html(text)}</p>'


def _letters(contents: Mapping[str, str], flags: str = "") -> str:
    """Lettered things to tap: contents (HTML) by id."""
    listed = "".join(
        f'<li class="option" data-option="{name}"><div>{content}</div></li>'
        for name, content in contents.items()
    )
    return f'<ol class="letters" type="A" dir="auto"{flags}>{listed}</ol>'


def _said(solution: Solution, option: str, shown: str) -> str:
    """What the author says of a wrong option, after the option as it is shown (HTML)."""
    said = solution.feedback.get(option)
    return f'<li data-option="{option}"><b>{shown}</b> <span>{text_html(said)}</span></li>' if said else ""


def _form(entry: TextEntry) -> str:
    match entry.form:
        case "text":
            return "a word or a few"
        case "number":
            return f"a number, in {entry.unit}" if entry.unit else "a number"
        case "date":
            return "a date, as year-month-day or the part that is asked for"
        case _:
            assert_never(entry.form)


def _fill(text: GapText, contents: Sequence[str]) -> str:
    """The text with a content (HTML) in the place of each gap."""
    pieces = (
        segment.replace(_PLACE, "\N{REPLACEMENT CHARACTER}") if isinstance(segment, str) else _PLACE
        for segment in text.segments
    )
    first, *others = text_html("".join(pieces)).split(_PLACE)
    return first + "".join(map("".join, zip(contents, others, strict=True)))
