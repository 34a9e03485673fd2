"""A small sound bank as text, and ways to spoil it."""

from pathlib import Path

ABOUT = """\
id: small
title: A small bank
description: Six questions about one flight.
version: 1.0.0
released: "2026-01-02"
licence: CC0-1.0
skills: [sourcing]
sources:
  - {id: article, type: webpage, title: The article}
sections:
  - {id: flight, title: The flight}
  - {id: crash, title: The crash}
"""

FLIGHT = """\
questions:
  - id: departure
    type: single_choice
    stem: Where did the flight start?
    key: New York
    distractors:
      - {text: Seoul, feedback: It went there.}
      - {text: Anchorage}
    skill: sourcing
    citations: &cited
      - source: article
        locator: paragraph 1
        gist: The flight left New York for Seoul.
        passage:
          norm: skel-1
          anchors: [The flight, for Seoul]
          words: 8
          characters: 29
          position: 0.125
          hash: 0123456789abcdef
          sketch: 0123abcd

  - id: day
    type: date
    stem: When was that?
    key: 1983-08-31
    citations: *cited

  - id: distance
    type: numeric
    stem: How far is it?
    key: 12250
    tolerance: {percent: 5}
    unit: km
    citations: *cited

  - id: stop
    type: cloze
    stem: It stopped in [[city]] for [[minutes]] minutes.
    gaps:
      city: {type: short_answer, key: Anchorage, accepted: [Anchorage Airport]}
      minutes: {type: numeric, key: 90}
    citations: *cited
"""

CRASH = """\
questions:
  - id: survivors
    type: true_false
    stem: Some of the passengers survived.
    key: false
    correction: Everyone on board died.
    citations: &cited
      - source: article
        locator: paragraph 2
        gist: All were killed.
        passage: {norm: skel-1, anchors: [all, killed], words: 3, characters: 13, position: 0.5,
            hash: "1111222233334444", sketch: "1234"}

  - id: sources
    type: constructed_response
    stem: Which source is nearer to the event?
    key: The one that was written down in the same month.
    rubric:
      - {text: Names the date., points: 2}
      - {text: Says why it matters., points: 1}
    citations: *cited
"""

FILES = {"bank.yaml": ABOUT, "flight.yaml": FLIGHT, "crash.yaml": CRASH}

Change = tuple[str, str]
"""A text that occurs in one file of the bank, and what stands there instead."""


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write the files, with their line ends as they are."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return folder


def sound(folder: Path) -> Path:
    """The bank as it is."""
    return write(folder, FILES)


def broken(folder: Path, *changes: Change) -> Path:
    """The bank with some of its text changed."""
    files = dict(FILES)
    for old, new in changes:
        (name,) = [name for name, text in files.items() if text.count(old) == 1]
        files[name] = files[name].replace(old, new)
    return write(folder, files)
