"""Lines in any order in, the same lines sorted and each once out, in bounded memory."""

import heapq
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BufferedReader, BufferedWriter
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

RUN_LINES = 200_000
# Files that are read at once; a process may have a thousand open, and servers have others.
MOST_OPEN = 100
# Sorted lines take a tenth of the room so, and no more time; what each file that is read needs in
# memory is a window of 128 kB.
_SMALL: dict[int, int] = {
    zstd.CompressionParameter.compression_level: 1,
    zstd.CompressionParameter.window_log: 17,
}
_AT_ONCE = 1 << 16


@contextmanager
def ordered(
    lines: Iterable[bytes], run_lines: int = RUN_LINES, folder: Path | None = None
) -> Iterator[Iterator[bytes]]:
    r"""Yield the lines, each ending in "\n", in the order of their bytes and without repetitions.

    All lines have been read when the block begins. Runs of ``run_lines`` lines are sorted in
    memory; when there are several, they wait in temporary files to be merged, of very many first
    some to one. The files are below ``folder``, or where the system has such.
    """
    rest = iter(lines)
    run = sorted(set(islice(rest, run_lines)))
    following = next(rest, None)
    if following is None:
        yield iter(run)
        return
    with TemporaryDirectory(prefix="triplewire-", dir=folder) as runs, ExitStack() as stack:
        files: list[Path] = []
        while run:
            files.append(Path(runs, str(len(files))))
            _write(files[-1], run)
            batch = [] if following is None else [following]
            batch.extend(islice(rest, run_lines - 1))
            run = sorted(set(batch))
            following = next(rest, None)
        while len(files) > MOST_OPEN:
            few = min(MOST_OPEN, len(files) - MOST_OPEN + 1)
            files = [*files[few:], _merged_file(files[:few])]
        yield _merged(files, stack)


def _merged_file(files: Sequence[Path]) -> Path:
    """Merge files into a new one in their place."""
    merged = files[-1].with_name(f"{files[-1].name}-")
    with ExitStack() as stack:
        _write(merged, _merged(files, stack))
    for file in files:
        file.unlink()
    return merged


def _merged(files: Iterable[Path], stack: ExitStack) -> Iterator[bytes]:
    opened = [stack.enter_context(BufferedReader(zstd.open(file), _AT_ONCE)) for file in files]
    return (line for line, _ in groupby(heapq.merge(*opened)))


def _write(file: Path, lines: Iterable[bytes]) -> None:
    with BufferedWriter(zstd.open(file, "wb", options=_SMALL), _AT_ONCE) as out:
        out.writelines(lines)
