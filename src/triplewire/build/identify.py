"""What each article can be recognised by in, who and what is one in all of them out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from triplewire.build.faults import Fault
from triplewire.build.held import Held
from triplewire.build.identity import (
    external_in,
    identify_all,
    links_in,
    rows_in,
    slices_in,
    unmet_in,
)
from triplewire.build.one_article import Setup, Task
from triplewire.build.surveying import SURVEYED
from triplewire.engines import Engine
from triplewire.errors import StoreError
from triplewire.link import NOTHING, Profile
from triplewire.newsroom import Newsroom
from triplewire.records import (
    Article,
    Decision,
    ExternalLink,
    IdentityLink,
    Lineage,
    Registered,
    Unmet,
)
from triplewire.store import Manifest

# Of the decisions about findings that were applied once, the share that may get lost in silence.
_MAY_GET_LOST = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The articles that got so far, with what the others add to each, and how things are linked.

    ``rows`` are what a register must keep of actors' and events' IRIs;
    ``related`` are the decisions that relate a claim to another, by the end of the claim's IRI;
    ``unmet`` those that found nothing, or were overruled; ``faults`` are all until now.
    """

    gathered: Held
    tasks: tuple[Task, ...]
    profiles: tuple[Profile, ...]
    links: tuple[IdentityLink, ...]
    rows: tuple[Registered, ...]
    external: tuple[ExternalLink, ...]
    related: Mapping[str, tuple[Decision, ...]]
    unmet: tuple[Unmet, ...]
    faults: tuple[Fault, ...]


def identified(
    gathered: Held,
    profiled: Iterable[tuple[Task, Profile | Fault]],
    setup: Setup,
    engine: Engine,
) -> Identified:
    """Return who and what is one in all articles, and which decisions were in vain."""
    found = list(profiled)
    profiles = [profile for _, profile in found if isinstance(profile, Profile)]
    identify_all(
        engine,
        f"""
        SELECT n.key, v.sha256, v.profile FROM surveying n JOIN {SURVEYED} v ON v.key = n.key
        WHERE v.fault IS NULL
        """,
        gathered.register,
        setup.authorities,
        setup.fingerprint,
        gathered.now,
    )
    slices = dict(slices_in(engine))
    return Identified(
        gathered=gathered,
        tasks=tuple(
            replace(
                task,
                article=_with_path(task.article, profile.path),
                known=slices.get(task.article.sha256, NOTHING),
            )
            for task, profile in found
            if isinstance(profile, Profile)
        ),
        profiles=tuple(profiles),
        links=tuple(links_in(engine)),
        rows=tuple(rows_in(engine)),
        external=tuple(external_in(engine)),
        related=_related(profiles),
        unmet=(*gathered.unmet, *(u for p in profiles for u in p.unmet), *unmet_in(engine)),
        faults=(
            *gathered.faults,
            *(f for _, f in found if isinstance(f, Fault)),
        ),
    )


def _with_path(article: Article, path: str) -> Article:
    """Return an article with its IRI: the one that it was published under, or else its first."""
    lineage = article.lineage or Lineage(digits=article.digits)
    return replace(article, lineage=replace(lineage, path=lineage.path or path))


def _related(profiles: Iterable[Profile]) -> dict[str, tuple[Decision, ...]]:
    found: dict[str, tuple[Decision, ...]] = {}
    for profile in profiles:
        claims = dict(profile.claims)
        for ruling in profile.rulings:
            if ruling.decision.what == "relate" and ruling.subject in claims:
                key = claims[ruling.subject]
                found[key] = (*found.get(key, ()), ruling.decision)
    return found


def refuse_shrinking(known: Identified, newsroom: Newsroom, manifest: Manifest) -> None:
    """Refuse to go on where too many of the decisions that once were applied find nothing now.

    Raises: StoreError.
    """
    before = set(manifest.decided.get(known.gathered.root, ()))
    gone = [one for one in known.unmet if one.decision.key in before and not one.overruled_by]
    if len(gone) > _MAY_GET_LOST * len(before):
        lines = (
            f"\n  {newsroom.decisions}:{one.decision.line}: {one.reason}:"
            f" {one.decision.what} {one.decision.quotation!r}"
            for one in sorted(gone, key=lambda one: one.decision.line)
        )
        raise StoreError(
            f"{len(gone)} of {len(before)} decisions that were applied before find nothing now"
            + "".join(lines),
            where=str(newsroom.decisions),
            hint="mend the articles or the decisions, or build with --allow-shrink",
        )
