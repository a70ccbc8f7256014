"""actors.csv and the gazetteer become an index of names; every fault names its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.errors import LinkError
from triplewire.iris import is_web_address
from triplewire.link import load_authorities
from triplewire.link.authorities import Authorities
from triplewire.link.identifiers import identifier
from triplewire.ontology import vocabulary
from triplewire.records import ActorType

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
    assert norway.identifiers == (
        "https://sws.geonames.org/3144096/",
        "http://www.wikidata.org/entity/Q20",
    )
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
        ("actor/b,C,person,,,\n", "stands in line 2 already"),
        ("actor/a,A,person\n", "not as many cells"),
        ("actor/a,A,person,,,,more\n", "not as many cells"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_by_its_line_and_left_out(
    tmp_path: Path, row: str, reason: str
) -> None:
    found = load(tmp_path, f"actor/b,B,person,,,\n{row}actor/d,D,person,,,\n")

    assert [one.name for one in found.listed] == ["B", "D"]
    [error] = found.wrong
    assert error.where.endswith("actors.csv:3")
    assert reason in error.what


def test_an_identifier_that_is_none_is_left_out_alone(tmp_path: Path) -> None:
    row = "actor/a,A,person,,Q5|not an iri|https://e.org/50%-off|http://wikidata.org/wiki/Q5,\n"
    found = load(tmp_path, row)

    assert found.listed[0].identifiers == ("http://www.wikidata.org/entity/Q5",)
    assert [error.what for error in found.wrong] == [
        "not an identifier: 'not an iri'",
        "not an identifier: 'https://e.org/50%-off'",
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://www.wikidata.org/wiki/Q42", "http://www.wikidata.org/entity/Q42"),
        ("http://m.wikidata.org/wiki/Special:EntityPage/Q42", "http://www.wikidata.org/entity/Q42"),
        (
            "https://www.wikidata.org/wiki/Special:EntityData/Q42.ttl",
            "http://www.wikidata.org/entity/Q42",
        ),
        ("http://www.wikidata.org/entity/Q42", "http://www.wikidata.org/entity/Q42"),
        ("www.wikidata.org/wiki/q42?uselang=de#sitelinks", "http://www.wikidata.org/entity/Q42"),
        ("wd:Q42", "http://www.wikidata.org/entity/Q42"),
        ("Q42", "http://www.wikidata.org/entity/Q42"),
        ("https://www.geonames.org/3143244/oslo.html", "https://sws.geonames.org/3143244/"),
        ("http://sws.geonames.org/3143244", "https://sws.geonames.org/3143244/"),
        ("https://sws.geonames.org/3143244/about.rdf", "https://sws.geonames.org/3143244/"),
        ("geonames:3143244", "https://sws.geonames.org/3143244/"),
        ("isni.org/isni/0000000121", "https://isni.org/isni/0000000121"),
        ("https://orcid.org/0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
        ("https://www.wikidata.org/wiki/Property:P31", None),
        ("https://www.geonames.org/", None),
        ("https://archive.example/2020/https://www.wikidata.org/wiki/Q42", None),
        ("https://archive.example/2020/https://geonames.org/3143244", None),
        ("Q0", None),
        ("3143244", None),
        ("Ana Ruiz", None),
        ("", None),
    ],
)
def test_an_address_however_written_names_one_thing(written: str, meant: str | None) -> None:
    assert identifier(written) == meant


@given(st.text(max_size=60))
def test_an_identifier_is_none_or_one_that_stays_as_it_is(written: str) -> None:
    found = identifier(written)

    assert found is None or (identifier(found) == found and is_web_address(found))


def test_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LinkError, match=r"actors\.csv:1: .*columns"):
        load(tmp_path, "", head="name,type\n")


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_bytes(HEAD.encode() + b"actor/\x81,A,person,,,\n")

    with pytest.raises(LinkError, match="not a CSV table"):
        load_authorities(path, vocabulary())


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("Norway", "country", True),
        ("Norway", "place", True),
        ("Norway", "org", False),
        ("Oslo", "place", True),
        ("Oslo", "country", True),
        ("Oslo", "org", True),
        ("Oslo", "group", False),
        ("Oslo", "person", False),
        ("United Nations", "group", True),
        ("United Nations", "document", False),
        ("the united  NATIONS", "org", True),
        ("Nowhere", "place", False),
    ],
)
def test_a_name_is_found_among_types_that_news_moves_between(
    name: str, kind: ActorType, found: bool
) -> None:
    authorities = load_authorities(None, vocabulary())

    assert (authorities.find(name, kind) is not None) is found


def test_a_row_is_trimmed_and_has_the_classes_of_its_type(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        " actor/a ,  Ana  ,person, A. | , https://e.org/1 | https://e.org/2 , actor/b \n"
        "place/c,City,city,,,\n"
        "document/d,Deal,document,,,\n",
    )
    ana, city, deal = found.listed

    assert (ana.name, ana.aliases, ana.within) == ("Ana", ("A.",), "https://example.org/actor/b")
    assert ana.identifiers == ("https://e.org/1", "https://e.org/2")
    assert (city.type, city.within, city.aliases, city.identifiers) == ("place", None, (), ())
    assert [name.rpartition("/")[2] for name in city.types] == ["City", "Place"]
    assert deal.type == "document"
    assert found.by_iri[city.iri] is city


def test_a_row_stands_in_the_place_of_the_gazetteers_entry_of_its_iri(tmp_path: Path) -> None:
    found = load(tmp_path, "actor/norway,The North,country,,,\n")

    assert found.find("The North", "country") == found.by_iri["https://example.org/actor/norway"]
    assert found.find("Norway", "country") is None


def test_candidates_of_a_curator_are_passed_over(tmp_path: Path) -> None:
    head = HEAD.replace("within", "within,candidates")
    found = load(tmp_path, "actor/a,Ana,person,,,,anything\n", head=head)

    assert [one.name for one in found.listed] == ["Ana"]


def test_the_gazetteer_has_territories_regions_and_agencies_with_their_classes() -> None:
    found = load_authorities(None, vocabulary())

    def told(name: str, kind: ActorType) -> tuple[str, list[str]]:
        one = found.find(name, kind)
        assert one is not None
        path = "/".join(one.iri.rsplit("/", 2)[-2:])
        return path, [each.rpartition("/")[2] for each in one.types]

    assert told("Norway", "country") == ("actor/norway", ["Country", "Place"])
    assert told("Greenland", "place") == ("place/greenland", ["AdministrativeArea", "Place"])
    assert told("Oslo", "place") == ("place/oslo", ["City", "Place"])
    assert told("Africa", "place") == ("place/africa", ["Continent", "Place"])
    assert told("World", "place") == ("place/world", ["Place"])
    assert told("Reuters", "org") == ("actor/reuters", ["NewsMediaOrganization", "Organization"])
    assert told("United Nations", "org") == ("actor/united-nations", ["Organization"])
