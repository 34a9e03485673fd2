"""Writing files so that nobody ever meets half of one."""

from pathlib import Path
from tempfile import TemporaryDirectory


def write_whole(out: Path, data: bytes) -> None:
    """Write `data` to `out`: beside it first, then renamed over it.

    Raises:
        OSError: the file cannot be written; what was there before still is.
    """
    # A folder beside `out` is on the same disk, and files in it get the usual permissions.
    with TemporaryDirectory(dir=out.parent, prefix=".kalquiz-") as folder:
        part = Path(folder) / out.name
        part.write_bytes(data)
        part.replace(out)
