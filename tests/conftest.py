"""What several tests need: the sample banks, the source texts, and programs that may be missing."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings

from kalquiz import Bank, load_bank
from kalquiz.history import Store
from tests.browser import BROWSER, Page, chromium
from tests.learner import Learner

HERE = Path(__file__).parent
ROOT = HERE.parent

# How long an example takes, and the first one imports, says something of the machine alone.
settings.register_profile("kalquiz", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kalquiz")


def unavailable(what: str) -> None:
    """Skip what this machine cannot do; where everything has to run, fail instead."""
    if os.environ.get("KALQUIZ_STRICT"):
        pytest.fail(f"{what} is missing, and KALQUIZ_STRICT allows no skipping")
    pytest.skip(f"{what} is missing")


def program(name: str) -> str:
    """The path of a program that a test runs."""
    found = shutil.which(name)
    if found is None:
        unavailable(name)
    return str(found)


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    """A tab of a real browser."""
    if BROWSER is None:
        unavailable("Chromium")
    with chromium() as page:
        yield page


@contextmanager
def without_rights() -> Iterator[None]:
    """Do something as somebody who may do no more than all may; root becomes such a one for a while."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that all may enter; those of other tests are for one user alone."""
    with TemporaryDirectory(dir="/var/tmp") as folder:
        path = Path(folder)
        path.chmod(0o755)
        yield path


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data directory for each test, so that none sees what another learned, or the person who runs them.

    Neither does the width of that person's terminal matter.
    """
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.getbasetemp() / "homes" / uuid4().hex
        patch.setenv("KALQUIZ_HOME", str(folder))
        patch.delenv("COLUMNS", raising=False)
        yield folder


@pytest.fixture(scope="session")
def moon() -> Bank:
    """A bank with one question of each type, cited to tests/sources/handout.txt."""
    return load_bank(HERE / "banks" / "moon")


@pytest.fixture(scope="session")
def moon_sources() -> Path:
    return HERE / "sources"


@pytest.fixture(scope="session")
def kal007() -> Bank:
    return load_bank(ROOT / "questions" / "kal007")


@pytest.fixture(scope="session")
def kal007_sources() -> Path:
    """The folder with the texts that kal007 cites; they are not part of the project."""
    folder = os.environ.get("KALQUIZ_SOURCES")
    if not folder:
        unavailable("KALQUIZ_SOURCES")
    return Path(str(folder))


@pytest.fixture
def history_file(tmp_path: Path) -> Path:
    """Where a history will lie; there is no such file, and no such folder."""
    return tmp_path / "home" / "history.db"


@pytest.fixture
def store(history_file: Path) -> Iterator[Store]:
    """An empty history."""
    with Store(history_file) as opened:
        yield opened


@pytest.fixture
def learner(moon: Bank, tmp_path: Path) -> Learner:
    return Learner(moon, Store(tmp_path / "history.db"))
