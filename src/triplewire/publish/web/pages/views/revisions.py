"""An article of the store in, what each version of its text withdrew, reworded and added out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from triplewire.ask import Told, versions_of
from triplewire.publish.web.pages.graph import Ref, Site
from triplewire.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a version did to a finding: what it says now, and in which words it was said before."""

    what: str
    before: str | None
    now: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A version of the article's text by its number, the first text being 1."""

    number: int
    ref: Ref
    when: str | None
    changes: tuple[Change, ...]


def revisions(store: Store, site: Site, text: str) -> Iterator[Revision]:
    """Yield the versions of a text, the oldest first."""
    for number, version in enumerate(versions_of(store, text), start=1):
        yield Revision(
            number=number,
            ref=site.ref(version.iri, version.iri.rpartition("/")[2]),
            when=version.when,
            changes=(
                *(_change(site, "reworded", old, new) for old, new in version.reworded),
                *(_change(site, "withdrawn", old, None) for old in version.withdrawn),
                *(_change(site, "added", None, new) for new in version.added),
            ),
        )


def _change(site: Site, what: str, old: Told | None, new: Told | None) -> Change:
    now = site.ref(new.iri, new.words) if new else None
    if new and now and not new.there:
        # It has a page that says that it is gone, which nobody looks for here.
        now = replace(now, href=None)
    return Change(what=what, before=old.words if old else None, now=now)
