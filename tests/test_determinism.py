"""The same articles give the same bytes, whatever the hash seed, the locale and the file order."""

import csv
import os
import shutil
import subprocess
import sys
import warnings
from collections import Counter
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from triplewire.publish.dump.rdf import SUFFIXES
from triplewire.publish.dump.tables.columns import TABLES
from triplewire.vocab import PREFIXES

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
FORMATS = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}


def dumped(folder: Path, *, backwards: bool, **environment: str) -> Path:
    """Build a copy of the newsroom, its files made in one order or the other, and dump it."""
    (folder / "seeds" / "articles").mkdir(parents=True)
    files = sorted(path for path in SEEDS.rglob("*") if path.is_file())
    for path in reversed(files) if backwards else files:
        shutil.copy(path, folder / "seeds" / path.relative_to(SEEDS))
    for command in (["build", "seeds"], ["dump", "-o", "dump"]):
        subprocess.run(
            [sys.executable, "-m", "triplewire", *command],
            cwd=folder,
            env={**os.environ, "TRIPLEWIRE_STORE": "store", **environment},
            check=True,
            capture_output=True,
        )
    return folder / "dump" / "latest"


def files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    one = dumped(tmp_path_factory.mktemp("one"), backwards=False, PYTHONHASHSEED="1", LC_ALL="C")
    other = dumped(
        tmp_path_factory.mktemp("other"),
        backwards=True,
        PYTHONHASHSEED="4711",
        LC_ALL="C.UTF-8",
        TZ="Asia/Tokyo",
    )
    return one, other


def test_two_machines_write_the_same_files_under_the_same_version(
    dumps: tuple[Path, Path],
) -> None:
    one, other = (
        {path.relative_to(folder): path.read_bytes() for path in files(folder)} for folder in dumps
    )

    assert dumps[0].readlink() == dumps[1].readlink()
    assert len([path for path in one if path.parent == Path()]) == 23
    assert len(one) > 23
    assert one == other


@pytest.mark.parametrize("form", SUFFIXES)
def test_rdflib_and_oxigraph_read_the_same_quads(dumps: tuple[Path, Path], form: str) -> None:
    path = dumps[0] / f"triplewire{SUFFIXES[form]}"
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # rdflib's own
        theirs = rdflib.Dataset().parse(path, format=FORMATS[form])
        lines = theirs.serialize(format="nquads").encode()
    ours = set(ox.parse(path=path, format=ox.RdfFormat.from_extension(path.suffix[1:])))
    read = set(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    if form == "turtle":
        ours, read = ({quad.triple for quad in quads} for quads in (ours, read))

    assert len(ours) > 3000
    assert read == ours


def test_the_dump_has_no_article_text(dumps: tuple[Path, Path]) -> None:
    text = min((SEEDS / "articles").iterdir()).read_text(encoding="utf-8")
    longest = max(text.split("\n"), key=len)

    for path in files(dumps[0]):
        if path.suffix == ".gz":
            continue
        assert longest not in path.read_text(encoding="utf-8"), path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize(
    ("table", "pattern"),
    [
        ("articles", "?article a schema:Article"),
        ("actors", "?actor a tw:Actor"),
        ("events", "?event a schema:Event"),
        ("claims", "?claim a tw:Claim"),
        ("statistics", "?claim tw:observation ?figure"),
        ("participations", "?event tw:participation ?node . ?node tw:actor ?actor"),
        ("comparisons", "?comparison a tw:ClaimComparison"),
        ("claims", "?claim tw:reportedIn ?article ; schema:text ?text ; a tw:Claim"),
        ("claims", "?claim tw:speaker ?speakers"),
        ("claims", "?claim a tw:Claim ; tw:speechAct ?x ; tw:confidence ?confidence"),
        ("statistics", "?claim tw:observation/schema:value ?value"),
        ("events", "?event tw:when ?when ; tw:notBefore ?not_before ; a schema:Event"),
        ("actors", "?actor schema:sameAs ?same_as ; a tw:Actor"),
    ],
)
def test_a_table_holds_what_a_query_finds(
    dumps: tuple[Path, Path], table: str, pattern: str
) -> None:
    store = ox.Store()
    store.load(path=dumps[0] / "triplewire.ttl", format=ox.RdfFormat.TURTLE)
    found = store.query(f"SELECT DISTINCT * {{ {pattern} }}", prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    rows = rows_of(dumps[0] / f"{table}.csv")
    names = [v.value for v in found.variables if v.value in rows[0]]
    asked = Counter(tuple(row[name].value for name in names) for row in found)
    read = Counter(
        cells
        for row in rows
        for cells in product(*(row[name].split("|") for name in names))
        if all(cells)
    )

    assert read == asked


def test_the_tables_join_and_their_keys_are_unique(dumps: tuple[Path, Path]) -> None:
    rows = {table.name: rows_of(dumps[0] / f"{table.name}.csv") for table in TABLES}
    for table in TABLES:
        keys = [tuple(row[name] for name in table.key) for row in rows[table.name]]

        assert len(keys) == len(set(keys)) > 0
        for column, other in table.joins:
            key = next(t.key[0] for t in TABLES if t.name == other)
            ends = {end for row in rows[table.name] for end in row[column].split("|") if end}

            assert ends <= {row[key] for row in rows[other]}, (table.name, column)


def test_every_row_names_the_line_on_which_its_words_begin(dumps: tuple[Path, Path]) -> None:
    for table in ("events", "participations", "claims", "statistics"):
        for row in rows_of(dumps[0] / f"{table}.csv"):
            lines = (SEEDS / row["file"]).read_text(encoding="utf-8").split("\n")

            assert row["words"][:10] in lines[int(row["line"]) - 1]
