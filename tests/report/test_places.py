"""Results point at the words: in the article's file, at the line and column where they stand."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.graphs import BASE, invented, store_of
from tests.report.desk import FILES, desk, findings, reports, rewritten, usual
from tests.report.samples import SH
from triplewire.decide import append
from triplewire.pipeline import run
from triplewire.records import Decision, Report, Result
from triplewire.report import Finding, Place, Proposal, store_findings

_NOTHING = "Claim-about"


def _shape(finding: Finding) -> str:
    return finding.result.shape.rpartition("#")[2]


def _of(name: str, found: Iterable[Finding]) -> list[Place]:
    return [f.places[0] for f in found if f.places and f.places[0].file.endswith(name)]


def _at(place: Place) -> str:
    """Return what stands at a place in its file."""
    name = place.file.removeprefix("news/articles/")
    lines = re.split("\r\n|\n", FILES[name].removeprefix("\ufeff"))
    assert place.line is not None
    assert place.column is not None
    assert place.end_line == place.line
    return lines[place.line - 1][place.column - 1 : (place.end_column or 0) - 1]


@pytest.mark.parametrize("name", FILES)
def test_words_stand_in_every_format_where_a_result_points(name: str) -> None:
    places = [p for f in usual() for p in f.places if p.file == f"news/articles/{name}"]
    written = {"Fish & chips cost too much,": "Fish &amp; chips cost too much,"}

    assert len(places) > 1
    for place in places:
        found = _at(place).replace("\u00ad", "").replace('\\"', '"').replace("\\n", "\n")
        assert found == written.get(place.words, place.words)
        assert place.article


def test_invisible_characters_of_the_file_are_counted_in_columns() -> None:
    (place,) = [
        f.places[0] for f in usual() if "pier.txt" in f.places[0].file and _shape(f) == _NOTHING
    ]

    assert place.words == "We will repair the pier,"
    assert (place.line, place.column, place.end_column) == (4, 2, 27)


def test_a_record_of_a_larger_file_points_at_its_own_line() -> None:
    lines = {f.places[0].words: f.places[0].line for f in usual() if "wire" in f.places[0].file}

    assert lines["We closed it for safety,"] == 1
    assert lines["The river is high,"] == 2


def test_an_article_is_shown_by_its_first_line() -> None:
    words = {f.places[0].words for f in usual() if _shape(f) == "Article-sourced"}

    assert {"Harbour news", "Notes from the market."} <= words


def test_paths_are_relative_to_the_folder_of_the_check_or_whole() -> None:
    inside, outside = findings(desk() / "news"), findings(desk() / "elsewhere")

    assert all(f.places[0].file.startswith("articles/") for f in inside)
    assert all(f.places[0].file.startswith(desk().as_posix()) for f in outside)


def test_lines_are_those_that_were_read_where_the_file_has_gone() -> None:
    with rewritten("banner.txt", None):
        found = _of("banner.txt", findings())

    assert found == _of("banner.txt", usual())


def test_words_that_moved_in_the_file_are_found_where_they_are_now() -> None:
    with rewritten("banner.txt", f"One.\nTwo.\n{FILES['banner.txt']}"):
        moved = _of("banner.txt", findings())

    assert [place.line for place in moved] == [
        (place.line or 0) + 2 for place in _of("banner.txt", usual())
    ]


def test_words_that_are_gone_leave_a_line_and_no_columns() -> None:
    with rewritten("banner.txt", "Nothing of it.\n"):
        places = _of("banner.txt", findings())

    assert {(place.line, place.column) for place in places} == {(1, None)}


def test_a_file_that_cannot_be_read_as_text_does_not_stop_a_report() -> None:
    with rewritten("banner.txt", "PK\x03\x04"):
        assert _of("banner.txt", findings()) == _of("banner.txt", usual())


_GIVEN = {
    "WHOM OR WHAT": "Ada Moor (person)",
    "DATE OR PERIOD": "2024",
    "OFFICE of BODY": "mayor of France",
}


def _decided(proposal: Proposal) -> Decision:
    return Decision(
        line=0,
        what=proposal.what,
        article=proposal.article,
        quotation=proposal.quotation,
        target=proposal.target,
        value=_GIVEN[proposal.value],
        by="Ada",
        when="2025-03-05",
        why="a test",
    )


def test_the_decision_that_is_proposed_mends_the_result_it_stands_with() -> None:
    # Only one article names a body that an office can be of.
    proposed = {
        _shape(f): f.proposal
        for f in usual()
        if f.proposal and (f.proposal.what != "correct-role" or "pier" in f.proposal.article)
    }
    kept = {(_shape(f), f.result.focus) for f in usual()}
    table = desk() / "news" / "decisions.csv"
    try:
        for proposal in proposed.values():
            append(table, _decided(proposal))
        outcome = run(table.parent, desk() / "store")
        left = {(_shape(f), f.result.focus) for f in findings(reports=reports())}
    finally:
        table.unlink()
        run(table.parent, desk() / "store")

    assert outcome.unmet == ()
    assert set(proposed) == {"Claim-about", "Observation-moneyPeriod", "Office-body"}
    assert {shape for shape, _ in kept - left} == set(proposed)
    assert left < kept


def _result(focus: str, shape: str = "S") -> Result:
    return Result(
        severity="Warning",
        focus=focus,
        path=None,
        value=None,
        message="Mend it.",
        shape=f"https://example.org/{shape}",
        component=f"{SH}MinCountConstraintComponent",
    )


def test_a_thing_that_several_articles_mention_is_reported_once(tmp_path: Path) -> None:
    results = (_result(f"{BASE}actor/ada-moor"), _result(f"{BASE}actor/ada-moor"))
    with store_of(invented(), tmp_path) as store:
        reports = [Report(graph=f"{BASE}graph/article/{n}", results=results) for n in ("a", "b")]
        found = list(store_findings(store, reports, tmp_path))

    assert len(found) == 1
    assert found[0].label == "Ada Moor"


def test_what_another_graph_says_of_a_claim_is_reported_with_its_article_only() -> None:
    first = next(report for report in reports() if report.results)
    again = Report(graph=f"{BASE}graph/comparisons", results=first.results)

    assert findings(reports=(first, again)) == findings(reports=(first,))
    assert {f.result for f in findings(reports=(again,))} == set(again.results)


def test_a_store_without_its_manifest_entries_still_gives_labels(tmp_path: Path) -> None:
    with store_of(invented(), tmp_path) as store:
        focus = next(str(q.subject)[1:-1] for q in invented() if "quote-1" in str(q.subject))
        graph = f"{BASE}graph/article/bridge"
        (found,) = store_findings(store, [Report(graph=graph, results=(_result(focus),))], tmp_path)

    assert found.places == ()
    assert found.proposal is None
    assert found.label == "Ada Moor: The bridge is safe."


def test_results_whose_shapes_have_no_iri_are_alike_on_every_run(tmp_path: Path) -> None:
    def found(*labels: str) -> list[Finding]:
        results = tuple(
            replace(_result(f"_:{label * 32}"), shape=f"N{label * 32}", message=f"It is {word}.")
            for label, word in zip(labels, ("one", "two"), strict=True)
        )
        with store_of(invented(), tmp_path / labels[0]) as store:
            return list(
                store_findings(
                    store, [Report(graph=f"{BASE}graph/article/a", results=results)], tmp_path
                )
            )

    assert [f.result for f in found("a", "b")] == [f.result for f in found("d", "c")]
    assert found("e", "f")[0].result.focus == "_:b1"
