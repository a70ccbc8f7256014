"""What each article can be recognised by in, who and what is one in all of them, in tables, out."""

from collections.abc import Mapping
from dataclasses import dataclass

from triplewire.build.faults import Fault
from triplewire.build.gather import Gathered, registered_in
from triplewire.build.identity import identify_all, unmet_in
from triplewire.build.one_article import Setup
from triplewire.build.surveying import SURVEYED, doubts
from triplewire.engines import Engine
from triplewire.errors import StoreError
from triplewire.newsroom import Newsroom
from triplewire.records import Decision, Unmet
from triplewire.store import Manifest

# Of the decisions about findings that were applied once, the share that may get lost in silence.
_MAY_GET_LOST = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """What became of the decisions until now, and which articles have a fault.

    ``related`` are the decisions that relate a claim to another, by the end of the claim's IRI;
    ``unmet`` those that found nothing, or were overruled.
    """

    gathered: Gathered
    related: Mapping[str, tuple[Decision, ...]]
    unmet: tuple[Unmet, ...]
    faults: tuple[Fault, ...]


def identified(
    engine: Engine, gathered: Gathered, unmet: tuple[Unmet, ...], setup: Setup
) -> Identified:
    """Tell who and what is one in all articles; return which decisions were in vain.

    ``unmet`` are those that found no article. The tables are those of ``identify_all``.
    """
    identify_all(
        engine,
        f"""
        SELECT n.key, v.sha256, v.profile FROM surveying n JOIN {SURVEYED} v ON v.key = n.key
        WHERE v.fault IS NULL
        """,
        registered_in(engine),
        setup.authorities,
        setup.fingerprint,
        gathered.now,
    )
    found = doubts(engine)
    return Identified(
        gathered=gathered,
        related=found.related,
        unmet=(*unmet, *found.unmet, *unmet_in(engine)),
        faults=(*gathered.faults, *found.faults),
    )


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
