"""A new bank: a small one that works, to be made into one's own."""

import json
import re
import unicodedata
from importlib.resources import files
from pathlib import Path

from kalquiz.bank.bundled import bundled_banks
from kalquiz.bank.folder import ABOUT
from kalquiz.bank.model import BankFile
from kalquiz.bank.schema import bank_schema
from kalquiz.files import write_folder
from kalquiz.problem import KalquizError

LONGEST_ID = 64


class NewBankError(KalquizError):
    """A bank cannot be made here, or not under this name."""


def new_bank(folder: Path, released: str, title: str = "") -> list[Path]:
    """Make a bank of a few sample questions with their source, and comments that teach the format.

    Args:
        folder: a folder that does not exist or has nothing in it but hidden files; its name becomes the id.
        released: the day of the first version, as in `2026-01-31`.
        title: the title; without one the name of the folder is.

    Returns:
        The files that were written.

    Raises:
        NewBankError: the folder has something in it, or name or title do not do.
        OSError: it cannot be written; then nothing is.
    """
    name = folder.resolve().name
    spaced = re.sub(r"[-_\s]+", " ", name).strip()
    title = title or spaced[:1].upper() + spaced[1:]
    _require_room(folder)
    if not title.strip() or not title.isprintable():
        raise NewBankError("The title has to be one line of text.")
    made = dict(_starter())
    made[ABOUT] = _filled(made[ABOUT].decode(), _slug(name), title, released).encode()
    made["schema.json"] = (json.dumps(bank_schema(), indent=1, ensure_ascii=False) + "\n").encode()
    write_folder(folder, made)
    return [folder / name for name in made]


def sample() -> tuple[BankFile, frozenset[str]]:
    """What `bank.yaml` of a new bank says, and the stems of its questions."""
    from ryaml import loads

    read = {name: loads(data.decode()) for name, data in _starter() if name.endswith(".yaml")}
    about = BankFile.model_validate(read.pop(ABOUT))
    return about, frozenset(question["stem"] for file in read.values() for question in file["questions"])


def _starter() -> list[tuple[str, bytes]]:
    found = files("kalquiz.bank").joinpath("starter").iterdir()
    return sorted((path.name, path.read_bytes()) for path in found if path.is_file())


def _filled(about: str, name: str, title: str, released: str) -> str:
    """What `bank.yaml` says, with what is new about this bank in its lines."""
    values = {
        "id": json.dumps(name),
        "title": json.dumps(title, ensure_ascii=False),
        "released": f'"{released}"',
    }
    for field, value in values.items():
        # The comment behind a value stays.
        line = re.compile(rf"^{field}: [^#\n]*?(?= #|$)", re.MULTILINE)
        about = line.sub(f"{field}: {value}".replace("\\", r"\\"), about)
    return about


def _slug(name: str) -> str:
    """An id made of the name of a folder."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = "-".join(re.findall("[a-z0-9]+", plain))[:LONGEST_ID].rstrip("-")
    if not made:
        raise NewBankError(
            "Name the folder with letters from a to z or digits: its name becomes the bank's id."
        )
    if made in bundled_banks():
        raise NewBankError(f"{made} is the id of a bank that comes with kalquiz. Choose another name.")
    return made


def _require_room(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise NewBankError(f"“{folder}” is a file. Name a new folder.")
    if folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir()):
        raise NewBankError(f"“{folder}” is not empty. Name a new folder, or an empty one.")
