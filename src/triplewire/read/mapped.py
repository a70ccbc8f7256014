"""A record and the places of its fields in, the values that stand there out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from triplewire.field_map import FieldMap, Step, steps
from triplewire.read import fields
from triplewire.records import Metadata

# Values in one place of a record, and of a text the pieces.
_MOST = 10_000


def mapped(record: object, field_map: FieldMap) -> dict[str, object]:
    """Return the values that stand where the settings say, by their fields; empty ones left out."""
    found: dict[str, object] = {}
    for field, place in field_map.places().items():
        values = [value for value in _values(record, steps(place)) if value not in (None, "")]
        if values:
            found[field] = values
    return found


def text_of(values: Mapping[str, object]) -> str | None:
    """Return the text among mapped values: its pieces as paragraphs."""
    pieces = values.get("text")
    if isinstance(pieces, list):
        return "\n\n".join(piece for piece in pieces if isinstance(piece, str)) or None
    return None


def with_mapped(metadata: Metadata, values: Mapping[str, object]) -> Metadata:
    """Return metadata in which the mapped values take the place of what a record says itself."""
    if not values:
        return metadata
    told = fields.metadata(values)
    known = {field: value for field in values if (value := getattr(told, field, None))}
    return replace(metadata, **known)


def _values(value: object, path: tuple[Step, ...]) -> Iterator[object]:
    """Yield what stands at the end of a path, a list as its items."""
    level = [value]
    for step in path:
        level = [found for one in level for found in _at(one, step)][:_MOST]
    for one in level:
        yield from one[:_MOST] if isinstance(one, list) else [one]


def _at(value: object, step: Step) -> list[object]:
    if isinstance(step, str):
        return [value[step]] if isinstance(value, dict) and step in value else []
    if not isinstance(value, list):
        return []
    return value[:_MOST] if step is None else value[step : step + 1]
