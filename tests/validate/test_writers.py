import json

import pytest

from tests.validate.bad_files import BAD, base, broken, report_of, turtle
from triplewire import vocab
from triplewire.records import Report, Result
from triplewire.validate import WRITERS, report_json, report_text, report_turtle

_SH = "http://www.w3.org/ns/shacl#"


def _result(**changes: str | None) -> Result:
    values: dict[str, str | None] = {
        "severity": "Violation",
        "focus": "https://example.org/b",
        "path": "https://example.org/p",
        "value": '"a\\nb"@en',
        "message": "Mend it.",
        "shape": "https://w3id.org/triplewire/shapes#Claim-text",
        "component": _SH + "MinCountConstraintComponent",
    }
    return Result(**(values | changes))  # type: ignore[arg-type] # the fields of a Result


def _report(*results: Result) -> Report:
    return Report(graph="https://example.org/graph", results=results)


def test_text_is_grouped_by_severity_shape_and_message_without_repetition() -> None:
    text = report_text(
        [
            _report(_result(severity="Warning", shape="https://example.org/s#Late"), _result()),
            _report(_result(focus="https://example.org/a"), _result()),
        ]
    )

    assert text == (
        "Violation: 2\n"
        "  Claim-text\n"
        "    Mend it.\n"
        "      https://example.org/a\n"
        "      https://example.org/b\n"
        "\n"
        "Warning: 1\n"
        "  Late\n"
        "    Mend it.\n"
        "      https://example.org/b\n"
    )


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_ends_its_report_with_a_line_break(name: str) -> None:
    for reports in ([], [_report()], [_report(_result())]):
        written = WRITERS[name](reports)

        assert written == "" or written.endswith("\n")


@pytest.mark.parametrize("reports", [[], [_report()]])
def test_text_says_when_there_is_nothing_to_say(reports: list[Report]) -> None:
    assert report_text(reports) == "Conforms: no results.\n"


def test_text_shows_characters_that_hide_or_reorder_others() -> None:
    text = report_text([_report(_result(message="one\ntwo\u202ethree\x1b[31m"))])

    assert "one\\u000atwo\\u202ethree\\u001b[31m" in text


def test_json_has_the_results_of_each_graph() -> None:
    report = _report(_result(), _result(severity="Warning", value=None, path=None))
    (read,) = json.loads(report_json([report]))

    assert read["graph"] == report.graph
    assert read["conforms"] is False
    assert [Result(**result) for result in read["results"]] == list(report.results)


def test_turtle_is_a_validation_report_of_the_same_results() -> None:
    report = report_of(broken(BAD / "Claim-modality.ttl"), "fast")
    triples = turtle(report_turtle([report]))
    values = {t.predicate.value.removeprefix(_SH): str(t.object) for t in triples}

    assert values["conforms"] == '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    assert values["sourceShape"] == f"<{report.results[0].shape}>"
    assert values["resultPath"] == str(vocab.MODALITY)
    assert values["focusNode"] == f"<{report.results[0].focus}>"


def test_turtle_of_a_graph_without_results_says_that_it_conforms() -> None:
    triples = turtle(report_turtle([report_of(base(), "fast")]))

    assert {t.predicate.value.removeprefix(_SH) for t in triples} == {vocab.TYPE.value, "conforms"}


def test_turtle_keeps_values_of_every_kind() -> None:
    values = ['"a\\nb"@en', "<https://example.org/x>", "_:x", None]
    report = _report(*(_result(value=value, focus=value or '"x"') for value in values))
    triples = turtle(report_turtle([report]))
    written = {t.object for t in triples if t.predicate.value == _SH + "value"}

    assert len(written) == 3


def test_turtle_leaves_a_composed_path_to_the_shape() -> None:
    report = _report(_result(path="<https://example.org/p>/<https://example.org/q>"))

    assert "resultPath" not in report_turtle([report])
