"""Writes ontology/rules.ttl: what each rule of extraction looks for, and how often it was right.

    python tools/describe_rules.py

The words are those of data/rules.tsv, the counts those of data/confidence.tsv; a test holds the
file equal to what this prints. Counting anew (benchmarks/quality --calibrate) writes it as well.
"""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal

from triplewire.assets import table
from triplewire.extract.confidence import confidence_of
from triplewire.vocab import PREFIXES, rule

FILE = Path(__file__).resolve().parents[1] / "ontology" / "rules.ttl"
_USED = ("prov", "rdfs", "skos", "tw", "twr")
_HEAD = """\
#################################################################
#  The rules of extraction: what each looks for and why that
#  shows what it finds. Where findings of a rule were counted on
#  the annotated development set, how many of them were right,
#  and the share that is to be expected by Laplace's rule of
#  succession.
#
#  Made by tools/describe_rules.py from data/rules.tsv and
#  data/confidence.tsv; edit those files, not this one.
#################################################################
"""
# What "he" or "they" say is found by the same words, but who is meant has to be inferred.
_INFERRED = (
    'Like the rule "{}", but the sentence has only a pronoun for who says it, and who that is was'
    " inferred."
)


def main() -> None:
    """Write the file."""
    FILE.write_text(turtle(), encoding="utf-8")


def turtle() -> str:
    """Return every rule as a prov:Plan in Turtle."""
    prefixes = (f"@prefix {name + ':':<5} <{PREFIXES[name]}> ." for name in _USED)
    counts = {(row["kind"], row["rule"]): row for row in table("confidence")}
    plans = (_plan(*words, counts.get(words[:2])) for words in described())
    return "\n".join([*prefixes, "", _HEAD, *plans])


def described() -> Iterator[tuple[str, str, str, str]]:
    """Yield each rule: the kind of what it finds, its name, its label and its definition."""
    for row in table("rules"):
        kind, name, label, says = (row[key] for key in ("kind", "rule", "label", "definition"))
        yield kind, name, label, says
        if row["pronoun"] == "yes":
            yield kind, f"{name}-pronoun", f"{label}, by a pronoun", _INFERRED.format(label)


def _plan(kind: str, name: str, label: str, says: str, counted: dict[str, str] | None) -> str:
    lines = [
        f"twr:{rule(kind, name).value.removeprefix(PREFIXES['twr'])} a prov:Plan",
        "rdfs:isDefinedBy <https://w3id.org/triplewire/ns>",
        f"rdfs:label {Literal(label, language='en')}",
        f"skos:definition {Literal(says, language='en')}",
    ]
    if counted is not None:
        right, found = int(counted["right"]), int(counted["found"])
        sure = confidence_of(right, found).normalize()
        lines.append(f"tw:findingsCounted {found} ; tw:findingsRight {right}")
        lines.append(f"tw:confidence {sure:f}")
    return " ;\n    ".join(lines) + " .\n"


if __name__ == "__main__":
    main()
