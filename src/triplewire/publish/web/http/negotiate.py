"""An Accept header and what can be offered in, the best media type out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Longer headers are no browser's: what follows is not looked at.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    parameters: Mapping[str, str]
    quality: float


def best(accept: str | None, offers: Iterable[str]) -> str | None:
    """Return the offered media type that a client likes best, the first of equals.

    An offer may have parameters. None says that nothing offered is acceptable.
    Source: RFC 9110, section 12.5.1.
    """
    known = list(offers)
    ranges = list(_ranges(accept or "*/*"))
    if not ranges:
        return known[0] if known else None
    rated = [(_quality(offer, ranges), -at, offer) for at, offer in enumerate(known)]
    quality, _, offer = max(rated, default=(0.0, 0, ""))
    return offer if quality > 0 else None


def accepts_coding(header: str | None, coding: str) -> bool:
    """Say whether an Accept-Encoding header allows a content coding by name or by ``*``."""
    found = {one.kind: one.quality for one in _ranges(header or "")}
    return found.get(coding, found.get("*", 0.0)) > 0


def is_current(header: str | None, etag: str) -> bool:
    """Say whether an If-None-Match header names an ETag; by the weak comparison.

    Source: RFC 9110, section 13.1.2.
    """
    named = [word.strip().removeprefix("W/") for word in (header or "").split(",")]
    return "*" in named or etag.removeprefix("W/") in named


def _ranges(header: str) -> Iterable[_Range]:
    for part in header[:_LONGEST].split(","):
        kind, *rest = (piece.strip() for piece in part.split(";"))
        if not kind:
            continue
        pairs = (piece.partition("=") for piece in rest)
        parameters = {
            name.strip().lower(): value.strip().strip('"').lower() for name, _, value in pairs
        }
        yield _Range(kind.lower(), parameters, _number(parameters.pop("q", "1")))


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return min(number, 1.0) if number > 0 else 0.0


def _quality(offer: str, ranges: list[_Range]) -> float:
    """Return the quality of the most specific range that covers an offer."""
    kind, *rest = (piece.strip().lower() for piece in offer.split(";"))
    own = dict(piece.split("=", 1) for piece in rest)
    main = kind.partition("/")[0]
    fitting = []
    for one in ranges:
        if one.kind == kind and all(own.get(k, v) == v for k, v in one.parameters.items()):
            fitting.append((2 + len(one.parameters), one.quality))
        elif one.kind == f"{main}/*":
            fitting.append((1, one.quality))
        elif one.kind == "*/*":
            fitting.append((0, one.quality))
    return max(fitting, default=(0, 0.0))[1]
