"""Answers in, WARC files out: one a run and host, whole records alone, under names that last.

Source: ISO 28500:2017, WARC 1.1.
"""

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from triplewire.errors import DiskError
from triplewire.fetch.clock import stamp
from triplewire.fetch.wire import Answer

# How an answer travelled, which its record no longer does.
_TRAVEL = frozenset({"transfer-encoding", "content-length"})
_SUFFIX = ".warc.gz"
_VERSION = "WARC/1.1"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder of captures as long as the block lasts; make it if need be.

    Raises: DiskError when another run is there, or the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise DiskError(f"cannot be written: {error.strerror}", where=str(folder)) from error
    try:
        _lock(handle, folder)
        for left in folder.glob(f"*/.*{_SUFFIX}.tmp"):
            left.unlink()  # of a run that was killed
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise DiskError(
            "another run of fetch is writing here",
            where=str(folder),
            hint="try again when it has finished",
        ) from error


@dataclass(slots=True)
class _File:
    final: Path
    temporary: Path
    stream: IO[bytes]
    whole: int = 0


@dataclass(slots=True, kw_only=True)
class Captures:
    """The WARC files of one run below a folder; ``software`` is who asked, as servers were told."""

    folder: Path
    started: datetime
    software: str
    files: dict[str, _File] = field(default_factory=dict)

    def keep(self, answer: Answer, moment: datetime, before: str = "") -> None:
        """Add what was asked and what was answered, compressed record by record.

        Of an answer that nothing has changed, ``before`` is the stamp of what was kept last.
        Raises: OSError when the disk does not take it; what was kept before stays whole.
        """
        host = urlsplit(answer.address).hostname or ""
        if host not in self.files:
            self.files[host] = self._opened(host)
        file = self.files[host]
        _write(file.stream, answer, stamp(moment), before)
        file.stream.flush()
        file.whole = file.stream.tell()

    def publish(self) -> tuple[Path, ...]:
        """Give the files their names, and return these."""
        for file in self.files.values():
            with file.stream as stream:
                stream.truncate(file.whole)
                os.fsync(stream.fileno())
            if file.whole:
                file.temporary.rename(file.final)
            else:
                file.temporary.unlink()
        return tuple(sorted(file.final for file in self.files.values() if file.whole))

    def _opened(self, host: str) -> _File:
        folder = self.folder / _portable(host)
        folder.mkdir(exist_ok=True)
        name, number = self.started.strftime("%Y-%m-%dT%H%M%SZ"), 1
        final = folder / f"{name}{_SUFFIX}"
        while os.path.lexists(final):
            number += 1
            final = folder / f"{name}-{number}{_SUFFIX}"
        temporary = folder / f".{final.name}.tmp"
        file = _File(final=final, temporary=temporary, stream=temporary.open("xb"))
        _write_info(file.stream, final.name, self.software, stamp(self.started))
        return file


def _portable(host: str) -> str:
    """Return a host as the name of a folder; an address of IPv6 has colons."""
    return host.replace(":", "_")


def _write_info(stream: IO[bytes], name: str, software: str, date: str) -> None:
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    writer = WARCWriter(stream, gzip=True, warc_version=_VERSION)
    told = {"software": software, "format": "WARC File Format 1.1"}
    record = writer.create_warcinfo_record(name, told)
    record.rec_headers.replace_header("WARC-Date", date)
    record.rec_headers.replace_header("WARC-Record-ID", _identifier("info", name, date))
    writer.write_record(record)


def _write(stream: IO[bytes], answer: Answer, date: str, before: str) -> None:
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    writer = WARCWriter(stream, gzip=True, warc_version=_VERSION)
    same = answer.status == 304
    kind = "revisit" if same else "response"
    identifier = _identifier(kind, answer.address, date)
    parts = urlsplit(answer.address)
    target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    # The body is kept without its chunks, and says so as other crawlers do.
    told = [
        (f"X-Orig-{name}" if name.lower() in _TRAVEL else name, value)
        for name, value in answer.fields
    ]
    if not same:
        told.append(("Content-Length", str(len(answer.body))))
    response = writer.create_warc_record(
        answer.address,
        kind,
        payload=None if same else BytesIO(answer.body),
        length=len(answer.body),
        warc_headers_dict={
            "WARC-Record-ID": identifier,
            "WARC-Date": date,
            **(_referring(answer.address, before) if same else {}),
        },
        http_headers=StatusAndHeaders(
            f"{answer.status} {answer.reason}", told, protocol="HTTP/1.1"
        ),
    )
    request = writer.create_warc_record(
        answer.address,
        "request",
        warc_headers_dict={
            "WARC-Record-ID": _identifier("request", answer.address, date),
            "WARC-Date": date,
            "WARC-Concurrent-To": identifier,
        },
        http_headers=StatusAndHeaders(
            f"GET {target} HTTP/1.1", list(answer.asked), is_http_request=True
        ),
    )
    writer.write_record(response)
    writer.write_record(request)


def _referring(address: str, before: str) -> dict[str, str]:
    """Return what says that a server had nothing new, and where what it had is kept."""
    if not before:
        return {"WARC-Profile": _NOT_MODIFIED}
    return {
        "WARC-Profile": _NOT_MODIFIED,
        "WARC-Refers-To": _identifier("response", address, before),
        "WARC-Refers-To-Target-URI": address,
        "WARC-Refers-To-Date": before,
    }


def _identifier(*parts: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join(parts))}>"
