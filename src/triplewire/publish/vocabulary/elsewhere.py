"""The IRI of another vocabulary's term in, what that vocabulary calls it out."""

from functools import cache

from triplewire import assets


@cache
def called() -> dict[str, str]:
    """Return the labels of all terms that concepts are mapped to, by IRI.

    Source: ontology/mappings.tsv, which says where each was seen.
    """
    rows = assets.mappings()
    return {row["target"]: row["label"].partition("@")[0] for row in rows if row["target"]}
