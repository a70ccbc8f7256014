"""A finding in, what tells it from others though lines and offsets move, out."""

import hashlib

from triplewire.report.findings import Finding, Rule


def fingerprint(finding: Finding, rule: Rule) -> str:
    """Return 32 digits that stay as long as the same words break the same rule in the same file.

    An IRI of ours holds the offsets and the hash of a text, so where there are words they stand
    for the focus node, and a value that is an IRI is left out.
    """
    result = finding.result
    value = result.value if result.value and result.value.startswith('"') else ""
    place = finding.places[0] if finding.places else None
    quoted = place is not None and place.article is not None and place.words
    anchor = " ".join(place.words.split()) if place and quoted else result.focus
    parts = (rule.id, place.file if place else "", anchor, result.path or "", value)
    joined = "\x1f".join(parts).encode("utf-8", "backslashreplace")
    return hashlib.sha256(joined).hexdigest()[:32]
