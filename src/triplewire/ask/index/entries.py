"""What a store says by property in, its articles, actors, events, claims and places out."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

KINDS = {"article": "Articles", "actor": "Actors", "event": "Events", "claim": "Claims",
         "place": "Places", "document": "Documents", "mention": "Only mentioned"}  # fmt: skip
_PARTIES = ("Person", "Organization", "Country", "Group")
# What was withdrawn or has another name now is no thing, although its name is still told.
_FOUND_IN_ARTICLES = """
WITH found AS (
  SELECT label.thing, substr(label.thing, 1, instr(label.thing, '/') - 1) AS kind,
    label.value AS label, said.value AS article
  FROM said.first AS label
  LEFT JOIN said.first AS said ON said.name = 'article' AND said.thing = label.thing
  LEFT JOIN said.first AS gone ON gone.name = 'gone' AND gone.thing = label.thing
  WHERE label.name = 'label' AND gone.thing IS NULL
), placed AS (
  SELECT thing, kind, label, CASE kind WHEN 'article' THEN thing ELSE article END AS article
  FROM found WHERE kind IN ('article', 'claim', 'event')
)
SELECT placed.thing, kind, label, teller.value,
  CASE kind WHEN 'event' THEN begun.value ELSE published.value END, words.value
FROM placed
LEFT JOIN said.first AS publisher ON kind = 'article'
  AND publisher.name = 'publisher' AND publisher.thing = placed.thing
LEFT JOIN said.first AS teller ON teller.name = 'label'
  AND teller.thing = CASE kind WHEN 'article' THEN publisher.value ELSE article END
LEFT JOIN said.first AS begun ON begun.name = 'begun' AND begun.thing = placed.thing
LEFT JOIN said.first AS published ON published.name = 'published' AND published.thing = article
LEFT JOIN said.first AS words ON words.name = 'text' AND words.thing = placed.thing
ORDER BY kind, 5 DESC, placed.thing
"""
_NAMED = """
WITH typed AS (SELECT thing, group_concat(DISTINCT value) AS types FROM said.pair
    WHERE name = 'type' GROUP BY thing),
  called AS (SELECT thing, group_concat(value, ' ') AS names FROM
    (SELECT DISTINCT thing, value FROM said.pair WHERE name = 'name' ORDER BY thing, value)
    GROUP BY thing)
SELECT typed.thing, label.value, types, coalesce(number, 0), names
FROM typed
JOIN said.first AS label ON label.name = 'label' AND label.thing = typed.thing
LEFT JOIN said.weight AS weight ON weight.thing = typed.thing
LEFT JOIN called ON called.thing = typed.thing
ORDER BY coalesce(number, 0) DESC, typed.thing
"""


class Entry(NamedTuple):
    """A thing that can be found; ``weight`` counts the articles that mention it."""

    iri: str
    kind: str
    label: str
    detail: str
    day: str
    weight: int


def entries(db: sqlite3.Connection, base: str) -> Iterator[tuple[Entry, str]]:
    """Yield everything that can be found, with the other words it can be found by.

    What most articles mention comes first, then articles, claims and events, the latest first.
    """
    for thing, label, types, weight, names in db.execute(_NAMED):
        kind, detail = _told(set(types.split(",")))
        entry = Entry(
            iri=base + thing, kind=kind, label=label, detail=detail, day="", weight=weight
        )
        yield entry, names or ""
    for thing, kind, label, detail, day, words in db.execute(_FOUND_IN_ARTICLES):
        entry = Entry(
            iri=base + thing,
            kind=kind,
            label=label,
            detail=detail or "",
            day=(day or "")[:10],
            weight=0,
        )
        yield entry, words or ""


def _told(types: set[str]) -> tuple[str, str]:
    """Return the kind of actors, places and documents, and what one is besides.

    Who acts is an actor, whatever else it is; who does not is mentioned.
    """
    party = next((known for known in _PARTIES if known in types), "")
    thing = "document" if "CreativeWork" in types else "place"
    if "Actor" not in types:
        kind = "mention" if party else thing
    elif party:
        kind = "actor"
    else:
        # A document or place acts.
        return "actor", thing.capitalize()
    return kind, party.replace("Organization", "Organisation")
