"""What a stage of a build has told so far in, its rate, time left and one line of words out.

Pure: the seconds of a clock that only goes forward come from outside.
"""

from dataclasses import dataclass, replace

# A rate is that of the last so many seconds; told more often than this, it is not more exact.
_WINDOW, _STEP = 60.0, 1.0
_MINUTE, _HOUR = 60, 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How far a stage is at some second, with how far it was at earlier ones.

    ``total`` is 0 where nobody knows it; ``marks`` are seconds and what was done by then.
    """

    stage: str
    done: int
    total: int
    faults: int = 0
    marks: tuple[tuple[float, int], ...] = ()


def onward(pace: Pace | None, stage: str, done: int, total: int, faults: int, now: float) -> Pace:
    """Return the pace after a stage has told how far it is."""
    if pace is None or pace.stage != stage or done < pace.done:
        marks: tuple[tuple[float, int], ...] = ((now, done),)
    elif now - pace.marks[-1][0] >= _STEP:
        kept = [mark for mark in pace.marks if now - mark[0] <= _WINDOW]
        marks = (*(kept or pace.marks[-1:]), (now, done))
    else:
        marks = pace.marks
    return Pace(stage=stage, done=done, total=total, faults=faults, marks=marks)


def rate(pace: Pace, now: float) -> float | None:
    """Return how many are done a second of late; None before that can be told."""
    if not pace.marks:
        return None
    began, before = pace.marks[0]
    return (pace.done - before) / (now - began) if now - began >= _STEP else None


def seconds_left(pace: Pace, now: float) -> float | None:
    """Return how long the stage takes from now on; None before that can be told."""
    fast = rate(pace, now)
    return (pace.total - pace.done) / fast if fast and pace.total else None


def told(pace: Pace, now: float, memory: tuple[int, int], width: int) -> str:
    """Return one line: stage, how much of it, rate, time left, faults, GB of parent and workers.

    What is too wide says the share that is done instead of the counts, and is cut.
    """
    fast, left = rate(pace, now), seconds_left(pace, now)
    own, others = (f"{count / 2**30:.1f}" for count in memory)
    rest = [
        f"{_number(fast)}/s" if fast else "",
        f"{_span(left)} left" if left is not None else "",
        f"{pace.faults:,} fault{'s' * (pace.faults != 1)}" if pace.faults else "",
        f"{own} + {others} GB" if memory[1] else f"{own} GB",
    ]
    line = ", ".join(filter(None, [_counted(pace), *rest]))
    if len(line) > width:
        brief = replace(pace, done=100 * pace.done // pace.total, total=0) if pace.total else pace
        sign = " %" if pace.total else ""
        line = ", ".join(filter(None, [f"{_counted(brief)}{sign}", *rest]))
    return line[:width]


def _counted(pace: Pace) -> str:
    if not pace.done and not pace.total:
        return pace.stage
    return f"{pace.stage} {pace.done:,}" + (f"/{pace.total:,}" if pace.total else "")


def _number(fast: float) -> str:
    return f"{fast:,.0f}" if fast >= 10 else f"{fast:.1f}"


def _span(seconds: float) -> str:
    """Return a time in one or two units, the smaller one only where it tells something."""
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    hours, minutes = divmod(round(seconds / _MINUTE), 60)
    return f"{hours} h {minutes} min" if hours < 10 else f"{hours:,} h"
