"""The units that numeric answers may carry, with what converts them."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its symbol, the kind of quantity, how many base units it holds, other ways to write it.

    Base units are chosen so that every factor is exact: 800 km/h must come out as 800 and not a digit off.
    """

    symbol: str
    kind: str
    factor: Decimal
    names: tuple[str, ...]


UNITS = {
    unit.symbol: unit
    for unit in (
        Unit("m", "length", Decimal(1), ("metre", "metres", "meter", "meters")),
        Unit("km", "length", Decimal(1000), ("kilometre", "kilometres", "kilometer", "kilometers", "kms")),
        Unit("ft", "length", Decimal("0.3048"), ("foot", "feet")),
        Unit("mi", "length", Decimal("1609.344"), ("mile", "miles", "statute miles")),
        Unit("nmi", "length", Decimal(1852), ("nm", "nautical mile", "nautical miles")),
        Unit("km/h", "speed", Decimal(1), ("kmh", "kph", "kilometers per hour", "kilometres per hour")),
        Unit("mph", "speed", Decimal("1.609344"), ("mi/h", "miles per hour")),
        Unit("kn", "speed", Decimal("1.852"), ("kt", "kts", "knot", "knots")),
        Unit("s", "time", Decimal(1), ("sec", "secs", "second", "seconds")),
        Unit("min", "time", Decimal(60), ("mins", "minute", "minutes")),
        Unit("h", "time", Decimal(3600), ("hr", "hrs", "hour", "hours")),
        Unit("%", "share", Decimal(1), ("percent", "per cent", "pct")),
    )
}  # fmt: skip

_BY_NAME = {name: unit for unit in UNITS.values() for name in (unit.symbol, *unit.names)}


def find_unit(text: str) -> Unit | None:
    """The unit that `text` names, by symbol or name in any case; `None` where there is none."""
    return _BY_NAME.get(" ".join(text.casefold().rstrip(".").split()))
