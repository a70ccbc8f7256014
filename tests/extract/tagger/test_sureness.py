"""How sure a finding of the network is: as often right as those that were counted."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.extract.tagger import as_confidence, sureness

_CHANCES = st.floats(0, 1)


@pytest.fixture
def curves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sureness, "curves", lambda: {"event": (0.5, -1.0)})


@pytest.mark.usefixtures("curves")
@pytest.mark.parametrize(
    ("kind", "chance", "expected"),
    [("person", 0.875, "0.88"), ("event", 0.5, "0.27"), ("event", 1.0, "1.00"), ("event", 0, "0")],
)
def test_a_finding_is_as_sure_as_the_curve_of_its_kind_says(
    kind: str, chance: float, expected: str
) -> None:
    assert as_confidence(kind, chance) == pytest.approx(Decimal(expected), abs=Decimal("0.01"))


@given(kind=st.sampled_from(sorted(sureness.curves()) or ["event"]), one=_CHANCES, other=_CHANCES)
def test_what_is_more_probable_is_not_less_sure(kind: str, one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert 0 <= as_confidence(kind, low) <= as_confidence(kind, high) <= 1
