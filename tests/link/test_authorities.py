"""actors.csv and the gazetteer become an index of names; every fault names its line."""

from pathlib import Path

import pytest

from triplewire.errors import LinkError
from triplewire.link import load_authorities
from triplewire.link.authorities import Authorities
from triplewire.ontology import vocabulary

HEAD = "key,name,type,aliases,identifiers,within\n"


def load(tmp_path: Path, rows: str, head: str = HEAD) -> Authorities:
    path = tmp_path / "actors.csv"
    path.write_text(head + rows, encoding="utf-8")
    return load_authorities(path, vocabulary(), "https://example.org/")


def test_a_row_is_found_by_its_name_and_its_aliases(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        "actor/fish-board,Norwegian Fish Board,government,the Board|NFB,"
        "http://www.wikidata.org/entity/Q1,place/oslo\n",
    )
    board = found.listed[0]

    assert found.find("the norwegian fish board", "org") == board
    assert found.find("NFB", "group") == board
    assert found.find("NFB", "person") is None
    assert board.iri == "https://example.org/actor/fish-board"
    assert board.within == "https://example.org/place/oslo"
    assert board.identifiers == ("http://www.wikidata.org/entity/Q1",)


def test_the_curators_row_comes_before_the_gazetteer(tmp_path: Path) -> None:
    found = load(tmp_path, "actor/the-fourth-estate,Reykjavik,organization,,,\n")
    city = load_authorities(None, vocabulary(), "https://example.org/").find("Reykjavik", "place")
    ours = found.find("Reykjavik", "org")

    assert city is not None
    assert city.iri == "https://example.org/place/reykjavik"
    assert ours is not None
    assert ours.iri == "https://example.org/actor/the-fourth-estate"


def test_countries_carry_their_identifier_and_cities_their_country() -> None:
    found = load_authorities(None, vocabulary())
    norway, oslo = found.find("Norway", "country"), found.find("Oslo", "place")

    assert norway is not None
    assert norway.identifiers == ("https://sws.geonames.org/3144096/",)
    assert oslo is not None
    assert oslo.within == norway.iri


def test_offices_and_measures_are_found_by_their_names() -> None:
    found = load_authorities(None, vocabulary())

    assert found.offices["prime-minister"].endswith("/concept/prime-minister")
    assert found.measures["bilateral-trade"].endswith("/concept/bilateral-trade")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Actor/A,A,person,,,\n", "not a key"),
        ("actor/a,A,person,,,elsewhere\n", "not a within"),
        ("actor/a,A,wizard,,,\n", "no such type"),
        ("actor/a,,person,,,\n", "name is empty"),
        ("actor/a,A,person,,not an iri,\n", "not an identifier"),
        ("actor/a,A,person,,https://e.org/50%-off,\n", "not an identifier"),
        ("actor/a,A,person\n", "not as many cells"),
        ("actor/a,A,person,,,,more\n", "not as many cells"),
        ("actor/b,B,person,,,\nactor/b,C,person,,,\n", "stands twice"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_by_its_line(
    tmp_path: Path, row: str, reason: str
) -> None:
    with pytest.raises(LinkError, match=rf"actors\.csv:[23]: .*{reason}"):
        load(tmp_path, row)


def test_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LinkError, match=r"actors\.csv:1: .*columns"):
        load(tmp_path, "", head="name,type\n")


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_bytes(HEAD.encode() + b"actor/\x81,A,person,,,\n")

    with pytest.raises(LinkError, match="not a CSV table"):
        load_authorities(path, vocabulary())
