"""PDF files of our own making: pages of lines, with what the document says of itself."""

import zlib


def pdf(pages: list[list[str]], information: dict[str, str] | None = None) -> bytes:
    """Return a document in which each line stands where a printer would set it."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]  # fmt: skip  # noqa: E501
    said = " ".join(f"/{key} ({_escaped(value)})" for key, value in (information or {}).items())
    objects.append(f"<< {said} >>")
    kids = []
    streams: dict[int, bytes] = {}
    for lines in pages:
        shown = "".join(f"({_escaped(line)}) Tj 0 -14 Td\n" for line in lines)
        content = zlib.compress(f"BT /F1 11 Tf 50 780 Td\n{shown}ET".encode("cp1252"))
        objects.append(f"<< /Length {len(content)} /Filter /FlateDecode >>")
        streams[len(objects)] = content
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\n".encode("cp1252")
        if number in streams:
            data += b"stream\n" + streams[number] + b"\nendstream\n"
        data += b"endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return data + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\n"
        f"startxref\n{len(data)}\n%%EOF\n"
    ).encode("ascii")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
