r"""Findings of every kind, and the reports of them that were reviewed by hand.

    python -m tests.report.samples

rewrites tests/golden/report after a change that is meant.
"""

from dataclasses import replace
from pathlib import Path

from triplewire.records import Result
from triplewire.report import WRITERS, Finding, Place, Proposal, Rule, Run

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "report"
SH = "http://www.w3.org/ns/shacl#"
OURS = "https://w3id.org/triplewire/shapes#"
BASE = "https://newsroom.example/"
EX = "https://example.org/"
SUFFIXES = {
    "text": "txt",
    "json": "json",
    "sarif": "sarif",
    "junit": "xml",
    "html": "html",
    "turtle": "ttl",
}


def result(**changes: str | None) -> Result:
    values: dict[str, str | None] = {
        "severity": "Violation",
        "focus": f"{BASE}claim/0123456789abcdef/quote-25-44",
        "path": None,
        "value": None,
        "message": "Mend it.",
        "shape": f"{OURS}Claim-attributed",
        "component": f"{SH}SPARQLConstraintComponent",
    }
    return Result(**(values | changes))  # type: ignore[arg-type]  # the fields of a Result


QUOTED = Place(
    file="desk/articles/bridge.txt",
    line=3,
    column=27,
    end_line=3,
    end_column=46,
    before="Ada Moor said on Monday: “",
    words="The bridge is safe.",
    after="” Nobody agreed with her, and the ferry went on until the river froze over again.",
    article="Bridge safe",
)
DESCRIBED = Place(
    file="data/people.ttl",
    line=7,
    column=1,
    end_line=7,
    end_column=7,
    words="ex:ada",
    after=' a ex:Person ; ex:age "old" .',
)
RULES = (
    Rule(
        id="Claim-attributed",
        iri=f"{OURS}Claim-attributed",
        suite="claim",
        severity="Warning",
        name="Claim-attributed",
        messages=("A quotation from nobody: add a speaker.",),
        within=(f"{OURS}ClaimReview",),
    ),
    Rule(
        id="Claim-holder",
        iri=f"{OURS}Claim-holder",
        suite="claim",
        name="Claim-holder",
        messages=("The office {?office} is held by {?holder}: correct tw:speaker.",),
        within=(f"{OURS}Claim",),
    ),
    Rule(
        id=f"{EX}shapes#Person-age",
        iri=f"{EX}shapes#Person-age",
        suite="people",
        name="age",
        description="An age is a whole number.",
    ),
)
RUN = Run(
    checked=(".triplewire", "data/people.ttl"),
    engine="fast",
    elsewhere=(f"{EX}shapes#Odd",),
    rules=RULES,
    prefixes={"claim": f"{BASE}claim/", "ex": EX, "tw": f"{BASE}ns#"},
)
FINDINGS = (
    Finding(
        result=result(severity="Warning", message="A quotation from nobody: add a speaker."),
        graph=f"{BASE}graph/article/bridge",
        label="“The bridge is safe.”",
        places=(QUOTED, replace(QUOTED, line=9, column=1, before="", after="")),
        proposal=Proposal(
            what="correct-speaker",
            quotation="The bridge is safe.",
            target="quote",
            value="WHO",
            article="articles/bridge.txt",
            newsroom="desk",
            prefix="the mayor said:",
            suffix="Nobody asked.",
        ),
    ),
    Finding(
        result=result(
            shape=f"{OURS}Claim-holder",
            message="The office {mayor} is held by [Bo](Lind): correct tw:speaker.",
            value="<https://example.org/bo>",
            source_shape=f"{OURS}Claim",
            custom_severity=f"{EX}Grave",
        ),
        graph=f"{BASE}graph/article/bridge",
        places=(
            replace(
                QUOTED,
                line=5,
                end_line=6,
                column=1,
                end_column=5,
                before="",
                words="東京の橋は\nsafe",
                after=" now",
            ),
        ),
    ),
    Finding(
        result=result(
            focus=f"{EX}ada",
            path=f"{EX}age",
            value='"old"',
            message="Value is not of datatype xsd:integer",
            shape=f"{EX}shapes#Person-age",
            component=f"{SH}DatatypeConstraintComponent",
        ),
        graph="data/people.ttl",
        label="Ada",
        places=(DESCRIBED, Place(file="articles/ada.txt", words="Ada Moor, 44", article="Ada")),
    ),
    Finding(
        result=result(
            severity="Info",
            focus="_:b1",
            path=f"(^<{EX}knows>/<{EX}age>)+|<{EX}age>",
            message="Less than 1 values on a path",
            shape="_:b2",
            component=f"{SH}MinCountConstraintComponent",
        ),
        graph="data/people.ttl",
    ),
)


def written(form: str, findings: tuple[Finding, ...] = FINDINGS, run: Run = RUN) -> str:
    return "".join(WRITERS[form](findings, run))


def golden(form: str) -> Path:
    return GOLDEN / f"report.{SUFFIXES[form]}"


if __name__ == "__main__":
    for name in WRITERS:
        golden(name).write_text(written(name), encoding="utf-8")
