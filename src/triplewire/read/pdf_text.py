"""The bytes of a PDF in, its paragraphs and what its pages tell out as JSON.

This runs in a process of its own, whose child the system ends where it takes too much: a few bytes
of a PDF can ask for hours of work.
"""

import io
import json
import logging
from collections.abc import Mapping

from triplewire.read.pdf_lines import paragraphs
from triplewire.system import forking

_MOST_PAGES = 300
_MOST_SIGNS = 2_000_000
_INFORMATION = ("/Title", "/Author", "/CreationDate")


def main() -> None:
    """Read one document after the other."""
    import pypdf  # noqa: F401, PLC0415 - once for all of them

    logging.disable()
    forking.serve(lambda data: json.dumps(_read(data)).encode())


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
    return {"text": paragraphs(pages), "told": "\n".join(pages), "information": information}


if __name__ == "__main__":
    main()
