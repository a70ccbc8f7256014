"""The articles that were gathered and a curator's decisions in, the table of a build's tasks out.

Few decisions find their article by its name; the texts of all are looked through only for those
that do not. What is held is what each decision may mean, never the articles of a newsroom.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from triplewire.build.deciding import Meant, Naming, Placed, Placing, Searching, further_names
from triplewire.build.gather import Gathered, articles_query
from triplewire.build.source_tables import Number
from triplewire.build.tasks import TASKS, decided_key
from triplewire.decide import MOST_COMPARED, Assignment, assign
from triplewire.engines import Engine
from triplewire.records import Article, Decision, Unmet


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    decision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    sha256: str
    decisions: str
    decided: str


_ARTICLE = """f.article || '"lineage":' || k.lineage || '}'"""


def assigned(
    engine: Engine, gathered: Gathered, decisions: tuple[Decision, ...]
) -> tuple[Unmet, ...]:
    """Make the table ``tasks`` of the articles with the decisions about each.

    Return the decisions that found no article.
    """
    gathered_articles = articles_query(partial=gathered.partial)
    articles = f"""
        SELECT k.sha256, k.name, f.title, f.url, r.row, {_ARTICLE} AS article
        FROM ({gathered_articles}) k
        JOIN found f ON f.key = k.key AND f.number = k.number
        LEFT JOIN register r ON r.name = k.path
    """
    found = assignment(engine, articles, decisions)
    rows = (
        _Decided(
            sha256=sha256,
            decisions=msgspec.json.encode(those).decode(),
            decided=decided_key(those),
        )
        for sha256, those in found.by_article.items()
    )
    engine.write("decided", rows, _Decided)
    # What goes with each text is looked up for it, not the other way round: texts pass by.
    engine.sql(
        TASKS,
        f"""
        SELECT f.sha256, k.place, k.digits, f.name, f.line, k.path, k.earlier,
            f.address, f.sketch, f.draft_key, coalesce(d.decided, '') AS decided,
            to_binary({_ARTICLE}, 'utf-8') AS article,
            to_binary(coalesce(d.decisions, '[]'), 'utf-8') AS decisions
        FROM found f
        JOIN ({gathered_articles}) k ON f.key = k.key AND f.number = k.number
        LEFT JOIN decided d ON d.sha256 = f.sha256
        """,
    )
    return found.unmet


def assignment(engine: Engine, articles: str, decisions: tuple[Decision, ...]) -> Assignment:
    """Return what ``assign`` does of all articles of a query, which no process holds together.

    The articles have the columns of a Called, and ``article`` as JSON.
    """
    if not decisions:
        return Assignment(by_article={}, unmet=())
    (count,) = engine.rows(f"SELECT count(*) AS number FROM ({articles})", Number)
    if count.number <= MOST_COMPARED:
        return _of_few(engine, articles, decisions)
    placed = _by_name(engine, articles, decisions)
    rest = [number for number in range(len(decisions)) if number not in placed]
    placed |= _by_words(engine, articles, decisions, rest)
    by_article: dict[str, list[Decision]] = {}
    unmet: list[Unmet] = []
    for number, decision in enumerate(decisions):
        one = placed.get(number)
        if one is None:
            unmet += assign([decision], ()).unmet
        elif one.sha256:
            by_article.setdefault(one.sha256, []).append(decision)
        else:
            unmet.append(msgspec.json.decode(one.unmet, type=Unmet))
    return Assignment(
        by_article={sha: tuple(those) for sha, those in by_article.items()}, unmet=tuple(unmet)
    )


def _of_few(engine: Engine, articles: str, decisions: tuple[Decision, ...]) -> Assignment:
    query = f"SELECT 0 AS block, name AS place, article, row FROM ({articles})"
    found: list[Article] = []
    known: dict[str, tuple[str, ...]] = {}
    for row in engine.rows(query, Meant):
        article = msgspec.json.decode(row.article, type=Article)
        found.append(article)
        known[article.sha256] = further_names(row.row)
    return assign(decisions, found, known)


def _by_name(engine: Engine, articles: str, decisions: tuple[Decision, ...]) -> dict[int, Placed]:
    """Return where those decisions belong of which an article that they name has the words."""
    engine.map(
        "named_by", f"SELECT sha256, name, title, url, row FROM ({articles})", Naming(decisions)
    )
    engine.groups(
        "placed", _meant("SELECT decision, sha256 FROM named_by", articles), Placing(decisions)
    )
    return {row.decision: row for row in engine.rows("SELECT * FROM placed", Placed) if row.held}


def _by_words(
    engine: Engine, articles: str, decisions: tuple[Decision, ...], rest: Sequence[int]
) -> dict[int, Placed]:
    """Return where other decisions belong, by looking for their words in all texts."""
    if not rest:
        return {}
    engine.write("open_decisions", (_Open(decision=number) for number in rest), _Open)
    sought = tuple((number, decisions[number]) for number in rest)
    engine.map("worded", f"SELECT sha256, name, article FROM ({articles})", Searching(sought))
    hits = f"""
        SELECT n.decision, n.sha256 FROM named_by n JOIN open_decisions o ON o.decision = n.decision
        UNION SELECT decision, sha256 FROM worded WHERE has
        UNION SELECT decision, sha256 FROM (
            SELECT decision, sha256,
                row_number() OVER (PARTITION BY decision ORDER BY shared DESC, name) AS nth
            FROM worded WHERE shared > 0
        ) WHERE nth <= {MOST_COMPARED}
    """
    engine.groups("placed", _meant(hits, articles), Placing(decisions))
    return {row.decision: row for row in engine.rows("SELECT * FROM placed", Placed)}


def _meant(hits: str, articles: str) -> str:
    return f"""
        SELECT h.decision AS block, a.name AS place, a.article, a.row
        FROM ({hits}) h JOIN ({articles}) a ON a.sha256 = h.sha256
    """
