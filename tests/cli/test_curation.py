"""The curator's commands: what is uncertain is shown, what is decided is written once and found."""

import csv
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from triplewire.ask import doubts
from triplewire.cli import main
from triplewire.pipeline import run
from triplewire.store import Store

ONE = (
    "Norway's trade minister Astrid Dahl met Iceland's trade minister Jon Arnason in Oslo on "
    "March 4, 2024. Norway's fish exports reached $2.5 billion in 2023. Dahl said that the quota "
    "would cost the fishers nothing before the summer. She urged him to keep the peace.\n"
)
OTHER = (
    "Norway's fish exports reached $2.9 billion in 2023. Iceland's trade minister Jon Arnason met "
    "Norway's trade minister Astrid Dahl in Oslo on March 4, 2024. Dahl denied that the quota "
    "would cost the fishers nothing before the summer.\n"
)


MET = ("--quotation", "met Iceland's trade minister", "--article", "one.txt", "--by", "Ada")
URGED = ("--quotation", "keep the peace", "--article", "one.txt", "--by", "Ada")


def call(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin, env={"COLUMNS": "100"})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("curation") / "room"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "articles" / "other.txt").write_text(OTHER, encoding="utf-8")
    run(folder, folder / "store")
    return folder


@pytest.fixture
def room(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "room"))


def table(room: Path) -> list[dict[str, str]]:
    with (room / "decisions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decide(room: Path, *options: str, stdin: str | None = None) -> Result:
    where = ("--newsroom", str(room), "--store", str(room / "store"), "--when", "2026-05-01")
    return call("decide", *options, *where, stdin=stdin)


def test_compare_sets_both_quotations_side_by_side_with_where_they_stand(room: Path) -> None:
    result = call("compare", "--store", str(room / "store"))

    assert result.exit_code == 1, result.output
    assert "contradicts (value" in result.stdout
    assert "$2.5 billion" in result.stdout
    assert "$2.9 billion" in result.stdout
    assert "articles/one.txt:1:" in result.stdout
    assert "(no source named)" in result.stdout


def test_compare_prints_json_and_keeps_only_the_relations_asked_for(room: Path) -> None:
    result = call("compare", "--format", "json", "--store", str(room / "store"))
    found = json.loads(result.stdout)
    refined = call("compare", "--relation", "refines", "--store", str(room / "store"))

    assert {one["relation"] for one in found} >= {"contradicts"}
    assert all(one["one_place"].startswith("articles/") for one in found)
    assert (refined.exit_code, refined.stdout) == (0, "no claims compare\n")


def test_a_decision_is_written_applied_and_not_written_twice(room: Path) -> None:
    words = ("--quotation", "keep the peace", "--article", "one.txt", "--by", "Ada")
    first = decide(room, "correct-act", *words, "--value", "request", "--target", "indirect")
    second = decide(room, "correct-act", *words, "--value", "request", "--target", "indirect")
    built = call("build", str(room), "--store", str(room / "store"))
    explained = call(
        "query",
        "SELECT ?act { ?c tw:speechAct ?act ; prov:wasInfluencedBy ?d }",
        "--format",
        "csv",
        "--store",
        str(room / "store"),
    )

    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("correct-act,article/undated-norways-")
    assert ",keep the peace,re the summer. She urged him to,.,indirect,request," in first.stdout
    assert second.exit_code == 3
    assert "decided before" in second.stderr
    assert built.exit_code == 0, built.output
    assert "decisions         1" in built.stdout
    assert explained.stdout.splitlines()[1:] == ["https://w3id.org/triplewire/concept/request"]


def test_what_is_not_given_by_options_is_asked_for_on_a_terminal(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triplewire.cli.decide.interactive", lambda: True)
    result = decide(room, "--target", "indirect", stdin="reject\nkeep the peace\nAda\n")

    assert result.exit_code == 0, result.output
    assert [(row["what"], row["quotation"], row["by"]) for row in table(room)] == [
        ("reject", "keep the peace", "Ada")
    ]


def test_a_decision_is_of_the_day_that_is_told_or_of_today(room: Path) -> None:
    where = ("--newsroom", str(room), "--store", str(room / "store"), "--by", "Ada")
    told = decide(room, "reject", "--target", "indirect", *URGED)
    before = datetime.now(UTC).date()
    untold = call(
        "decide", "accept", "--quotation", "before the summer", "--article", "one", *where
    )
    after = datetime.now(UTC).date()

    assert (told.exit_code, untold.exit_code) == (0, 0), told.output + untold.output
    first, second = (row["when"] for row in table(room))
    assert first == "2026-05-01"
    assert second in {before.isoformat(), after.isoformat()}


def test_what_is_pasted_over_several_lines_is_written_on_one(room: Path) -> None:
    words = ("--quotation", "keep\r\n the\tpeace ", "--by", "Ada\r", "--why", "no\n\nact")
    written = decide(room, "accept", *words, "--target", "indirect")
    built = call("build", str(room), "--store", str(room / "store"))

    assert written.exit_code == 0, written.output
    assert [(row["quotation"], row["by"], row["why"]) for row in table(room)] == [
        ("keep the peace", "Ada", "no act")
    ]
    assert built.exit_code == 0, built.output


def test_a_control_character_is_refused_before_it_is_written(room: Path) -> None:
    result = decide(room, "accept", "--target", "indirect", *URGED, "--by", "Ada\x1b[2J")

    assert result.exit_code == 3
    assert "by has a line end, another control character" in result.stderr
    assert not (room / "decisions.csv").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["reject", "--quotation", "keep the piece", "--by", "Ada"], "nearest: She urged him"),
        (["reject", "--quotation", "keep the peace"], "--by is missing"),
        (["reject", "--quotation", "reached $2", "--by", "Ada"], "2 articles have these words"),
    ],
)
def test_a_decision_that_would_find_nothing_is_not_written(
    room: Path, options: list[str], said: str
) -> None:
    result = decide(room, *options)

    assert result.exit_code == 2
    assert said in result.stderr
    assert not (room / "decisions.csv").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["correct-place", *MET, "--target", "event meeting", "--value", "Osloo"], "nearest: Oslo"),
        (["correct-date", *MET, "--target", "event meeting", "--value", "last week"], "last week"),
        (["correct-act", *URGED, "--target", "indirect", "--value", "reqest"], "nearest: request"),
        (
            ["correct-speaker", *URGED, "--target", "indirect", "--value", "Astrid Dal"],
            "Astrid Dahl",
        ),
        (["merge", *MET[:1], "Astrid Dahl", *MET[2:], "--value", "Jon Arnasson"], "Jon Arnason"),
        (["keep-apart", *MET[:1], "Astrid Dahl", *MET[2:], "--value", "actor:dahl"], "actor:"),
    ],
)
def test_a_value_that_no_build_would_take_is_not_written(
    room: Path, options: list[str], said: str
) -> None:
    result = decide(room, *options)

    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert not (room / "decisions.csv").exists()


def test_what_a_decision_would_change_is_shown_and_nothing_is_written(room: Path) -> None:
    options = ("correct-act", *URGED, "--target", "indirect", "--value", "request")
    tried = decide(room, *options, "--dry-run")

    assert tried.exit_code == 0, tried.output
    assert tried.stdout == ""
    changed = [line.split()[0::2] for line in tried.stderr.splitlines() if "tw:speechAct" in line]
    assert changed == [["-", "tw:speechAct"], ["+", "tw:speechAct"]]
    assert not (room / "decisions.csv").exists()
    assert decide(room, *options).stderr.startswith(tried.stderr)


def test_the_last_decision_or_that_about_some_words_is_taken_back(room: Path) -> None:
    assert decide(room, "accept", *URGED, "--target", "indirect").exit_code == 0
    assert decide(room, "accept", *MET, "--target", "event meeting").exit_code == 0
    first = decide(room, "--undo", "--quotation", "keep the peace")
    second = decide(room, "--undo")
    third = decide(room, "--undo")

    assert ",keep the peace," in first.stdout
    assert ",met Iceland's" in second.stdout
    assert (third.exit_code, table(room)) == (3, [])
    assert "no decision to take back" in third.stderr


def test_a_look_at_a_decision_costs_no_article_its_analysis(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert decide(room, "accept", *URGED, "--target", "indirect").exit_code == 0
    monkeypatch.setattr("triplewire.build.surveying.extract_all", None)
    built = call("build", str(room), "--store", str(room / "store"))

    assert built.exit_code == 0, built.output


def test_a_decision_before_the_first_build_is_written_unseen(tmp_path: Path) -> None:
    result = decide(tmp_path, "accept", "--quotation", "all is well", "--by", "Ada")

    assert result.exit_code == 0
    assert len(table(tmp_path)) == 1


def test_a_decision_is_not_written_unseen_where_the_store_cannot_be_read(room: Path) -> None:
    manifest = next((room / "store").glob("gen-*/manifest.json"))
    manifest.write_bytes(manifest.read_bytes()[:-9])
    result = decide(room, "accept", *URGED, "--target", "indirect")

    assert result.exit_code == 3, result.output
    assert not (room / "decisions.csv").exists()


def test_a_decision_that_finds_nothing_is_reported_with_what_is_nearest(room: Path) -> None:
    (room / "decisions.csv").write_text(
        "what,article,quotation,target,value,by,when,why\n"
        "accept,one.txt,fish exports reached $2.6 billion in 2023,,,Ada,2026-05-01,\n",
        encoding="utf-8",
    )
    result = call("build", str(room), "--store", str(room / "store"))

    assert result.exit_code == 1
    assert "decisions.csv:2: not applied" in result.stderr
    assert "nearest:" in result.stderr
    assert "decisions         0   1 not applied; see above" in result.stdout


def test_a_build_that_would_lose_decisions_stops_unless_it_may_shrink(room: Path) -> None:
    words = ("--quotation", "keep the peace", "--article", "one.txt", "--by", "Ada")
    assert decide(room, "accept", *words, "--target", "indirect").exit_code == 0
    assert call("build", str(room), "--store", str(room / "store")).exit_code == 0
    changed = ONE.replace("She urged him to keep the peace.", "")
    (room / "articles" / "one.txt").write_text(changed, encoding="utf-8")
    before = (room / "store" / "current").read_text(encoding="utf-8")
    stopped = call("build", str(room), "--store", str(room / "store"))
    kept = (room / "store" / "current").read_text(encoding="utf-8")
    allowed = call("build", str(room), "--store", str(room / "store"), "--allow-shrink")

    assert stopped.exit_code == 3
    assert "1 of 1 decisions" in stopped.stderr
    assert f"{room / 'decisions.csv'}:2: no article has these words: accept 'keep the peace'" in (
        stopped.stderr
    )
    assert "--allow-shrink" in stopped.stderr
    assert kept == before
    assert allowed.exit_code == 1
    assert "not applied" in allowed.stderr


def test_all_decisions_that_find_nothing_are_told_those_of_one_reason_together(room: Path) -> None:
    lines = [f"accept,,no such words {n},,,Ada,2026-05-01," for n in range(30)]
    lines.insert(7, "accept,,fish exports reached $2,,,Ada,2026-05-01,")
    (room / "decisions.csv").write_text(
        "\n".join(["what,article,quotation,target,value,by,when,why", *lines, "accept,x", ""]),
        encoding="utf-8",
    )
    result = call("build", str(room), "--store", str(room / "store"))
    told = [line for line in result.stderr.splitlines() if ": not applied: " in line]

    assert result.exit_code == 1
    assert len(told) == 31
    assert told[-1].startswith("decisions.csv:9: not applied: 2 articles have these words")
    assert "rejected" not in result.stdout
    assert "  wrong lines       1   of decisions.csv; see above" in result.stdout
    assert "decisions.csv:33: not as many cells as columns" in result.stderr


def test_surroundings_tell_one_of_two_places_where_the_table_can_hold_them(room: Path) -> None:
    words = ("--quotation", "the quota would cost", "--article", "one.txt", "--by", "Ada")
    around = ("--prefix", "Dahl said that", "--suffix", "the fishers")
    target = ("--target", "indirect")
    written = decide(room, "accept", *words, *around, *target)
    (room / "decisions.csv").write_text(
        "what,article,quotation,target,value,by,when,why\n", encoding="utf-8"
    )
    refused = decide(room, "accept", *words, *around, *target)
    bare = decide(room, "accept", *words, *target)

    assert written.exit_code == 0, written.output
    assert (refused.exit_code, bare.exit_code) == (2, 0)
    assert "has no columns prefix and suffix" in refused.stderr
    assert [len(row) for row in table(room)] == [8]


def test_review_lists_what_is_uncertain_the_least_certain_first(room: Path) -> None:
    listed = call("review", "--list", "--limit", "3", "--store", str(room / "store"))
    as_json = call("review", "--format", "json", "--store", str(room / "store"))
    sure = [Decimal(d["confidence"]) for d in json.loads(as_json.stdout) if d["what"] == "accept"]

    assert listed.exit_code == 0
    assert "1 of 3" in listed.stdout
    assert "articles/" in listed.stdout
    assert "Found by the rule" in listed.stdout
    assert sure == sorted(sure)
    assert len(sure) > 3


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Stand in for a terminal on which keys are pressed."""
    pressed: list[str] = []
    monkeypatch.setattr("triplewire.cli.review.interactive", lambda: True)
    monkeypatch.setattr(click, "getchar", lambda: pressed.pop(0))
    yield pressed
    assert pressed == []


def walk(room: Path, answers: str = "") -> Result:
    where = ("--newsroom", str(room), "--store", str(room / "store"))
    return call("review", *where, stdin=f"Ada\n{answers}")


def test_each_answer_of_a_review_is_written_and_does_not_come_again(
    room: Path, keys: list[str]
) -> None:
    keys += ["x", "a", "r", "s", "c", "w", "q"]
    result = walk(room, "act\nrequest\nclearer\n")
    before = call("review", "--format", "json", "--store", str(room / "store"))
    built = call("build", str(room), "--store", str(room / "store"))
    after = call("review", "--format", "json", "--store", str(room / "store"))

    assert result.exit_code == 0, result.output
    assert "press one of a, r, c, s, q" in result.stdout
    assert "3 decisions written" in result.stdout
    assert [(row["what"], row["value"], row["why"]) for row in table(room)] == [
        ("accept", "", ""),
        ("reject", "", ""),
        ("correct-act", "request", "clearer"),
    ]
    assert built.exit_code == 0, built.output
    assert len(json.loads(after.stdout)) < len(json.loads(before.stdout))


def test_a_store_without_doubts_says_so(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triplewire.ask.uncertain", lambda _: iter(()))
    result = call("review", "--store", str(room / "store"))

    assert result.stdout == "nothing is uncertain that nobody has decided on\n"


def test_what_is_decided_on_is_no_doubt(room: Path) -> None:
    with Store(room / "store") as store:
        first = next(d for d in doubts(store) if d.what == "accept")
    given = ("--quotation", first.quotation, "--article", first.article, "--by", "Ada")
    target = ("--target", first.target) if first.target else ()
    assert decide(room, "accept", *given, *target).exit_code == 0
    assert call("build", str(room), "--store", str(room / "store")).exit_code == 0
    with Store(room / "store") as store:
        left = {doubt.iri for doubt in doubts(store)}

    assert first.iri not in left
