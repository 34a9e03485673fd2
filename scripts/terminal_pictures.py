#!/usr/bin/env python3
"""Pictures of sessions in a real terminal: narrow and wide, light and dark, without colours, with wide characters.

    python -m scripts.terminal_pictures build/terminals

A session is held in tmux, what stands on its screen is taken with its colours, and Chromium makes a picture of it. So
tmux and Chromium have to be installed.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from shutil import copytree, which
from tempfile import TemporaryDirectory

from tests.browser import Page, chromium
from tests.tmux import Tmux, opened
from wcwidth import wcwidth

NOW = "2026-03-01T18:30"
"""The time that a session shows; pictures do not change with the hour."""

SHELL = "$ "
LINES = 120
_STYLE = re.compile(r"\x1b\[([\d;]*)m|\x1b[()][0-9A-B]|[\x0e\x0f]")
_CLASSES = {"1": "bold", "2": "dim", "31": "red", "32": "green"}
_ENDS = {"0": _CLASSES.keys(), "": _CLASSES.keys(), "22": ("1", "2"), "39": ("31", "32")}

CSS = """
body { margin: 0; background: #8a8a8a; }
main { display: inline-flex; gap: 10px; }
pre { margin: 0; padding: 14px 18px; font: 14px/19px "DejaVu Sans Mono", "Noto Sans Mono CJK KR", monospace;
  background: #fff; color: #1c1c1e; }
.dark { background: #1c1c1e; color: #e4e4e6; }
.bold { font-weight: 700; } .dim { opacity: .62; }
.green { color: #1a7f37; } .dark .green { color: #4ec26a; } .red { color: #b3261e; } .dark .red { color: #ff7b72; }
i { display: inline-block; width: 2ch; font-style: normal; text-align: center; height: 19px; vertical-align: top; }
"""


IDS = "--ids origin-and-destination,why-the-date-changed,direction-of-drift"
TYPED = ("New York", "Tokyo", "", "b", "", ":h", "Norht", ":ok", "", "New York", "Seoul", "", ":q")


@dataclass(frozen=True, slots=True)
class Scene:
    """A session to take a picture of: the window, the command, and what is typed, a line after the other."""

    name: str
    typed: Sequence[str]
    options: str = IDS
    width: int = 80
    dark: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    bank: str = "kal007"


SHORT = "--ids direction-of-drift"
SLIP = (":h", "Norht", "")
KOREAN = {
    "Which probe was the first to reach the surface of the Moon?": "달 표면에 처음으로 도달한 탐사선은 무엇인가?",
    "Its one natural satellite": "地球唯一的自然卫星",
}
"""Words of a sample bank, and what stands in their place in the one with wide characters."""

SCENES = (
    *(
        Scene(f"{width}-{'dark' if dark else 'light'}", TYPED, width=width, dark=dark)
        for width in (40, 80, 200)
        for dark in (False, True)
    ),
    Scene("no-color", TYPED, environment={"NO_COLOR": "1"}),
    Scene("dumb", TYPED, environment={"TERM": "dumb"}),
    Scene("latin-1", SLIP, SHORT, environment={"PYTHONIOENCODING": "latin-1"}),
    Scene("plain", TYPED, f"{IDS} --plain"),
    Scene("exam", ("New York", "Tokyo", "b", ":skip", "North"), f"{IDS} --exam 20m"),
    *(
        Scene(
            f"wide-{width}",
            ("a", "", "루나 2", "", ":q"),
            "--ids first-probe,kind-of-body",
            width,
            bank="wide",
        )
        for width in (40, 80)
    ),
)


SESSION = Scene("session", ("New York", "Tokyo", "", "", "y", ":q"), "")
"""What the documentation begins with."""

NARROW = (
    Scene("light", SLIP, SHORT, 40),
    Scene("dark", SLIP, SHORT, 40, dark=True),
    Scene("no colours", SLIP, SHORT, 40, environment={"NO_COLOR": "1"}),
    Scene("wide", ("루나 2", "", ":q"), "--ids first-probe", 40, bank="wide"),
)
"""What the documentation shows of narrow windows."""


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path, help="the folder to put the pictures into")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with chromium() as page:
        for scene in SCENES:
            photograph(page, [scene], out / f"{scene.name}.png")


def photograph(page: Page, scenes: Sequence[Scene], target: Path, scale: int = 2) -> None:
    """Hold the sessions and take a picture of their screens side by side."""
    with TemporaryDirectory() as name:
        path = Path(name) / "screen.html"
        path.write_text(as_page(scenes), encoding="utf-8")
        page.size(8000, 100, scale)
        page.open(path.as_uri())
        page.size(int(page.run("Math.ceil(document.querySelector('main').offsetWidth)")), 100, scale)
        page.picture(target)


def as_page(scenes: Sequence[Scene]) -> str:
    """The screens at the end of sessions side by side, as a page."""
    screens = "\n".join(
        f'<pre class="{"dark" if scene.dark else "light"}">{as_html(held(scene))}</pre>' for scene in scenes
    )
    return f'<!doctype html><meta charset="utf-8"><style>{CSS}</style><main>{screens}</main>'


def held(scene: Scene) -> str:
    """What stands on the screen at the end of a session, with its colours."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        bank = str(wide_bank(folder)) if scene.bank == "wide" else scene.bank
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        size = (scene.width, LINES)
        with opened(
            _program("tmux"), _program("bash"), folder / "home", folder, size=size, PATH=path
        ) as tmux:
            given = "".join(f"{name}={value} " for name, value in scene.environment.items())
            return _typed_into(
                tmux, f"{given}kalquiz practice {Path(bank).name} {scene.options}", scene.typed
            )


def _typed_into(tmux: Tmux, command: str, lines: Sequence[str]) -> str:
    # The time does not stand in the command, as a person types it.
    tmux.type(f"PS1='{SHELL}'; kalquiz() {{ command kalquiz \"$@\" --now {NOW}; }}; clear", "Enter")
    tmux.until(last=SHELL.strip())
    tmux.type(command, "Enter")
    for number, line in enumerate(lines, 1):
        tmux.until(prompts=number)
        if line:
            tmux.type("-l", line)
        tmux.type("Enter")
    tmux.until(prompts=len(lines), last=SHELL.strip())
    return tmux.shown(colours=True).strip().removesuffix(SHELL.strip()).rstrip()


def wide_bank(folder: Path) -> Path:
    """A bank whose texts have wide characters."""
    bank = Path(copytree(Path(__file__).parents[1] / "tests" / "banks" / "moon", folder / "moon"))
    path = bank / "basics.yaml"
    text = path.read_text(encoding="utf-8")
    for narrow, wide in KOREAN.items():
        text = text.replace(narrow, wide)
    path.write_text(text, encoding="utf-8")
    return bank


def as_html(shown: str) -> str:
    """The screen as HTML: colours as classes, wide characters as wide as a terminal makes them."""
    return "".join(_spans(shown))


def _spans(shown: str) -> Iterator[str]:
    on: set[str] = set()
    end = 0
    for found in (*_STYLE.finditer(shown), None):
        text = shown[end : found.start() if found else len(shown)]
        if text:
            cells = "".join(f"<i>{it}</i>" if wcwidth(it) == 2 else escape(it) for it in text)
            kind = " ".join(_CLASSES[code] for code in sorted(on))
            yield f'<span class="{kind}">{cells}</span>' if kind else cells
        if found:
            end = found.end()
            for code in (found[1] or "").split(";") if found[0].endswith("m") else ():
                on -= set(_ENDS.get(code, ()))
                on |= {code} & _CLASSES.keys()


def _program(name: str) -> str:
    found = which(name)
    if not found:
        raise SystemExit(f"This needs {name} on the path.")
    return found


if __name__ == "__main__":
    main()
