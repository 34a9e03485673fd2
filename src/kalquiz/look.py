"""The one look of card, sheet and page: a well-set exam paper.

Sans for questions, serif for source text, one accent colour. Each pair of ink and paper has a contrast of at
least 4.5 to 1 (WCAG 2.2, level AA).
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as CSS hex values: paper, ink, quiet ink for side notes, thin rules, the accent."""

    paper: str
    ink: str
    quiet: str
    rule: str
    accent: str


LIGHT = Palette(paper="#ffffff", ink="#1a1a1a", quiet="#595959", rule="#c4c4c4", accent="#1f4e79")
TINTED = Palette(paper="#fbf5e6", ink="#1a1a1a", quiet="#4d4d4d", rule="#b0a88f", accent="#1f4e79")
DARK = Palette(paper="#1c1c1e", ink="#ececec", quiet="#a8a8a8", rule="#4d4d50", accent="#9cc3e8")

SANS = '"Source Sans 3", "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif'
SERIF = '"Source Serif 4", Georgia, "Times New Roman", "Liberation Serif", "DejaVu Serif", serif'


def css_variables(palette: Palette) -> str:
    """The palette as CSS custom properties: `--paper: #ffffff; ...`."""
    return " ".join(f"--{name}: {value};" for name, value in asdict(palette).items())
