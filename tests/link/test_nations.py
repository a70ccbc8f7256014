"""What a role says of the country that its holder is of, and what it does not."""

import pytest

from tests.drafts import passage
from tests.link.made import BASE
from tests.link.test_people import load_once
from triplewire.link.nations import nations_of, state_of
from triplewire.records import Role


def role(text: str, office: str, body: str | None = None) -> Role:
    return Role(text=text, office=office, body=body, held=True, evidence=passage("Norway"))


@pytest.mark.parametrize(
    ("made", "body", "nations"),
    [
        (role("Norway's trade minister", "trade minister", "Norway"), "actor/norway", "norway"),
        (role("governor", "central bank governor", "Norway"), "actor/norway", "norway"),
        (role("Oslo mayor", "mayor", "Oslo"), "place/oslo", "norway"),
        (role("former Norwegian singer", "singer"), None, "norway"),
        (role("The South Korean poet", "poet"), None, "south-korea"),
        (role("minister", "minister", "Ministry of Health of Kenya"), "actor/m", "kenya"),
        (role("president", "president", "the Chinese government"), "actor/c", "china"),
        # Whose state it is, nobody says.
        (role("minister", "minister", "Ministry of Health"), "actor/m", ""),
        (role("minister", "minister", "China-Kenya Council of Peru and Chile"), "actor/c", ""),
        (role("minister", "minister"), None, ""),
        (role("president", "president", "Orla"), "actor/orla", ""),
        # To work for, to be sent to, to coach and to be born in: none is to be of.
        (role("Brazil coach", "coach", "Brazil"), "actor/brazil", ""),
        (role("Italian coach of Peru", "coach", "Peru"), "actor/peru", ""),
        (role("Afghan envoy", "envoy", "Afghanistan"), "actor/afghanistan", ""),
        (role("head of Air France", "head", "Air France"), "actor/air-france", ""),
        (role("Kenyan-born singer", "singer"), None, ""),
        (role("goalkeeper of Oslo", "goalkeeper", "Oslo"), "place/oslo", ""),
        (role("Hong Kong minister", "minister", "Hong Kong"), "place/hong-kong", ""),
        (role("Norwegian", "norwegian"), None, ""),
    ],
)
def test_a_role_says_which_country_somebody_is_of(
    made: Role, body: str | None, nations: str
) -> None:
    found = nations_of(made, f"{BASE}{body}" if body else None, load_once())

    assert found == ({f"{BASE}actor/{nations}"} if nations else set())


def test_a_state_is_one_body_under_all_its_names() -> None:
    office = "foreign minister"
    bodies = [
        ("China", "actor/china"),
        ("Government of China", "actor/government-of-china"),
        ("Chinese Foreign Ministry", "actor/chinese-foreign-ministry"),
        ("Ministry of Foreign Affairs of China", "actor/ministry-of-foreign-affairs-of-china"),
    ]
    states = {
        state_of(role(office, office, name), f"{BASE}{iri}", load_once()) for name, iri in bodies
    }

    assert states == {f"{BASE}actor/china"}
