"""Cues: what gives the key away to somebody who does not know the answer."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kalquiz.check.combined import speaks_of_others
from kalquiz.check.language import Words
from kalquiz.check.option_words import OptionWords
from kalquiz.check.published import HALADYNA, NBME
from kalquiz.check.rule import Spot, word_rule
from kalquiz.check.view import View, Written, is_name, words_of
from kalquiz.problem import Severity

FAINT = 4
"""A key echoes the stem where at least one in so many of its telling words does."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PART = re.compile(r"\s*[,;:]\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+")


@word_rule(
    "choice/absolute",
    Severity.WARNING,
    source=f"{HALADYNA}, guideline 28a; {NBME}",
    reason="Hardly anything is true without exception; those who know that cross such options out.",
)
def absolute(view: View, words: Words) -> Iterator[Spot]:
    """Options that leave no exception, where either no right or no wrong one does so too."""
    options = words.options
    shares = any(options.share.match(it.text) for it in view.written)
    found = [
        (it, term)
        for it in view.written
        if (term := _term(options.absolutes, it.text))
        and not (shares and term.casefold() in options.whole and it.text.startswith(term))
        and not speaks_of_others(it, options)
    ]
    strict = len(found) > 1 or any(term.casefold() not in options.limits for _, term in found)
    if strict and len({it.right for it, _ in found}) == 1:
        option, term = found[0]
        which = "the key" if option.right else "a distractor"
        other = "a distractor" if option.right else "the key"
        said = f"“{term}” leaves no exception, and only {which} says so: “{option.text}”"
        yield Spot(option.loc, said, f"Say it without “{term}”, or let {other} be as strict.")


@word_rule(
    "choice/vague-frequency",
    Severity.INFO,
    source=NBME,
    reason="Everyone judges differently how often “usually” or “rarely” is.",
)
def vague_frequency(view: View, words: Words) -> Iterator[Spot]:
    """Options that say how often in words without a measure."""
    for option in view.written:
        if term := _term(words.options.vague, option.text):
            said = f"“{term}” in “{option.text}” is understood differently by everyone"
            yield Spot(option.loc, said, f"Give a figure for “{term}”, or leave it out.")


@word_rule(
    "choice/clang",
    Severity.WARNING,
    source=f"{HALADYNA}, guideline 28b",
    reason="Those who do not know pick the option that sounds like the stem.",
)
def clang(view: View, words: Words) -> Iterator[Spot]:
    """A word of the stem that comes again in a right option, while no distractor echoes the stem."""
    if not view.written or view.in_order:
        return
    stem = kin(view.stem, words.options)
    echoed = [_echo(it, stem, words.options) for it in view.keys]
    faint = any(
        FAINT * len(echo) < len(kin(it.text, words.options))
        for it, echo in zip(view.keys, echoed, strict=True)
    )
    if not all(echoed) or faint or any(_echo(it, stem, words.options) for it in view.distractors):
        return
    (asked, said), *_ = echoed[0].items()
    hint = f"Say “{said}” in other words, here or in the stem, or let a distractor echo the stem too."
    yield Spot(view.keys[0].loc, f"“{said}” echoes “{asked}” in the stem, and no distractor does", hint)


@word_rule(
    "choice/convergence",
    Severity.INFO,
    source=NBME,
    reason="The right option tends to share most with the others, since distractors are made from it.",
)
def convergence(view: View, words: Words) -> Iterator[Spot]:
    """A key that shares at least half as much again with the other options as any of them does."""
    if len(view.written) < 3 or len(view.keys) != 1 or view.in_order:
        return
    options = _elements([it.text for it in view.written], words.options)
    count = Counter(element for option in options for element in option)
    telling = [[element for element in option if 1 < count[element] < len(options)] for option in options]
    shared = [sum(count[element] - 1 for element in option) for option in telling]
    if len(telling[0]) >= 2 and shared[0] >= 1.5 * max(shared[1:]):
        said = f"the key shares most with the other options: {', '.join(sorted(telling[0]))}"
        yield Spot(view.written[0].loc, said, "Let each of its parts occur in as many options as any other.")


@word_rule(
    "choice/article-cue",
    Severity.ERROR,
    source=f"{HALADYNA}, guideline 28c",
    reason="An article that fits only some options rules out the others.",
)
def article_cue(view: View, words: Words) -> Iterator[Spot]:
    """Options that do not fit the article before them, at the end of the stem or before its gap."""
    match = words.options.article.search(view.stem)
    if match is None:
        return
    article = (match[1] or match[2]).casefold()
    for option in view.written:
        if article not in _articles(option.text, words.options):
            hint = "End the stem before the article and begin each option with its own, or write “a(n)”."
            yield Spot(option.loc, f"“{article}” in the stem does not fit “{option.text}”", hint)
            return


def _elements(texts: Sequence[str], words: OptionWords) -> list[set[str]]:
    """What each text is made of: its parts, where all have as many; or else its words."""
    parts = [{part.casefold() for part in _PART.split(text) if part.strip()} for text in texts]
    if len(parts[0]) > 1 and len(set(map(len, parts))) == 1:
        return parts
    return [set(words_of(text)) - words.function for text in texts]


def kin(text: str, words: OptionWords) -> dict[str, str]:
    """The words of a text that say what it is about, by the root that they share with their kin."""
    return {
        _root(word.removesuffix("'s").removesuffix("’s").casefold(), words): word
        for word in _WORD.findall(text)
        if len(word) >= 4 and word.casefold() not in words.function | words.common and not word.isdigit()
    }


def _root(word: str, words: OptionWords) -> str:
    match = words.root.fullmatch(word)
    root = match[1] if match else word
    return root.rstrip("aeiouy") if len(root.rstrip("aeiouy")) >= 3 else root


def _echo(option: Written, stem: Mapping[str, str], words: OptionWords) -> dict[str, str]:
    """The words of an option that sound like one of the stem, by that; a name is no echo of a word."""
    return {
        said: word
        for root, word in kin(option.text, words).items()
        for other, said in stem.items()
        if _alike(root, other)
        and not (word[0].isupper() and said[0].islower() and not option.text.startswith(word))
    }


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 6 and short in long)


def _term(pattern: re.Pattern[str], text: str) -> str:
    """What the pattern finds in a text, unless it is part of a name."""
    match = pattern.search(text)
    if match is None or (match.start() > 0 and match[0][0].isupper()) or is_name(text, words=3):
        return ""
    return match[0]


def _articles(text: str, words: OptionWords) -> Iterable[str]:
    start = text.lstrip("“\"'‘(")
    for article, pattern in words.spoken_as.items():
        if pattern.match(start):
            return (article,) if article else ("a", "an")
    first = start[:1].casefold()
    return (
        ("an",)
        if first in "aeiou"
        else ("a",)
        if (first.isascii() and first.isalpha()) or first.isdigit()
        else ("a", "an")
    )
