"""The articles of a build in, what each says, and what it can be recognised by, out.

What was surveyed before is not surveyed again: a row depends on the text, the metadata and the
decisions alone. A draft survives a renamed file and other decisions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import msgspec

from triplewire.build.faults import Fault, guarded, killed
from triplewire.build.kept import grow_in_parts
from triplewire.build.one_article import Setup
from triplewire.build.tasks import TASKS, anonymous
from triplewire.decide import apply
from triplewire.engines import Engine
from triplewire.extract import Analyser, extract_all
from triplewire.link import NOTHING, Profile, Slice, profile
from triplewire.records import Article, Decision, Draft, Unmet

SURVEYED = "surveyed"
# Enough articles at a time to keep the language model busy, few enough to stay small in memory.
_BATCH = 16
# Counts up when profiles are made in another way, so that those made before are made again.
_PROFILED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What every process works with."""

    analyser: Analyser
    setup: Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSurvey:
    """An article, with its draft where its text was analysed before."""

    key: str
    draft_key: str
    article: bytes
    decisions: bytes
    draft: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """What an article says and can be recognised by, or its fault.

    ``key`` names all that it was made of, ``path`` is the IRI that the article gets first.
    ``decided`` is the draft with the decisions applied, None where there are none; ``unmet`` are
    those in vain, ``related`` those that relate a claim to another. A fault that is ``passing`` may
    not be one the next time.
    """

    key: str
    draft_key: str
    sha256: str
    digits: str
    path: str
    published: str
    profile: bytes | None = None
    draft: bytes | None = None
    decided: bytes | None = None
    unmet: bytes | None = None
    related: bytes | None = None
    fault: bytes | None = None
    passing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relating:
    """A decision that relates a claim, by the end of its IRI, to another."""

    claim: str
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamp:
    stamp: str


def survey(engine: Engine, tools: Tools) -> None:
    """Survey what is new among the tasks; the table keeps what is known of the others.

    The table ``surveying`` says which row of it is that of which task.
    Raises: EngineError when no process can do anything.
    """
    stamp = f"profile {_PROFILED} {tools.setup.fingerprint}"
    engine.write("survey_stamp", [_Stamp(stamp=stamp)], _Stamp)
    engine.sql(
        "surveying",
        f"""
        SELECT t.sha256, t.place, t.draft_key, sha2(concat_ws(
            '|', s.stamp, t.draft_key, t.digits, t.name, sha2(t.decisions, 256)), 256) AS key
        FROM {TASKS} t CROSS JOIN survey_stamp s
        """,
    )
    grow_in_parts(
        engine,
        SURVEYED,
        "surveying",
        f"""
        SELECT n.key, n.draft_key, t.article, t.decisions, d.draft
        FROM missing n JOIN {TASKS} t ON t.sha256 = n.sha256
        LEFT JOIN (
            SELECT draft_key, min(draft) AS draft FROM {SURVEYED}
            WHERE draft_key IN (SELECT draft_key FROM missing) GROUP BY draft_key
        ) d ON d.draft_key = n.draft_key
        ORDER BY n.place, n.sha256
        """,
        Survey(tools),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recognised:
    profile: bytes
    slice: bytes | None


def profiles(engine: Engine) -> Iterator[tuple[Profile, Slice]]:
    """Yield what each changed article can be recognised by, and what it must know of the others."""
    found = engine.rows(
        f"""
        SELECT s.profile, k.slice FROM changing c JOIN surveying n ON n.sha256 = c.sha256
        JOIN {SURVEYED} s ON s.key = n.key LEFT JOIN slices k ON k.sha256 = n.sha256
        WHERE s.fault IS NULL
        """,
        _Recognised,
    )
    for row in found:
        known = msgspec.json.decode(row.slice, type=Slice) if row.slice else NOTHING
        yield msgspec.json.decode(row.profile, type=Profile), known


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    unmet: bytes | None
    related: bytes | None
    fault: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """What became of the decisions about the articles' findings, and which articles have a fault.

    ``related`` are those that relate a claim to another, by the end of the claim's IRI.
    """

    unmet: tuple[Unmet, ...]
    related: Mapping[str, tuple[Decision, ...]]
    faults: tuple[Fault, ...]


def doubts(engine: Engine) -> Doubts:
    """Return what a survey tells of decisions and of faults, in the order of the articles."""
    unmet: list[Unmet] = []
    related: dict[str, tuple[Decision, ...]] = {}
    faults: list[Fault] = []
    told = engine.rows(
        f"""
        SELECT s.unmet, s.related, s.fault FROM surveying n JOIN (
            SELECT * FROM {SURVEYED} UNION ALL SELECT * FROM {SURVEYED}_passing
        ) s ON s.key = n.key
        WHERE s.unmet IS NOT NULL OR s.related IS NOT NULL OR s.fault IS NOT NULL
        ORDER BY n.place, n.sha256
        """,
        _Told,
    )
    for row in told:
        unmet += msgspec.json.decode(row.unmet or b"[]", type=list[Unmet])
        for one in msgspec.json.decode(row.related or b"[]", type=list[Relating]):
            related[one.claim] = (*related.get(one.claim, ()), one.decision)
        if row.fault is not None:
            faults.append(msgspec.json.decode(row.fault, type=Fault))
    return Doubts(unmet=tuple(unmet), related=related, faults=tuple(faults))


@dataclass(frozen=True, slots=True)
class Survey:
    """Extract articles that have no draft yet, apply the decisions, and make the profiles."""

    tools: Tools
    given: type[ToSurvey] = ToSurvey
    made: type[Surveyed] = Surveyed
    size: int = _BATCH

    def begin(self) -> Self:
        """Begin; the language model is loaded when the first text is analysed."""
        return self

    def __call__(self, rows: Sequence[ToSurvey]) -> Iterator[Surveyed]:
        """Yield what becomes of each article."""
        articles = [msgspec.json.decode(row.article, type=Article) for row in rows]
        missing = [a for a, row in zip(articles, rows, strict=True) if row.draft is None]
        fresh = iter(drafts_of(missing, self.tools.analyser))
        for article, row in zip(articles, rows, strict=True):
            draft: Draft | Fault
            if row.draft is None:
                draft = next(fresh)
            else:
                draft = replace(msgspec.json.decode(row.draft, type=Draft), article=article)
            yield self._surveyed(article, draft, row)

    def _surveyed(self, article: Article, draft: Draft | Fault, row: ToSurvey) -> Surveyed:
        if isinstance(draft, Fault):
            return _faulty(article, row, draft)
        found = guarded(article.name, self._profiled, draft, row)
        return _faulty(article, row, found) if isinstance(found, Fault) else found

    def _profiled(self, draft: Draft, row: ToSurvey) -> Surveyed:
        decisions = msgspec.json.decode(row.decisions, type=tuple[Decision, ...])
        decided, unmet = apply(draft, decisions)
        found = profile(decided, self.tools.setup.authorities, unmet)
        return Surveyed(
            key=row.key,
            draft_key=row.draft_key,
            sha256=found.sha256,
            digits=found.digits,
            path=found.path,
            published=found.published,
            profile=msgspec.json.encode(found),
            draft=row.draft or _encoded(draft),
            decided=_encoded(decided) if decisions else None,
            unmet=msgspec.json.encode(found.unmet) if found.unmet else None,
            related=_related(found),
        )

    def lost(self, row: ToSurvey) -> Iterable[Surveyed]:
        """Return the fault of an article over which every process was killed."""
        article = msgspec.json.decode(row.article, type=Article)
        return [_faulty(article, row, killed(article.name))]


def drafts_of(articles: list[Article], analyser: Analyser) -> list[Draft | Fault]:
    """Return the draft of each article; where some crash, the others are extracted without them."""
    together = guarded("", _extract, articles, analyser)
    if not isinstance(together, Fault):
        return [*together]
    alone = [guarded(article.name, _extract, [article], analyser) for article in articles]
    return [found if isinstance(found, Fault) else found[0] for found in alone]


def _extract(articles: list[Article], analyser: Analyser) -> list[Draft]:
    return list(extract_all(articles, analyser))


def _faulty(article: Article, row: ToSurvey, fault: Fault) -> Surveyed:
    return Surveyed(
        key=row.key,
        draft_key=row.draft_key,
        sha256=article.sha256,
        digits=article.digits,
        path="",
        published="",
        fault=msgspec.json.encode(fault),
        passing=fault.passing,
    )


def _related(found: Profile) -> bytes | None:
    claims = dict(found.claims)
    related = [
        Relating(claim=claims[ruling.subject], decision=ruling.decision)
        for ruling in found.rulings
        if ruling.decision.what == "relate" and ruling.subject in claims
    ]
    return msgspec.json.encode(related) if related else None


def _encoded(draft: Draft) -> bytes:
    return msgspec.json.encode(replace(draft, article=anonymous(draft.article)))
