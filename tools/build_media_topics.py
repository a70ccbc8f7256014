"""Make data/media_topics.tsv of the IPTC Media Topics as published.

    python tools/build_media_topics.py cptall-en-GB.json

The file is the whole scheme in British English, as IPTC publishes it at cv.iptc.org (CC BY 4.0). A
retired concept leads to the one that its change note names, where that is one, and else to the
nearest concept above it. Old subject codes are those that the scheme matches exactly or closely.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from triplewire import assets

_SUBJECTS = "http://cv.iptc.org/newscodes/subjectcode/"
_CODE = re.compile(r"\b\d{8}\b")

Concept = dict[str, Any]


def rows(scheme: Concept) -> list[tuple[str, ...]]:
    """Return a row for each concept, by its code."""
    concepts = {_code(one["uri"]): one for one in scheme["conceptSet"]}
    return [
        (
            code,
            one["prefLabel"]["en-GB"],
            next(map(_code, one.get("broader", ())), ""),
            _living(code, concepts) if "retired" in one else "",
            "|".join(_subjects(one)),
        )
        for code, one in sorted(concepts.items())
    ]


def _living(code: str, concepts: dict[str, Concept]) -> str:
    """Return the concept that is used now in the place of another one."""
    seen: set[str] = set()
    while "retired" in concepts[code] and code not in seen:
        seen.add(code)
        one = concepts[code]
        note = one.get("changeNote", {}).get("en-GB", "")
        named = {other for other in _CODE.findall(note) if other in concepts} - {code}
        (code,) = named if len(named) == 1 else map(_code, one["broader"])
    return code


def _subjects(concept: Concept) -> list[str]:
    matches = (*concept.get("exactMatch", ()), *concept.get("closeMatch", ()))
    return [_code(iri) for iri in matches if iri.startswith(_SUBJECTS)]


def _code(iri: str) -> str:
    return iri[-8:]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scheme", type=Path)
    scheme = json.loads(parser.parse_args().scheme.read_text("utf-8"))
    lines = [("code", "label", "broader", "use", "subjects"), *rows(scheme)]
    told = "".join("\t".join(line) + "\n" for line in lines)
    assets.data("media_topics.tsv").write_text(told, encoding="utf-8")
    print(f"{len(lines) - 1} concepts, released {scheme['dateReleased']}")


if __name__ == "__main__":
    main()
