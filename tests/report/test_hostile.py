"""Whatever the data say, a report stays a report: nothing in them is taken for markup or code."""

import json
from dataclasses import replace

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.report.reading import Page, junit, sarif, turtle
from tests.report.samples import FINDINGS, QUOTED, RUN, result, written
from triplewire.records import Result
from triplewire.report import Finding, Place, Proposal, Rule

_NASTY = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "]]>",
    "<!--",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% raw %}",
    "[x](javascript:alert(1))",
    "\u202ecod.exe",
    "\x00\x1b]0;owned\x07\x1b[31m",
    "a\nb\r\nc\u2028d",
    "'; rm -rf ~ #",
    "\ud800",
    "\ufffe\uffff",
    "e\u0301",
)
_WORDS = st.one_of(
    st.sampled_from(_NASTY),
    st.text(st.characters(exclude_categories=[]), max_size=30),
    st.lists(st.sampled_from(_NASTY), max_size=3).map("".join),
)
_WHOLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_IRIS = st.sampled_from(
    ["https://example.org/é", "urn:x:'y'", "javascript:alert(1)", "https://e.org/\u202ex", "_:b1"]
)
_VALUES = st.one_of(st.none(), _WHOLE.map(lambda text: str(ox.Literal(text, language="en"))))


@st.composite
def _results(draw: st.DrawFn) -> Result:
    return result(
        severity=draw(st.sampled_from(["Violation", "Warning", "Info"])),
        focus=draw(_IRIS),
        path=draw(st.sampled_from([None, "https://example.org/p", "<urn:a>/^<urn:b>"])),
        value=draw(_VALUES),
        message=draw(_WORDS),
        shape=draw(_IRIS),
    )


@st.composite
def _places(draw: st.DrawFn) -> Place:
    return replace(
        QUOTED,
        file=draw(_WORDS),
        before=draw(_WORDS),
        words=draw(_WORDS),
        after=draw(_WORDS),
        article=draw(st.one_of(st.none(), _WORDS)),
    )


@st.composite
def _findings(draw: st.DrawFn) -> Finding:
    proposal = Proposal(
        what="correct-speaker",
        quotation=draw(_WORDS),
        target=draw(_WORDS),
        value="WHO",
        article=draw(_WORDS),
        newsroom=draw(_WORDS),
    )
    return Finding(
        result=draw(_results()),
        graph=draw(_WORDS),
        label=draw(st.one_of(st.none(), _WORDS)),
        places=tuple(draw(st.lists(_places(), max_size=2))),
        proposal=draw(st.sampled_from([None, proposal])),
    )


_many = given(
    st.lists(_findings(), max_size=3).map(tuple),
    st.builds(
        Rule, id=_WORDS, iri=_IRIS, name=_WORDS, description=_WORDS, messages=st.tuples(_WORDS)
    ),
)
_steady = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@_steady
@_many
def test_every_format_stays_valid_whatever_the_data_say(
    findings: tuple[Finding, ...], rule: Rule
) -> None:
    run = replace(RUN, rules=(*RUN.rules, rule), checked=(rule.name,))
    reports = {form: written(form, findings, run) for form in ("json", "sarif", "junit", "turtle")}
    for text in reports.values():
        text.encode()

    assert len(json.loads(reports["json"])["results"]) == len(findings)
    assert len(sarif(reports["sarif"])["results"]) == len(findings)
    assert junit(reports["junit"]).tag == "testsuites"
    assert turtle(reports["turtle"])


@_steady
@_many
def test_a_page_has_no_tag_attribute_or_script_that_is_not_its_own(
    findings: tuple[Finding, ...], rule: Rule
) -> None:
    run = replace(RUN, rules=(*RUN.rules, rule), checked=(rule.name,))
    text = written("html", findings, run)
    text.encode()
    page, plain = Page(text), Page(written("html", FINDINGS, RUN))
    names = {(tag, name) for tag, name, _ in page.attributes}

    assert set(page.tags) <= {*plain.tags, "h3", "q", "small"}
    assert names <= {(tag, name) for tag, name, _ in plain.attributes}
    assert sorted(page.scripts) == sorted(plain.scripts)


@_steady
@_many
def test_text_has_no_character_that_moves_hides_or_reorders_others(
    findings: tuple[Finding, ...], rule: Rule
) -> None:
    run = replace(RUN, rules=(*RUN.rules, rule))
    text = written("text", findings, run)
    hidden = {c for c in text if c != "\n" and (ord(c) < 32 or c in "\u202e\u2066\u2028\x7f\x9b")}

    assert hidden == set()
