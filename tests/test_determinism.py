"""The same articles give the same bytes, whatever the hash seed, the locale and the file order."""

import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from triplewire.publish.dump import SUFFIXES

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
    one, other = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in dumps)

    assert dumps[0].readlink() == dumps[1].readlink()
    assert len(one) > 20
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

    for path in dumps[0].iterdir():
        if path.suffix == ".gz":
            continue
        assert longest not in path.read_text(encoding="utf-8"), path
