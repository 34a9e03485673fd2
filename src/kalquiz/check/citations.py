"""Citations: each passage has to be in the source it is cited to, word for word."""

from collections.abc import Iterator

from kalquiz.check.rule import Found, Rule, Spot, bank_rule
from kalquiz.check.view import Checked
from kalquiz.citation import Status
from kalquiz.library import Located
from kalquiz.problem import Severity

_SOURCE = "kalquiz: every answer can be traced to a passage, and the trace can be checked"


def _status_rule(status: Status, severity: Severity, reason: str) -> Rule:
    """The rule that finds citations of which this became."""

    @bank_rule(f"citation/{status}", severity, source=_SOURCE, reason=reason, needs_text=True)
    def rule(checked: Checked) -> Iterator[Found]:
        for located in checked.located:
            if located.finding.status is status:
                yield located.question, _spot(located, _mend(checked, located))

    return rule


missing = _status_rule(
    Status.MISSING, Severity.ERROR, "An answer whose passage is nowhere in the source is not cited at all."
)
changed = _status_rule(
    Status.CHANGED,
    Severity.ERROR,
    "Where little of the wording is left, the answer may no longer be what the source says.",
)
ambiguous = _status_rule(
    Status.AMBIGUOUS, Severity.ERROR, "A citation that fits two places equally well proves neither."
)
drifted = _status_rule(
    Status.DRIFTED, Severity.WARNING, "A word or figure that differs may be the one that was asked for."
)


@bank_rule(
    "citation/copies",
    Severity.INFO,
    source=_SOURCE,
    reason="If a passage occurs several times in the source, it does not say by itself which one is meant.",
    needs_text=True,
)
def copies(checked: Checked) -> Iterator[Found]:
    """Passages that stand in the source more than once, word for word."""
    for located in checked.located:
        if located.finding.status is Status.EXACT and located.finding.copies > 1:
            yield located.question, _spot(located, "")


def _mend(checked: Checked, located: Located) -> str:
    cite = f"kalquiz cite {checked.bank.path}"
    if located.finding.status is Status.DRIFTED:
        return f"If it still says what the answer says, renew it: {cite} --refresh"
    return f"Cite it again, with words of the passage as TEXT: {cite} {located.citation.source} TEXT"


def _spot(located: Located, hint: str) -> Spot:
    citation, finding = located.citation, located.finding
    cited = " … ".join(citation.passage.anchors).strip()
    message = f"the passage “{cited}” in `{citation.source}`: {finding.status}. {finding.reason}"
    return Spot(("citations", located.index, "passage"), message, hint)
