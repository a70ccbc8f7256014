"""JSON or JSON Lines in, one text a record out; a bad record does not spoil its neighbours."""

from collections.abc import Generator, Iterator, Mapping
from itertools import islice

from triplewire.errors import ReadError
from triplewire.field_map import AS_KNOWN, JsonMap, ReadOptions, Step, steps
from triplewire.read.json_shapes import article_of, is_furniture, linked_articles
from triplewire.read.json_walk import Places, not_json, parse, skip, walk
from triplewire.read.reading import Found

# A record, where it begins, and the JSON-LD that it stands in.
_Record = tuple[object, int, object]
_EACH: tuple[Step, ...] = (None,)
_MOST_NAMED = 200


def read_json(text: str, name: str, options: ReadOptions = AS_KNOWN) -> Iterator[Found | ReadError]:
    """Yield the record that the file is, or each record of the list that it is or holds.

    Raises: ReadError when the file is not JSON or its one record not an article.
    """
    start = skip(text, 0)
    path = _items(text, start, name, options.json)
    if path:
        places = Places(text, name)
        yield from _listed(text, start, path, places, (name, name), options.json)
        return
    record, end = parse(text, start, name)
    if skip(text, end) < len(text):
        raise ReadError(
            "not JSON: something follows the first record",
            where=name,
            hint="put the records in a list, or name the file .jsonl with one record a line",
        )
    places = Places(text, name)
    known = list(_in_record(text, start, record, name))
    if len(known) == 1:
        one, at, within = known[0]
        line = 1 + text.count("\n", 0, at)
        yield article_of(one, name, line, options.json, within)
        return
    for one, at, within in known:
        yield _outcome(one, places.name(at), places.line, options.json, within)


def read_jsonl(
    text: str, name: str, options: ReadOptions = AS_KNOWN
) -> Iterator[Found | ReadError]:
    """Yield the record of each line that is not blank, or why there is none."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        places, where = Places(line, name, number), f"{name}:{number}"
        try:
            path = _items(line, skip(line, 0), name, options.json, lists=False, line=number)
            if path:
                yield from _listed(line, 0, path, places, (name, where), options.json)
                continue
            record, end = parse(line, skip(line, 0), name, number)
            if line[end:].strip():
                raise not_json("something follows the record", where)
            for one, at, within in _in_record(line, skip(line, 0), record, name):
                yield _outcome(one, places.name(at), number, options.json, within)
        except ReadError as fault:
            yield fault


def _items(
    text: str, start: int, name: str, json_map: JsonMap, *, lists: bool = True, line: int = 1
) -> tuple[Step, ...]:
    """Return the path to the records in a text, () where it is one record."""
    if json_map.items is not None:
        path = steps(json_map.items)
        found = next(_quietly(walk(text, start, path, name, line)), None)
        if found is not None:
            listed = path[-1] is not None and isinstance(found[0], list)
            return path + _EACH if listed else path
    return _EACH if lists and text.startswith("[", start) else ()


def _quietly(
    found: Generator[tuple[object, int], None, int],
) -> Iterator[tuple[object, int]]:
    """Yield what is found before a fault, which is told when the text is read."""
    try:
        yield from found
    except ReadError:
        return


def _listed(
    text: str,
    start: int,
    path: tuple[Step, ...],
    places: Places,
    names: tuple[str, str],
    json_map: JsonMap,
) -> Iterator[Found | ReadError]:
    """Yield each record of a list; where the text is broken, the rest of it is one fault."""
    name, whole = names  # of the file, and of what the list stands in
    found = walk(text, start, path, name, places.line)
    aside: object = None
    articles = 0
    while True:
        try:
            record, position = next(found)
        except StopIteration:
            break
        except ReadError as fault:  # nobody knows where the next record begins
            yield fault
            return
        if is_furniture(record):
            aside = aside or record
            continue
        for one, at, within in _in_record(text, position, record, name):
            articles += 1
            yield _outcome(one, places.name(at), places.line, json_map, within)
    if aside is not None and not articles:
        raise ReadError(
            "not an article: JSON-LD without an article",
            where=whole,
            hint="keep the NewsArticle of the page, with its articleBody",
        )


def _in_record(text: str, start: int, record: object, name: str) -> Iterator[_Record]:
    """Yield a record, or the articles of the graph of JSON-LD that it holds."""
    if not isinstance(record, dict) or not isinstance(record.get("@graph"), list):
        yield record, start, record
        return
    articles = linked_articles(record)
    if len(articles) < 2:
        yield (articles[0] if articles else record), start, record
        return
    things = {
        key: thing
        for thing in record["@graph"]
        if isinstance(thing, dict) and isinstance(key := thing.get("@id"), str)
    }
    for one, at in walk(text, start, ("@graph", None), name):
        if isinstance(one, dict) and linked_articles(one):
            yield one, at, _named(one, things)


def _named(record: dict[str, object], things: Mapping[str, object]) -> list[object]:
    """Return the things that a record names by their IRIs, so that each looks at few of many."""
    values = record.values()
    inner = (one for value in values for one in (value if isinstance(value, list) else [value]))
    keys = (one.get("@id") for one in islice(inner, _MOST_NAMED) if isinstance(one, dict))
    return [things[key] for key in keys if isinstance(key, str) and key in things]


def _outcome(
    record: object, name: str, line: int, json_map: JsonMap, within: object
) -> Found | ReadError:
    try:
        return article_of(record, name, line, json_map, within)
    except ReadError as fault:
        return fault
