"""What packages for reading add to an installation, and to `triplewire --help`.

    python benchmarks/install_size.py feedparser warcio pyarrow

A table is printed: the size of each package's files, of the packages that come with it and that
nothing else here needs, how long its import takes, and whether the help imports it. The exit code
is 1 when it does.
"""

import argparse
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_TIMES = 7


def size(name: str) -> int:
    """Return how many bytes the files of an installed package take."""
    files = metadata.files(name) or []
    return sum(path.stat().st_size for file in files if (path := Path(file.locate())).is_file())


def needed(names: list[str]) -> set[str]:
    """Return packages and all that they need, without extras, where they are installed."""
    found: set[str] = set()
    ahead = [canonicalize_name(name) for name in names]
    while ahead:
        name = ahead.pop()
        if name in found:
            continue
        try:
            required = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        found.add(name)
        ahead += map(canonicalize_name, always(required))
    return found


def always(required: list[str]) -> list[str]:
    """Return the names of the requirements that hold here and belong to no extra."""
    wanted = map(Requirement, required)
    return [one.name for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]


def modules_of(name: str) -> list[str]:
    """Return the packages of Python that an installed package brings."""
    tops = metadata.packages_distributions()
    known = [
        top
        for top, owners in tops.items()
        if name in [canonicalize_name(owner) for owner in owners]
    ]
    return sorted(top for top in known if not top.startswith("_"))


def imported_by_help() -> set[str]:
    """Return all modules that the help imports."""
    command = [sys.executable, "-X", "importtime", "-m", "triplewire", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return {line.rpartition("|")[2].strip() for line in told.splitlines()}


def seconds(*arguments: str) -> float:
    """Return the least time that a run of Python takes, of a few."""
    spent = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        spent.append(time.perf_counter() - began)
    return min(spent)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+")
    names = [str(canonicalize_name(name)) for name in parser.parse_args().names]
    # What the program needs without them: the requirements that it states, less these.
    stated = always(metadata.requires("triplewire") or [])
    base = needed([one for one in stated if canonicalize_name(one) not in names])
    helped, bare = imported_by_help(), seconds("-c", "pass")
    print(f"without them {sum(map(size, base)) / 1e6:.1f} MB in {len(base)} packages")
    print(f"--help {seconds('-m', 'triplewire', '--help'):.2f} s, Python alone {bare:.2f} s\n")
    print("| package | MB | brings besides | MB | its import, s | imported by --help |")
    print("|---|---|---|---|---|---|")
    wrong = False
    for name in names:
        more = sorted(needed([name]) - base - {name})
        tops = modules_of(name)
        used = any(module.partition(".")[0] in tops for module in helped)
        wrong |= used
        spent = max(0.0, seconds("-c", f"import {', '.join(tops)}") - bare) if tops else 0.0
        print(
            f"| {name} {metadata.version(name)} | {size(name) / 1e6:.1f} | {', '.join(more)} | "
            f"{sum(map(size, more)) / 1e6:.1f} | {spent:.2f} | {'yes' if used else 'no'} |"
        )
    sys.exit(wrong)


if __name__ == "__main__":
    main()
