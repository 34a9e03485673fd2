"""What libyaml complains of, in plain words, and how to mend it."""

_QUOTES = "these quotes are not closed, or close too soon"
_LOOK = "Look at indentation, quotes and brackets here and just before."
_ADVICE = {
    "mapping values are not allowed": (
        "there is a second `: ` in this line, or the line is indented too far",
        "Put text that contains `: ` in quotes, or check the indentation.",
    ),
    "invalid Unicode character escape": (
        "no character has the code behind this backslash",
        "Write the character itself, or two backslashes for one.",
    ),
    "found unknown escape character": (
        "in double quotes a backslash has a meaning, but not before this letter",
        "Write two backslashes for one, or use single quotes.",
    ),
    "found unexpected end of stream": ("these quotes are never closed", "Close the quotes that open here."),
    "a flow sequence": (
        "a bracket that opens in line {opens} is not closed, or a comma is missing",
        "Close the bracket, and put commas between its items.",
    ),
    "a flow mapping": (
        "a brace that opens in line {opens} is not closed, or a comma is missing",
        "Close the brace, put commas between its items, and texts with `: ` in quotes.",
    ),
    "block sequence entries are not allowed": (
        "a list cannot begin in the line of its field",
        "Start the list on the line below.",
    ),
    "block mapping entries are not allowed": (
        "fields cannot begin here",
        "Start the mapping on the line below.",
    ),
    "could not find expected ':'": (
        "this line is neither a field nor part of a text",
        "A field is written `name: value`; text of several lines is indented.",
    ),
    "did not find expected alphabetic": (
        "a text without quotes cannot begin with `*` or `&`",
        "Put text that begins with `*` or `&` in quotes.",
    ),
    "expected '-' indicator": (
        "the list above goes on here, but there is no dash",
        "Write `- ` before the item, or check the indentation.",
    ),
    "while parsing a block mapping": (
        "this line does not belong to the fields above it",
        "Is a dash missing above, or is the line indented too little or too far?",
    ),
    "expected <document start>": (
        "this line does not belong to what is above it",
        "Check the indentation: fields and dashes that belong together begin in one column.",
    ),
    "no-break space": ("this line is indented with a different kind of space", "Indent with plain spaces."),
    "stray dash": (
        "this dash begins no item of the list above",
        "Put it in the column of the dashes above, with a space after it.",
    ),
    "tab character": ("this line is indented with a tab", "Indent with spaces, not with tabs."),
    "cannot start any token": (
        "a text without quotes cannot begin with this sign",
        "Put the text in quotes.",
    ),
}
"""What is wrong and how to mend it, by libyaml's words; the first that fits. `{opens}` is a line."""


def advice(problem: str, before: str, at: str, opens: int) -> tuple[str, str]:
    """What is wrong and what to do about it, by libyaml's words and by the signs before it and at it.

    `opens` is the line in which what libyaml was reading begins.
    """
    if "cannot start any token" in problem and at == "\t":
        return _ADVICE["tab character"]
    if "start>" in problem and at == "\xa0":
        return _ADVICE["no-break space"]
    if "expected '-' indicator" in problem and at == "-":
        return _ADVICE["stray dash"]
    if before == "'" and at.isalnum():
        return _QUOTES, "Write the apostrophe twice, or put the text in double quotes."
    if before == '"' and at.isalnum():
        return (
            _QUOTES,
            "Write a backslash before a quote inside quotes, or put the whole text in single quotes.",
        )
    for words, (said, hint) in _ADVICE.items():
        if words in problem:
            return said.format(opens=opens), hint
    return f"this is not YAML: {problem}", _LOOK
