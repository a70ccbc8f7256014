"""Every rule of extraction is described in the ontology, with the counts of the benchmark."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from pyoxigraph import Literal, NamedNode

from triplewire import vocab
from triplewire.assets import ontology, table
from triplewire.extract.claims.contents import CONTENTS
from triplewire.extract.confidence import confidence_of
from triplewire.extract.endpoint.sheet import RULE
from triplewire.extract.events.words import Rule
from triplewire.extract.tagger import AGREED, LEARNED
from triplewire.ontology import vocabulary
from triplewire.records import ClaimKind

_ROOT = Path(__file__).resolve().parents[1]
_SOURCE = _ROOT / "src" / "triplewire"
_CLAIMS = get_args(ClaimKind)
_REPORTED = ("quote", "indirect", "statistic", "rank")
# What the findings of a module are, whose rules stand there in words; actors are not published.
_KINDS = {
    "decide/add.py": (*_CLAIMS, "event", "role"),
    "decide/certain.py": (),
    "extract/actors/aliases.py": (),
    "extract/actors/cities.py": (),
    "extract/actors/descriptions.py": ("role",),
    "extract/actors/documents.py": (),
    "extract/actors/learned.py": ("role",),
    "extract/actors/national.py": (),
    "extract/actors/organisations.py": (),
    "extract/actors/persons.py": (),
    "extract/actors/roles_beside.py": ("role",),
    "extract/actors/roles_in_sentences.py": ("role",),
    "extract/claims/indirect.py": ("indirect",),
    "extract/claims/learned.py": ("quote", "indirect"),
    "extract/claims/nouns_of_saying.py": ("indirect",),
    "extract/claims/own_voice.py": ("assertion",),
    "extract/claims/quoted_speaker.py": ("quote",),
    "extract/claims/quotes.py": ("quote",),
    "extract/endpoint/claims.py": _REPORTED,
    "extract/endpoint/draft.py": ("event", "role"),
    "extract/events/learned.py": ("event",),
    "extract/events/speech_acts.py": ("event",),
    "extract/figures/spoken.py": ("statistic", "rank"),
    "extract/layout/datelines.py": ("metadata",),
    "extract/names/gazetteer.py": (),
}
# Rules that are put together, or are in a variable, by how the source says so.
_WORDS = {
    "LEARNED": (LEARNED,),
    "RULE": (RULE,),
    "AGREED if agreed else LEARNED": (AGREED, LEARNED),
    "f'{kind}-{form}'": tuple("-".join(pair) for pair in product(("verb", "wish"), CONTENTS)),
}
# What hands on a rule that was named elsewhere; "-pronoun" is put behind those of claims.
_HANDED_ON = {
    "rule", "said.rule", "post.rule", "part.rule", "sighting.rule", "trigger.rule", "found.rule",
    "earlier.rule if earlier and surer else role.rule",
}  # fmt: skip
# What is guessed about an article is named by the field and how it was guessed.
_GUESSED = re.compile(r"(?:title|publisher|agency|dateline|date)-[a-z-]+")
_OF_PAGES = re.compile(r"page-[a-z-]+")
# The place of the rule among what these take.
_TAKES = {"by_phrase": 2, "by_verb": 3, "_attributed_by": 3}


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tool", _ROOT / "tools" / "describe_rules.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def _plans() -> dict[str, dict[str, list[str]]]:
    """Return what the vocabulary says of each rule, by its IRI."""
    found: dict[str, dict[str, list[str]]] = {}
    for triple in vocabulary():
        if isinstance(triple.subject, NamedNode):
            of_one = found.setdefault(triple.subject.value, {})
            assert isinstance(triple.object, NamedNode | Literal)
            of_one.setdefault(triple.predicate.value, []).append(triple.object.value)
    plan = vocab.PROV_PLAN.value
    return {iri: says for iri, says in found.items() if plan in says.get(vocab.TYPE.value, ())}


def _named_in(path: Path) -> Iterator[str]:
    """Yield each expression for a rule in a module, as the source writes it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            # The finders of events have a by_phrase of their own.
            called = node.func.id if isinstance(node.func, ast.Name) else ""
            name = "" if "events" in path.parts else called
            given = [each.value for each in node.keywords if each.arg == "rule"]
            for value in [*given, *node.args[_TAKES.get(name, 99) :][:1]]:
                yield ast.unparse(value)


def _rules_of(path: Path) -> set[str]:
    """Return the names of the rules that a module gives to what it finds."""
    found: set[str] = set()
    for words in _named_in(path):
        if words in _HANDED_ON:
            continue
        literal = words[1:-1] if words[:1] in {"'", '"'} else None
        assert literal is not None or words in _WORDS, f"{path}: what rule is {words}?"
        found.update(_WORDS[words] if literal is None else (literal,))
    return found


def _given() -> Iterator[tuple[str, str]]:
    """Yield the rules of all modules with the kinds of what they find."""
    for folder in ("extract", "decide", "link", "build"):
        for path in sorted((_SOURCE / folder).rglob("*.py")):
            module = path.relative_to(_SOURCE).as_posix()
            rules = _rules_of(path)
            if rules:
                assert module in _KINDS, f"of what kind are the findings of {module}?"
            yield from product(_KINDS.get(module, ()), sorted(rules))
    for folder, guessed in (("extract/layout", _GUESSED), ("read", _OF_PAGES)):
        for path in sorted((_SOURCE / folder).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and guessed.fullmatch(str(node.value)):
                    yield "metadata", str(node.value)
    yield from (("event", rule) for rule in (*get_args(Rule), "phrase"))
    yield from (("role", rule) for rule in ("before-name", "before-comma", "after-name"))


def test_the_file_of_the_rules_is_what_the_tool_makes() -> None:
    assert (ontology() / "rules.ttl").read_text(encoding="utf-8") == _tool().turtle()


def test_every_rule_that_the_source_names_is_described_and_no_other() -> None:
    inferred = {(row["kind"], row["rule"]) for row in table("rules") if row["pronoun"] == "yes"}
    # Looking forward is always a wish.
    given = {*_given()} - {("indirect", "verb-forward")}
    given |= {(kind, f"{rule}-pronoun") for kind, rule in given & inferred}

    assert {vocab.rule(*each).value for each in given} == set(_plans())


def test_whatever_names_a_speaker_may_name_him_by_a_pronoun() -> None:
    nobody = {"unattributed", "own-voice", "figure", "endpoint", "decision"}
    for row in table("rules"):
        assert (row["pronoun"] == "yes") == (row["kind"] in _CLAIMS and row["rule"] not in nobody)


def test_every_rule_is_told_with_an_own_label_and_an_example_of_it() -> None:
    plans = _plans()
    labels = [label for says in plans.values() for label in says[vocab.LABEL.value]]

    assert len(labels) == len(set(labels)) == len(plans)
    for row in table("rules"):
        told = row["rule"] in {"learned", "learned-and-rules", "endpoint", "decision"}
        assert told or "Example: " in row["definition"] or "seldom" in row["definition"], row


def test_the_counts_are_those_of_the_benchmark() -> None:
    plans = _plans()
    counted = {
        vocab.rule(row["kind"], row["rule"]).value: (int(row["found"]), int(row["right"]))
        for row in table("confidence")
        # A figure in reported words is scored among reports as well.
        if row["kind"] != "actor" and (row["kind"], row["rule"]) != ("indirect", "figure-reported")
    }

    assert set(counted) <= set(plans)
    for iri, says in plans.items():
        numbers = [says.get(vocab.FINDINGS_COUNTED.value), says.get(vocab.FINDINGS_RIGHT.value)]
        if iri not in counted:
            assert numbers == [None, None]
            assert vocab.CONFIDENCE.value not in says
            continue
        found, right = counted[iri]
        assert numbers == [[str(found)], [str(right)]]
        assert [float(each) for each in says[vocab.CONFIDENCE.value]] == [
            float(confidence_of(right, found))
        ]


@pytest.mark.parametrize("kind", [*_CLAIMS, "event", "role"])
def test_a_curator_adds_findings_of_every_kind(kind: str) -> None:
    assert vocab.rule(kind, "decision").value in _plans()
