"""What a report shows: results with the places they point at, and what a curator can do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from triplewire.records import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a result points: a file, and the words there with what stands around them.

    ``file`` is relative to the folder in which the check runs if it lies inside, with ``/``.
    ``line`` and ``column`` count from 1, columns in code points; ``end_line`` and ``end_column``
    name what comes right behind the words. ``line`` is None where only the file is known, the
    columns are None where only the line is. ``before`` and ``after`` are the rest of the words'
    lines. ``article`` is the article's label, None in a file of RDF.
    """

    file: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    before: str = ""
    words: str = ""
    after: str = ""
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A decision that could mend a result, as the cells of decisions.csv.

    ``value`` says in capitals what the curator has to fill in, "" where nothing; ``newsroom`` is
    the folder whose decisions.csv it belongs in.
    """

    what: str
    quotation: str
    target: str
    value: str
    article: str = ""
    newsroom: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One result, the graph that has it, where it points and what could mend it.

    ``graph`` is the IRI of a named graph, or the name of a file. ``label`` is the focus node's in
    words. The first of ``places`` is the best; others follow.
    """

    result: Result
    graph: str
    label: str | None = None
    places: tuple[Place, ...] = ()
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What can be reported of: a shape, or a sh:sparql constraint of one.

    ``id`` never changes for the same shape: the local name of one of ours, the IRI of another's.
    ``suite`` is the name of the file of shapes that holds it, ``within`` the IRIs of the shapes
    that have it; ``messages`` may have {?variables}.
    """

    id: str
    iri: str
    suite: str = ""
    severity: str = "Violation"
    name: str = ""
    description: str = ""
    messages: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was checked, by which rules, and how much of it a report for people shows.

    ``checked`` are the names of stores and files. ``limit`` is how many results are shown of each
    shape, None for all; ``fail_on`` is the least severity that fails a check, or "never".
    ``width`` counts cells of a terminal. ``elsewhere`` are the shapes that pySHACL had to judge.
    """

    checked: tuple[str, ...] = ()
    engine: str = ""
    elsewhere: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    prefixes: Mapping[str, str] = field(default_factory=dict)
    fail_on: str = "violation"
    limit: int | None = 10
    width: int = 100
    color: bool = False
