"""Own templates, which nobody vouches for: set in a process of their own, which has no files and no network.

A template gets text and gives text. The process is ended when it takes too long, or too much memory.
"""

import pickle
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, cast

from kalquiz.worksheet.model import WorksheetError


class TemplateError(WorksheetError):
    """An own template that cannot be used; `diagnostic` is all that was said about it."""

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(message)
        self.diagnostic = diagnostic


SECONDS = 60
_MEMORY = 2 * 1024**3
_NOWHERE = "http://127.0.0.1:9"


def run_apart(template: Path, task: Literal["page", "pdf"], *arguments: object) -> bytes:
    """What the task, a function of this module, makes of the template's text and the arguments.

    Raises:
        TemplateError: the template has a mistake, or does what it may not.
        WorksheetError: it cannot be read, or takes too long.
    """
    try:
        source = template.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WorksheetError(f"The template “{template}” cannot be read as text.") from error
    with TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-m", "kalquiz.worksheet.apart"],
                input=pickle.dumps((task, (source, *arguments))),
                capture_output=True,
                timeout=SECONDS,
                check=False,
                cwd=folder,
            )
        except subprocess.TimeoutExpired as error:
            raise WorksheetError(f"The template “{template}” was stopped after {SECONDS} seconds.") from error
    if done.returncode:
        diagnostic = done.stderr.decode(errors="replace").strip()
        first = diagnostic.partition("\n")[0] or "it was stopped"
        raise TemplateError(f"The template “{template}” cannot be used: {first}", diagnostic)
    return done.stdout


def page(source: str, context: dict[str, object]) -> bytes:
    """The page that a Jinja template makes: no loader, nothing with an underscore, nothing changed."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(source).render(context).encode()


def pdf(source: str, files: dict[str, bytes], data: str, system_fonts: bool) -> bytes:
    """The PDF that a Typst template makes, in a folder that holds these files only."""
    from typst import Compiler, Fonts

    with TemporaryDirectory() as folder:
        root = Path(folder, "root")
        root.mkdir()
        for name, content in files.items():
            (root / name).write_bytes(content)
        compiler = Compiler(
            source.encode(),
            root=str(root),
            font_paths=Fonts(include_system_fonts=system_fonts, font_paths=[folder]),
            sys_inputs={"data": data},
            package_path=folder,
            package_cache_path=folder,
        )
        return cast("bytes", compiler.compile(format="pdf", pdf_standards=["ua-1"]))


def _confine() -> None:
    import os

    # Typst would ask the network for packages.
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        os.environ[name] = os.environ[name.upper()] = _NOWHERE
    try:
        import resource
    except ModuleNotFoundError:  # Windows; the time is limited everywhere
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _main() -> None:
    task, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - from `run_apart`
    _confine()
    try:
        sys.stdout.buffer.write(page(*arguments) if task == "page" else pdf(*arguments))
    except Exception as error:  # noqa: BLE001 - whatever a template does is told in one line
        sys.stderr.write((getattr(error, "diagnostic", "") or str(error)).strip() or type(error).__name__)
        sys.exit(1)


if __name__ == "__main__":
    _main()
