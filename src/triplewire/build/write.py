"""The graphs of the changed articles in; a store that says what a folder says now out."""

from dataclasses import dataclass

import msgspec

from triplewire import __version__, assets
from triplewire.build.changes import Changes
from triplewire.build.faults import Fault
from triplewire.build.identify import Identified
from triplewire.build.into import Into
from triplewire.build.judged import all_warnings
from triplewire.build.making import changed, heads, number_changed, number_of
from triplewire.build.one_article import Setup, own_shapes
from triplewire.build.shared_graphs import move_base, write_names, write_shared
from triplewire.errors import LinkError
from triplewire.newsroom import Newsroom
from triplewire.records import Asked, Decision, Omission, Unmet
from triplewire.store import Writer
from triplewire.system.hashes import digest
from triplewire.validate import Warner

# Changed triples from which it is found what is to be judged again: they are in memory then.
_MOST_JUDGED = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build did.

    ``duplicates`` pairs a source with another of the same text, ``superseded`` one with that of a
    later version of its article.
    ``wrong`` are lines of the newsroom's tables that cannot be used, or not wholly.
    ``omitted`` is what the folder's stored articles had to leave out, by this build or an earlier.
    ``decided`` counts the decisions that were applied; ``unmet`` are those that were not, and
    ``disappeared`` those that the table had at the last build and has no more. ``asked`` is what
    was asked of an endpoint, None where none extracts.
    """

    articles: int
    added: int
    replaced: int
    unchanged: int
    removed: int
    warnings: int
    duplicates: tuple[tuple[str, str], ...]
    superseded: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]
    omitted: tuple[Omission, ...]
    decided: int
    unmet: tuple[Unmet, ...]
    disappeared: tuple[Decision, ...]
    asked: Asked | None = None
    wrong: tuple[LinkError, ...] = ()


def begin(root: str, newsroom: Newsroom, writer: Writer) -> Changes:
    """Begin to change what a store has of a folder, under the folder's settings."""
    writer.publish_texts(publish=newsroom.settings.publish_text)
    move_base(writer, newsroom.settings.base)
    return Changes(root, writer)


def write(
    known: Identified, setup: Setup, newsroom: Newsroom, into: Into, changes: Changes
) -> Outcome:
    """Store the graphs of a folder's changed articles and what all share; remove what has gone.

    Some of the articles may be among the changes by now. What was stored of one that now has a
    fault stays.
    """
    writer, engine = into.writer, into.engine
    manifest, root = writer.manifest, known.gathered.root
    faults = list(known.faults)
    kept: set[str] = set()
    found: dict[str, Fault] = {}
    new = changed(engine, lambda one: changes.has(one.sha256, one.run))
    for made in into.counted("storing", new, number_changed(engine)):
        if made.fault is not None:
            found[made.sha256] = msgspec.json.decode(made.fault, type=Fault)
            kept.add(made.digits)
        changes.enter(made)
    entered = changes.count["added"] + changes.count["replaced"]
    if found:
        faults += (found[head.sha256] for head in heads(engine) if head.sha256 in found)
    changes.remove_gone(known.gathered.gone(engine), {fault.name for fault in faults}, kept)
    lost = {one.decision.key for one in known.unmet}
    there = {decision.key for decision in setup.decisions}
    earlier = manifest.decisions.get(root, ())
    manifest.decisions[root] = setup.decisions
    manifest.decided[root] = tuple(d.key for d in setup.decisions if d.key not in lost)
    anew = bool(changes.count)
    unmet = known.unmet + write_shared(known, setup, newsroom.settings, into, anew=anew)
    manifest.unmet[root] = unmet
    corrections = sorted(changes.corrections, key=lambda one: one.sha256)
    write_names(known, corrections, setup.base, into)
    return Outcome(
        articles=len(writer.articles),
        added=changes.count["added"],
        replaced=changes.count["replaced"],
        unchanged=number_of(engine) - entered - len(found),
        removed=changes.count["removed"],
        warnings=_warnings(into),
        duplicates=known.gathered.duplicates,
        superseded=known.gathered.superseded,
        faults=tuple(faults),
        omitted=tuple(
            omission
            for entry in writer.articles.omitting()
            if entry.root == root
            for omission in entry.omitted
        ),
        decided=len(manifest.decided[root]),
        unmet=unmet,
        disappeared=tuple(decision for decision in earlier if decision.key not in there),
        wrong=setup.wrong,
    )


def _warnings(into: Into) -> int:
    """Return how often a check of the store will warn; only what changed is judged again."""
    writer = into.writer
    manifest, changes = writer.manifest, writer.changes()
    stamp = digest(
        __version__, *(path.read_bytes() for path in sorted(assets.shapes().glob("*.ttl")))
    )
    touched: set[str] | None = None
    if changes is not None and len(changes) <= _MOST_JUDGED and manifest.judged == stamp:
        warner = Warner(writer.database(), own_shapes())
        touched = warner.touched(changes.added(), changes.removed()) if len(changes) else set()
        if touched:
            writer.warned.renew(touched, warner.at(touched))
    if touched is None:
        writer.warned.fill(all_warnings(into))
    manifest.judged = stamp
    return writer.warned.number()
