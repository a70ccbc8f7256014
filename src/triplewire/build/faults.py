"""What is wrong with one article, and how a crash in one becomes its own affair."""

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from triplewire.errors import AnswerError, ConvertError, TriplewireError
from triplewire.records import Report

LOG = "faults.log"
# What a log may hold: of so many articles the last so many characters of each traceback.
_MOST_LOGGED = 100
_LONGEST = 20_000

Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An article that did not get through: its source is none, or its graph fails the shapes.

    ``crash`` is the traceback where a bug of this program kept it out. A fault that is ``passing``
    may not be one the next time.
    """

    name: str
    reason: str
    hint: str = ""
    report: Report | None = None
    crash: str = ""
    passing: bool = False


def guarded(
    name: str,
    function: Callable[Arguments, Result],
    *args: Arguments.args,
    **kwargs: Arguments.kwargs,
) -> Result | Fault:
    """Return what a function makes of one article, or the fault that it ran into.

    Raises: TriplewireError when it is not the article's fault.
    """
    try:
        return function(*args, **kwargs)
    except (ConvertError, AnswerError) as error:
        # What was asked may be answered another time.
        passing = isinstance(error, AnswerError)
        return Fault(name=name, reason=error.what, hint=error.hint, passing=passing)
    except TriplewireError:
        raise
    except Exception as error:  # noqa: BLE001 - nobody foresaw it, and the other articles go on
        return Fault(
            name=name,
            reason=f"this program failed on it: {type(error).__name__}",
            crash="".join(traceback.format_exception(error))[-_LONGEST:],
            passing=True,
        )


def killed(name: str) -> Fault:
    """Return the fault of an article over which every process was killed."""
    return Fault(
        name=name,
        reason="the process that worked on it was killed, and another one as well",
        hint="memory may be short: build again with --jobs 1, or leave it out",
        passing=True,
    )


def write_log(folder: Path, faults: Iterable[Fault]) -> None:
    """Write the tracebacks of one build into a folder, in the place of the last build's."""
    crashes = [f"{fault.name}\n{fault.crash}\n" for fault in faults if fault.crash]
    log = folder / LOG
    log.unlink(missing_ok=True)
    if crashes:
        log.touch(mode=0o600)
        text = "".join(crashes[:_MOST_LOGGED])
        log.write_text(text, encoding="utf-8", errors="backslashreplace")
