"""Numbers in digits and in English words."""

import re
from math import inf

_SMALL: dict[str, int] = {
    word: value
    for value, word in enumerate(
        (
            *(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
            ),
            *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
_LARGE = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth", "twenty-first"),
)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "eighth": 8, "tenth": 10}
_ALONE = {"none": "0", "once": "1 time", "twice": "2 times"}


def _any(words: "dict[str, int] | tuple[str, ...]") -> str:
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_ONE = _any(_SMALL | _LARGE)

SPELT = frozenset((*_SMALL, *_LARGE, *_ORDINALS, *_PARTS, *_ALONE, "half"))
"""Every number in words has one of these words in it."""

NUMBER = (
    r"[-+]?(?:\d{1,3}(?:[, ']\d{3})+(?!\d)|\d+)(?:[.,]\d+)?"
    r"(?:\s*/\s*\d+|\s\d+/\d+|\s*[x×·*]\s*10\^[-+]?\d+|\^[-+]?\d+|e[-+]?\d+)?"
    rf"(?:\s+{_any(_LARGE)}\b)?"
)
"""A number in digits, with a fraction, a power, and a word such as `million`."""

_RUN = re.compile(
    rf"(?<!\d )\b(?:a\s+(?={_any(_LARGE)}\b))?{_ONE}\b"
    rf"(?:[\s-]+(?:and\s+)?{_ONE}\b)*(\s+and\s+a\s+half\b)?"
)
_HALF = re.compile(r"\b(?:(?:a|1)[\s-]half|half(?:\s+an?)?)\b(?!-)")
_FRACTION = re.compile(rf"\b(a|\d+)[\s-]({_any(tuple(_PARTS))})s?\b")
_CHANCE = re.compile(r"\b(\d+)\s+(?:in|out of)\s+(\d+)")
_ORDINAL = re.compile(rf"(?:the\s+)?({_any(_ORDINALS)})\b")
_POWER = re.compile(r"(?:(.+?)\s*[x×·*]\s*)?10\^([-+]?\d+)")
_MIXED = re.compile(r"([-+]?)(?:(\S+)\s)?\s*(\S+?)\s*/\s*(\d+)")
_GROUPING = re.compile(r"[, '](?=\d{3}(?!\d))")


def digitise(text: str) -> str:
    """The text, in small letters, with numbers in words as digits: `a hundred and five` as `105`."""
    if text in _ALONE:
        return _ALONE[text]
    if match := _ORDINAL.match(text):
        text = f"{_ORDINALS.index(match[1]) + 1}th{text[match.end() :]}"
    numbered = _FRACTION.sub(_in_parts, _HALF.sub("0.5", _RUN.sub(_in_digits, text)))
    return _CHANCE.sub(r"\1/\2", numbered)


def number(text: str) -> float:
    """The number that a match of `NUMBER` stands for; a comma before three digits groups."""
    first, _, last = text.rpartition(" ")
    if last in _LARGE:
        return number(first) * _LARGE[last]
    if match := _POWER.fullmatch(text):
        return (number(match[1]) if match[1] else 1.0) * float(f"1e{match[2]}")
    if match := _MIXED.fullmatch(text):
        size = number(match[2] or "0") + number(match[3]) / (float(match[4]) or 1.0)
        return -size if match[1] == "-" else size
    base, _, power = text.partition("^")
    value = float(_GROUPING.sub("", base).replace(",", "."))
    if not power:
        return value
    try:
        return float(value ** int(power))
    except (OverflowError, ZeroDivisionError, ValueError):  # ValueError: thousands of digits
        return inf


def _in_parts(match: re.Match[str]) -> str:
    return f"{match[1].replace('a', '1')}/{_PARTS[match[2]]}"


def _in_digits(match: re.Match[str]) -> str:
    total = current = 0
    for word in re.findall(_ONE, match[0]):
        if word in _SMALL:
            current += _SMALL[word]
        elif _LARGE[word] < 1000:
            current = max(current, 1) * _LARGE[word]
        else:
            total += max(current, 1) * _LARGE[word]
            current = 0
    return f"{total + current}{'.5' if match[1] else ''}"
