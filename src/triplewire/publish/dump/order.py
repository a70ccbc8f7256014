"""Lines in any order in, the same lines sorted and each once out, in bounded memory."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory

RUN_LINES = 200_000


@contextmanager
def ordered(lines: Iterable[bytes], run_lines: int = RUN_LINES) -> Iterator[Iterator[bytes]]:
    r"""Yield the lines, each ending in "\n", in the order of their bytes and without repetitions.

    All lines have been read when the block begins. Runs of ``run_lines`` lines are sorted in
    memory; when there are several, they wait in temporary files to be merged.
    """
    rest = iter(lines)
    run = sorted(set(islice(rest, run_lines)))
    following = next(rest, None)
    if following is None:
        yield iter(run)
        return
    with TemporaryDirectory(prefix="triplewire-") as folder, ExitStack() as stack:
        files: list[Path] = []
        while run:
            files.append(Path(folder, str(len(files))))
            with files[-1].open("wb") as out:
                out.writelines(run)
            batch = [] if following is None else [following]
            batch.extend(islice(rest, run_lines - 1))
            run = sorted(set(batch))
            following = next(rest, None)
        opened = [stack.enter_context(file.open("rb")) for file in files]
        yield (line for line, _ in groupby(heapq.merge(*opened)))
