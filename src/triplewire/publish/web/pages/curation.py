"""A store in, how far it is curated out: what was decided, what was not met, what is uncertain."""

from dataclasses import dataclass

from triplewire.ask.review import Doubt, doubts
from triplewire.ask.run import rows
from triplewire.publish.web.pages.links import Ref
from triplewire.publish.web.pages.site import Site, value_of
from triplewire.records import Unmet
from triplewire.store import Store

PAGE_SIZE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision that was applied, on which words, and something that it shaped."""

    ref: Ref
    label: str
    type: str
    who: str
    when: str
    why: str | None
    words: str
    article: Ref
    thing: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """The state of the curator's work."""

    decided: tuple[Decided, ...]
    unmet: tuple[Unmet, ...]
    doubts: tuple[Doubt, ...]


def curation_of(store: Store, site: Site) -> Curation:
    """Return what was decided and what a curator should look at, the least certain first."""
    decided = []
    for row in rows(store, "pages/decisions"):
        thing = value_of(row, "thing")
        decided.append(
            Decided(
                ref=site.ref(row["decision"].value),
                label=row["label"].value,
                type=row["type"].value,
                who=row["who"].value,
                when=row["when"].value,
                why=value_of(row, "why"),
                words=row["words"].value,
                article=site.ref(row["article"].value, row["headline"].value),
                thing=site.ref(thing) if thing else None,
            )
        )
    unmet = (one for of_root in store.manifest.unmet.values() for one in of_root)
    return Curation(decided=tuple(decided), unmet=tuple(unmet), doubts=tuple(doubts(store)))
