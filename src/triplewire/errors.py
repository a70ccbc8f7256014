"""Every error Triplewire raises on purpose: what went wrong, where, and what to do about it.

TriplewireError
├── ConfigError     triplewire.toml or a command's set-up
├── ReadError       a source that is not an article
│   └── PassingError one that may be an article at another time, or on another machine
├── ExtractError    no usable language model
│   └── AnswerError no usable answer of one about one article
├── LinkError       actors.csv or decisions.csv
├── ConvertError    words that are not where the draft says they are
├── ValidateError   shapes that cannot be used
├── EngineError     workers that cannot work, or tables that cannot be made
├── StoreError      a store that is locked, damaged or not a store
├── DiskError       a file or folder that the system does not let be read or written
└── QueryError      a query that cannot be run
"""

# The hint for a store that is damaged, wherever that shows.
REBUILD = "delete the store's folder and build again; everything in it can be rebuilt"


class TriplewireError(Exception):
    """Say what went wrong, where (file:line:column or IRI), and how to mend it."""

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}{self.what}{hint}"


class ConfigError(TriplewireError):
    """Refuse a configuration that cannot be used."""


class ReadError(TriplewireError):
    """Refuse a source that is not an article."""


class PassingError(ReadError):
    """Refuse a source for now, for a reason that does not lie in its bytes."""


class ExtractError(TriplewireError):
    """Say that the text cannot be analysed."""


class AnswerError(ExtractError):
    """Say that a model that was asked about one article gave no answer that can be used."""


class LinkError(TriplewireError):
    """Refuse an authority file or a decision that cannot be used."""


class ConvertError(TriplewireError):
    """Refuse a finding whose words are not in the article."""


class ValidateError(TriplewireError):
    """Refuse shapes that cannot be used."""


class EngineError(TriplewireError):
    """Say that the workers of a build cannot work, or that its tables cannot be made."""


class StoreError(TriplewireError):
    """Refuse a store that is locked, damaged, or not a store."""


class DiskError(TriplewireError):
    """Say that the system does not let a file or folder be read or written."""


class QueryError(TriplewireError):
    """Refuse a query that cannot be run."""
