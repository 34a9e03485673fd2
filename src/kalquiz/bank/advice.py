"""How to mend what libyaml complains of."""

_HINTS = {
    "mapping values are not allowed": "Put text that contains `: ` in quotes, or check the indentation.",
    "found unknown escape character": "Write two backslashes for one, or use single quotes.",
    "found unexpected end of stream": "Close the quotes that open here.",
    "a flow sequence": "Close the bracket, and put commas between what it holds.",
    "a flow mapping": "Close the brace, and put commas between what it holds.",
    "block sequence entries are not allowed": "Start the list on the line below.",
    "block mapping entries are not allowed": "Start the mapping on the line below.",
    "could not find expected ':'": "A field is written `name: value`; text of several lines is indented.",
    "did not find expected alphabetic": "Put text that begins with `*` or `&` in quotes.",
    "tab character": "Indent with spaces, not with tabs.",
}
_ELSE = "Look at indentation, quotes and brackets here and just before."


def hint_for(problem: str, before: str, at: str) -> str:
    """What to do about a problem in libyaml's words, by the characters before it and at it."""
    if "cannot start any token" in problem:
        return _HINTS["tab character"] if at == "\t" else "Put the text in quotes."
    if before == "'" and at.isalnum():
        return "Write the apostrophe twice, or put the text in double quotes."
    if before == '"' and at.isalnum():
        return "Write a backslash before a quote inside of quotes."
    return next((hint for words, hint in _HINTS.items() if words in problem), _ELSE)
