"""Pictures: what is taken and what is refused, and how each output shows them."""

import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from kalquiz import Bank, build_deck, build_worksheet, load_bank
from kalquiz.bank import ImageError, read_image
from kalquiz.bank.image import LARGEST_IMAGE, MOST_PIXELS
from kalquiz.deck.notetype import Field, NoteType
from kalquiz.interaction import Picture
from kalquiz.practice import Session, talk
from kalquiz.problem import BankError
from kalquiz.worksheet import WorksheetError
from tests.anki_backend import anki, cards, import_deck
from tests.conftest import program
from tests.sample_images import KINDS, SVG, png, with_image
from tests.script import Script

ALT = "A map with a < and a [[gap]]."


def svg(inside: str, root: str = 'viewBox="0 0 3 2"', before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {root}>{inside}</svg>'.encode()


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_is_taken_with_its_size(tmp_path: Path, name: str) -> None:
    bank = load_bank(with_image(tmp_path / "bank", name, KINDS[name]))
    assert bank.question("day").prompt().picture == Picture(
        f"pictures/{name}", "A *map* with a < and a [[gap]]."
    )
    file = read_image(bank.path, f"pictures/{name}")
    assert (file.width, file.height) == (3, 2)
    assert file.data == KINDS[name]


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('viewBox="0 0 30.4 20"', (30, 20)),
        ('viewBox="-5,-5,30,20"', (30, 20)),
        ('width="60" viewBox="0 0 30 20"', (60, 40)),
        ('width="100%" height="10" viewBox="0 0 30 20"', (15, 10)),
        ('width="1in" height="36pt"', (96, 48)),
    ],
)
def test_an_svg_is_as_large_as_it_says(tmp_path: Path, root: str, size: tuple[int, int]) -> None:
    with_image(tmp_path / "bank", "map.svg", svg("", root))
    file = read_image(tmp_path / "bank", "pictures/map.svg")
    assert (file.width, file.height) == size


def test_a_plain_drawing_of_a_drawing_program_is_taken(tmp_path: Path) -> None:
    inside = (
        '<metadata xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:RDF r:about=""/></metadata>'
        "<style>@media (prefers-color-scheme: dark) { path { fill: url( '#g' ) } }</style>"
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient><path id="p" d="M0 0h1"/></defs>'
        '<use href="#p" style="fill: url(#g)"/><text x="1">once (or twice)</text>'
    )
    doctype = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/g.dtd">\n'
    )
    load_bank(with_image(tmp_path / "bank", "map.svg", svg(inside, before=doctype)))


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "a script": ("map.svg", svg("<script>alert(1)</script>"), "holds `<script>`, which is not drawing"),
    "a script in its notes": ("map.svg", svg("<metadata><script/></metadata>"), "holds `<script>`"),
    "a script of a page": (
        "map.svg",
        svg('<metadata><script xmlns="http://www.w3.org/1999/xhtml"/></metadata>'),
        "holds `<script>`",
    ),
    "an event": ("map.svg", svg('<path onclick="alert(1)"/>'), "holds a script, in `onclick`"),
    "an event at the root": ("map.svg", svg("", 'viewBox="0 0 3 2" onload="x()"'), "in `onload`"),
    "a link": ("map.svg", svg('<a href="https://example.org"/>'), "holds `<a>`"),
    "a page": ("map.svg", svg("<foreignObject/>"), "holds `<foreignObject>`"),
    "an animation": ("map.svg", svg('<path><set attributeName="href"/></path>'), "holds `<set>`"),
    "another picture": ("map.svg", svg('<image href="https://example.org/a.png"/>'), "holds `<image>`"),
    "a use from elsewhere": ("map.svg", svg('<use href="other.svg#a"/>'), "outside itself, in `href`"),
    "an old use from elsewhere": (
        "map.svg",
        svg('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="//example.org#a"/>'),
        "outside itself, in `href`",
    ),
    "another base": ("map.svg", svg('<g xml:base="https://example.org/"/>'), "in `base`"),
    "a fill from elsewhere": (
        "map.svg",
        svg('<path fill="url(https://example.org/#a)"/>'),
        "outside itself, with `url(`",
    ),
    "a style from elsewhere": ("map.svg", svg("<path style=\"fill: url( 'a.svg#b')\"/>"), "with `url(`"),
    "an import": ("map.svg", svg("<style>@im<!-- -->port 'a.css';</style>"), "with `@import`"),
    "a hidden address": ("map.svg", svg(r"<style>p { fill: \75rl(//a) }</style>"), "outside itself"),
    "a style sheet": ("map.svg", svg("", before="<?xml-stylesheet href='a.css'?>"), "`<?xml-stylesheet?>`"),
    "entities": (
        "map.svg",
        svg("<title>&b;</title>", before='<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'),
        "defines entities",
    ),
    "too deep": ("map.svg", svg("<g>" * 200 + "</g>" * 200), "nests more than 100 levels deep"),
    "repeated repetition": (
        "map.svg",
        svg('<g id="a"><use href="#b"/><use href="#b"/></g><g id="b"><path/></g><use href="#a"/>'),
        "repeats with `<use>` what itself has a `<use>`",
    ),
    "no size": ("map.svg", svg("", 'width="100%"'), "does not say how large it is"),
    "no XML": ("map.svg", b"A map.", "is not SVG: "),
    "another XML": ("map.svg", b"<svg><path/></svg>", "is not SVG"),
    "an empty file": ("map.svg", b"", "is not SVG: no element found"),
    "another kind": ("map.png", KINDS["map.jpg"], "is a jpeg file by what is in it"),
    "no picture": ("map.png", b"A map.", "is not a picture of that kind"),
    "half a PNG": ("map.png", png()[:-20], "is not a whole picture"),
    "a damaged PNG": ("map.png", png().replace(b"\2\0\0\0", b"\6\0\0\0"), "is not a whole picture"),
    "half a JPEG": ("map.jpg", KINDS["map.jpg"][:-9], "is not a whole picture"),
    "a JPEG without a frame": (
        "map.jpg",
        KINDS["map.jpg"].replace(b"\xff\xc0", b"\xff\xfe"),
        "is not a whole picture",
    ),
    "half a WebP": ("map.webp", KINDS["lossy.webp"][:-9], "is not a whole picture"),
    "a sound": ("map.webp", b"RIFF\4\0\0\0WAVEfmt ", "is not a whole picture"),
    "no pixels": ("map.png", png(0, 1), "does not say how large it is"),
    "too many pixels": ("map.png", png(MOST_PIXELS + 1, 1), "is 4001 by 1 pixels; at most 4,000 a side"),
    "too many bytes": ("map.svg", SVG + b" " * LARGEST_IMAGE, "is larger than 1 MB"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_picture_or_more_than_one_is_refused(tmp_path: Path, case: str) -> None:
    name, data, message = REFUSED[case]
    with pytest.raises(BankError) as caught:
        load_bank(with_image(tmp_path / "bank", name, data))
    (problem,) = caught.value.problems
    assert problem.message.startswith(f"`pictures/{name}` ")
    assert message in problem.message
    assert (problem.path.name, problem.line, problem.column) == ("flight.yaml", 26, 19)
    assert problem.rule == "bank/image"
    assert problem.hint


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("map.svg", "Did you mean `pictures/map.svg`?"),
        ("pictures/mpa.svg", "Did you mean `pictures/map.svg`?"),
        ("clock.png", "Put it at {bank}/clock.png."),
    ],
)
def test_a_missing_picture_is_looked_for_nearby(tmp_path: Path, written: str, hint: str) -> None:
    bank = with_image(tmp_path / "bank", "map.svg", SVG)
    section = bank / "flight.yaml"
    section.write_text(section.read_text(encoding="utf-8").replace("pictures/map.svg", written), "utf-8")
    with pytest.raises(BankError) as caught:
        load_bank(bank)
    (problem,) = caught.value.problems
    assert problem.hint == hint.replace("{bank}", str(bank))


def test_a_link_out_of_the_bank_is_refused(tmp_path: Path) -> None:
    bank = with_image(tmp_path / "bank", "map.svg", SVG)
    (tmp_path / "outside.svg").write_bytes(SVG)
    (bank / "pictures" / "map.svg").unlink()
    (bank / "pictures" / "map.svg").symlink_to(tmp_path / "outside.svg")
    with pytest.raises(BankError, match="leads out of the bank's folder"):
        load_bank(bank)


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    bank = with_image(tmp_path / "bank", "map.svg", SVG)
    (bank / "pictures" / "map.svg").unlink()
    os.mkfifo(bank / "pictures" / "map.svg")
    with pytest.raises(BankError, match="there is no file"):
        load_bank(bank)


def test_a_picture_that_turned_bad_since_the_bank_was_read_reaches_no_output(tmp_path: Path) -> None:
    bank = load_bank(with_image(tmp_path / "bank", "map.svg", SVG))
    (bank.path / "pictures" / "map.svg").write_bytes(svg("<script/>"))
    for build, name in ((build_deck, "deck.apkg"), (build_worksheet, "a.html"), (build_worksheet, "a.pdf")):
        with pytest.raises(ImageError, match="holds `<script>`"):
            build(bank, tmp_path / name)
        assert not (tmp_path / name).exists()


def test_the_answer_has_its_own_picture_where_there_is_one(moon: Bank) -> None:
    question = moon.question("missing-phase")
    asked, answered = question.prompt().picture, question.answer_picture()
    assert asked
    assert answered
    assert (asked.file, answered.file) == ("pictures/phases-gap.svg", "pictures/phases.svg")
    assert moon.question("tilt").answer_picture() is None


def test_without_one_the_answer_keeps_that_of_the_question(tmp_path: Path) -> None:
    question = load_bank(with_image(tmp_path / "bank", "map.svg", SVG)).question("day")
    assert question.answer_picture() == question.prompt().picture


def test_a_deck_carries_each_picture_once_under_a_name_that_follows_from_its_content(
    moon: Bank, tmp_path: Path
) -> None:
    with ZipFile(build_deck(moon, tmp_path / "moon.apkg")) as package:
        media = {name: package.read(number) for number, name in json.loads(package.read("media")).items()}
    wanted = [(moon.path / "pictures" / name).read_bytes() for name in ("phases-gap.svg", "phases.svg")]
    assert sorted(media) == sorted(f"moon-{sha256(data).hexdigest()[:16]}.svg" for data in wanted)
    assert sorted(media.values()) == sorted(wanted)


@pytest.mark.parametrize("name", KINDS)
def test_anki_shows_a_picture_and_its_words_on_both_sides(tmp_path: Path, name: str) -> None:
    bank = load_bank(with_image(tmp_path / "bank", name, KINDS[name]))
    with anki(tmp_path) as collection:
        import_deck(collection, build_deck(bank, tmp_path / "deck.apkg"))
        card = cards(collection)["day"]
        for side in (card.question(), card.answer()):
            # A drawing grows with the type of the card.
            size = 'width="4" height="2"' if name.endswith("svg") else 'width="3" height="2"'
            (found,) = re.findall(rf'<img src="([^"]+)" alt="([^"]+)" {size}>', side)
            assert Path(collection.media.dir(), found[0]).read_bytes() == KINDS[name]
            assert found[1] == "A map with a &lt; and a &#91;&#91;gap&#93;&#93;."
        assert collection.media.check().missing == []
        assert collection.media.check().unused == []


def test_anki_takes_a_changed_picture_with_the_update(tmp_path: Path) -> None:
    with anki(tmp_path) as collection:
        shown = []
        for day, data in (("02", SVG), ("03", SVG.replace(b"#1f4e79", b"#000000"))):
            folder = with_image(tmp_path / day, "map.svg", data)
            about = (folder / "bank.yaml").read_text("utf-8")
            (folder / "bank.yaml").write_text(about.replace("2026-01-02", f"2026-01-{day}"), "utf-8")
            import_deck(collection, build_deck(load_bank(folder), tmp_path / f"{day}.apkg"))
            name = re.findall(r'<img src="([^"]+)"', cards(collection)["day"].question())[0]
            shown.append(Path(collection.media.dir(), name).read_bytes())
        assert shown[0] != shown[1] == data


def test_notes_of_the_first_version_take_pictures_into_their_spare_fields(moon: Bank, tmp_path: Path) -> None:
    with anki(tmp_path) as collection:
        import_deck(collection, build_deck(moon, tmp_path / "moon.apkg"))
        # As the first version left it: other names for the fields, nothing in them.
        for kind in NoteType:
            notetype = collection.models.get(kind.value.id)  # type: ignore[arg-type] # a plain int will do
            assert notetype
            for field, old in ((Field.IMAGE, "Spare1"), (Field.ANSWER_IMAGE, "Spare2")):
                notetype["flds"][field.value - 1]["name"] = old
            collection.models.update_dict(notetype)
        assert collection.db
        collection.db.execute("update notes set mod = mod - 100, flds = replace(flds, '<img', '<old')")
        collection.db.execute("update notetypes set mtime_secs = mtime_secs - 100")
        log = import_deck(collection, build_deck(moon, tmp_path / "moon.apkg"))
        assert (len(log.updated), len(log.conflicting), len(log.new)) == (14, 0, 0)
        assert '<img src="moon-' in cards(collection)["missing-phase"].question()


def test_a_page_holds_its_pictures_itself(tmp_path: Path, moon: Bank) -> None:
    for key, name in ((False, "phases-gap.svg"), (True, "phases.svg")):
        page = build_worksheet(moon, tmp_path / "sheet.html", key=key).read_text("utf-8")
        shown = re.findall(
            r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]+)" width="320" height="80">', page
        )
        # The key has that of the matching, too, which has none before its answer.
        assert len(shown) == 1 + key
        data, alt = shown[0]
        assert b64decode(data) == (moon.path / "pictures" / name).read_bytes()
        assert alt.startswith("Four discs")


@pytest.mark.parametrize("name", KINDS)
def test_a_pdf_shows_each_kind_with_its_words(tmp_path: Path, name: str) -> None:
    bank = load_bank(with_image(tmp_path / "bank", name, KINDS[name]))
    sheets = [build_worksheet(bank, tmp_path / f"{turn}.pdf").read_bytes() for turn in (1, 2)]
    assert sheets[0] == sheets[1]
    command = [program("pdfinfo"), "-struct-text", str(tmp_path / "1.pdf")]
    structure = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert "Figure" in structure
    colours = pixels(tmp_path / "1.pdf")
    assert any(abs(red - 0x1F) < 12 and abs(blue - 0x79) < 12 for red, _, blue in colours)


def pixels(pdf: Path) -> set[tuple[int, int, int]]:
    """The colours on the first page."""
    command = [program("pdftoppm"), "-r", "192", "-singlefile", str(pdf)]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    raw = data.split(b"255\n", 1)[1]
    return {(raw[at], raw[at + 1], raw[at + 2]) for at in range(0, len(raw), 3)}


def test_a_picture_is_never_wider_than_the_page_nor_on_two(tmp_path: Path) -> None:
    bank = load_bank(with_image(tmp_path / "bank", "map.png", png(3000, 3900)))
    build_worksheet(bank, tmp_path / "sheet.pdf")
    command = [program("pdfimages"), "-list", str(tmp_path / "sheet.pdf")]
    listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()[2:]
    assert len(listed) == 1
    # 3,900 pixels on 380/96 inches of paper.
    assert abs(int(listed[0].split()[13]) - 3900 / (380 / 96)) < 10


def test_a_picture_whose_pixels_are_damaged_is_named(tmp_path: Path) -> None:
    bank = load_bank(with_image(tmp_path / "bank", "map.png", png(pixels=b"damaged")))
    with pytest.raises(WorksheetError, match="picture of question 2 of the sheet"):
        build_worksheet(bank, tmp_path / "sheet.pdf")


def test_practice_says_what_a_picture_shows_and_where_it_lies(moon: Bank) -> None:
    script = Script(["full moon"], width=200)
    talk(moon, Session([moon.question("missing-phase")]), script)
    said = script.said
    place = next(index for index, line in enumerate(said) if line.startswith("  picture:"))
    assert "an empty place" in said[place]
    assert said[place + 1].strip() == (moon.path / "pictures" / "phases-gap.svg").resolve().as_uri()
    assert any(line.startswith("  picture:") and "all lit" in line for line in said[place + 2 :])


def test_maps_and_areas_of_the_flagship_bank_are_those_that_the_script_makes(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    kept, made = root / "questions" / "kal007", tmp_path / "kal007"
    shutil.copytree(kept, made, ignore=shutil.ignore_patterns("pictures"))
    for path in made.glob("*.yaml"):
        path.write_text(re.sub(r"(area: \{card: \d+).*", r"\1}", path.read_text("utf-8")), "utf-8")
    subprocess.run([sys.executable, "-m", "scripts.maps", str(made)], cwd=root, check=True)
    contents = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (kept, made)
    ]
    assert contents[0] == contents[1]
    drawn = (made / "pictures" / "pacific-names.svg").read_bytes()
    assert (root / "docs" / "pictures" / "map.svg").read_bytes() == drawn
