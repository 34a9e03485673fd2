"""The banks that travel with kalquiz, and the way from a name to a folder."""

from contextlib import suppress
from pathlib import Path

from kalquiz.problem import KalquizError

DEFAULT = "kal007"

_PACKAGE = Path(__file__).parents[1]


class NoSuchBankError(KalquizError):
    """A name that is neither a folder nor a bundled bank."""


def bundled_banks() -> dict[str, Path]:
    """Folder by id of each bundled bank."""
    # In a wheel the banks lie in the package; in a checkout they lie beside `src`.
    places = [_PACKAGE / "questions", _PACKAGE.parents[1] / "questions"]
    found = {
        path.parent.name: path.parent.resolve() for place in places for path in place.glob("*/bank.yaml")
    }
    return dict(sorted(found.items()))


def documentation() -> dict[str, Path]:
    """The pages of the documentation that travel with kalquiz, by name; the bank about kalquiz cites them."""
    places = [_PACKAGE / "docs", _PACKAGE.parents[1] / "docs"]
    return {path.stem: path for place in places for path in sorted(place.rglob("*.md"))}


def find_bank(name: str | Path) -> Path:
    """The folder of the bank that `name` means: the id of a bundled bank, or a folder.

    Raises:
        NoSuchBankError: it is neither.
    """
    banks = bundled_banks()
    if str(name) in banks:
        return banks[str(name)]
    with suppress(OSError):  # a name that is too long for one
        if Path(name).is_dir():
            return Path(name)
    from kalquiz.bank.explain import did_you_mean, shown

    hint = did_you_mean(str(name), list(banks)) or f"Bundled are: {', '.join(banks) or 'none'}."
    raise NoSuchBankError(f"{shown(name)} is neither a folder nor a bundled bank. {hint}")
