import pytest

from tests.extract.pages import claims_of, one_claim
from triplewire.records import Figure


def rank_of(text: str) -> Figure:
    figure = one_claim(text, "rank").figure
    assert figure is not None
    return figure


def test_a_partner_is_ranked_for_its_owner() -> None:
    claim = one_claim("Iceland is Norway's third-largest trading partner in Europe.", "rank")
    figure = claim.figure

    assert figure is not None
    assert (int(figure.value), figure.unit, figure.measure) == (3, None, "trading partner")
    assert (figure.about, figure.counterpart) == (("Norway",), "Iceland")
    assert figure.among == "Europe"
    assert claim.passage.text == "Iceland is Norway's third-largest trading partner in Europe"


def test_a_row_of_ranks_shares_its_parties() -> None:
    found = claims_of(
        "Iceland is Norway's largest trading partner and the second-largest source of fish.", "rank"
    )
    figures = [claim.figure for claim in found if claim.figure]

    assert [int(figure.value) for figure in figures] == [1, 2]
    assert [figure.about for figure in figures] == [("Norway",)] * 2
    assert [figure.counterpart for figure in figures] == ["Iceland"] * 2


@pytest.mark.parametrize(
    ("text", "value", "measure", "among"),
    [
        ("Japan has the world's fourth-largest economy.", 4, "economy", "world"),
        ("Germany is the largest economy in Europe.", 1, "economy", "Europe"),
        ("Germany is Europe's largest economy.", 1, "economy", "Europe"),
        ("Tokyo is the most populous city in the world.", 1, "most populous city", "world"),
        ("Kenya is the 12th biggest producer of tea.", 12, "producer of tea", None),
        ("Kenya is the oldest producer of tea.", 1, "oldest producer of tea", None),
    ],
)
def test_a_rank_has_its_place_measure_and_field(
    text: str, value: int, measure: str, among: str | None
) -> None:
    figure = rank_of(text)

    assert (int(figure.value), figure.measure, figure.among) == (value, measure, among)


def test_a_rank_in_apposition_is_that_of_the_noun_before() -> None:
    figure = rank_of("Norway, the largest producer of salmon, will export more.")

    assert figure.about == ("Norway",)


def test_a_rank_in_reported_speech_is_said_by_its_speaker() -> None:
    claim = one_claim("Maria Keller said that Tokyo was the largest city in Asia.", "rank")

    assert claim.speakers == ("Maria Keller",)


@pytest.mark.parametrize(
    "text",
    [
        "Tokyo is one of the largest cities in Asia.",
        "This is the most important thing of all.",
        "At the latest, the best team wins most games.",
        "They want larger ships and a largest.",
        "They condemned it in the strongest terms.",
    ],
)
def test_vague_superlatives_rank_nothing(text: str) -> None:
    assert claims_of(text, "rank") == []


def test_a_long_row_shares_its_parties_however_it_is_parsed() -> None:
    found = claims_of(
        "Iceland is Norway's largest trading partner in Europe, the third-largest export market "
        "and the fourth-largest source of oil.",
        "rank",
    )
    figures = [claim.figure for claim in found if claim.figure]

    assert [int(figure.value) for figure in figures] == [1, 3, 4]
    assert {(figure.about, figure.counterpart) for figure in figures} == {(("Norway",), "Iceland")}
    assert [figure.among for figure in figures] == ["Europe", None, None]


def test_a_rank_in_a_participle_keeps_what_it_is_ranked_for() -> None:
    claim = one_claim("Maria Keller opened the port, being the youngest minister to do so.", "rank")

    assert claim.passage.text == "being the youngest minister to do so"
    assert claim.figure is not None
    assert claim.figure.about == ("Maria Keller",)


def test_a_headline_may_rank_without_an_article() -> None:
    figure = rank_of("Iceland was third-largest producer of fish.")

    assert (int(figure.value), figure.about) == (3, ("Iceland",))


@pytest.mark.parametrize(
    ("text", "value", "measure", "among"),
    [
        ("Norway ranked fifth in the world.", 5, "place", "world"),
        ("Norway ranks No. 2 in Europe.", 2, "place", "Europe"),
        ("Norway finished in third place.", 3, "place", None),
        ("Kari Moe is the first woman to lead the party.", 1, "woman", None),
        ("Kari Moe became the second minister to resign.", 2, "minister", None),
    ],
)
def test_a_place_in_an_order_is_a_rank(
    text: str, value: int, measure: str, among: str | None
) -> None:
    figure = rank_of(text)

    assert (int(figure.value), figure.measure, figure.among) == (value, measure, among)
    assert len(figure.about) == 1


@pytest.mark.parametrize(
    "text", ["Norway came in May.", "The first ships left.", "Norway placed an order first."]
)
def test_an_ordinal_alone_is_no_rank(text: str) -> None:
    assert claims_of(text, "rank") == []
