"""Where a newsroom's own JSON and tables keep an article's fields, as its settings say."""

import re

import msgspec

# A key (data), an index ([0]), every item ([*]), or a key with other signs in it (["a.b"]).
_STEP = re.compile(r'\.?(?P<key>[^.\[\]"*]+)|\[(?P<index>\d{1,9}|\*)\]|\["(?P<quoted>[^"]+)"\]')
_LONGEST = 500

# A key, the number of an item, or None for every item.
Step = str | int | None


class FieldMap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which place holds which field: a path in JSON, a column in a table; None as usual."""

    text: str | None = None
    title: str | None = None
    subtitle: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: str | None = None
    published: str | None = None
    updated: str | None = None
    section: str | None = None
    language: str | None = None
    copyright: str | None = None
    keywords: str | None = None
    topics: str | None = None

    def places(self) -> dict[str, str]:
        """Return the place of each field that has one."""
        named = {field: getattr(self, field) for field in FieldMap.__struct_fields__}
        return {field: place for field, place in named.items() if place is not None}


class JsonMap(FieldMap, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Paths into a record, and the path to the records in a file."""

    items: str | None = None


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``[read]`` in triplewire.toml says: how JSON and tables are read."""

    json: JsonMap = JsonMap()
    table: FieldMap = FieldMap()


AS_KNOWN = ReadOptions()


def steps(path: str) -> tuple[Step, ...]:
    """Return the steps of a path such as ``data.stories[*]["the.body"]``.

    Raises: ValueError when it is no path.
    """
    found: list[Step] = []
    position = 0
    while position < len(path) <= _LONGEST:
        step = _STEP.match(path, position)
        if step is None or (step[0].startswith(".") != bool(step["key"] and position)):
            break
        position = step.end()
        index = step["index"]
        found.append(step["key"] or step["quoted"] if index is None else _item(index))
    if not found or position < len(path):
        raise ValueError(f"no path: {path[:_LONGEST]!r}")
    return tuple(found)


def _item(index: str) -> int | None:
    return None if index == "*" else int(index)
