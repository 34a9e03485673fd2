"""Writing files whole: who reads one finds all of the old content or all of the new."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory


def write_whole(out: Path, data: bytes) -> None:
    """Write `data` to `out`: beside it first, then renamed over it. A link stays, and its target is written.

    Raises:
        OSError: the file cannot be written; what was there before still is.
    """
    target = require_place(out)
    try:
        # A folder beside the target is on the same disk, and files in it get the usual permissions.
        with TemporaryDirectory(dir=target.parent, prefix=".kalquiz-") as folder:
            part = Path(folder) / target.name
            part.write_bytes(data)
            part.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(out)) from None


def require_place(out: Path) -> Path:
    """The file that `out` stands for, with links followed.

    Raises:
        OSError: no file can stand there: its folder is missing, or something else has its name.
    """
    target = out.resolve()
    if target.exists() and not target.is_file():
        # Renaming would put a file in the place of a device or a pipe.
        code = errno.EISDIR if target.is_dir() else errno.EINVAL
        raise OSError(code, os.strerror(errno.EISDIR) if target.is_dir() else "Not a file", str(out))
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder; make it first", str(out.parent))
    return target


def write_folder(out: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by name, into a new folder or into one that has none of these names yet.

    Raises:
        OSError: they cannot be written; then there is none of them.
    """
    target = out.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent, prefix=".kalquiz-") as folder:
            _write_through(Path(folder) / target.name, target, files)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(out)) from None


def _write_through(whole: Path, target: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into one folder, and move them to another when they are all there."""
    whole.mkdir()
    for name, data in files.items():
        (whole / name).write_bytes(data)
    if not target.exists():
        whole.replace(target)
        return
    # The folder stays the one it is: somebody's shell may be in it.
    for name in files:
        (whole / name).replace(target / name)
