"""A result and the words it is about in, the decision that could mend it out."""

import re
import shlex

from triplewire.ask import visible
from triplewire.ask.evidence import Cited
from triplewire.decide import COLUMNS
from triplewire.records import Result
from triplewire.report.findings import Proposal
from triplewire.report.rules import OURS
from triplewire.tables import Style, table_line
from triplewire.wording import CONTEXT

# Which decision puts right what a shape finds, and what its value is. Only shapes of findings
# stand here: what an article or an authority lacks is mended in its file.
_MENDS: dict[str, tuple[str, str]] = {
    "Claim-about": ("correct-about", "WHOM OR WHAT"),
    "Claim-attributed": ("correct-speaker", "WHO"),
    "Claim-narration": ("correct-speaker", "WHO"),
    "Claim-modality": ("correct-modality", "MODALITY"),
    "Claim-polarity": ("correct-polarity", "POLARITY"),
    "Claim-publishedLater": ("correct-date", "DATE"),
    "Claim-speechAct": ("correct-act", "ACT"),
    "Claim-speechActScheme": ("correct-act", "ACT"),
    "Event-act": ("correct-type", "TYPE"),
    "Event-differs": ("correct-date", "DATE"),
    "Event-eventType": ("correct-type", "TYPE"),
    "Event-location": ("correct-place", "PLACE"),
    "Event-modality": ("correct-modality", "MODALITY"),
    "Event-participant": ("correct-participants", "NAME: ROLE; NAME: ROLE"),
    "Event-participated": ("correct-participants", "NAME: ROLE; NAME: ROLE"),
    "Event-superEvent": ("correct-part-of", "TYPE OF THE WHOLE"),
    "Observation-counterpart": ("correct-counterpart", "WHOM"),
    "Observation-measureScheme": ("correct-measure", "MEASURE"),
    "Observation-moneyPeriod": ("correct-date", "DATE OR PERIOD"),
    "Observation-rankedAmong": ("correct-scope", "AMONG WHOM"),
    "Observation-unitCode": ("correct-unit", "UNIT"),
    "Observation-unitOrRank": ("correct-unit", "UNIT"),
    "Observation-value": ("correct-value", "NUMBER"),
    "Observation-variableMeasured": ("correct-measure", "MEASURE"),
    "Office-body": ("correct-role", "OFFICE of BODY"),
    "Office-organization": ("correct-role", "OFFICE of BODY"),
    "Office-role": ("correct-role", "OFFICE of BODY"),
    "Office-roleScheme": ("correct-role", "OFFICE of BODY"),
    "Participation-creditText": ("correct-participants", "NAME: ROLE; NAME: ROLE"),
    "Participation-party": ("correct-participants", "NAME: ROLE; NAME: ROLE"),
    "Participation-role": ("correct-participants", "NAME: ROLE; NAME: ROLE"),
    "Participation-roleScheme": ("correct-participants", "NAME: ROLE; NAME: ROLE"),
    "Time-when": ("correct-date", "DATE"),
    # A quotation that is none, or begins elsewhere, is left out first.
    "Claim-quotationMark": ("reject", ""),
}
_NAMED = re.compile(r"/(claim|event)/[^/]+/([a-z-]+)-[0-9a-f]{16}(?:-[0-9]+)?$")


def proposal_of(result: Result, cited: Cited, holder: str | None) -> Proposal | None:
    """Return what a curator could decide about a result, None where a decision changes nothing.

    ``holder`` is the name of whoever holds the office that the result is about. The article and
    the newsroom are left unsaid.
    """
    name = result.shape.removeprefix(OURS)
    what, value = _MENDS.get(name, ("reject", ""))
    if name not in _MENDS and (result.severity != "Violation" or not result.shape.startswith(OURS)):
        return None
    target = _target(cited.bearer, holder)
    before, after = cited.passage.around
    words = _shown(cited.passage.words)
    if target is None or not words:
        return None
    return Proposal(
        what=what,
        quotation=words,
        target=target,
        value=value,
        prefix=_shown(before[-CONTEXT:]),
        suffix=_shown(after[:CONTEXT]),
    )


def command(proposal: Proposal) -> str:
    """Return the command that takes a decision; what is in capitals is left to be filled in."""
    words = ["triplewire", "decide", proposal.what, "--quotation", proposal.quotation]
    words += ["--article", proposal.article, "--target", proposal.target]
    words += ["--value", proposal.value] if proposal.value else []
    words += ["--by", "YOU"]
    words += ["--newsroom", proposal.newsroom] if proposal.newsroom not in {"", "."} else []
    return shlex.join(words)


def row(proposal: Proposal) -> str:
    """Return the line of decisions.csv; what is in capitals is left to be filled in."""
    cells = {"by": "YOU", "when": "YYYY-MM-DD", "why": "WHY"}
    named = (cells.get(name) or getattr(proposal, name) for name in COLUMNS)
    return table_line(named, Style(line_end=""))


def _target(bearer: str, holder: str | None) -> str | None:
    """Return what decisions.csv calls the finding that an IRI names."""
    if "/office/" in bearer:
        return f"role {holder}" if holder else "role"
    named = _NAMED.search(bearer)
    if named is None:
        return None
    return named[2] if named[1] == "claim" else f"event {named[2]}"


def _shown(words: str) -> str:
    """Return words on one line, "" where some of it cannot be seen and so cannot be copied."""
    line = " ".join(words.split())
    return line if visible(line) == line else ""
