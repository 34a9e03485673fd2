"""Names of a package that are imported when they are first asked for: nobody pays for what is not used."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def late(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package: finds a name in its home, the module of the package that has it.

    Args:
        package: the name of the package.
        homes: by the name of each module, the names that come from it, with spaces between.
    """
    home = {name: module for module, names in homes.items() for name in names.split()}

    def find(name: str) -> Any:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{home[name]}"), name)

    return find
