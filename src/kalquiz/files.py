"""Writing files so that nobody ever meets half of one."""

import errno
import os
from pathlib import Path
from tempfile import TemporaryDirectory


def write_whole(out: Path, data: bytes) -> None:
    """Write `data` to `out`: beside it first, then renamed over it. A link stays, and its target is written.

    Raises:
        OSError: the file cannot be written; what was there before still is.
    """
    target = out.resolve()
    if target.exists() and not target.is_file():
        # Renaming would put a file in the place of a device or a pipe.
        code = errno.EISDIR if target.is_dir() else errno.EINVAL
        raise OSError(code, os.strerror(errno.EISDIR) if target.is_dir() else "Not a file", str(out))
    # A folder beside the target is on the same disk, and files in it get the usual permissions.
    with TemporaryDirectory(dir=target.parent, prefix=".kalquiz-") as folder:
        part = Path(folder) / target.name
        part.write_bytes(data)
        part.replace(target)
