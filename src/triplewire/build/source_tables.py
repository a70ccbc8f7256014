"""The tables of what is read: their rows, and the queries that make one of the others."""

from dataclasses import dataclass

# Where sources come: those asked for, then a stream, then the rest of what a part is a part of.
ASKED, STREAM, REST = 0, 1 << 28, 1 << 29


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A newsroom that the store may remember readings of.

    ``here`` is for the one that is built, ``whole`` for all of it.
    """

    room: str
    here: bool
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A source, the key of what was read of it, and its place in this build, -1 for none."""

    room: str
    source: str
    key: str
    place: int
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Besides:
    """An article of the store."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """An article of the store, and a file that it may have come from, the ``nth`` of those.

    One that is still there has a path.
    """

    sha256: str
    name: str
    file: str
    nth: int = 0
    path: bytes | None = None
    within: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article that the store has; ``near`` says that its folder may be this newsroom."""

    sha256: str
    root: str
    name: str
    run: str
    near: bool


@dataclass(frozen=True, slots=True)
class Made:
    """What made the tables that are remembered."""

    stamp: str


@dataclass(frozen=True, slots=True)
class Number:
    """How many there are."""

    number: int


LISTED = """
    SELECT room, name, path, within, bytes,
        place + row_number() OVER (ORDER BY name, path) AS place
    FROM listed
"""
_HERE = "SELECT room FROM rooms WHERE here"
_KNOWN = "SELECT DISTINCT key FROM found WHERE kept"
UNREAD = f"""
    SELECT l.* FROM ({LISTED}) l LEFT JOIN keyed k ON k.place = l.place
    LEFT JOIN ({_KNOWN}) f ON f.key = k.key
    WHERE f.key IS NULL
"""
FRESH = f"""
    SELECT l.room, l.name AS source, k.key, l.place, TRUE AS kept
    FROM ({LISTED}) l JOIN keyed k ON k.place = l.place
    WHERE k.key IN ({_KNOWN})
    UNION ALL
    SELECT DISTINCT room, source, key, place, kept FROM pieces
"""
# A stream has no name: its texts have keys.
_READ_AGAIN = """
    SELECT DISTINCT room, source, CASE WHEN source = '' THEN key ELSE '' END AS text
    FROM fresh WHERE kept
"""
# What was read of a source before is remembered until it is read again, or until the whole newsroom
# is built without it.
BEGUN = f"""
    WITH fresh AS ({FRESH}), again AS ({_READ_AGAIN})
    SELECT room, source, key, place, kept FROM fresh
    UNION ALL
    SELECT s.room, s.source, s.key, -1 AS place, s.kept
    FROM sources s
    JOIN rooms r ON r.room = s.room
    LEFT JOIN again a ON a.room = s.room AND a.source = s.source AND a.text IN ('', s.key)
    WHERE a.room IS NULL AND s.kept
        AND (NOT r.whole OR s.source IN (SELECT source FROM fresh WHERE source <> ''))
"""
MORE = f"""
    WITH fresh AS ({FRESH}), again AS ({_READ_AGAIN})
    SELECT room, source, key, place, kept FROM fresh
    UNION ALL
    SELECT s.room, s.source, s.key, s.place, s.kept
    FROM sources s
    LEFT JOIN again a ON a.room = s.room AND a.source = s.source AND a.text IN ('', s.key)
    WHERE a.room IS NULL
"""
FOUND = """
    SELECT * FROM found
    WHERE key IN (SELECT key FROM sources) AND key NOT IN (SELECT key FROM pieces)
    UNION ALL
    SELECT * FROM pieces
"""
MEAN = "SELECT CAST(coalesce(avg(bytes), 0) AS BIGINT) AS number FROM listed"
CHANGED = """
    SELECT count(*) AS number FROM (
        SELECT key FROM pieces
        UNION ALL
        SELECT f.key FROM found f
        WHERE NOT EXISTS (SELECT s.key FROM sources s WHERE s.key = f.key)
    )
"""
# What the store has of a newsroom besides what was read, with the key of what came by a stream.
BESIDES = """
    SELECT e.sha256, e.name, min(s.key) AS key
    FROM entries e
    LEFT JOIN found f ON f.sha256 = e.sha256
    LEFT JOIN sources s ON s.key = f.key AND s.source = ''
    WHERE e.near AND NOT EXISTS (
        SELECT h.sha256 FROM found h JOIN sources t ON t.key = h.key
        WHERE t.place >= 0 AND h.sha256 = e.sha256
    )
    GROUP BY e.sha256, e.name
"""
STREAMED = f"""
    SELECT s.room, s.source, s.key, coalesce(b.place, s.place) AS place, s.kept
    FROM sources s LEFT JOIN (
        SELECT r.room, b.key, {STREAM} + 1 + row_number() OVER (ORDER BY b.sha256) AS place
        FROM besides b
        JOIN (SELECT key, min(room) AS room FROM sources WHERE source = '' GROUP BY key) r
            ON r.key = b.key
    ) b ON b.key = s.key AND b.room = s.room AND s.source = ''
"""
THERE = f"""
    SELECT DISTINCT r.room, l.file AS name, l.path, l.within, 0 AS bytes, {REST} AS place
    FROM left_over l CROSS JOIN ({_HERE}) r
    WHERE l.path IS NOT NULL
        AND l.file NOT IN (SELECT source FROM sources WHERE place >= 0)
"""
# Of the files that an article may have come from, the first that was read once.
GONE = f"""
    SELECT sha256, name, key FROM (
        SELECT l.sha256, l.name, s.key,
            row_number() OVER (PARTITION BY l.sha256 ORDER BY s.key IS NULL, l.nth) AS turn
        FROM left_over l
        LEFT JOIN (SELECT source, key FROM sources WHERE kept AND room IN ({_HERE})) s
            ON s.source = l.file
        WHERE l.path IS NULL
    ) WHERE turn = 1
"""
