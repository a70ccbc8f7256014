"""Whatever becomes of texts, files and rules, a build applies each decision or reports it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.decide.test_table import HEAD
from triplewire import pipeline
from triplewire.build import surveying
from triplewire.build.write import Outcome
from triplewire.cli import main
from triplewire.errors import StoreError
from triplewire.extract import Analyser, extract_all, load_analyser
from triplewire.iris import digits_of
from triplewire.pipeline import Options, run
from triplewire.records import Article, Claim, Draft, Passage
from triplewire.store import Store

FISH = (
    "Norway's fish minister Astrid Dahl met Icelandic officials in Oslo on Tuesday. \"The talks "
    'were long overdue," Dahl said. She added that exports had reached $2.5 billion in 2023.\n'
)
RAIL = (
    "The European Union opened a rail link between Vienna and Bratislava in 2021. The line cost "
    '€40 million, according to the railway company. "It is a good day," said Jana Kral.\n'
)
OVERDUE, REACHED = "The talks were long overdue", "exports had reached $2.5 billion in 2023"
DECISIONS = (
    ("correct-speaker", "fish.txt", OVERDUE, "quote", "Iceland (country)"),
    ("accept", "fish.txt", REACHED, "statistic", ""),
    ("correct-place", "fish.txt", "met Icelandic officials in Oslo", "event meeting", "Norway"),
    ("reject", "rail.txt", "It is a good day", "quote", ""),
    ("add", "rail.txt", "The line cost €40 million", "assertion", "about=European Union"),
    ("merge", "rail.txt", "Jana Kral", "actor Jana Kral", "Astrid Dahl"),
)


class Room:
    """A newsroom of two articles with six decisions, and its store."""

    def __init__(self, folder: Path) -> None:
        self.root, self.store = folder / "room", folder / "store"
        (self.root / "articles").mkdir(parents=True)
        self.write("fish.txt", FISH)
        self.write("rail.txt", RAIL)
        self.decide(DECISIONS)

    def write(self, name: str, text: str) -> None:
        (self.root / "articles" / name).write_text(text, encoding="utf-8")

    def decide(self, rows: Iterable[tuple[str, ...]]) -> None:
        lines = [HEAD]
        lines += [",".join((*map(_cell, row), "Ada", "2026-05-01", "")) for row in rows]
        (self.root / "decisions.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def build(self, *, allow_shrink: bool = True) -> Outcome:
        return run(self.root, self.store, Options(allow_shrink=allow_shrink))

    def quads(self) -> set[str]:
        with Store(self.store) as store:
            return {str(quad) for quad in store.quads()}

    def says(self, pattern: str) -> bool:
        return any(re.search(pattern, quad) for quad in self.quads())


def _cell(value: str) -> str:
    return f'"{value}"' if "," in value else value


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def unmet(outcome: Outcome) -> list[tuple[str, str]]:
    return [(one.decision.what, one.reason) for one in outcome.unmet]


def test_every_decision_is_applied_and_is_in_the_graph(room: Room) -> None:
    outcome = room.build()
    found = (re.match(r"<(\S+/decision/\w+)> <\S+#type>", quad) for quad in room.quads())
    decisions = {match[1] for match in found if match}

    assert unmet(outcome) == []
    assert outcome.decided == 6
    assert len(decisions) == 6
    assert not room.says("It is a good day.*ns#speaker")
    assert room.says(r"decision/.*wasAssociatedWith> <.*agent/ada>")


def test_taking_the_decisions_back_restores_the_graph(room: Room) -> None:
    (room.root / "decisions.csv").unlink()
    room.build()
    before = room.quads()
    room.decide(DECISIONS)
    room.build()
    decided = room.quads()
    room.decide(())
    room.build()

    assert decided != before
    assert {q for q in room.quads() if _is_lasting(q)} == {q for q in before if _is_lasting(q)}


@pytest.mark.parametrize("name", ["herring.txt", "2026/fish.txt"])
def test_a_renamed_file_keeps_its_decisions(room: Room, name: str) -> None:
    room.build()
    (room.root / "articles" / "2026").mkdir()
    (room.root / "articles" / "fish.txt").rename(room.root / "articles" / name)
    outcome = room.build(allow_shrink=False)

    assert unmet(outcome) == []
    assert outcome.decided == 6


def test_a_text_that_changed_elsewhere_keeps_its_decisions(room: Room) -> None:
    room.build()
    room.write("fish.txt", f"OSLO — The quay was full on market day.\n\n{FISH}Nobody else spoke.\n")
    outcome = room.build(allow_shrink=False)

    assert unmet(outcome) == []
    assert outcome.decided == 6


def test_a_decision_whose_words_changed_is_reported_with_the_nearest(room: Room) -> None:
    room.build()
    room.write("fish.txt", FISH.replace("long overdue", "not long enough"))

    with pytest.raises(StoreError, match="1 of 6 decisions"):
        room.build(allow_shrink=False)
    outcome = room.build()
    (one,) = outcome.unmet

    assert outcome.decided == 5
    assert one.decision.quotation == OVERDUE
    assert any("not long enough" in candidate for candidate in one.candidates)


def test_a_renamed_article_keeps_its_decisions_though_another_has_the_words(room: Room) -> None:
    room.build()
    (room.root / "articles" / "fish.txt").rename(room.root / "articles" / "one.txt")
    room.write("other.txt", f"An aide agreed.\n\n{FISH}")
    outcome = room.build(allow_shrink=False)

    assert (unmet(outcome), outcome.decided) == ([], 6)


def test_a_quotation_that_stands_in_two_articles_is_reported_with_both(room: Room) -> None:
    (room.root / "articles" / "fish.txt").rename(room.root / "articles" / "one.txt")
    room.write("other.txt", f"An aide agreed.\n\n{FISH}")
    outcome = room.build()

    assert {reason for _, reason in unmet(outcome)} == {"2 articles have these words"}
    assert outcome.unmet[0].candidates == ("articles/one.txt", "articles/other.txt")
    assert outcome.decided == 3


def test_a_quotation_that_stands_twice_in_an_article_is_reported_with_both(room: Room) -> None:
    room.build()
    room.write("fish.txt", f'{FISH}\n"The talks were long overdue," Astrid Dahl told reporters.\n')
    outcome = room.build()

    assert [what for what, _ in unmet(outcome)] == ["correct-speaker"]
    assert len(outcome.unmet[0].candidates) == 2


def _another_rule(monkeypatch: pytest.MonkeyPatch, change: Callable[[Draft], Draft]) -> None:
    """Let the extraction find something else, under another version."""

    def extract(articles: Iterable[Article], analyser: Analyser) -> Iterator[Draft]:
        return map(change, extract_all(articles, analyser))

    version = replace(load_analyser(), version="rules/next")
    monkeypatch.setattr(surveying, "extract_all", extract)
    monkeypatch.setattr(pipeline, "load_analyser", lambda _: version)


def test_what_another_rule_finds_otherwise_is_decided_all_the_same(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.build()
    _another_rule(
        monkeypatch,
        lambda draft: replace(
            draft, claims=tuple(replace(c, speakers=(), unnamed="an aide") for c in draft.claims)
        ),
    )
    outcome = room.build(allow_shrink=False)

    assert unmet(outcome) == []
    assert outcome.decided == 6


def test_what_another_rule_no_longer_finds_is_reported(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.build()
    _another_rule(
        monkeypatch,
        lambda draft: replace(
            draft, claims=tuple(c for c in draft.claims if c.kind != "statistic"), events=()
        ),
    )
    outcome = room.build()

    assert sorted(what for what, _ in unmet(outcome)) == ["accept", "correct-place"]
    assert {reason for _, reason in unmet(outcome)} == {"no finding has these words"}
    assert outcome.decided == 4


def test_contradicting_decisions_are_told_with_who_and_when_and_stop_no_build(room: Room) -> None:
    room.decide(DECISIONS[3:4])
    room.build()
    line = ("accept", "rail.txt", "It is a good day", "quote", "")
    room.decide((DECISIONS[3], DECISIONS[1], line))
    result = CliRunner().invoke(main, ["build", str(room.root), "--store", str(room.store)])

    words = "'It is a good day' (Ada, 2026-05-01)"

    assert result.exit_code == 1, result.output
    assert result.stderr.splitlines() == [
        f"decisions.csv:2: not applied: overruled by line 4: reject {words}",
        f"  decisions.csv:4: holds: accept {words}",
    ]
    assert "decisions         2   1 not applied; see above" in result.stdout
    assert room.says("It is a good day.*")


def test_the_order_of_unrelated_lines_changes_nothing(room: Room) -> None:
    room.build()
    before = room.quads()
    room.decide((*DECISIONS[3:], *DECISIONS[:3]))
    outcome = room.build()

    assert outcome.unchanged == 2
    assert room.quads() == before


def test_a_decision_that_is_no_longer_in_the_table_is_told_once(room: Room) -> None:
    room.build()
    room.decide(DECISIONS[1:])
    first, second = room.build(allow_shrink=False), room.build()

    assert [(d.what, d.quotation, d.by) for d in first.disappeared] == [
        ("correct-speaker", OVERDUE, "Ada")
    ]
    assert second.disappeared == ()
    assert unmet(first) == []


def test_a_table_that_is_gone_is_told_line_by_line(room: Room) -> None:
    room.build()
    (room.root / "decisions.csv").unlink()
    result = CliRunner().invoke(main, ["build", str(room.root), "--store", str(room.store)])

    assert result.exit_code == 0
    assert f"gone since the last build: accept '{REACHED}' (Ada, 2026-05-01)" in result.stderr
    assert result.stderr.count("gone since the last build") == 6


def test_what_was_lost_comes_back_with_its_words(room: Room) -> None:
    room.build()
    before = room.quads()
    room.write("fish.txt", FISH.replace("long overdue", "not long enough"))
    room.build()
    room.write("fish.txt", FISH)
    outcome = room.build()

    assert outcome.decided == 6
    assert {q for q in room.quads() if _is_lasting(q)} == {q for q in before if _is_lasting(q)}


def _is_lasting(quad: str) -> bool:
    """Say whether a quad is neither about a run, nor of what became of names and texts."""
    return not any(part in quad for part in ("run/", "graph/names>", "wasRevisionOf", "/text/"))


def test_what_a_curator_added_and_a_rule_has_come_to_find_is_one_finding(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveying, "extract_all", _every_sentence)
    room.write("fish.txt", "The quay is full. Fish is dear.\n")
    rows = [("add", "fish.txt", "Fish is dear", "assertion", "act=assess; modality=possibility")]
    room.decide(rows)
    outcome = room.build()

    assert (outcome.faults, outcome.decided) == ((), 1)
    name = f"assertion-{digits_of('Fish is dear')}"
    assert room.says(f"{name}> <[^>]*speechAct> <[^>]*assess>")
    assert not room.says(f"{name}> <[^>]*speechAct> <[^>]*state>")


# Whatever becomes of the articles, by an extractor of our own that finds every sentence.

_WORDS = ("The quay is full", "Fish is dear", "The boats stay out", "Rain is near", "Nets are old")
_rows = st.tuples(
    st.sampled_from(["accept", "reject", "correct-modality", "correct-act", "add"]),
    st.sampled_from(["a.txt", "b.txt", "", "gone.txt"]),
    st.sampled_from([*_WORDS, "is", "Nothing of this"]),
    st.just("assertion"),
)
_texts = st.dictionaries(
    st.sampled_from(["a.txt", "b.txt", "c.txt"]),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5),
    min_size=1,
)


def _every_sentence(articles: Iterable[Article], _: Analyser) -> Iterator[Draft]:
    for article in articles:
        passages = tuple(
            Passage(start=m.start(), end=m.end(), text=m[0])
            for m in re.finditer(r"[A-Z][^.]+", article.text)
        )
        yield Draft(
            article=article,
            metadata=article.metadata,
            actors=(),
            events=(),
            claims=tuple(map(_assertion, passages)),
            extractor="test/1",
        )


def _assertion(passage: Passage) -> Claim:
    return Claim(
        kind="assertion",
        passage=passage,
        evidence=passage,
        speakers=(),
        unnamed=None,
        addressees=(),
        relayed_by=(),
        about=(),
        act="state",
        polarity="affirmed",
        modality="factual",
        partial=False,
        figure=None,
        rule="test",
    )


_VALUES = {"correct-modality": "possibility", "correct-act": "assess", "add": "act=state"}


@settings(
    max_examples=6,
    # Builds are too dear to look for the smallest example.
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(_rows, unique=True, min_size=1, max_size=5), _texts, _texts)
def test_no_decision_is_lost_from_one_build_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
    rows: list[tuple[str, str, str, str]],
    before: dict[str, list[str]],
    after: dict[str, list[str]],
) -> None:
    monkeypatch.setattr(surveying, "extract_all", _every_sentence)
    with TemporaryDirectory() as folder:
        room = Room(Path(folder))
        room.decide([(*row, _VALUES.get(row[0], "")) for row in rows])
        for texts in (before, after):
            for old in (room.root / "articles").iterdir():
                old.unlink()
            for name, sentences in texts.items():
                room.write(name, ". ".join(sentences) + ".\n")
            outcome = room.build()

            assert outcome.faults == ()
            assert outcome.decided + len(outcome.unmet) == len(rows)
            assert all(one.reason for one in outcome.unmet)
