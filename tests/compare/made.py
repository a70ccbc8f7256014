"""Statements for tests, of our own invention."""

from dataclasses import replace
from decimal import Decimal

from triplewire.edtf import bounds
from triplewire.records import Comparison, Measured, Statement

MEASURE = "https://example.org/concept/"
NORWAY, CHILE, PERU = "actor/norway", "actor/chile", "actor/peru"


def said(words: str, article: str = "a", **changes: object) -> Statement:
    """Return a claim in words; ``voices`` may be a single name."""
    made = Statement(
        iri=f"claim/{article}/{words[:40]}",
        label=words[:30],
        words=words,
        article=f"article/{article}",
        published="2025-03-01",
        evidence=f"text/{article}#passage-1",
        start=1000,
        line=20,
        headline=False,
        quotations=(),
        voices=frozenset(),
        denied=False,
        measured=None,
    )
    return replace(made, **_plain(changes))  # type: ignore[arg-type]


def figure(value: str, article: str = "a", **changes: object) -> Statement:
    """Return a figure: of Norway's exports in 2024 in dollars, unless told otherwise."""
    fields = {name: changes.pop(name) for name in list(changes) if name in _MEASURED}
    when = fields.pop("when", "2024")
    first, last = bounds(str(when)) if when else ("", "")
    name = fields.pop("measure", "exports")
    about = fields.pop("about", (NORWAY,))
    measured = Measured(
        measure=f"{MEASURE}{name}",
        value=Decimal(value),
        unit="CCY_USD",
        qualifier="exactly",
        when=str(when) if when else None,
        first=first,
        last=last,
        about=frozenset(about),  # type: ignore[call-overload]
        counterpart=None,
        among=None,
    )
    measured = replace(measured, **fields)  # type: ignore[arg-type]
    made = said(f"{value} {when} {name}", article, **changes)
    return replace(made, measured=measured)


def rank(value: str, article: str = "a", **changes: object) -> Statement:
    """Return a rank: of Chile among Norway's partners, without a period or a field."""
    own = {"unit": None, "measure": "partner-rank", "when": None, "counterpart": CHILE}
    return figure(value, article, **(own | changes))


def shown(found: tuple[Comparison, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the relations and what differs."""
    return [(one.relation, one.differs) for one in found]


_MEASURED = {
    "when", "measure", "unit", "qualifier", "about", "counterpart", "among", "areas",
}  # fmt: skip


def _plain(changes: dict[str, object]) -> dict[str, object]:
    voices = changes.get("voices")
    return changes | {"voices": frozenset({voices})} if isinstance(voices, str) else changes
