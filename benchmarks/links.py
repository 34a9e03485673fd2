"""Whether a browser really marks the passages that links lead to: all links of a text, in headless Chromium.

    KALQUIZ_SOURCES=DIR python -m benchmarks.links [TEXT...]

Each text becomes a page. It is opened with the links, and once more without, while a script marks where the
passages truly are; the two pictures have to be the same, to the byte. Exit code 1 where they are not.
"""

import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.citations import Text, load_texts, starts_of

from kalquiz.citation import Passage, skeleton, text_fragment

HEAD = """<!doctype html><meta charset="utf-8"><style>
body { width: 1200px; font: 8px/12px sans-serif; color: transparent; }
::target-text, ::highlight(cited) { background: black; color: transparent; }
</style>"""
# The nodes of the body hold the text, letter for letter; a span is counted in UTF-16, as the browser does.
MARK = """<script>
const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), spans = SPANS;
const ranges = spans.map(() => new Range());
for (let at = 0, node; (node = nodes.nextNode()) && node.parentNode.nodeName !== "SCRIPT"; at += node.length)
  spans.forEach((span, index) => span.forEach((place, edge) => {
    if (place >= at && place <= at + node.length) {
      if (edge) { if (place > at) ranges[index].setEnd(node, place - at); }
      else ranges[index].setStart(node, place - at);
    }
  }));
CSS.highlights.set("cited", new Highlight(...ranges));
</script>"""


@dataclass(frozen=True)
class Link:
    """The fragment of a link, where it should lead, and whether that is the whole passage."""

    fragment: str
    span: tuple[int, int]
    whole: bool


class Browser:
    """Chromium, with a folder for its pages and pictures."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder

    def unmarked(self, text: str, links: Sequence[Link]) -> list[Link]:
        """The links that do not mark what they should."""
        if not links or self._picture(text, links, linked=True) == self._picture(text, links, linked=False):
            return []
        middle = len(links) // 2
        return (
            [*self.unmarked(text, links[:middle]), *self.unmarked(text, links[middle:])]
            if middle
            else list(links)
        )

    def marks(self, text: str, links: Sequence[Link]) -> bool:
        """Whether this browser shows marks at all."""
        return self._picture(text, links, linked=False) != self._picture(text, [], linked=False)

    def _picture(self, text: str, links: Sequence[Link], *, linked: bool) -> bytes:
        page, picture = self._folder / "page.html", self._folder / "page.png"
        spans = [] if linked else [[_utf16(text[:place]) for place in link.span] for link in links]
        parts = re.split(r"(\n\s*\n)", text)
        body = "".join(f"<p>{html.escape(part)}</p>" if part.strip() else part for part in parts)
        page.write_text(f"{HEAD}<body>{body}{MARK.replace('SPANS', json.dumps(spans))}", encoding="utf-8")
        fragment = "#:~:" + "&".join(link.fragment for link in links) if linked and links else ""
        height = 200 + 12 * (len(text) // 100 + 3 * len(parts))
        command = [self._program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += ["--disable-background-networking", f"--user-data-dir={self._folder / 'profile'}"]
        command += [f"--window-size=1240,{height}", f"--screenshot={picture}", page.as_uri() + fragment]
        subprocess.run(command, capture_output=True, check=True, timeout=120)  # noqa: S603 - our own words
        return picture.read_bytes()


def links_of(text: Text) -> list[Link]:
    """The links to the cited passages of a text."""
    whole, starts, found = str(text), starts_of(text.pieces), []
    bare = skeleton(whole)
    for index, passage in text.passages.items():
        link = text_fragment("", passage)
        if link is None:
            continue
        span = bare.span(bare.place(starts[index]), bare.place(starts[index + 1]))
        found.append(Link(link.removeprefix("#:~:"), _part(whole, span, passage), passage.link is True))
    return found


def main() -> int:
    """Print how many links of each text are marked; exit code 1 where one is not."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        print("This needs Chromium on the path.")
        return 2
    texts = [text for text in load_texts() if text.name in sys.argv[1:] or not sys.argv[1:]]
    print(f"{'text':12}{'passages':>9}{'links':>7}{'to all of it':>14}{'marked':>8}")
    with TemporaryDirectory() as folder:
        browser = Browser(program, Path(folder))
        failed = sum(row(browser, text) for text in texts)
        seen = browser.marks(str(texts[0]), links_of(texts[0]))
    if not seen:
        print("This browser shows no marks, so nothing was proved.")
    return int(failed > 0 or not seen)


def row(browser: Browser, text: Text) -> int:
    """Print a line of the table; how many links are not marked."""
    links = links_of(text)
    unmarked = browser.unmarked(str(text), links)
    whole = sum(link.whole for link in links)
    print(f"{text.name:12}{len(text.passages):9}{len(links):7}{whole:14}{len(links) - len(unmarked):8}")
    for link in unmarked:
        print(f"  not marked: {link.fragment}")
    return len(unmarked)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _part(text: str, span: tuple[int, int], passage: Passage) -> tuple[int, int]:
    """The part of a passage that its link is for: the whole, or one anchor of it."""
    first, last = passage.linked
    found = [
        match.span()
        for match in re.finditer(r"\s+".join(map(re.escape, (first or last).split())), text)
        if (match.start() == span[0] if first else match.end() == span[1])
    ]
    return span if first and last else found[0]


if __name__ == "__main__":
    sys.exit(main())
