"""SVG files of a bank: something to look at, never a program and never a door to elsewhere.

Outputs show them as images, where browsers run and load nothing. They are refused here all the same: a file
lies in a media folder or a browser's downloads too, and there it can be opened by itself.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from kalquiz.citation.record import MisfitError

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XHTML = "http://www.w3.org/1999/xhtml"
_DEEPEST = 100

# fmt: off
_ELEMENTS = frozenset((
    "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch", "view",
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath",
    "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter",
    "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix",
    "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA",
    "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset",
    "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
))
# fmt: on
"""What draws. Scripts, links, animations, embedded pages and pictures are not among it."""

_CSS_LEADS_OUT = re.compile(
    r"@import|@font-face|\\|image-set|(?:url|src|image)\(\s*+(?!['\"]?#)", re.IGNORECASE
)
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in)?\s*", re.IGNORECASE)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def svg_size(data: bytes) -> tuple[int, int]:
    """Width and height of an SVG file in pixels of CSS, rounded. What its errors say goes on after its name.

    Raises:
        MisfitError: it is not SVG, says no size, or holds what is not drawing.
    """
    reading = _Reading()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reading.doctype
    parser.ProcessingInstructionHandler = reading.instruction
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        said = f"is not SVG: {expat.errors.messages[error.code]}, line {error.lineno}"
        raise MisfitError(said, "Save it again as plain SVG.") from None
    return reading.size()


@dataclass
class _Reading:
    """A walk through an SVG file, which ends at the first thing that does not belong into a picture."""

    root: dict[str, str] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    using: set[str] = field(default_factory=set)
    css: str = ""

    def doctype(self, _name: str, _system: str | None, _public: str | None, subset: int) -> None:
        """A document type may be named; one that is written out can define what it likes."""
        if subset:
            raise MisfitError("defines entities", "Save it as plain SVG.")

    def instruction(self, target: str, _data: str) -> None:
        """Style sheets come by processing instructions."""
        said = f"holds a processing instruction, `<?{target}?>`"
        raise MisfitError(said, "Save it as plain SVG.")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element."""
        namespace, _, local = tag.rpartition(" ")
        name = local if namespace == _SVG else ""
        if not self.path:
            if name != "svg":
                raise MisfitError("is not SVG", "Save it as plain SVG.")
            self.root = attributes
        elif len(self.path) == _DEEPEST:
            raise MisfitError(f"nests more than {_DEEPEST} levels deep", "Simplify the drawing.")
        # What a drawing program notes about its work is looked at by nobody.
        note = "metadata" in self.path and namespace not in (_SVG, _XHTML)
        if name not in _ELEMENTS and not note:
            raise MisfitError(f"holds `<{local}>`, which is not drawing", "Save it as plain SVG.")
        for attribute, value in attributes.items():
            _refuse_attribute(attribute, value)
        self.path.append(name)
        self.ids.append(attributes.get("id", ""))
        if name == "use":
            self.using.update(self.ids)
            self.used.update(_links(attributes))

    def end(self, _tag: str) -> None:
        """Take in the end of an element."""
        self.ids.pop()
        if self.path.pop() == "style":
            _refuse_css(self.css)

    def text(self, text: str) -> None:
        """Take in text; that of a style sheet may lead elsewhere."""
        if self.path[-1:] == ["style"]:
            self.css += text

    def size(self) -> tuple[int, int]:
        """Width and height; a picture that repeats repetitions could grow beyond any bound."""
        if self.used & {f"#{name}" for name in self.using if name}:
            said = "repeats with `<use>` what itself has a `<use>`"
            raise MisfitError(said, "Write the repeated parts out.")
        box = [float(part) for part in re.findall(r"-?\d*\.?\d+", self.root.get("viewBox", ""))]
        width, height = (_pixels(self.root.get(side, "")) for side in ("width", "height"))
        if len(box) == 4 and min(box[2:]) > 0:
            ratio = box[2] / box[3]
            width = width or (height * ratio if height else box[2])
            height = height or width / ratio
        if not (width and height):
            raise MisfitError("does not say how large it is", "Give its first element a `viewBox`.")
        return max(1, round(width)), max(1, round(height))


def _refuse_attribute(name: str, value: str) -> None:
    namespace, _, local = name.rpartition(" ")
    if not namespace and local.lower().startswith("on"):
        raise MisfitError(f"holds a script, in `{local}`", "Save it as plain SVG.")
    if (local == "href" and namespace in ("", _XLINK) and not value.startswith("#")) or local == "base":
        said = f"refers to something outside itself, in `{local}`"
        raise MisfitError(said, "Draw what it refers to, or save the whole picture as PNG.")
    if local == "style" or "(" in value:
        _refuse_css(value)


def _refuse_css(text: str) -> None:
    if found := _CSS_LEADS_OUT.search(text):
        said = f"refers to something outside itself, with `{found[0].strip()}`"
        raise MisfitError(said, "Draw what it refers to, or save the whole picture as PNG.")


def _links(attributes: dict[str, str]) -> set[str]:
    return {value for name, value in attributes.items() if name in ("href", f"{_XLINK} href")}


def _pixels(length: str) -> float:
    """A length in pixels; 0 for none, and for one that depends on where the picture stands."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS[(found[2] or "").lower()] if found else 0.0
