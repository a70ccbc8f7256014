"""Texts and bytes in, one hash of all of them out."""

import hashlib


def digest(*parts: str | bytes) -> str:
    """Return one hash of several parts, so that no two lists of parts run into each other."""
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        total.update(f"{len(raw)}:".encode())
        total.update(raw)
    return total.hexdigest()
