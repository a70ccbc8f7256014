"""Every format of a report: what stands in it, and that its consumers can read it."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from junitparser import JUnitXml
from rdflib import RDF, SH, Literal, URIRef
from rich.cells import cell_len

from tests.report.reading import Page, junit, sarif, turtle
from tests.report.samples import DESCRIBED, FINDINGS, OURS, QUOTED, RUN, golden, result, written
from triplewire.report import WRITERS, Finding, Place


@pytest.mark.parametrize("form", WRITERS)
def test_a_report_is_the_one_that_was_reviewed(form: str) -> None:
    assert written(form) == golden(form).read_text(encoding="utf-8")


@pytest.mark.parametrize("form", WRITERS)
def test_every_format_ends_with_a_line_break_and_has_the_same_bytes_again(form: str) -> None:
    for findings in ((), FINDINGS):
        once, again = written(form, findings), written(form, findings)

        assert once.endswith("\n")
        assert once == again


# ------------------------------------------------------------------------------------------ text


def test_text_says_when_there_is_nothing_to_say() -> None:
    assert written("text", (), replace(RUN, elsewhere=())) == "Conforms: no results.\n"


def test_text_underlines_exactly_the_words_even_where_characters_are_wide() -> None:
    lines = written("text").splitlines()
    excerpts = [(lines[n - 1], line) for n, line in enumerate(lines) if re.match(r" +\^+$", line)]
    marked = []
    for line, carets in excerpts:
        before = cell_len(carets) - cell_len(carets.lstrip())
        cut = "".join(c for n, c in enumerate(line) if cell_len(line[:n]) >= before)
        marked.append(
            "".join(c for n, c in enumerate(cut) if cell_len(cut[: n + 1]) <= len(carets.strip()))
        )

    assert marked == ["東京の橋は", "ex:ada", "The bridge is safe."]


@pytest.mark.parametrize("width", [40, 60, 100, 200])
def test_text_keeps_within_the_width_but_for_what_is_copied(width: int) -> None:
    long = replace(QUOTED, before="a " * 400, words="東京 " * 90, after=" b" * 400)
    findings = (replace(FINDINGS[0], places=(long,)), *FINDINGS[:2])
    text = written("text", findings, replace(RUN, width=width))
    copied = re.compile(r"    \$ |  \S+:\d+:\d+  ")

    assert all(cell_len(line) <= width for line in text.splitlines() if not copied.match(line))


def test_text_shows_the_first_results_of_each_shape_and_counts_the_rest() -> None:
    many = tuple(
        Finding(result=result(focus=f"https://example.org/{n}"), graph="g") for n in range(14)
    )
    short = written("text", many, replace(RUN, limit=10))
    whole = written("text", many, replace(RUN, limit=None))

    assert "and 4 more; --all shows them" in short
    assert short.count("  ex:") == 10
    assert whole.count("  ex:") == 14
    assert "more" not in whole
    assert short.splitlines()[-1] == "14 violations"


def test_text_shows_fewer_of_what_is_only_for_information() -> None:
    facts = tuple(
        Finding(result=result(severity="Info", focus=f"https://example.org/{n}"), graph="g")
        for n in range(9)
    )

    assert "and 6 more" in written("text", facts, replace(RUN, limit=10))


def test_text_names_the_shapes_that_pyshacl_judged() -> None:
    text = written("text")

    assert "judged by pySHACL, for they are not compiled: ex:shapes#Odd" in text


def test_text_has_colours_only_when_told_to() -> None:
    assert "\x1b[" not in written("text")
    assert "\x1b[1;31m" in written("text", run=replace(RUN, color=True))


def test_messages_that_differ_stand_with_their_results() -> None:
    two = tuple(Finding(result=result(message=m), graph="g") for m in ("One is.", "Two are."))
    text = written("text", two)

    assert "    One is." in text
    assert "    Two are." in text


# ------------------------------------------------------------------------------------------ JSON


def test_json_holds_every_result_with_its_places_and_decision() -> None:
    read = json.loads(written("json"))
    first = read["results"][0]

    assert read["counts"] == {"Violation": 2, "Warning": 1, "Info": 1}
    assert read["conforms"] is False
    assert len(read["results"]) == len(FINDINGS)
    assert first["places"][0]["words"] == "The bridge is safe."
    assert first["decision"]["row"].startswith("correct-speaker,articles/bridge.txt,")


def test_json_of_no_results_conforms() -> None:
    read = json.loads(written("json", ()))

    assert read["conforms"] is True
    assert read["results"] == []


# ----------------------------------------------------------------------------------------- SARIF


def test_sarif_is_valid_and_points_at_the_words_in_code_points() -> None:
    run = sarif(written("sarif"))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]

    assert run["columnKind"] == "unicodeCodePoints"
    assert (region["startLine"], region["startColumn"]) == (QUOTED.line, QUOTED.column)
    assert region["endColumn"] - region["startColumn"] == len(QUOTED.words)
    assert region["snippet"]["text"] == QUOTED.words


def test_sarif_names_a_rule_for_every_result_and_tells_what_each_shape_wants() -> None:
    run = sarif(written("sarif"))
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}

    assert {found["ruleId"] for found in run["results"]} <= rules.keys()
    assert rules["Claim-attributed"]["help"]["text"] == "A quotation from nobody: add a speaker."
    assert rules["Claim-holder"]["shortDescription"]["text"].startswith("The office ‹office›")
    assert [found["level"] for found in run["results"]] == ["warning", "error", "error", "note"]


def test_sarif_without_results_is_valid() -> None:
    assert sarif(written("sarif", ()))["results"] == []


def test_fingerprints_stay_when_lines_and_offsets_move_and_differ_where_words_do() -> None:
    moved = replace(
        FINDINGS[0],
        result=replace(
            FINDINGS[0].result, focus="https://newsroom.example/claim/fedcba98/quote-99-118"
        ),
        places=(replace(QUOTED, line=40, column=3, before="now "),),
    )
    other = replace(FINDINGS[0], places=(replace(QUOTED, words="Nobody agreed"),))
    prints = [
        found["partialFingerprints"]["primaryLocationLineHash"]
        for found in sarif(written("sarif", (FINDINGS[0], moved, other)))["results"]
    ]

    assert prints[0].removesuffix(":1") == prints[1].removesuffix(":2")
    assert prints[2].endswith(":1")
    assert prints[2] != prints[0]


def test_sarif_relates_the_file_of_rdf_to_the_article() -> None:
    both = replace(FINDINGS[0], places=(QUOTED, DESCRIBED))
    (found,) = sarif(written("sarif", (both,)))["results"]
    (related,) = found["relatedLocations"]

    assert related["physicalLocation"]["artifactLocation"]["uri"] == "data/people.ttl"
    assert related["physicalLocation"]["region"]["startLine"] == 7


def test_sarif_does_not_let_data_write_links_or_placeholders() -> None:
    message = sarif(written("sarif"))["results"][1]["message"]["text"]

    assert "\\[Bo\\](Lind)" in message
    assert "{{mayor}}" in message


def test_sarif_writes_paths_as_addresses() -> None:
    findings = tuple(
        Finding(result=result(), graph="g", places=(Place(file=file, line=1),))
        for file in ("a b/ü#?.txt", "/news/ü.txt")
    )
    found = [
        f["locations"][0]["physicalLocation"]["artifactLocation"]
        for f in sarif(written("sarif", findings))["results"]
    ]

    assert found == [
        {"uri": "a%20b/%C3%BC%23%3F.txt", "uriBaseId": "%SRCROOT%"},
        {"uri": "file:///news/%C3%BC.txt"},
    ]


# ----------------------------------------------------------------------------------------- JUnit


def test_junit_has_a_test_for_each_shape_and_fails_those_with_violations() -> None:
    root = junit(written("junit"))
    failed = {
        case.get("name")
        for case in root.iterfind(".//testcase")
        if case.find("failure") is not None
    }
    warned = root.find(".//testcase[@name='Claim-attributed']/system-out")

    assert failed == {"Claim-holder", "https://example.org/shapes#Person-age"}
    assert warned is not None
    assert "The bridge is safe." in (warned.text or "")


def test_junit_fails_what_the_check_fails() -> None:
    root = junit(written("junit", run=replace(RUN, fail_on="warning")))
    never = junit(written("junit", run=replace(RUN, fail_on="never")))

    assert root.get("failures") == "3"
    assert never.get("failures") == "0"


def test_junit_says_how_many_more_results_a_test_has() -> None:
    many = tuple(Finding(result=result(focus=f"urn:{n}"), graph="g") for n in range(5))
    failure = junit(written("junit", many, replace(RUN, limit=3))).find(".//failure")

    assert failure is not None
    assert "and 2 more" in (failure.text or "")


def test_junit_is_read_by_its_consumers() -> None:
    read = JUnitXml.fromstring(written("junit").encode())

    assert (read.tests, read.failures, read.errors) == (4, 2, 0)
    assert [suite.name for suite in read] == ["claim", "people", "shapes"]


# ------------------------------------------------------------------------------------------ HTML


def test_html_asks_for_nothing_from_outside_and_allows_only_its_own_script() -> None:
    page = Page(written("html"))
    policy = next(
        value
        for _, name, value in page.attributes
        if name == "content" and value and "default-src" in value
    )
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in page.scripts
    }

    assert "default-src 'none'" in policy
    assert all(each in policy for each in hashes)
    assert len(hashes) == 2
    assert not [
        name for _, name, _ in page.attributes if name in {"src", "style"} or name.startswith("on")
    ]
    assert all(
        (value or "").startswith("#") for _, name, value in page.attributes if name == "href"
    )


def test_html_reads_without_scripts() -> None:
    page = Page(written("html"))

    assert "The bridge is safe." in page.words
    assert "triplewire decide correct-speaker" in page.words
    assert ("form", "hidden", None) in page.attributes


def test_html_has_names_for_its_controls_and_headings_in_order() -> None:
    text = written("html")
    page = Page(text)
    labelled = {value for tag, name, value in page.attributes if (tag, name) == ("label", "for")}
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h\d", tag)]

    assert {"words", "shape"} <= labelled
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert ("html", "lang", "en") in page.attributes


def test_html_of_no_results_says_so() -> None:
    assert "No results: the data conform." in Page(written("html", ())).words


# ---------------------------------------------------------------------------------------- Turtle


def test_turtle_is_one_complete_validation_report() -> None:
    graph = turtle(written("turtle"))
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    results = set(graph.objects(report, SH.result))
    required = (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape)

    assert graph.value(report, SH.conforms) == Literal(False)
    assert len(results) == len(FINDINGS)
    assert all(graph.value(node, name) is not None for node in results for name in required)
    assert (None, SH.sourceConstraint, URIRef(f"{OURS}Claim-holder")) in graph
    assert (None, SH.sourceShape, URIRef(f"{OURS}Claim")) in graph
    assert (None, SH.resultSeverity, URIRef("https://example.org/Grave")) in graph


def test_turtle_of_no_results_conforms() -> None:
    graph = turtle(written("turtle", ()))

    assert [value for _, value in graph.subject_objects(SH.conforms)] == [Literal(True)]


def test_turtle_keeps_values_of_every_kind() -> None:
    values = [
        '"a\\nb"@en',
        "<https://example.org/x>",
        "_:x",
        '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    ]
    findings = tuple(
        Finding(result=result(value=value, focus=value), graph="g") for value in values
    )
    graph = turtle(written("turtle", findings))

    assert len(set(graph.objects(None, SH.value))) == len(values)
