"""The one small file that says where a reader's own copies lie: bank id, source id, path."""

import json
from collections.abc import Mapping
from pathlib import Path

from kalquiz.files import write_whole
from kalquiz.problem import KalquizError

FORM = 1
"""The form of the file; a newer kalquiz may have another."""

Remembered = Mapping[str, Mapping[str, Path]]


class RememberedError(KalquizError):
    """A file of remembered copies that cannot be used."""


def read_remembered(file: Path) -> Remembered:
    """The path of each remembered copy, by bank id and source id; none where there is no such file.

    Raises:
        RememberedError: the file cannot be read. It is left as it is.
    """
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["form"] != FORM:
            raise RememberedError(f"“{file}” was written by a newer kalquiz. Update this one.")
        return {
            bank: {source: Path(path) for source, path in copies.items()}
            for bank, copies in data["copies"].items()
        }
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise RememberedError(f"“{file}” cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RememberedError(
            f"“{file}” is damaged. It says where your copies of sources lie, and nothing else: mend it, or "
            "remove it and add them again."
        ) from None


def write_remembered(file: Path, remembered: Remembered) -> None:
    """Write the file anew, as a whole.

    Raises:
        OSError: it cannot be written; what was there before still is.
    """
    copies = {
        bank: {source: str(path) for source, path in sorted(paths.items())}
        for bank, paths in sorted(remembered.items())
        if paths
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, (json.dumps({"form": FORM, "copies": copies}, indent=2) + "\n").encode())
