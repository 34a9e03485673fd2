"""Times as options: how long, and when."""

import re
from datetime import datetime, timedelta

import click

_LENGTH = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,5})(?:m|min)?)?(?:(\d{1,6})s)?", re.ASCII)


def length(text: str) -> timedelta:
    """A length of time such as `20m`, `1h30m` or `90s`; a bare number is minutes.

    Raises:
        click.BadParameter: it is none.
    """
    found = _LENGTH.fullmatch(text.replace(" ", ""))
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    if not (hours or minutes or seconds):
        raise click.BadParameter(f"“{text}” is not a time. Write 20m, 1h30m or 90s.")
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def moment(text: str) -> datetime:
    """A date and time in ISO form; without a zone it is in that of this computer.

    Raises:
        click.BadParameter: it is none.
    """
    from kalquiz.schedule import Moment

    try:
        found = datetime.fromisoformat(text)
        found = found if found.tzinfo else found.astimezone()
        Moment.of(found)
    except (ValueError, OverflowError, OSError):
        raise click.BadParameter(f"“{text}” is not a time. Write 2026-03-01T18:30.") from None
    return found
