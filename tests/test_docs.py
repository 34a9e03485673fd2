"""The documentation is true: its examples run and print what it shows, what is generated is up to date.

In a page, a bold file name before a fenced block makes it a file; `console` blocks are run, with lines that
begin with `>` typed into them; `python` and `pycon` blocks are executed. An ellipsis in what is shown stands
for anything.
"""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import click
import pytest

from kalquiz import Bank
from kalquiz.cli.main import commands, main

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
TUTORIAL = DOCS / "tutorial.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
BIN = Path(sys.executable).parent

_FENCE = re.compile(
    r"(?:^\*\*`(?P<file>[^`]+)`\*\*\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: its language, its text, its line and the file it is, if it is one."""

    kind: str
    text: str
    line: int
    file: str = ""


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        line = text.count("\n", 0, found.start("text")) + 1
        yield Block(found["kind"], found["text"], line, found["file"] or "")


def run_page(page: Path, folder: Path) -> None:
    """Do what a page tells its reader to do, in `folder`."""
    known: dict[str, Any] = {}
    printed = ""
    for block in blocks(page):
        where = f"{name_of(page)}:{block.line}"
        if block.file:
            (folder / block.file).write_text(block.text, encoding="utf-8")
        elif block.kind == "console":
            run_console(block.text, folder, where)
        elif block.kind == "pycon":
            run_doctest(block, known, where)
        elif block.kind == "python" and "reference" not in page.parts:
            with redirect_stdout(StringIO()) as out:
                exec(compile(block.text, where, "exec"), known)  # noqa: S102 - the examples are ours
            printed = out.getvalue()
        elif block.kind == "text" and printed:
            assert_shown(block.text, printed, where)
            printed = ""


def run_console(text: str, folder: Path, where: str) -> None:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines(keepends=True)
        typed = "".join(line.removeprefix("> ") for line in shown if line.startswith("> "))
        wanted = "".join(line for line in shown if not line.startswith("> "))
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            patch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
            patch.setenv("COLUMNS", "80")
            patch.setenv("KALQUIZ_HOME", str(folder.with_name("home-of-kalquiz")))
            patch.delenv("KALQUIZ_SOURCES", raising=False)
            alone = command.startswith("kalquiz ") and not set("|<>") & set(command)
            printed = run_kalquiz(command, typed) if alone else run_shell(command, typed)
        assert_shown(wanted, printed, f"{where}: {command.strip()}")


def run_kalquiz(command: str, typed: str) -> str:
    """What the command prints, without a process of its own: that saves most of the time."""
    out = TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", shlex.split(command))
        patch.setattr(sys, "stdin", StringIO(typed))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", out)
        with pytest.raises(SystemExit):
            main()
    out.seek(0)
    return out.read()


def run_shell(command: str, typed: str) -> str:
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def run_doctest(block: Block, known: dict[str, Any], where: str) -> None:
    example = doctest.DocTestParser().get_doctest(block.text, known, where, where, block.line)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(example, out=said.append, clear_globs=False)
    known.update(example.globs)
    assert not runner.failures, "".join(said)


def assert_shown(wanted: str, printed: str, where: str) -> None:
    matches = doctest.OutputChecker().check_output(wanted, printed, doctest.ELLIPSIS)
    assert matches, f"{where} prints\n{printed}"


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of somebody who has followed the tutorial."""
    folder = tmp_path_factory.mktemp("tutorial")
    run_page(TUTORIAL, folder)
    return folder


def test_the_tutorial_leads_from_an_empty_folder_to_sheets_and_a_deck(tutorial: Path) -> None:
    made = {path.name for path in tutorial.iterdir()}
    assert made == {"calendar", "sources", "tides", "tides.pdf", "tides-key.pdf", "tides.apkg"}


@pytest.mark.parametrize("page", [page for page in PAGES if page != TUTORIAL], ids=name_of)
def test_examples_do_what_the_page_says(
    page: Path, tutorial: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "home"
    shutil.copytree(tutorial, folder)
    monkeypatch.chdir(folder)
    run_page(page, folder)


def test_what_is_generated_is_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "reference.py"), "--check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_schema_in_the_docs_is_the_one_that_the_command_prints() -> None:
    done = subprocess.run([BIN / "kalquiz", "schema"], capture_output=True, encoding="utf-8", check=True)
    assert (DOCS / "schema.json").read_text(encoding="utf-8") == done.stdout


def every_command(
    group: click.Group = commands, above: str = "kalquiz"
) -> Iterator[tuple[str, click.Command]]:
    """Every command with its name in full."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found
        yield f"{above} {name}", found
        if isinstance(found, click.Group):
            yield from every_command(found, f"{above} {name}")


def test_the_architecture_names_the_layers_that_the_linter_keeps() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    layers = tools["importlinter"]["contracts"][0]["layers"]
    kept = [set(layer.replace("kalquiz.", "").split(" | ")) for layer in layers]
    (table,) = [it.text for it in blocks(DOCS / "architecture.md") if it.text.startswith("cli ")]
    named: list[set[str]] = []
    goes_on = False
    for line in table.splitlines():
        names = set(re.split(" {3,}", line)[:-1])
        if goes_on:
            named[-1] |= names
        else:
            named.append(names)
        goes_on = line.endswith(";")
    assert named == kept


def test_every_command_has_a_section_and_an_example() -> None:
    page = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    names = {name for name, _ in every_command()}
    assert set(re.findall(r"^##+ `(kalquiz [\w ]+)`$", page, re.MULTILINE)) == names
    used = " ".join(block.text for path in PAGES for block in blocks(path) if block.kind == "console")
    assert {name for name in names if name not in used} == set()


def test_every_option_that_a_page_names_exists() -> None:
    options = {option for _, found in every_command() for each in found.params for option in each.opts}
    for page in PAGES:
        for block in blocks(page):
            for line in block.text.splitlines() if block.kind == "console" else ():
                if line.startswith("$ kalquiz"):
                    given = {word for word in shlex.split(line, comments=True) if word.startswith("-")}
                    assert given <= options, f"{name_of(page)}: {line}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in _LINK.findall(page.read_text(encoding="utf-8")):
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), f"{target}#{anchor}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as MkDocs and code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_make_has_what_the_pages_tell_people_to_make() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"(?:`|^)make (\w+)", pages, re.MULTILINE))
    assert {"practice", "test"} <= named <= targets


@pytest.mark.parametrize("page", [README, DOCS / "index.md"], ids=name_of)
def test_the_size_of_the_flagship_bank_is_right(page: Path, kal007: Bank) -> None:
    assert f"{len(kal007.questions)} questions" in page.read_text(encoding="utf-8")


def test_the_site_builds_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    command = [str(BIN / "mkdocs"), "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > len(list(DOCS.rglob("*.md")))
    for page in pages:
        loaded = re.findall(r'<(?:script|img|link)[^>]+(?:src|href)="(https?:)?//', page.read_text("utf-8"))
        assert not loaded, page.name
