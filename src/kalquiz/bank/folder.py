"""The files of a bank: what is read, and what is refused before anyone looks inside."""

import re
from pathlib import Path

from kalquiz.bank.document import Document, read_document
from kalquiz.bank.explain import SLUG_FORM
from kalquiz.problem import BankError, Problem, Severity

ABOUT = "bank.yaml"
ABOUT_NAME = Path(ABOUT).stem
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHAPE = f"A bank is a folder with a {ABOUT} and a file for each section."


def read_folder(folder: Path) -> tuple[dict[str, Document], list[Problem]]:
    """Every sound file of a bank by its name without the ending, and what is wrong with the others.

    Hidden files are not part of a bank: editors and file systems leave some behind.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except (OSError, ValueError) as error:
        return {}, [_no_folder(folder, error)]
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    if folder / ABOUT not in paths:
        problems.append(_refusal(folder / ABOUT, "bank/missing", "there is no bank in this folder", _SHAPE))
    for path in paths:
        if path.suffix == ".yml":
            problems.append(_refusal(path, "bank/file-name", "the name has to end in .yaml", "Rename it."))
        elif path.suffix == ".yaml" and not _ID.fullmatch(path.stem):
            said = "the name of a section's file is the id of the section"
            problems.append(_refusal(path, "bank/file-name", said, f"Rename it. {SLUG_FORM}"))
        elif path.suffix == ".yaml":
            try:
                documents[path.stem] = document = _read(path, folder)
                problems += document.left_out
            except BankError as error:
                problems += error.problems
    return documents, problems


def _read(path: Path, folder: Path) -> Document:
    _require_file(path, folder)
    document = read_document(path)
    if isinstance(document.data, dict):
        return document
    said = "the file is empty" if document.data is None else "the file must be a mapping (`field: value`)"
    start = "id:" if path.name == ABOUT else "questions:"
    raise BankError([document.problem((), "file/shape", said, f"Start with `{start}`.")])


def _require_file(path: Path, folder: Path) -> None:
    """Raise `BankError` for a link out of the bank and for what is no file: a pipe might never end."""
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        is_file = path.is_file()
    except (OSError, RuntimeError):
        # RuntimeError: Python before 3.13 says so of a link to itself.
        inside, is_file = True, False
    if not inside:
        hint = "Put the file itself into the folder of the bank."
        raise BankError(
            [_refusal(path, "file/outside", "this is a link to a file outside of the bank", hint)]
        )
    if not is_file:
        said = "this link leads to no file" if path.is_symlink() else "this is not a file"
        raise BankError([_refusal(path, "file/unreadable", said, "Put a file in its place, or remove it.")])


def _no_folder(folder: Path, error: OSError | ValueError) -> Problem:
    match error:
        case FileNotFoundError() | ValueError():
            return _refusal(folder, "bank/missing", "there is no such folder", _SHAPE)
        case NotADirectoryError():
            return _refusal(folder, "bank/missing", "this is not a folder", "Name the folder of the bank.")
        case _:
            said = f"the folder cannot be read: {error.strerror}"
            return _refusal(folder, "bank/missing", said, "Check its name and who may read it.")


def _refusal(path: Path, rule: str, message: str, hint: str) -> Problem:
    return Problem(path, 1, 1, Severity.ERROR, rule, message, hint)
