"""The faces of a PDF beyond those that Typst brings along."""

from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile

from kalquiz.worksheet.model import WorksheetError

SANS = "Source Sans Pro"

# One file for each style: where two files have the same, which one is taken would depend on the machine.
_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf")


def add_sans(folder: Path) -> None:
    """Put the files of `SANS` into the folder.

    Raises:
        WorksheetError: they are not installed.
    """
    found = find_spec("font_source_sans_pro")
    if not found or not found.origin:
        raise WorksheetError(
            "The face Source Sans Pro is missing. Install it: pip install font-source-sans-pro==0.0.1"
        )
    for name in _FILES:
        copyfile(Path(found.origin).parent / "files" / name, folder / name)
