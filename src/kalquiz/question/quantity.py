"""Options that are quantities: numbers, ranges, dates and times as people write them, and how they compare."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf

from kalquiz.grading import MONTHS, find_unit, parse_date
from kalquiz.question.numeral import NUMBER, SPELT, digitise, number

End = tuple[float, int]
"""Where a quantity begins or ends: a number, and 0 for the number itself, -1 or 1 for just below or above it."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity or a range, both ends included.

    `kind` says what is measured or counted, and is empty for a bare number: what is of one kind can be compared.
    """

    low: End
    high: End
    kind: str = ""

    @property
    def is_range(self) -> bool:
        """Whether it is more than one number."""
        return self.low != self.high


_DATE, _DAY, _CLOCK, _LABEL = "date", "day", "clock", "label"
_MONTH, _YEAR = 31, 372
"""Dates are counted in days, as if every month had 31."""

# What people type is converted by UNITS; these are only compared with each other.
_MORE_UNITS: dict[str, dict[str, float]] = {
    "time": {
        "ms": 0.001,
        "millisecond": 0.001,
        "day": 86_400,
        "week": 604_800,
        "month": 2_629_746,
        "year": 31_556_952,
        "decade": 315_569_520,
        "century": 3_155_695_200,
    },
    "length": {"μm": 1e-6, "mm": 0.001, "millimetre": 0.001, "cm": 0.01, "centimetre": 0.01},
    "nm": {"nm": 1},  # nanometres or nautical miles: not to be compared with other lengths
    "speed": {"m/s": 1, "km/s": 1000},
    "mass": {
        "lb": 453.592,
        "oz": 28.35,
        "mg": 0.001,
        "g": 1,
        "gram": 1,
        "kg": 1_000,
        "kilogram": 1_000,
        "t": 1e6,
        "tonne": 1e6,
    },
    "volume": {"ml": 0.001, "l": 1, "litre": 1, "liter": 1},
    "data": {"kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12},
    "frequency": {"hz": 1, "khz": 1e3, "mhz": 1e6, "ghz": 1e9},
}
_FACTORS = {name: (kind, factor) for kind, units in _MORE_UNITS.items() for name, factor in units.items()}
_ABOUT = (
    r"(?:(?:as (?:early|late|few|many|little|much) as|in|on|at|by|for|about|around|approximately|circa|ca\.?"
    r"|c\.|roughly|nearly|almost|some|exactly|only|just|the|year|aged?|ph)\s+|c\.|[~≈])"
)
_BELOW, _ABOVE = (-inf, 0), (inf, 0)
_BOUNDS: tuple[tuple[re.Pattern[str], Callable[[Quantity], tuple[End, End]]], ...] = (
    (
        re.compile(
            r"(?:at least|from|since|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of|≥)\s*(.+)"
        ),
        lambda it: (it.low, _ABOVE),
    ),
    (
        re.compile(r"(?:at most|up to|until|(?:no|not) more than|a maximum of|≤)\s*(.+)"),
        lambda it: (_BELOW, it.high),
    ),
    (
        re.compile(
            r"(?:under|below|before|<|(?:less|fewer|lower|smaller|shorter|earlier|younger) than)\s*(.+)"
        ),
        lambda it: (_BELOW, (it.low[0], -1)),
    ),
    (
        re.compile(
            r"(?:over|above|after|beyond|>|(?:more|greater|higher|larger|longer|later|older) than)\s*(.+)"
        ),
        lambda it: ((it.high[0], 1), _ABOVE),
    ),
    (
        re.compile(
            r"(.+?)(?:\s*\+|\s+plus|,?\s+(?:or|and)\s+(?:more|above|over|later|older|longer|higher|greater|up)"
            r"|\s+onwards?)"
        ),
        lambda it: (it.low, _ABOVE),
    ),
    (
        re.compile(
            r"(.+?),?\s+(?:or|and)\s+(?:less|fewer|below|under|earlier|younger|shorter|lower|smaller)"
        ),
        lambda it: (_BELOW, it.high),
    ),
)
_PLAIN = re.compile(rf"(?P<money>[a-z]{{0,2}}[$€£¥₩])?\s*(?P<number>{NUMBER})(?P<rest>(?:\^-?\d|[^\d])*)")
_BETWEEN = re.compile(r"(?<=[\w%.°])\s*-\s*(?=[\d$€£¥₩.])|\s+(?:to|through|till|until)\s+|\s+-\s+")
_CENTURY = re.compile(
    r"(?:(early|mid|late)[\s-]+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+century(?:\s+(bce?|ad|ce))?"
)
_DECADE = re.compile(r"(?:(early|mid|late)[\s-]+)?(?:the\s+)?(\d{3}0)['’]?s")
_THIRDS = {"early": (0.0, 0.35), "mid": (0.35, 0.65), "late": (0.65, 1.0), None: (0.0, 1.0)}
_TIME = re.compile(
    r"(?P<h>\d{1,2})(?::(?P<m>\d\d)(?::(?P<s>\d\d))?)?(?P<rest>(?:\s*[ap]\.?\s?m\b\.?)?(?:\s+[a-z]+)?)"
)
_IES = re.compile(r"ies$")
_PLURAL = re.compile(r"(?<!s)s$")
_ORDINAL = re.compile(r"^(?:st|nd|rd)\b")
_LABELLED = re.compile(r"([^\d]*?)(\d{1,15}(?:\.\d{1,4}){0,4})([^\d]*)")
_MARKED = re.compile(r"(.+ )([A-Z])")
_TELLING = SPELT | {"noon", "midnight", "sept"} | {form for name in MONTHS for form in (name, name[:3])}
_DIGIT = re.compile(r"[\d¼-¾⅐-⅞]")
_LETTERS = re.compile(r"[a-z]+")
_SUPERSCRIPT = re.compile(r"[⁺⁻⁰¹²³⁴-⁹]+")
_DASHES = re.compile(r"[‐‑–—−]")


def read_quantities(texts: Sequence[str]) -> tuple[Quantity, ...] | None:
    """The quantities that the texts name, if each of them names one and they can be compared.

    Read are numbers in digits and English words, with units, currencies and bounds (`5 or more`); ranges;
    dates, years, centuries; times of the day; and texts that differ in one number or capital alone (`Article 5`,
    `Line F`).
    """
    if marks := _marks(texts):
        return marks
    if not all(map(_may_count, texts)):
        return None
    tidy = [_tidy(text) for text in texts]
    found = [quantity for text in tidy if (quantity := _read(text))]
    return (_of_one_kind(found) if len(found) == len(texts) else None) or _labels(tidy)


def read_quantity(text: str) -> Quantity | None:
    """The quantity that one text names by itself."""
    return _read(_tidy(text)) if _may_count(text) else None


def _may_count(text: str) -> bool:
    """Whether a text is worth reading: few are, and reading takes time."""
    return bool(_DIGIT.search(text)) or not _TELLING.isdisjoint(_LETTERS.findall(text.lower()))


def _tidy(text: str) -> str:
    powers = _SUPERSCRIPT.sub(lambda match: "^" + match[0], text)
    parted = "".join(
        f" {sign}" if unicodedata.decomposition(sign).startswith("<fraction>") else sign for sign in powers
    )
    folded = unicodedata.normalize("NFKC", parted).casefold().replace("\N{FRACTION SLASH}", "/")
    return digitise(" ".join(_DASHES.sub("-", folded).split()).rstrip("."))


def _read(text: str) -> Quantity | None:
    return _bound(text) or _point(text) or _range(text)


def _point(text: str) -> Quantity | None:
    bare = re.sub(r"^(?:ad|ce)\s+(\d+)$", r"\1 ad", re.sub(rf"^{_ABOUT}+", "", text))
    return _date(bare) or _time(bare) or _number(bare)


def _bound(text: str) -> Quantity | None:
    for pattern, ends in _BOUNDS:
        if (match := pattern.fullmatch(text)) and (inner := _point(match[1])):
            low, high = ends(inner)
            return Quantity(low, high, inner.kind)
    return None


def _range(text: str) -> Quantity | None:
    between = re.fullmatch(r"between\s+(.+)\s+and\s+(.+)", text)
    parts = between.groups() if between else _BETWEEN.split(re.sub(r"^from\s+", "", text))
    if len(parts) != 2:
        return None
    first, last = _point(parts[0]), _point(parts[1])
    if first is None or last is None:
        return None
    if last.kind and not first.kind:
        # What follows the second number is meant of both: 2 to 3 million; 58-50 BC.
        first = _point(parts[0] + re.sub(rf"^.*?{NUMBER}", "", parts[1], count=1)) or first
    if not _of_one_kind((first, last)):
        return None
    if last.high < first.low and re.fullmatch(r"\d\d", parts[1]):
        # 1914-18
        last = _point(parts[0][:-2] + parts[1]) or last
    if last.high <= first.low:
        return None
    return Quantity(first.low, last.high, last.kind or first.kind)


def _number(text: str) -> Quantity | None:
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    value, rest = number(match["number"]), match["rest"].strip(" .")
    if rest in ("bc", "bce"):
        return _years(_span(-value, -value, ""))
    if rest in ("ad", "ce"):
        return _years(_span(value, value, ""))
    kind, factor = _unit(rest)
    return _span(value * factor, value * factor, f"{match['money'] or ''} {kind}".strip())


def _unit(name: str) -> tuple[str, float]:
    """What is counted, without the plural, and how many of the base unit one is."""
    if name not in _FACTORS and (unit := find_unit(name)):
        return unit.kind, float(unit.factor)
    singular = " ".join(
        word if len(word) < 4 else _PLURAL.sub("", _IES.sub("y", word)) for word in name.split()
    )
    return _FACTORS.get(name) or _FACTORS.get(singular, (_ORDINAL.sub("th", singular), 1.0))


def _date(text: str) -> Quantity | None:
    if match := _CENTURY.fullmatch(text):
        end = -100 * int(match[2]) + 100 if (match[3] or "").startswith("bc") else 100 * int(match[2])
        return _part(match[1], end - 100, 100)
    if match := _DECADE.fullmatch(text):
        return _part(match[1], int(match[2]), 10)
    if re.fullmatch(r"\d+", text):
        return None
    for dated, kind in ((text, _DATE), (f"{text} 2000", _DAY)):
        readings = parse_date(dated)
        if len(readings) == 1:
            year, month, day = (*readings[0], 0, 0)[:3]
            start = _YEAR * year * (kind == _DATE) + _MONTH * (max(month, 1) - 1) + max(day, 1) - 1
            return Quantity((start, 0), (start + (1 if day else _MONTH if month else _YEAR), -1), kind)
    return None


def _part(which: str | None, start: int, length: int) -> Quantity:
    first, last = _THIRDS[which]
    return Quantity((_YEAR * (start + first * length), 0), (_YEAR * (start + last * length), -1), _DATE)


def _time(text: str) -> Quantity | None:
    match = _TIME.fullmatch(text.replace("noon", "12 pm").replace("midnight", "12 am"))
    if match is None or int(match["h"]) > 24 or int(match["m"] or 0) > 59:
        return None
    half, _, zone = re.sub(r"\.|(?<=[ap])\s(?=m)", "", match["rest"]).strip().partition(" ")
    if half not in ("am", "pm"):
        half, zone = "", half
        if match["m"] is None:
            return None
    hours = int(match["h"]) % 12 + 12 * (half == "pm") if half else int(match["h"])
    value = hours + int(match["m"] or 0) / 60 + int(match["s"] or 0) / 3600
    return _span(value, value, f"{_CLOCK} {zone}".strip())


def _span(low: float, high: float, kind: str) -> Quantity:
    return Quantity((low, 0), (high, 0), kind)


def _of_one_kind(found: Sequence[Quantity]) -> tuple[Quantity, ...] | None:
    kinds = {quantity.kind for quantity in found}
    if kinds == {"", _DATE}:
        return tuple(it if it.kind else _years(it) for it in found)
    zero = [it for it in found if not it.kind and it.low == it.high == (0, 0)]
    if len(kinds) == 2 and "" in kinds and len(zero) == sum(not it.kind for it in found):
        (kind,) = kinds - {""}
        return tuple(replace(it, kind=kind) for it in found)
    return tuple(found) if len(kinds) == 1 else None


def _years(bare: Quantity) -> Quantity:
    (first, below), (last, above) = bare.low, bare.high
    return Quantity((_YEAR * (first + (below > 0)), 0), (_YEAR * (last + (above == 0)), -1), _DATE)


def _labels(texts: Sequence[str]) -> tuple[Quantity, ...] | None:
    """What differs in texts that are otherwise the same: one number, or a quantity at the end."""
    matches = [match for text in texts if (match := _LABELLED.fullmatch(text))]
    if len(matches) < len(texts) or len({match[1] for match in matches}) > 1:
        return None
    if len({match[3] for match in matches}) == 1:
        return tuple(_span(value, value, _LABEL) for value in (_version(match[2]) for match in matches))
    ends = [quantity for match in matches if (quantity := _number(match[2] + match[3]))]
    return _of_one_kind(ends) if len(ends) == len(texts) else None


def _marks(texts: Sequence[str]) -> tuple[Quantity, ...] | None:
    """The letters at the end of texts that are otherwise the same, such as marks on a map."""
    matches = [match for text in texts if (match := _MARKED.fullmatch(text))]
    if len(matches) < len(texts) or len({match[1] for match in matches}) > 1:
        return None
    return tuple(_span(ord(match[2]), ord(match[2]), _LABEL) for match in matches)


def _version(dotted: str) -> float:
    """A number such that 3.10 comes after 3.9, as it does in versions and sections."""
    return sum((int(part) / 10_000.0**place for place, part in enumerate(dotted.split("."))), 0.0)
