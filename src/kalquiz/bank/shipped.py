"""Files that a bank ships and names: they have to be in its folder."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from kalquiz.bank.document import Document
from kalquiz.bank.explain import did_you_mean, shown
from kalquiz.bank.model import BankFile
from kalquiz.problem import Problem
from kalquiz.texts import FORMATS


def shipped_problems(folder: Path, document: Document, about: BankFile) -> Iterator[Problem]:
    """What is wrong with the files that `bank.yaml` names as the texts of sources."""
    for index, source in enumerate(about.sources):
        if source.file and (found := path_flaw(folder, source.file) or _kind_flaw(source.file)):
            yield document.problem(("sources", index, "file"), "bank/source-file", *found)


def path_flaw(folder: Path, name: str) -> tuple[str, str] | None:
    """What is wrong with `name` as a path from the folder of a bank to a file in it, and how to mend it."""
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor or "\\" in name or "://" in name:
        return "`file` must be a path from the bank's folder", "Write it as in `texts/handout.txt`."
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        is_file = path.is_file()
    except (OSError, ValueError, RuntimeError):
        # RuntimeError: Python before 3.13 says so of a link to itself.
        inside, is_file = True, False
    if not inside:
        return "`file` leads out of the bank's folder", "Put the file itself into the folder of the bank."
    if not is_file:
        return f"there is no file {shown(name)} in the bank's folder", _where(folder, name)
    return None


def _where(folder: Path, name: str) -> str:
    """Where a file has to lie that is not there, or which one there may be meant."""
    found = (path for depth in ("*", "*/*") for path in sorted(folder.glob(depth)))
    known = [
        path.relative_to(folder).as_posix() for path in found if path.suffix != ".yaml" and path.is_file()
    ]
    elsewhere = next((path for path in known if PurePosixPath(path).name == PurePosixPath(name).name), "")
    if elsewhere:
        return f"Did you mean `{elsewhere}`?"
    return did_you_mean(name, known) or f"Put it at {folder / name}."


def _kind_flaw(name: str) -> tuple[str, str] | None:
    if Path(name).suffix.lower() in FORMATS:
        return None
    return f"`{name}` is not a kind of file that can be read", f"Save it as one of {', '.join(FORMATS)}."
