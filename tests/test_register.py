"""The register is read back as it was written, and what is wrong with a line costs that line."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.errors import LinkError
from triplewire.records import Registered
from triplewire.register import COLUMNS, load_register, register_bytes, write_register

NAMES = st.from_regex(r"(actor|claim/[0-9a-f]{4}|event/ab)/[a-z0-9-]{1,12}", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
ROWS = st.lists(
    st.builds(
        Registered,
        name=NAMES,
        status=st.sampled_from(["current", "replaced", "added"]),
        first=st.integers(1, 999),
        known_by=st.lists(
            st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(
                lambda t: f"{t.strip() or 'x'}|"
            ),
            max_size=3,
        ).map(tuple),
        texts=st.lists(st.from_regex("[0-9a-f]{64}", fullmatch=True), max_size=2).map(tuple),
        sketch=st.sampled_from(["", "00ab12"]),
        see=st.sampled_from(["", "actor/ana-ruiz"]),
        when=st.sampled_from(["", "2026-01-31"]),
        type=st.sampled_from(["", "https://schema.org/Person"]),
        label=WORDS.map(lambda text: " ".join(text.split())),
    ),
    unique_by=lambda row: row.name,
)


@given(ROWS)
def test_a_register_is_read_back_as_it_was_written(rows: list[Registered]) -> None:
    data = register_bytes(rows)
    path = Path("register.csv")

    assert _read(data, path) == tuple(sorted(rows, key=lambda row: row.name))
    assert register_bytes(reversed(rows)) == data


def _read(data: bytes, path: Path) -> tuple[Registered, ...]:
    with TemporaryDirectory() as folder:
        (Path(folder) / path).write_bytes(data)
        found, wrong = load_register(Path(folder) / path)
    assert wrong == ()
    return found


HEAD = ",".join(COLUMNS)
GOOD = "actor/ana-ruiz,current,1,,,,,,,"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Ana Ruiz,current,1,,,,,,,", "not a name"),
        ("actor/b,current,1,,,,nobody here,,,", "not a name"),
        ("concept/state,current,1,,,,,,,", "not a name"),
        ("actor/b,withdrawn,1,,,,,2026-02-30,,", "not a day"),
        ("actor/b,gone,1,,,,,,,", "not a status"),
        ("actor/b,current,first,,,,,,,", "not a status"),
        ("actor/b,current,1,,abc,,,,,", "texts are not SHA-256"),
        (GOOD, "actor/ana-ruiz stands twice"),
        ("actor/b,withdrawn,1,,,,,,,", "not a day"),
        ("actor/b,current,1,,,,,yesterday,,", "not a day"),
        ('actor/b,current,1,,,,,,"a <b>",', "not a class"),
        ("<<<<<<< main", "not as many cells"),
    ],
)
def test_a_wrong_line_costs_itself_and_is_told_by_file_and_line(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = tmp_path / "register.csv"
    path.write_text("\n".join([HEAD, GOOD, line, "actor/zoe,current,2,,,,,,,", ""]))
    rows, wrong = load_register(path)

    assert [row.name for row in rows] == ["actor/ana-ruiz", "actor/zoe"]
    assert [(error.what[: len(reason)], error.where) for error in wrong] == [(reason, f"{path}:3")]


def test_what_is_no_register_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("name,iri\n")

    with pytest.raises(LinkError, match="not the columns"):
        load_register(path)


def test_a_register_that_says_the_same_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    rows = [Registered(name="actor/ana-ruiz")]
    write_register(path, rows)
    before = path.stat()
    write_register(path, rows)

    assert path.stat() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["register.csv"]
