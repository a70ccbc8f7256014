"""The bytes of a PDF on the standard input, the text of its pages as JSON on the standard output.

This runs in a process of its own, which the system ends where it takes too much: a few bytes of a
PDF can ask for hours of work.
"""

import io
import json
import logging
import resource
import sys
from collections.abc import Mapping

_MOST_PAGES = 300
_MOST_SIGNS = 2_000_000
_INFORMATION = ("/Title", "/Author", "/CreationDate")


def main() -> None:
    """Read within the given seconds and bytes of memory."""
    seconds, memory = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    logging.disable()
    print(json.dumps(_read(sys.stdin.buffer.read())))  # noqa: T201 - this is what it is for


def _read(data: bytes) -> dict[str, object]:
    from pypdf import PdfReader  # noqa: PLC0415 - an extra, and slow to import
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"refused": "it is locked by a password"}
        if len(reader.pages) > _MOST_PAGES:
            return {"refused": f"it has more than {_MOST_PAGES} pages"}
        pages: list[str] = []
        left = _MOST_SIGNS
        for page in reader.pages:
            pages.append(page.extract_text())
            left -= len(pages[-1])
            if left < 0:
                return {"refused": f"it has more than {_MOST_SIGNS:,} characters"}
        said: Mapping[str, object] = reader.metadata or {}
        information = {key: str(said[key])[:1000] for key in _INFORMATION if key in said}
    except DependencyError:
        return {"refused": "it is locked"}
    except PyPdfError as fault:
        return {"refused": f"it is damaged: {str(fault)[:100]}"}
    return {"pages": pages, "information": information}


if __name__ == "__main__":
    main()
